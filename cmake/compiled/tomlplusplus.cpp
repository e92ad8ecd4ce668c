// toml++ as a part of the program (cmake/compiled.cmake): its own way to be compiled once.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
