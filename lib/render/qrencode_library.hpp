/// libqrencode, loaded when it is first needed. Internal to the file that uses it.
#pragma once

#include "base/lazy_library.hpp"

#include <qrencode.h>

namespace hnat {

/// Its functions by their own names.
struct QrencodeLibrary : LazyLibrary {
    QrencodeLibrary() : LazyLibrary(HNAT_QRENCODE_SONAME) {}

    Symbol<decltype(::QRcode_encodeData)> QRcode_encodeData{*this, "QRcode_encodeData"};
    Symbol<decltype(::QRcode_free)> QRcode_free{*this, "QRcode_free"};
};

/// Errors: failed (it can't be loaded).
inline const QrencodeLibrary& qrencode_library() {
    static const QrencodeLibrary library;
    return library;
}

} // namespace hnat
