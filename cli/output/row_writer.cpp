#include "cli/output/row_writer.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/output/writers.hpp"

#include <utility>

namespace hnat::cli {

namespace {

/// What a format shows when nobody chose columns: a table the default ones, a data format all.
std::vector<std::size_t> shown_columns(Format format, const ListShape& shape) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        if (format != Format::table || shape.fields[i].by_default) {
            columns.push_back(i);
        }
    }
    return columns;
}

} // namespace

std::string heading_of(const Field& field) {
    const std::string key = std::string(field.name) + '\4' + std::string(field.heading);
    const auto found = tr(key);
    return std::string(found == key ? field.heading : found);
}

std::unique_ptr<RowWriter> make_row_writer(Format format, ListShape shape, Layout layout, std::ostream& out) {
    if (layout.columns.empty()) {
        layout.columns = shown_columns(format, shape);
    }
    switch (format) {
    case Format::table:
        return make_table_writer(std::move(shape), std::move(layout), out);
    case Format::csv:
        return make_csv_writer(shape, std::move(layout), out);
    case Format::tsv:
        return make_tsv_writer(shape, std::move(layout), out);
    case Format::json:
        return make_json_writer(shape, std::move(layout), out);
    case Format::ndjson:
        return make_ndjson_writer(shape, std::move(layout), out);
    case Format::xlsx:
        return make_xlsx_writer(shape, std::move(layout), out);
    }
    throw Error(ErrorKind::failed, "a format without a writer: a bug");
}

} // namespace hnat::cli
