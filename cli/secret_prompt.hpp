/// What must not be left behind, from the terminal or a file: passphrases, what a tip says, who gave it.
/// Never from a flag or a variable, which other users and the shell's history see.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "seal/secret.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::cli {

/// A file that holds a secret, and the flag that named it.
struct SecretFile {
    std::string flag; ///< "--passphrase-file"
    std::optional<std::string> name;

    /// Declares the flag, with `FILE|-`.
    void declare(Parser& parser, std::string names, const std::string& description);
};

/// A passphrase: a file's only line (mode 0600; `-` is one line of standard input), else asked for on the
/// terminal, which does not show it. Errors: usage (no terminal and no file; nothing typed; too long), key
/// (others may open the file), io, interrupted.
Secret read_passphrase(Context& context, std::string_view question, const SecretFile& file);

/// One that is to be used from now on: asked for twice. Errors: also usage (too short, the two differ).
Secret read_new_passphrase(Context& context, std::string_view question, const SecretFile& file);

/// A text of at most `most` bytes without its last line end: a file (with a warning when others may open it;
/// `-` is standard input to its end), else asked for on the terminal, which shows it, until Ctrl-D: no
/// line that somebody may paste ends it. May be empty. Errors: usage (longer; no terminal and no file), io,
/// interrupted.
Secret read_secret_text(Context& context, std::string_view question, const SecretFile& file,
                        std::size_t most);

} // namespace hnat::cli
