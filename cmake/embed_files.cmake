# Run as a script by hnat_embed: writes OUTPUT from FILES (relative to ROOT).
set(body "// Written by cmake/embed_files.cmake: do not edit.\n#include \"base/resource.hpp\"\n\nnamespace hnat {\n\n")
# With their lengths: to count them while compiling is too much for clang.
string(APPEND body "using namespace std::string_view_literals;\n\n")
string(APPEND body "namespace {\nconstexpr Resource k_resources[] = {\n")
list(SORT FILES)
foreach(file ${FILES})
  file(READ ${ROOT}/${file} content)
  string(APPEND body "{\"${file}\"sv, R\"~~hnat~~(${content})~~hnat~~\"sv},\n")
endforeach()
string(APPEND body "};\n} // namespace\n\n")
string(APPEND body "std::span<const Resource> resources() { return k_resources; }\n\n} // namespace hnat\n")
file(WRITE ${OUTPUT} "${body}")
