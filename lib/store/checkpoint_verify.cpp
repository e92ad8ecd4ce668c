#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/checkpoint.hpp"
#include "store/checkpoint_note.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hnat {

namespace {

constexpr std::size_t k_most = 20;

std::string rows(std::int64_t size) {
    return say_plural("{} row", "{} rows", size, size);
}

/// What the chain is now.
class Chain {
  public:
    explicit Chain(const Store& store)
        : m_db(store.db()),
          m_size(sql::integer_of(m_db, "SELECT coalesce(max(seq), 0) FROM audit")) {}

    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// What is wrong with a signed size and root; nullopt: the chain still has exactly that behind it.
    [[nodiscard]] std::optional<std::string> judge(std::int64_t size, const Digest& root) const {
        if (size > m_size) {
            return say("covers {}, but the chain has {}: its end was cut off, or an older copy of the "
                       "database was put in its place",
                       rows(size), m_size);
        }
        SQLite::Statement statement(m_db, "SELECT hash FROM audit WHERE seq = ?");
        sql::bind_all(statement, size);
        if (!statement.executeStep()) {
            return say("covers {}, but row {} is not in the chain", rows(size), size);
        }
        if (sql::digest_at(statement, 0) != root) {
            if (const auto restored = restored_within(size)) {
                return say(
                    "covers {}, but row {} has another hash now: a backup was restored on {} (row {}), "
                    "and what was in the chain after that is lost, or it was chained anew",
                    rows(size), size, to_iso(restored->day), restored->seq);
            }
            return say("covers {}, but row {} has another hash now: what it covers was changed and "
                       "chained anew",
                       rows(size), size);
        }
        return std::nullopt;
    }

    /// Why the chain may be from before a note of that size: what the note covers is not in it; nullopt: it
    /// is not.
    [[nodiscard]] std::optional<std::string> why_older(std::int64_t size) const {
        if (size > m_size) {
            return say(
                "the note covers {}, the chain has {}: it is older than the note, and perhaps than the "
                "key.",
                rows(size), m_size);
        }
        if (const auto restored = restored_within(size)) {
            return say(
                "a backup was restored on {} (row {}) that is older than the note, and perhaps than the "
                "key.",
                to_iso(restored->day), restored->seq);
        }
        return std::nullopt;
    }

  private:
    struct Restored {
        std::int64_t seq = 0;
        Day day;
    };
    /// The first restore of a backup among so many rows: what a note covers after it is of another history.
    [[nodiscard]] std::optional<Restored> restored_within(std::int64_t size) const {
        SQLite::Statement row(m_db, "SELECT seq, day FROM audit WHERE verb = 'store-restore' AND seq <= ?"
                                    " ORDER BY seq LIMIT 1");
        sql::bind_all(row, size);
        return row.executeStep()
                   ? std::optional(Restored{row.getColumn(0).getInt64(), sql::required_day_at(row, 1)})
                   : std::nullopt;
    }

    SQLite::Database& m_db;
    std::int64_t m_size;
};

/// good: one of the keys signed it. bad: a signature under the name and id of one of them fails.
NoteVerdict check_keys(const SignedNote& note, const std::vector<Verifier>& keys) {
    NoteVerdict best = NoteVerdict::unknown;
    for (const Verifier& key : keys) {
        const NoteVerdict verdict = check_note(note, key);
        if (verdict == NoteVerdict::bad) {
            return verdict;
        }
        best = verdict == NoteVerdict::good ? verdict : best;
    }
    return best;
}

std::vector<Verifier> known_keys(const Store& store) {
    std::vector<Verifier> keys;
    for (const KnownKey& key : checkpoint_keys(store)) {
        keys.push_back(key.verifier);
    }
    return keys;
}

std::optional<std::string> judge_stored(const Checkpoint& checkpoint, const CheckpointText& expected,
                                        const std::vector<Verifier>& keys, const Chain& chain) {
    const auto note = read_note(checkpoint.note);
    if (!note || note->text != checkpoint_text(expected)) {
        return say("its note says something else than its row: one of them was changed");
    }
    if (check_keys(*note, keys) != NoteVerdict::good) {
        return say("is not signed by a key of this database: the note or the key was changed");
    }
    return chain.judge(checkpoint.size, checkpoint.root);
}

/// Rows that say that a checkpoint was made, whose checkpoint is gone, and checkpoints without such a row.
void compare_with_rows(const Store& store, std::vector<std::string>& findings) {
    SQLite::Statement missing(store.db(),
                              "SELECT seq FROM audit WHERE verb = 'audit-checkpoint' "
                              "AND seq NOT IN (SELECT size FROM audit_checkpoint) ORDER BY seq LIMIT 20");
    while (missing.executeStep()) {
        findings.push_back(say("row {}: says that a checkpoint was made, but it is not there: it was removed",
                               missing.getColumn(0).getInt64()));
    }
    SQLite::Statement alone(store.db(), "SELECT size FROM audit_checkpoint JOIN audit ON seq = size "
                                        "WHERE verb <> 'audit-checkpoint' ORDER BY size LIMIT 20");
    while (alone.executeStep()) {
        const auto size = alone.getColumn(0).getInt64();
        findings.push_back(
            say("checkpoint of {}: row {} does not say that one was made: one of them was put in", rows(size),
                size));
    }
}

struct Witness {
    std::string label;
    SignedNote note;
    CheckpointText text;
};

Witness read_witness(const WitnessNote& file) {
    auto note = read_note(file.bytes);
    if (!note) {
        throw Error(ErrorKind::usage,
                    say("{}: is not a signed note; give the file that `hnat audit checkpoint` wrote: "
                        "three lines, an empty one, and the line of the signature",
                        file.label));
    }
    auto text = parse_checkpoint_text(note->text);
    if (!text) {
        throw Error(ErrorKind::usage,
                    say("{}: is a signed note, but not a checkpoint: its three lines must be origin, "
                        "number of rows, and hash in Base64",
                        file.label));
    }
    return {file.label, std::move(*note), std::move(*text)};
}

/// Checkpoints that were good, by their size: a second one of the same size must be the same.
class Signed {
  public:
    std::optional<std::string> add(const CheckpointText& text, const std::string& where) {
        const auto [known, added] = m_seen.try_emplace(text.size, Seen{text.root, where});
        if (added || known->second.root == text.root) {
            return std::nullopt;
        }
        return say("and {} are two checkpoints of {} with different hashes, both signed: two "
                   "histories were told; keep both, they prove it",
                   known->second.where, rows(text.size));
    }

