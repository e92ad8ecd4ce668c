/// CSV (RFC 4180) by libcsv.
#pragma once

#include "list/list_reader.hpp"
#include "list/list_reader_source.hpp"

#include <memory>

namespace hnat {

/// Throws Error{rejected} when no header is found, or the text cannot be read in the encoding as far as the
/// header.
std::unique_ptr<ListReader> open_csv(std::unique_ptr<ByteSource> bytes, const ListOptions& options,
                                     const HeaderTest& is_header);

} // namespace hnat
