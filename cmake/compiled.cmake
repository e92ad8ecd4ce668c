# {fmt} and toml++ compiled into the program, and with them libstdc++: looking up the 3,000 names of the shared one was a
# quarter of every start (docs/performance.md). SQLite, libsodium, expat and what else reads files or keeps secrets stay
# shared, so that their fixes arrive with Debian's updates.
add_library(hnat_fmt STATIC ${PROJECT_SOURCE_DIR}/cmake/compiled/fmt.cpp)
add_library(hnat_toml STATIC ${PROJECT_SOURCE_DIR}/cmake/compiled/tomlplusplus.cpp)
target_compile_definitions(hnat_toml PUBLIC TOML_HEADER_ONLY=0)

# hnat_static_cxx(TARGET): not for builds whose sanitizers watch libstdc++ themselves.
function(hnat_static_cxx target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT HNAT_SANITIZE)
    target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()