  private:
    struct Seen {
        Digest root;
        std::string where;
    };
    std::map<std::int64_t, Seen> m_seen;
};

/// What is said of a note that no known key signed.
std::string say_unknown_key(const Witness& witness, const Chain& chain) {
    const auto older = chain.why_older(witness.text.size);
    const auto signature =
        std::ranges::find(witness.note.signatures, witness.text.origin, &NoteSignature::name);
    if (!older || signature == witness.note.signatures.end()) {
        return say("is not signed by a key that this database knows: either the note is forged, or the "
                   "database was made anew with another key; compare the key with the one that was "
                   "handed out (--key)");
    }
    return say(
        "is signed with the key {}, which this database does not know; {} Compare the key with the one "
        "that was handed out, and check with it: `hnat audit verify --against FILE --key KEY`",
        signature->key_id, *older);
}

std::optional<std::string> judge_origin_and_signature(const Witness& witness, const std::string& origin,
                                                      const std::vector<Verifier>& keys, const Chain* own) {
    if (witness.text.origin != origin) {
        return say("is a checkpoint of {}, this chain is {}: it is of another database", witness.text.origin,
                   origin);
    }
    switch (check_keys(witness.note, keys)) {
    case NoteVerdict::good:
        return std::nullopt;
    case NoteVerdict::bad:
        return say("its signature does not fit its text: the note was changed, or not copied exactly");
    case NoteVerdict::unknown:
        break;
    }
    return own != nullptr ? say_unknown_key(witness, *own) : say("is not signed by the key of --key");
}

} // namespace

std::vector<std::string> verify_checkpoints(const Store& store) {
    std::vector<std::string> findings;
    compare_with_rows(store, findings);
    const auto stored = checkpoints(store);
    if (!stored.empty()) {
        const Chain chain(store);
        const auto keys = known_keys(store);
        const std::string origin = checkpoint_origin(store);
        for (const Checkpoint& checkpoint : stored) {
            const CheckpointText expected{origin, checkpoint.size, checkpoint.root};
            if (const auto finding = judge_stored(checkpoint, expected, keys, chain)) {
                findings.push_back(say("checkpoint of {}: {}", rows(checkpoint.size), *finding));
            }
        }
    }
    findings.resize(std::min(findings.size(), k_most));
    return findings;
}

void require_checkpoints(std::span<const WitnessNote> notes) {
    for (const WitnessNote& note : notes) {
        read_witness(note);
    }
}

std::vector<std::string> verify_against(const Store& store, std::span<const WitnessNote> notes,
                                        std::span<const Verifier> trusted) {
    const Chain chain(store);
    const std::string origin = checkpoint_origin(store);
    const auto keys = trusted.empty() ? known_keys(store) : std::vector(trusted.begin(), trusted.end());
    Signed signed_before;
    for (const Checkpoint& checkpoint : checkpoints(store)) {
        signed_before.add({origin, checkpoint.size, checkpoint.root}, say("the one in the database"));
    }
    std::vector<std::string> findings;
    for (const WitnessNote& file : notes) {
        const Witness witness = read_witness(file);
        const auto found = [&](const std::optional<std::string>& finding) {
            if (finding) {
                findings.push_back(fmt::format("{}: {}", witness.label, *finding));
            }
            return finding.has_value();
        };
        if (found(judge_origin_and_signature(witness, origin, keys, trusted.empty() ? &chain : nullptr))) {
            continue; // it says nothing about the chain
        }
        found(signed_before.add(witness.text, witness.label));
        found(chain.judge(witness.text.size, witness.text.root));
    }
    return findings;
}

} // namespace hnat
