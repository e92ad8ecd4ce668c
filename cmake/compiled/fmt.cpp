// {fmt} as a part of the program: Debian has no static library of it, and the shared one asks for a shared
// libstdc++ (cmake/compiled.cmake).
#include <fmt/format-inl.h>

// What its header leaves to the library (its "extern template").
template auto fmt::detail::thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto fmt::detail::decimal_point_impl<char>(locale_ref) -> char;
