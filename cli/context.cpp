#include "cli/context.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/output/json_schema.hpp"
#include "store/office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <streambuf>
#include <utility>

namespace hnat::cli {

namespace {

/// Hands blocks to an AtomicFile; its errors come out of the stream operation.
class AtomicFileBuffer : public std::streambuf {
  public:
    explicit AtomicFileBuffer(AtomicFile& file) : m_file(file), m_buffer(65536) {
        setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
    }

  protected:
    int_type overflow(int_type character) override {
        sync();
        if (!traits_type::eq_int_type(character, traits_type::eof())) {
            sputc(traits_type::to_char_type(character));
        }
        return traits_type::not_eof(character);
    }

    int sync() override {
        m_file.write({pbase(), static_cast<std::size_t>(pptr() - pbase())});
        setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
        return 0;
    }

  private:
    AtomicFile& m_file;
    std::vector<char> m_buffer;
};

/// Looks for a signal between rows.
class InterruptibleWriter : public RowWriter {
  public:
    explicit InterruptibleWriter(RowWriter& writer) : m_writer(writer) {}
    void row(const Row& values) override {
        stop_if_interrupted();
        m_writer.row(values);
    }
    void finish() override { m_writer.finish(); }

  private:
    RowWriter& m_writer;
};

/// -f wins, else the extension of -o, else what the command prefers.
Format choose_format(const GlobalFlags& flags, Format fallback) {
    if (flags.format) {
        const auto format = enum_from<Format>(*flags.format);
        if (!format) {
            refuse_choice("-f", *flags.format, names_of<Format>());
        }
        return *format;
    }
    if (!flags.output) {
        return fallback;
    }
    const std::string extension = std::filesystem::path(*flags.output).extension().string();
    if (extension == ".txt") {
        return Format::table;
    }
    const auto format = enum_from<Format>(std::string_view(extension).substr(extension.empty() ? 0 : 1));
    if (!format) {
        throw Error(ErrorKind::usage,
                    say("{}: '{}' names no format; give -f table, csv, tsv, json, ndjson or xlsx",
                        *flags.output, extension));
    }
    return *format;
}

std::vector<std::size_t> choose_columns(std::string_view list, const ListShape& shape) {
    std::vector<std::size_t> columns;
    for (std::size_t at = 0; at <= list.size();) {
        const auto comma = std::min(list.find(',', at), list.size());
        const std::string name = squeeze(list.substr(at, comma - at));
        const auto field = std::ranges::find(shape.fields, name, &Field::name);
        if (field == shape.fields.end()) {
            std::vector<std::string_view> names;
            for (const auto& known : shape.fields) {
                names.push_back(known.name);
            }
            refuse_choice("--columns", name, names);
        }
        columns.push_back(static_cast<std::size_t>(field - shape.fields.begin()));
        at = comma + 1;
    }
    return columns;
}

/// `--columns ?`: for people, or with -f json the JSON Schema of the list.
void list_columns(const ListShape& shape, Format format, std::ostream& out) {
    if (format == Format::json) {
        out << to_json_schema(shape);
        return;
    }
    for (const auto& field : shape.fields) {
        out << field.name << '\t' << heading_of(field);
        if (!field.by_default) {
            out << '\t' << tr("(not in tables by default)");
        }
        out << '\n';
    }
}

/// Each command reads the whole schema, whose fifteen pages lie anywhere in what `hnat init` makes.
constexpr std::size_t k_schema_bytes = 600'000;

} // namespace

Context::Context(Streams& streams, Settings settings, GlobalFlags flags, Access access)
    : m_streams(streams),
      m_settings(std::move(settings)),
      m_flags(std::move(flags)),
      m_access(access) {}

Store& Context::store() {
    if (!m_store) {
        const StoreOptions options{m_settings.db(), m_settings.lock_timeout(), m_settings.allow_network_fs()};
        if (m_access != Access::create) {
            read_ahead(options.path, k_schema_bytes);
        }
        m_store = m_access == Access::create ? Store::create(options, today())
                                             : Store::open(options, m_access, today());
        watch_interrupts(*m_store);
    }
    return *m_store;
}

Actor Context::actor() {
    if (const auto code = m_settings.staff()) {
        return {find_staff(store(), *code).code, today()};
    }
    return {k_unnamed_staff, today()};
}

void Context::write_list(const ListShape& shape, const std::function<void(RowWriter&)>& produce,
                         Format fallback) {
    const Format format = choose_format(m_flags, fallback);
    if (m_flags.columns == "?") {
        list_columns(shape, format, m_streams.out);
        return;
    }
    Layout layout;
    layout.terminal = m_streams.out_is_tty && !m_flags.output;
    const std::string& color = m_settings.value("color");
    layout.color = color == "always" || (color == "auto" && layout.terminal);
    layout.width = m_streams.width;
    layout.lang = lang();
    if (m_flags.columns) {
        layout.columns = choose_columns(*m_flags.columns, shape);
    }
    write_out(format == Format::xlsx, [&](std::ostream& out) {
        const auto writer = make_row_writer(format, shape, layout, out);
        InterruptibleWriter rows(*writer);
        produce(rows);
        rows.finish();
    });
}

void Context::write_document(std::string_view text, bool binary) {
    write_out(binary, [text](std::ostream& out) { out << text; });
}

void Context::deliver(std::string_view text) {
    try {
        write_document(text);
    } catch (const OutputClosed&) {
        throw Error(ErrorKind::io, say("standard output: nobody reads it any more"));
    }
}

void Context::require_output() const {
    if (m_flags.output && *m_flags.output != "-") {
        require_other_file(*m_flags.output);
        const AtomicFile probe(*m_flags.output, m_flags.overwrite);
    }
}

void Context::require_no_format(std::string_view what) const {
    if (m_flags.format) {
        throw Error(ErrorKind::usage, say("-f: {} has one format only; leave -f out", what));
    }
}

void Context::write_out(bool binary, const std::function<void(std::ostream&)>& produce) {
    if (!m_flags.output || *m_flags.output == "-") {
        if (binary && m_streams.out_is_tty) {
            throw Error(ErrorKind::usage,
                        say("a file of this format can't be shown on a terminal; give -o FILE"));
        }
        produce(m_streams.out);
        m_streams.out.flush();
        return;
    }
    require_other_file(*m_flags.output);
    AtomicFile file(*m_flags.output, m_flags.overwrite);
    AtomicFileBuffer buffer(file);
    std::ostream out(&buffer);
    out.exceptions(std::ios::badbit);
    produce(out);
    out.flush();
    stop_if_interrupted();
    file.commit();
}

void Context::report(const Diagnostics& diagnostics) {
    for (const auto& diagnostic : diagnostics) {
        if (!m_flags.quiet || diagnostic.severity == Severity::error) {
            m_streams.message(to_string(diagnostic));
        }
    }
}

namespace {

/// Whether a file begins as a key of hnat does: with it goes what nobody can make again.
bool is_kept(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) {
        return false;
    }
    std::array<char, 32> begin{};
    std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
    const std::string_view text(begin.data(), begin.size());
    return text.starts_with("hnat-key-") || text.starts_with("hnat-epoch-") ||
           text.starts_with("hnat-signing-key-");
}

} // namespace

