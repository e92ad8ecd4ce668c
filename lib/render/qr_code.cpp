#include "render/qr_code.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "render/qrencode_library.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat {

namespace {

struct Free {
    void operator()(QRcode* code) const { qrencode_library().QRcode_free(code); }
};

/// A module of the square with its margin.
bool dark_with_margin(const QrCode& code, std::size_t x, std::size_t y) {
    return x >= k_qr_margin && y >= k_qr_margin && code.is_dark(x - k_qr_margin, y - k_qr_margin);
}

} // namespace

void load_qr_library() {
    qrencode_library();
}

QrCode::QrCode(std::string_view bytes) {
    constexpr int k_smallest = 0;
    const std::unique_ptr<QRcode, Free> code(qrencode_library().QRcode_encodeData(
        static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), k_smallest,
        QR_ECLEVEL_M));
    if (!code) {
        throw Error(ErrorKind::usage,
                    say("{} bytes do not go into a QR code; it holds 1 to 2331", bytes.size()));
    }
    m_size = static_cast<std::size_t>(code->width);
    m_dark.reserve(m_size * m_size);
    for (std::size_t at = 0; at < m_size * m_size; ++at) {
        m_dark.push_back((code->data[at] & 1U) != 0);
    }
}

bool QrCode::is_dark(std::size_t x, std::size_t y) const {
    return x < m_size && y < m_size && m_dark[y * m_size + x];
}

std::vector<std::string> qr_lines(const QrCode& code) {
    const std::size_t side = code.size() + 2 * k_qr_margin;
    std::vector<std::string> lines;
    for (std::size_t y = 0; y < side; y += 2) {
        std::string line;
        for (std::size_t x = 0; x < side; ++x) {
            const bool upper = dark_with_margin(code, x, y);
            const bool lower = dark_with_margin(code, x, y + 1);
            line += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string qr_path(const QrCode& code) {
    std::string path;
    for (std::size_t y = 0; y < code.size(); ++y) {
        for (std::size_t x = 0; x < code.size(); ++x) {
            if (code.is_dark(x, y)) {
                path += fmt::format("M{},{}h1v1h-1z", x + k_qr_margin, y + k_qr_margin);
            }
        }
    }
    return path;
}

std::string qr_svg(const QrCode& code) {
    const std::size_t side = code.size() + 2 * k_qr_margin;
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" width=\"{1}mm\" "
                       "height=\"{1}mm\" shape-rendering=\"crispEdges\">"
                       "<path fill=\"#fff\" d=\"M0,0h{0}v{0}h-{0}z\"/><path d=\"{2}\"/></svg>\n",
                       side, side, qr_path(code));
}

} // namespace hnat
