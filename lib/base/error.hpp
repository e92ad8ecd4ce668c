/// The one exception type of hnat. Problems in input are values: see diagnostic.hpp.
#pragma once

#include <stdexcept>
#include <string>

namespace hnat {

/// What went wrong, in the terms of the exit codes (cli/run.cpp has the one switch that maps them).
enum class ErrorKind {
    failed,      ///< 1: the operation failed, or a check found something
    usage,       ///< 2: flags, arguments or settings
    rejected,    ///< 3: rows of the input were rejected
    not_found,   ///< 4: no such record
    io,          ///< 5: disk full, permission, broken pipe
    no_database, ///< 10: the file is not there
    locked,      ///< 11: another process holds it
    not_ours,    ///< 12: schema too new, too old for this access, or not a database of hnat
    key,         ///< 13: key or passphrase
    interrupted, ///< 130: SIGINT
};

/// `what()` is a whole message for people: where, what was found, what was expected, what to do.
/// It never holds a name, a contact, or text of a tip.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}

    [[nodiscard]] ErrorKind kind() const noexcept { return m_kind; }

  private:
    ErrorKind m_kind;
};

} // namespace hnat
