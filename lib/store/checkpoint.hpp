/// Signed checkpoints of the audit chain (promise P9): what the chain was at one size, in a note that
/// outsiders keep. Whoever holds one can tell later whether what it covers is still there, unchanged.
#pragma once

#include "base/hash.hpp"
#include "seal/signed_note.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hnat {

/// A checkpoint as it is stored. The text of its note is three lines:
///
///     ORIGIN       which chain: see checkpoint_origin; also the name of the key
///     SIZE         number of rows, decimal
///     ROOT         hash of row SIZE (audit.hpp), in Base64
///
/// The form is that of https://c2sp.org/tlog-checkpoint, but the root is the head of a hash chain and not
/// that of a Merkle tree: one row of `audit list` is all that is needed to compare it. Row SIZE is always the
/// row that says that this checkpoint was made.
struct Checkpoint {
    std::int64_t size = 0;
    Day day;
    Digest root{};
    std::string note;
};

/// `hnat-CODE/HEX`: the code of the office in lower-case ASCII, and eight bytes of its uuid. Errors: failed
/// (no office).
std::string checkpoint_origin(const Store& store);

/// Makes the signing key known if it is not, appends the row audit-checkpoint, signs the chain up to that row
/// and stores the note.
Checkpoint make_checkpoint(Transaction& transaction, const SigningKey& key);

/// All that are stored, from the oldest.
std::vector<Checkpoint> checkpoints(const Store& store);
std::optional<Checkpoint> newest_checkpoint(const Store& store);

/// A key that checkpoints of this database are signed with, and since when.
struct KnownKey {
    Verifier verifier;
    Day since;
};
/// From the oldest; the last one is in use.
std::vector<KnownKey> checkpoint_keys(const Store& store);

/// Compares the stored checkpoints with the chain: a signature that is not of a known key, a note that says
/// something else than its row, a chain that was cut or made anew, a checkpoint that was made and is not
/// there. One message for each finding (at most 20). Whoever can rewrite the whole file can rewrite these
/// too: only a note that lies elsewhere tells.
std::vector<std::string> verify_checkpoints(const Store& store);

/// A note that came from outside.
struct WitnessNote {
    std::string label; ///< for messages: the name of its file
    std::string bytes;
};

/// Errors: usage (one of them is not a note, or not a checkpoint).
void require_checkpoints(std::span<const WitnessNote> notes);

/// Compares the chain and the stored checkpoints with notes from outside. They must be signed by one of
/// `trusted`, or, where there is none, by a key that the database knows. Finds: a chain that was cut at its
/// end, a chain that was made anew, two checkpoints of one size that say different things, a note of another
/// chain, a signature that is not good. Errors: usage (not a note, not a checkpoint).
std::vector<std::string> verify_against(const Store& store, std::span<const WitnessNote> notes,
                                        std::span<const Verifier> trusted = {});

} // namespace hnat
