/// Vietnamese text to the encodings of before Unicode.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace hnat::generate {

class LegacyEncoder {
  public:
    virtual ~LegacyEncoder() = default;
    /// Bytes of UTF-8 text; characters that the encoding does not have are left out.
    virtual std::string encode(std::string_view text) = 0;
};

/// By glibc's iconv: "CP1258", "TCVN5712-1", "VISCII".
std::unique_ptr<LegacyEncoder> iconv_encoder(const char* name);
/// VNI (Windows): an accented letter is the letter and a byte for its marks.
std::unique_ptr<LegacyEncoder> vni_encoder();

} // namespace hnat::generate
