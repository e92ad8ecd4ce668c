#include "cli/secret_prompt.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/interrupt.hpp"
#include "seal/key_file.hpp"
#include "seal/passphrase.hpp"
#include "seal/private_file.hpp"

#include <optional>
#include <streambuf>
#include <utility>

namespace hnat::cli {

namespace {

/// The terminal does not show what is typed for as long as this lives.
class Silence {
  public:
    explicit Silence(Streams& streams) : m_streams(streams) {
        if (m_streams.echo) {
            m_streams.echo(false);
        }
    }
    ~Silence() {
        if (m_streams.echo) {
            m_streams.echo(true);
        }
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    Streams& m_streams;
};

/// Takes bytes from standard input straight into locked memory: not by std::getline, whose string is left
/// behind as it grows. What the stream's own buffer held of them is zeroed at the end.
class SecretReader {
  public:
    SecretReader(std::istream& in, std::size_t most) : m_in(in), m_bytes(most + 1) {}
    ~SecretReader() { m_in.rdbuf()->pubsync(); }
    SecretReader(const SecretReader&) = delete;
    SecretReader& operator=(const SecretReader&) = delete;

    /// Appends a line with its line end. False at the end of the input, which on a terminal is Ctrl-D. What
    /// does not fit is counted only.
    bool line() {
        const std::size_t begin = m_size;
        for (;;) {
            const int next = m_in.rdbuf()->sbumpc();
            if (next == std::streambuf::traits_type::eof()) {
                return m_size > begin;
            }
            if (m_size < m_bytes.size()) {
                m_bytes.bytes()[m_size] = static_cast<std::uint8_t>(next);
            }
            ++m_size;
            if (next == '\n') {
                return true;
            }
        }
    }

    /// All of it, without the last line end; nullopt when it did not fit.
    std::optional<Secret> take() {
        if (m_size > m_bytes.size()) {
            return std::nullopt;
        }
        m_bytes.shorten(without_end(m_bytes.text().substr(0, m_size)).size());
        return std::move(m_bytes);
    }

  private:
    static std::string_view without_end(std::string_view text) {
        for (const char end : {'\n', '\r'}) {
            if (text.ends_with(end)) {
                text.remove_suffix(1);
            }
        }
        return text;
    }

    std::istream& m_in;
    Secret m_bytes;
    std::size_t m_size = 0;
};

void require_terminal(const Streams& streams, std::string_view question, const SecretFile& file) {
    if (!streams.in_is_tty || !streams.err_is_tty) {
        throw Error(ErrorKind::usage,
                    say("{}: there is no terminal to ask on: give {} FILE", question, file.flag));
    }
}

/// One line of standard input.
Secret read_line(Context& context, std::string_view question) {
    SecretReader reader(context.streams().in, k_longest_passphrase + 2);
    const bool any = reader.line();
    stop_if_interrupted();
    auto line = reader.take();
    if (!line || line->size() > k_longest_passphrase) {
        throw Error(ErrorKind::usage, say("{}: expected at most {} bytes", question, k_longest_passphrase));
    }
    if (!any || line->empty()) {
        throw Error(ErrorKind::usage, say("{}: nothing was given", question));
    }
    return *std::move(line);
}

Secret ask_passphrase(Context& context, std::string_view question) {
    Streams& streams = context.streams();
    const Silence silence(streams); // before the question: nothing that is typed after it is lost or shown
    streams.err << escape_controls(question) << ": " << std::flush;
    return read_line(context, question);
}

Secret within(std::optional<Secret> text, std::string_view question, std::size_t most) {
    if (!text || text->size() > most) {
        throw Error(
            ErrorKind::usage,
            say("{}: longer than {} bytes, which is the most that fits; make it shorter", question, most));
    }
    return *std::move(text);
}

Secret ask_text(Context& context, std::string_view question, std::size_t most) {
    Streams& streams = context.streams();
    streams.err << escape_controls(say("{} (end with Ctrl-D on a line of its own):", question)) << '\n'
                << std::flush;
    SecretReader reader(streams.in, most + 2);
    while (reader.line()) {
        stop_if_interrupted();
    }
    stop_if_interrupted();
    return within(reader.take(), question, most);
}

} // namespace

void SecretFile::declare(Parser& parser, std::string names, const std::string& description) {
    flag = std::move(names);
    parser.add_option(flag, name, description)->type_name("FILE|-");
}

Secret read_passphrase(Context& context, std::string_view question, const SecretFile& file) {
    if (file.name == "-") {
        return read_line(context, question);
    }
    if (file.name) {
        return read_passphrase_file(*file.name);
    }
    require_terminal(context.streams(), question, file);
    return ask_passphrase(context, question);
}

Secret read_new_passphrase(Context& context, std::string_view question, const SecretFile& file) {
    Secret first = read_passphrase(context, question, file);
    check_passphrase(first);
    if (!file.name && !same(first, ask_passphrase(context, tr("the same again")))) {
        throw Error(ErrorKind::usage, say("{}: the two are not the same; run the command again", question));
    }
    return first;
}

Secret read_secret_text(Context& context, std::string_view question, const SecretFile& file,
                        std::size_t most) {
    if (file.name == "-") {
        SecretReader reader(context.streams().in, most + 2);
        while (reader.line()) {
            stop_if_interrupted();
        }
        return within(reader.take(), question, most);
    }
    if (!file.name) {
        require_terminal(context.streams(), question, file);
        return ask_text(context, question, most);
    }
    if (others_may_open(*file.name)) {
        context.report({{Severity::warning,
                         *file.name,
                         0,
                         {},
                         say("other users of this computer can open this file: chmod 600 it, and delete it "
                             "after use")}});
    }
    Secret text = read_secret_file(*file.name, most + 2);
    std::string_view content = text.text();
    for (const char end : {'\n', '\r'}) {
        if (content.ends_with(end)) {
            content.remove_suffix(1);
        }
    }
    text.shorten(content.size());
    return within(std::move(text), question, most);
}

} // namespace hnat::cli
