# The standard library and fmt are most of what the compiler reads for a file of ours: read once for all rooms, and once
# for all tests. ccache knows a file by everything that it includes, and does better without; so a build with ccache also
# sees to it that each file includes what it uses.
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
  set(precompile OFF)
else()
  set(precompile ON)
endif()
option(HNAT_PRECOMPILE "Read common headers once" ${precompile})

set(HNAT_COMMON_HEADERS
  <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view>
  <utility> <variant> <vector> <fmt/format.h> <fmt/ranges.h>)

# hnat_precompile(TARGET FIRST [HEADER...]): what FIRST reads (the common headers and HEADERs) is there for TARGET too.
# Targets that share have the same compile options.
function(hnat_precompile target first)
  if(NOT HNAT_PRECOMPILE)
    return()
  endif()
  if(target STREQUAL first)
    target_precompile_headers(${target} PRIVATE ${HNAT_COMMON_HEADERS} ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${first})
  endif()
endfunction()
