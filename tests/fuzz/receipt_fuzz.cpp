/// S1: no bytes make the reading of receipts crash or hang, and what is taken for one is one, however it was
/// written.
#include "base/error.hpp"
#include "tip/receipt.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool promise) {
    if (!promise) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const std::string receipt = hnat::parse_receipt(text);
        require(receipt.size() == hnat::k_receipt_digits + 1);
        require(hnat::parse_receipt(receipt) == receipt);
        require(hnat::parse_receipt(hnat::format_receipt(receipt)) == receipt);
        require(hnat::receipt_check(receipt.substr(0, hnat::k_receipt_digits)) == receipt.back());
    } catch (const hnat::Error&) {
        return 0; // a clear refusal is what bad bytes should get
    }
    return 0;
}
