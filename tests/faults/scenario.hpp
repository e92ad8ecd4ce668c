/// What the fault tests share: an office's records, the commands that change them, and states that can be
/// compared.
#pragma once

#include "store/store.hpp"

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::faults {

/// A check that did not hold. The message says what was expected and what was found.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};
void expect(bool holds, const std::string& message);

/// A scratch folder that goes away with the object.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return m_path / name; }

  private:
    std::filesystem::path m_path;
};

std::string read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, std::string_view bytes);

/// Every row of every table as text, by table; the search index is what its table makes of it.
using Rows = std::map<std::string, std::vector<std::string>>;

/// A state of the records. `exact` has every column; `likeness` leaves out what is random (keys of records,
/// salts, and the hashes over them), so that two runs of one command can be compared.
struct State {
    Rows exact, likeness;
};
State state_of(const std::filesystem::path& database);
/// The first table in which they differ, with a row; empty: none.
std::string difference(const Rows& one, const Rows& other);

/// Everything that `db check` looks at. A command that was cut short after its commit may have left the
/// wiping to the next one, which the file must say of itself. Errors: Broken with the findings.
enum class Health { sound, wipe_may_be_due };
void expect_sound(const std::filesystem::path& database, Health health = Health::sound);

struct Outcome {
    int code = 0;
    std::string out, err;
};
/// The whole program, in this process, on `hnat.db` of the folder and as of `today`.
Outcome run_here(const std::filesystem::path& folder, const std::vector<std::string>& words,
                 const std::string& today = "2026-10-05");

/// A command that changes records or writes a file, on the records of Records::make.
struct Verb {
    std::string name;
    std::vector<std::string> words;
    std::string today = "2026-10-05";
    std::string output;              ///< a file that it replaces; empty: none
    std::vector<std::string> gone;   ///< what must not be in any file of the folder once it has been done
    bool older_schema = false;       ///< begins with a database of an older schema
    std::vector<int> codes_again{0}; ///< exit codes of a second run, when the first one had done the work
};

/// import, erase, purge, migrate, backup, report.
const std::vector<Verb>& verbs();
/// Errors: Broken (none of that name).
const Verb& find_verb(std::string_view name);

/// An office with groups, members and meetings, made once; copies of it are what the commands work on.
class Records {
  public:
    /// So many groups in the register, and as many in the list that `import` reads, half of them new.
    explicit Records(int groups);
    /// Fills an empty folder with what the verb begins with.
    void copy_to(const std::filesystem::path& folder, const Verb& verb) const;

  private:
    void leave_copies() const;

    Folder m_made;
};

/// What a verb leads from and to.
struct Ends {
    State before, after;
    std::string output_before, output_after; ///< bytes; after: of one run, empty for a backup
};
Ends ends_of(const Records& records, const Verb& verb);

/// The state of before or of after, exactly; the output file whole, old or new. Returns whether it is the
/// state of after. Errors: Broken.
bool expect_before_or_after(const std::filesystem::path& folder, const Verb& verb, const Ends& ends);

/// Nothing is left of what was to go, in any file of the folder.
void expect_gone(const std::filesystem::path& folder, const Verb& verb);

/// Runs the verb once more and expects the state of after, and that nothing is left of what was to go.
void expect_again(const std::filesystem::path& folder, const Verb& verb, const Ends& ends);

} // namespace hnat::faults
