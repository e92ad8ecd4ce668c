// toml++ as a part of the program (cmake/compiled.cmake): its own way to be compiled once. Its parser
// asserts, and tells a compiler to assume, what it then checks and reports as an error in the file; a file
// may hold anything, so neither is wanted, in no build.
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
