/// libxlsxwriter, loaded when it is first needed. Internal to the files that use it.
#pragma once

#include "base/lazy_library.hpp"

#include <xlsxwriter.h>

namespace hnat::cli {

/// Its functions by their own names.
struct XlsxLibrary : LazyLibrary {
    XlsxLibrary() : LazyLibrary(HNAT_XLSXWRITER_SONAME) {}

    Symbol<decltype(::format_set_bold)> format_set_bold{*this, "format_set_bold"};
    Symbol<decltype(::format_set_num_format)> format_set_num_format{*this, "format_set_num_format"};
    Symbol<decltype(::lxw_strerror)> lxw_strerror{*this, "lxw_strerror"};
    Symbol<decltype(::lxw_workbook_free)> lxw_workbook_free{*this, "lxw_workbook_free"};
    Symbol<decltype(::workbook_add_format)> workbook_add_format{*this, "workbook_add_format"};
    Symbol<decltype(::workbook_add_worksheet)> workbook_add_worksheet{*this, "workbook_add_worksheet"};
    Symbol<decltype(::workbook_close)> workbook_close{*this, "workbook_close"};
    Symbol<decltype(::workbook_new_opt)> workbook_new_opt{*this, "workbook_new_opt"};
    Symbol<decltype(::workbook_set_properties)> workbook_set_properties{*this, "workbook_set_properties"};
    Symbol<decltype(::worksheet_fit_to_pages)> worksheet_fit_to_pages{*this, "worksheet_fit_to_pages"};
    Symbol<decltype(::worksheet_freeze_panes)> worksheet_freeze_panes{*this, "worksheet_freeze_panes"};
    Symbol<decltype(::worksheet_repeat_rows)> worksheet_repeat_rows{*this, "worksheet_repeat_rows"};
    Symbol<decltype(::worksheet_set_column)> worksheet_set_column{*this, "worksheet_set_column"};
    Symbol<decltype(::worksheet_set_paper)> worksheet_set_paper{*this, "worksheet_set_paper"};
    Symbol<decltype(::worksheet_write_boolean)> worksheet_write_boolean{*this, "worksheet_write_boolean"};
    Symbol<decltype(::worksheet_write_number)> worksheet_write_number{*this, "worksheet_write_number"};
    Symbol<decltype(::worksheet_write_string)> worksheet_write_string{*this, "worksheet_write_string"};
};

/// Errors: failed (it can't be loaded).
inline const XlsxLibrary& xlsx_library() {
    static const XlsxLibrary library;
    return library;
}

} // namespace hnat::cli
