# hnat_lazy(TARGET NAME LIBRARY SOURCE...): SOURCEs of TARGET use LIBRARY by lib/base/lazy_library.hpp, under its
# HNAT_<NAME>_SONAME, and TARGET is not linked with it.
function(hnat_lazy target name library)
  find_library(HNAT_${name}_LIBRARY ${library} REQUIRED)
  execute_process(COMMAND ${CMAKE_READELF} -d ${HNAT_${name}_LIBRARY} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
  if(NOT dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
    message(FATAL_ERROR "${HNAT_${name}_LIBRARY} has no soname")
  endif()
  set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_DEFINITIONS HNAT_${name}_SONAME="${CMAKE_MATCH_1}")
  target_include_directories(${target} PRIVATE ${${library}_INCLUDE_DIRS})
endfunction()
