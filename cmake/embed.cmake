# Data and templates are compiled into the binary: it works under cron with no HOME and no install
# prefix, and nobody can edit an installed rule file to get round a promise (P1, P4).
#
# hnat_embed(TARGET DIR...): a static library that answers base/resource.hpp for every file below DIRs.
function(hnat_embed target)
  set(patterns)
  foreach(dir ${ARGN})
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${dir}/*.toml ${PROJECT_SOURCE_DIR}/${dir}/*.sql
         ${PROJECT_SOURCE_DIR}/${dir}/*.mustache ${PROJECT_SOURCE_DIR}/${dir}/*.xml ${PROJECT_SOURCE_DIR}/${dir}/*.rels
         ${PROJECT_SOURCE_DIR}/${dir}/completion/*)
  endforeach()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${patterns})
  set(absolute ${files})
  list(TRANSFORM absolute PREPEND ${PROJECT_SOURCE_DIR}/)
  set(output ${PROJECT_BINARY_DIR}/generated/resources.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DOUTPUT=${output} "-DFILES=${files}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${absolute} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    COMMENT "Embedding data and templates" VERBATIM)
  add_library(${target} STATIC ${output})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/lib)
endfunction()
