/// libzip, loaded when it is first needed. Internal to the files that use it.
#pragma once

#include "base/lazy_library.hpp"

#include <zip.h>

namespace hnat {

/// Its functions by their own names.
struct ZipLibrary : LazyLibrary {
    ZipLibrary() : LazyLibrary(HNAT_ZIP_SONAME) {}

    Symbol<decltype(::zip_close)> zip_close{*this, "zip_close"};
    Symbol<decltype(::zip_discard)> zip_discard{*this, "zip_discard"};
    Symbol<decltype(::zip_error_fini)> zip_error_fini{*this, "zip_error_fini"};
    Symbol<decltype(::zip_error_init)> zip_error_init{*this, "zip_error_init"};
    Symbol<decltype(::zip_error_strerror)> zip_error_strerror{*this, "zip_error_strerror"};
    Symbol<decltype(::zip_fclose)> zip_fclose{*this, "zip_fclose"};
    Symbol<decltype(::zip_file_add)> zip_file_add{*this, "zip_file_add"};
    Symbol<decltype(::zip_file_set_dostime)> zip_file_set_dostime{*this, "zip_file_set_dostime"};
    Symbol<decltype(::zip_file_set_external_attributes)> zip_file_set_external_attributes{
        *this, "zip_file_set_external_attributes"};
    Symbol<decltype(::zip_file_get_error)> zip_file_get_error{*this, "zip_file_get_error"};
    Symbol<decltype(::zip_fopen)> zip_fopen{*this, "zip_fopen"};
    Symbol<decltype(::zip_fread)> zip_fread{*this, "zip_fread"};
    Symbol<decltype(::zip_get_error)> zip_get_error{*this, "zip_get_error"};
    Symbol<decltype(::zip_get_num_entries)> zip_get_num_entries{*this, "zip_get_num_entries"};
    Symbol<decltype(::zip_name_locate)> zip_name_locate{*this, "zip_name_locate"};
    Symbol<decltype(::zip_open_from_source)> zip_open_from_source{*this, "zip_open_from_source"};
    Symbol<decltype(::zip_set_file_compression)> zip_set_file_compression{*this, "zip_set_file_compression"};
    Symbol<decltype(::zip_source_buffer)> zip_source_buffer{*this, "zip_source_buffer"};
    Symbol<decltype(::zip_source_buffer_create)> zip_source_buffer_create{*this, "zip_source_buffer_create"};
    Symbol<decltype(::zip_source_close)> zip_source_close{*this, "zip_source_close"};
    Symbol<decltype(::zip_source_error)> zip_source_error{*this, "zip_source_error"};
    Symbol<decltype(::zip_source_free)> zip_source_free{*this, "zip_source_free"};
    Symbol<decltype(::zip_source_keep)> zip_source_keep{*this, "zip_source_keep"};
    Symbol<decltype(::zip_source_open)> zip_source_open{*this, "zip_source_open"};
    Symbol<decltype(::zip_source_read)> zip_source_read{*this, "zip_source_read"};
    Symbol<decltype(::zip_source_stat)> zip_source_stat{*this, "zip_source_stat"};
    Symbol<decltype(::zip_stat)> zip_stat{*this, "zip_stat"};
    Symbol<decltype(::zip_stat_index)> zip_stat_index{*this, "zip_stat_index"};
    Symbol<decltype(::zip_strerror)> zip_strerror{*this, "zip_strerror"};
};

/// Errors: failed (it can't be loaded).
inline const ZipLibrary& zip_library() {
    static const ZipLibrary library;
    return library;
}

} // namespace hnat
