/// libcsv, loaded when it is first needed. Internal to the file that uses it.
#pragma once

#include "base/lazy_library.hpp"

#include <csv.h>

namespace hnat {

/// Its functions by their own names.
struct CsvLibrary : LazyLibrary {
    CsvLibrary() : LazyLibrary(HNAT_CSV_SONAME) {}

    Symbol<decltype(::csv_error)> csv_error{*this, "csv_error"};
    Symbol<decltype(::csv_free)> csv_free{*this, "csv_free"};
    Symbol<decltype(::csv_init)> csv_init{*this, "csv_init"};
    Symbol<decltype(::csv_parse)> csv_parse{*this, "csv_parse"};
    Symbol<decltype(::csv_set_blk_size)> csv_set_blk_size{*this, "csv_set_blk_size"};
    Symbol<decltype(::csv_set_delim)> csv_set_delim{*this, "csv_set_delim"};
    Symbol<decltype(::csv_set_space_func)> csv_set_space_func{*this, "csv_set_space_func"};
};

/// Errors: failed (it can't be loaded).
inline const CsvLibrary& csv_library() {
    static const CsvLibrary library;
    return library;
}

} // namespace hnat
