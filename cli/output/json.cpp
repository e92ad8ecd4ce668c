#include "cli/output/cell.hpp"
#include "cli/output/writers.hpp"

#include <utility>

namespace hnat::cli {

namespace {

/// A list is handed on in pieces of this size.
constexpr std::size_t k_buffer_bytes = std::size_t{64} << 10;

/// Streams the envelope, so that a long list needs no memory. nlohmann only writes the strings.
class JsonWriter : public RowWriter {
  public:
    JsonWriter(const ListShape& shape, Layout layout, std::ostream& out, bool envelope)
        : m_columns(std::move(layout.columns)),
          m_out(out),
          m_envelope(envelope) {
        for (const auto& field : shape.fields) {
            m_names.push_back(to_json(field.name));
        }
        if (m_envelope) {
            m_buffer = "{\"schema\":" + to_json(shape.schema) + ",\"rows\":[";
        }
    }

    void row(const Row& values) override {
        if (m_envelope) {
            m_buffer += m_empty ? "\n" : ",\n";
        }
        m_empty = false;
        char separator = '{';
        for (const auto column : m_columns) {
            ((m_buffer += separator) += m_names[column]) += ':';
            append_json(m_buffer, values[column]);
            separator = ',';
        }
        m_buffer += m_envelope ? "}" : "}\n";
        if (m_buffer.size() >= k_buffer_bytes) {
            write();
        }
    }

    void finish() override {
        if (m_envelope) {
            m_buffer += m_empty ? "]}\n" : "\n]}\n";
        }
        write();
    }

  private:
    void write() {
        m_out << m_buffer;
        m_buffer.clear();
    }

    std::vector<std::size_t> m_columns;
    std::vector<std::string> m_names;
    std::ostream& m_out;
    std::string m_buffer;
    bool m_envelope;
    bool m_empty = true;
};

} // namespace

std::unique_ptr<RowWriter> make_json_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<JsonWriter>(shape, std::move(layout), out, true);
}

std::unique_ptr<RowWriter> make_ndjson_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<JsonWriter>(shape, std::move(layout), out, false);
}

} // namespace hnat::cli
