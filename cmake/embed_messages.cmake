# Run as a script by hnat_messages: writes OUTPUT from the compiled catalogue MO.
file(SIZE ${MO} size)
file(READ ${MO} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\"\n\"" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
file(WRITE ${OUTPUT}
     "// Written by cmake/embed_messages.cmake: do not edit.\n#include \"base/message_catalogue.hpp\"\n\n"
     "namespace hnat {\n\nnamespace {\nconstexpr char k_catalogue[] =\n\"${bytes}\";\n} // namespace\n\n"
     "std::string_view vietnamese_catalogue() { return {k_catalogue, ${size}}; }\n\n} // namespace hnat\n")
