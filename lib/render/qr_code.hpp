/// QR codes (ISO/IEC 18004), by libqrencode.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A square of dark and light modules, without the light margin that it needs around it.
class QrCode {
  public:
    /// Bytes as they are, error correction M (15 % of it may be unreadable), the smallest size that fits.
    /// Errors: usage (more than 2331 bytes, or none).
    explicit QrCode(std::string_view bytes);

    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Light outside the square.
    [[nodiscard]] bool is_dark(std::size_t x, std::size_t y) const;

  private:
    std::size_t m_size = 0;
    std::vector<bool> m_dark;
};

/// Loads what makes QR codes, for whoever must know that it is there before anything is written. Errors:
/// failed.
void load_qr_library();

/// Modules of margin on each side (ISO/IEC 18004, 6.3.8).
inline constexpr std::size_t k_qr_margin = 4;

/// Lines of text with the margin, two rows of modules in a line (U+2580, U+2584, U+2588): dark modules are
/// ink, as on paper. On a dark terminal the colours are the other way round.
std::vector<std::string> qr_lines(const QrCode& code);

/// The dark modules as path data of SVG, one unit for a module, the margin left free.
std::string qr_path(const QrCode& code);

/// An image with the margin, one unit for a module, black on white.
std::string qr_svg(const QrCode& code);

} // namespace hnat