void Context::require_other_file(const std::filesystem::path& output) const {
    std::error_code ignored;
    const std::filesystem::path db = m_settings.db();
    for (const char* suffix : {"", "-journal"}) {
        if (std::filesystem::equivalent(output, db.string() + suffix, ignored)) {
            throw Error(ErrorKind::usage, say("{}: is the database; name another file", output.string()));
        }
    }
    const std::filesystem::path parent = output.has_parent_path() ? output.parent_path() : ".";
    if (const std::string keys = m_settings.value("key_dir");
        !keys.empty() && std::filesystem::equivalent(parent, keys, ignored)) {
        throw Error(ErrorKind::usage,
                    say("{}: lies in the key folder; name a file elsewhere", output.string()));
    }
    if (is_kept(output)) {
        throw Error(ErrorKind::usage,
                    say("{}: holds a key, which is never overwritten; name another file", output.string()));
    }
}

void Context::note(std::string_view text) {
    if (!m_flags.quiet) {
        m_streams.message(text);
    }
}

bool Context::confirm(std::string_view question) {
    if (m_flags.yes) {
        return true;
    }
    if (!m_streams.in_is_tty || !m_streams.err_is_tty) {
        throw Error(ErrorKind::usage,
                    say("{} There is no terminal to ask on: give --yes to agree", question));
    }
    m_streams.err << escape_controls(question) << tr(" [y/N] ") << std::flush;
    std::string answer;
    std::getline(m_streams.in, answer);
    stop_if_interrupted();
    return answer == "y" || answer == "yes" || answer == "c" || answer == "có";
}

std::string Context::prompt(std::string_view question, std::string_view otherwise) {
    if (!m_streams.in_is_tty || !m_streams.err_is_tty) {
        throw Error(ErrorKind::usage, say("{}: there is no terminal to ask on: {}", question, otherwise));
    }
    m_streams.err << escape_controls(question) << ": " << std::flush;
    std::string answer;
    std::getline(m_streams.in, answer);
    stop_if_interrupted();
    return answer;
}

} // namespace hnat::cli
