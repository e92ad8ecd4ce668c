# hnat_messages(TARGET): po/vi.po, compiled by gettext's msgfmt, as a static library that answers
# vietnamese_catalogue() of base/message_catalogue.hpp.
find_program(MSGFMT msgfmt REQUIRED)
function(hnat_messages target)
  set(po ${PROJECT_SOURCE_DIR}/po/vi.po)
  set(mo ${PROJECT_BINARY_DIR}/generated/vi.mo)
  set(output ${PROJECT_BINARY_DIR}/generated/messages.cpp)
  add_custom_command(
    OUTPUT ${output}
    BYPRODUCTS ${mo}
    COMMAND ${MSGFMT} --check --no-hash --output-file=${mo} ${po}
    COMMAND ${CMAKE_COMMAND} -DMO=${mo} -DOUTPUT=${output} -P ${PROJECT_SOURCE_DIR}/cmake/embed_messages.cmake
    DEPENDS ${po} ${PROJECT_SOURCE_DIR}/cmake/embed_messages.cmake
    COMMENT "Compiling po/vi.po" VERBATIM)
  add_library(${target} STATIC ${output})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/lib)
endfunction()
