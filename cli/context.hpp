/// What a command gets: streams, settings, the store, and where its rows go.
#pragma once

#include "base/diagnostic.hpp"
#include "cli/output/row_writer.hpp"
#include "cli/settings.hpp"
#include "cli/streams.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace hnat::cli {

/// The flags that every command takes.
struct GlobalFlags {
    std::optional<std::string> format, output, columns;
    bool overwrite = false, quiet = false, verbose = false, yes = false;
};

class Context {
  public:
    Context(Streams& streams, Settings settings, GlobalFlags flags, Access access);

    [[nodiscard]] Streams& streams() { return m_streams; }
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    [[nodiscard]] const GlobalFlags& flags() const { return m_flags; }
    [[nodiscard]] Day today() const { return m_settings.today(); }
    [[nodiscard]] std::string lang() const { return m_settings.lang(); }

    /// Opens the store with the access of the command's entry in the table; opened once.
    Store& store();
    /// Who writes: --as checked against the active staff, else k_unnamed_staff. Errors: not_found.
    Actor actor();

    /// Writes a list to stdout or atomically to -o FILE, in the format of -f or the file's extension, with
    /// --columns (`?` lists them on stdout, with -f json as a JSON Schema, and calls nothing). `produce`
    /// hands rows to the writer.
    void write_list(const ListShape& shape, const std::function<void(RowWriter&)>& produce,
                    Format fallback = Format::table);

    /// Writes a whole document (a report, a card) to stdout or atomically to -o FILE. Errors: usage (`binary`
    /// and a terminal).
    void write_document(std::string_view text, bool binary = false);
    /// The same for what must arrive: a reader who has gone is Error{io}, too.
    void deliver(std::string_view text);
    /// Makes sure that -o FILE can be written, before something is done that can't be done again. Errors: as
    /// write_document.
    void require_output() const;
    /// Errors: usage, when -f was given: `what` ("a calendar") has one format.
    void require_no_format(std::string_view what) const;

    /// Puts a name in -o's place, once it is known what goes into the file.
    void name_output(std::string path) { m_flags.output = std::move(path); }

    /// Problems and warnings of an input to stderr, one line each; -q leaves out warnings.
    void report(const Diagnostics& diagnostics);

    /// Refuses the database as an output file: --overwrite would put a list in its place. Errors: usage.
    void require_other_file(const std::filesystem::path& output) const;

    /// A line to stderr unless -q: what was done.
    void note(std::string_view text);

    /// Asks on the terminal; true at once with --yes. Off a terminal without --yes: Error{usage} that says
    /// so.
    bool confirm(std::string_view question);

    /// Asks on the terminal for a line of text. Off a terminal: Error{usage} that ends with `otherwise`,
    /// which says how else to give it.
    std::string prompt(std::string_view question, std::string_view otherwise);

  private:
    void write_out(bool binary, const std::function<void(std::ostream&)>& produce);

    Streams& m_streams;
    Settings m_settings;
    GlobalFlags m_flags;
    Access m_access;
    std::optional<Store> m_store;
};

} // namespace hnat::cli
