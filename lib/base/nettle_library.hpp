/// Nettle, loaded when it is first needed. Internal to the file that uses it.
#pragma once

#include "base/lazy_library.hpp"

#include <nettle/sha2.h>

namespace hnat {

/// Its functions by their own names.
struct NettleLibrary : LazyLibrary {
    NettleLibrary() : LazyLibrary(HNAT_NETTLE_SONAME) {}

    Symbol<decltype(::nettle_sha256_init)> nettle_sha256_init{*this, "nettle_sha256_init"};
    Symbol<decltype(::nettle_sha256_update)> nettle_sha256_update{*this, "nettle_sha256_update"};
    Symbol<decltype(::nettle_sha256_digest)> nettle_sha256_digest{*this, "nettle_sha256_digest"};
};

/// Errors: failed (it can't be loaded).
inline const NettleLibrary& nettle_library() {
    static const NettleLibrary library;
    return library;
}

} // namespace hnat
