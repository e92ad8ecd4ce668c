#include "cli/output/cell.hpp"
#include "cli/output/writers.hpp"

#include <utility>

namespace hnat::cli {

namespace {

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
            m_out << "{\"schema\":" << to_json(shape.schema) << ",\"rows\":[";
        }
    }

    void row(const Row& values) override {
        if (m_envelope) {
            m_out << (m_empty ? "\n" : ",\n");
        }
        m_empty = false;
        const char* separator = "{";
        for (const auto column : m_columns) {
            m_out << separator << m_names[column] << ':' << to_json(values[column]);
            separator = ",";
        }
        m_out << (m_envelope ? "}" : "}\n");
    }

    void finish() override {
        if (m_envelope) {
            m_out << (m_empty ? "]}\n" : "\n]}\n");
        }
    }

  private:
    std::vector<std::size_t> m_columns;
    std::vector<std::string> m_names;
    std::ostream& m_out;
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
