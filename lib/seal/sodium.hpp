/// libsodium, ready for use.
#pragma once

namespace hnat {

/// Call before anything of libsodium that needs random bytes or locked memory. Errors: failed.
void require_sodium();

} // namespace hnat
