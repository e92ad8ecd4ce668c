#include "store_support.hpp"

#include "store/backup.hpp"
#include "store/office.hpp"

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

const BackupKey k_no_key = [](const auto&) -> KeyPair { throw Error(ErrorKind::key, "no key"); };

BackupKey holds_key(const KeyPair& key) {
    return [&key](const auto&) { return KeyPair{key.public_key, Secret::copy_of(key.private_key.bytes())}; };
}

/// A store with an office and groups, and a folder for its backups.
struct Sample {
    ScratchDatabase scratch;
    TempDir elsewhere;

    Sample() {
        {
            Store store = scratch.write();
            Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
            write_office(transaction, {"Office", "OFF", "Parent", "19", "Thái Nguyên", day("2026-09-01")});
            add_staff(transaction, "lan", "Lan", StaffRole::liaison);
            transaction.commit();
        }
        scratch.add_groups(300);
    }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return elsewhere.path() / name; }
    [[nodiscard]] StoreOptions target(const char* name) const {
        StoreOptions options;
        options.path = elsewhere.path() / name / "hnat.db";
        return options;
    }
    [[nodiscard]] Actor actor() const { return {k_unnamed_staff, day("2026-09-10")}; }
};

std::string content(const StoreOptions& options) {
    const Store store = Store::open(options, Access::read, day("2026-09-10"));
    SQLite::Statement statement(store.db(), "SELECT group_concat(id || name || hex(uuid)) FROM survey_group");
    statement.executeStep();
    return statement.getColumn(0).getString();
}

} // namespace

TEST_CASE("a backup is the same database under another name, mode 0600, and leaves the store as it was") {
    const Sample sample;
    const Trace before = trace_of(sample.scratch.path());
    const mode_t mask = ::umask(0);
    const BackupInfo info = write_backup(sample.scratch.read(), sample.file("b.db"), false);
    ::umask(mask);
    CHECK(trace_of(sample.scratch.path()) == before);
    CHECK(mode_of(sample.file("b.db")) == 0600);
    CHECK(info.schema == schema_version());
    CHECK(info.audit_size == 2);
    CHECK(info.audit_head == store_info(sample.scratch.read()).audit_head);
    StoreOptions copy;
    copy.path = sample.file("b.db");
    CHECK(content(copy) == content(sample.scratch.options()));
    CHECK(trace_of(copy.path).folder == std::vector<std::string>{"b.db"}); // no journal, no temporary file
}

TEST_CASE("a backup replaces another file only when asked for") {
    const Sample sample;
    write_bytes(sample.file("b.db"), "precious");
    const Store store = sample.scratch.read();
    CHECK(error_of([&] { write_backup(store, sample.file("b.db"), false); }).kind() == ErrorKind::usage);
    CHECK(bytes_of(sample.file("b.db")) == "precious");
    write_backup(store, sample.file("b.db"), true);
    CHECK(bytes_of(sample.file("b.db")).starts_with("SQLite format 3"));
}

TEST_CASE("readers and a writer's work go on while a backup is made") {
    const Sample sample;
    const Store reader = sample.scratch.read();
    SQLite::Statement reading(reader.db(), "SELECT name FROM survey_group");
    reading.executeStep(); // holds a read lock all the time
    Store writer = sample.scratch.write();
    Transaction transaction(writer, {k_unnamed_staff, day("2026-09-03")});
    add_group(transaction.db(), 9999, "chua ghi");
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    CHECK(!holds(bytes_of(sample.file("b.db")), "chua ghi")); // the committed state
    reading.reset();
    transaction.commit();
}

TEST_CASE("a damaged store is not backed up, and an older backup stays") {
    const Sample sample;
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    const std::string older = bytes_of(sample.file("b.db"));
    std::string bytes = bytes_of(sample.scratch.path());
    // A page in the middle of a table: its cells are mixed up.
    const std::size_t at = bytes.find("facebook:group:150");
    REQUIRE(at != std::string::npos);
    bytes.replace(at / 4096 * 4096 + 8, 64, 64, '\x7f');
    write_bytes(sample.scratch.path(), bytes);
    const KeyPair key = make_key_pair();
    const std::vector<PublicKey> recipients{key.public_key};
    const Store store = sample.scratch.read();
    CHECK(error_of([&] { write_backup(store, sample.file("b.db"), true); }).kind() == ErrorKind::failed);
    CHECK(error_of([&] { write_backup(store, sample.file("b.db"), true, recipients); }).kind() ==
          ErrorKind::failed);
    CHECK(bytes_of(sample.file("b.db")) == older);
    CHECK(trace_of(sample.file("b.db")).folder.size() == 1);
}

TEST_CASE("a backup is restored into a path of its own, checked, and says so in the chain") {
    const Sample sample;
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    const StoreOptions target = sample.target("new");
    const RestoreResult result = restore_backup(sample.file("b.db"), target, sample.actor(), k_no_key);
    CHECK(result.backup.audit_size == 2);
    CHECK(result.last_change == day("2026-09-02"));
    CHECK(result.findings.empty());
    CHECK(mode_of(target.path) == 0600);
    CHECK(mode_of(target.path.parent_path()) == 0700);
    CHECK(content(target) == content(sample.scratch.options()));
    const Store store = Store::open(target, Access::read, day("2026-09-10"));
    const auto rows = audit_rows(store);
    REQUIRE(rows.size() == 3);
    CHECK(rows[2].verb == "store-restore");
    CHECK(rows[1].hash == result.backup.audit_head);
    CHECK(verify_audit(store).empty());
    CHECK(trace_of(target.path).folder == std::vector<std::string>{"hnat.db"});
}

TEST_CASE("a restore never replaces a database") {
    const Sample sample;
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    const Trace before = trace_of(sample.scratch.path());
    const Error error = error_of(
        [&] { restore_backup(sample.file("b.db"), sample.scratch.options(), sample.actor(), k_no_key); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(trace_of(sample.scratch.path()) == before);
    // The journal of a database that is gone would be played into the new one.
    const StoreOptions target = sample.target("new");
    std::filesystem::create_directory(target.path.parent_path());
    write_bytes(target.path.string() + "-journal", "old");
    CHECK(error_of([&] { restore_backup(sample.file("b.db"), target, sample.actor(), k_no_key); }).kind() ==
          ErrorKind::usage);
}

TEST_CASE("a database in use is not taken for a backup") {
    const Sample sample;
    write_bytes(sample.scratch.path().string() + "-journal", "hot");
    const Error error = error_of(
        [&] { restore_backup(sample.scratch.path(), sample.target("new"), sample.actor(), k_no_key); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(holds(error.what(), "a database in use or one whose last writer was interrupted"));
}

TEST_CASE("what is no backup, or a damaged one, leaves nothing behind") {
    const Sample sample;
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    const std::string sound = bytes_of(sample.file("b.db"));
    const StoreOptions target = sample.target("new");
    const auto restore = [&](const std::string& bytes) {
        write_bytes(sample.file("b.db"), bytes);
        const Error error =
            error_of([&] { restore_backup(sample.file("b.db"), target, sample.actor(), k_no_key); });
        CHECK_MESSAGE(holds(error.what(), sample.file("b.db").string()), std::string(error.what()));
        CHECK(!holds(error.what(), ".hnat-"));
        CHECK(std::filesystem::is_empty(target.path.parent_path()));
        return error.kind();
    };
    CHECK(restore("") == ErrorKind::not_ours);
    CHECK(restore("text") == ErrorKind::not_ours);
    CHECK(restore(std::string(8192, '\0')) == ErrorKind::not_ours);
    for (std::size_t size = 4096; size < sound.size(); size += 8192) {
        CAPTURE(size);
        const ErrorKind kind = restore(sound.substr(0, size));
        CHECK((kind == ErrorKind::failed || kind == ErrorKind::not_ours));
    }
    std::string changed = sound;
    changed.replace(changed.find("facebook:group:150"), 18, "facebook:group:15O");
    CHECK(restore(changed) == ErrorKind::failed); // its index does not agree
    std::string audit = sound;
    audit.replace(audit.find("store-initoffice") == std::string::npos ? audit.find("2026-09-02office") : 0,
                  10, "2026-09-01");
    CHECK(restore(audit) == ErrorKind::failed); // the chain
    const Error missing =
        error_of([&] { restore_backup(sample.file("none.db"), target, sample.actor(), k_no_key); });
    CHECK(missing.kind() == ErrorKind::io);
}

TEST_CASE("a member whose day passed since the backup is told of, and the backup restored all the same") {
    const Sample sample;
    {
        Store store = sample.scratch.write();
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
        transaction.db().exec(
            "UPDATE survey_group SET surveyed_on = '2025-01-01', expires_on = '2026-01-01' WHERE "
            "id = 3");
        transaction.commit();
    }
    write_backup(sample.scratch.read(), sample.file("b.db"), false);
    const RestoreResult result =
        restore_backup(sample.file("b.db"), sample.target("new"), sample.actor(), k_no_key);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings.front().name == "expiry");
}

TEST_CASE("a sealed backup opens with one of its keys, and its content is on the disk nowhere else") {
    const Sample sample;
    const KeyPair office = make_key_pair();
    const KeyPair recovery = make_key_pair();
    const std::vector<PublicKey> recipients{office.public_key, recovery.public_key};
    const Trace before = trace_of(sample.scratch.path());
    const BackupInfo info = write_backup(sample.scratch.read(), sample.file("b.sealed"), false, recipients);
    CHECK(trace_of(sample.scratch.path()) == before);
    CHECK(mode_of(sample.file("b.sealed")) == 0600);
    CHECK(info.audit_head == store_info(sample.scratch.read()).audit_head);
    CHECK(!holds(bytes_of(sample.file("b.sealed")), "facebook"));
    CHECK(trace_of(sample.file("b.sealed")).folder == std::vector<std::string>{"b.sealed"});

    for (const KeyPair* key : {&office, &recovery}) {
        const StoreOptions target = sample.target(key == &office ? "office" : "recovery");
        restore_backup(sample.file("b.sealed"), target, sample.actor(), holds_key(*key));
        CHECK(content(target) == content(sample.scratch.options()));
    }
}

TEST_CASE("a sealed backup does not open with another key, cut, or with a bit flipped") {
    const Sample sample;
    const KeyPair office = make_key_pair();
    const KeyPair stranger = make_key_pair();
    const std::vector<PublicKey> recipients{office.public_key};
    write_backup(sample.scratch.read(), sample.file("b.sealed"), false, recipients);
    const std::string sound = bytes_of(sample.file("b.sealed"));
    const StoreOptions target = sample.target("new");
    const auto restore = [&](const std::string& bytes, const KeyPair& key) {
        write_bytes(sample.file("b.sealed"), bytes);
        const Error error = error_of(
            [&] { restore_backup(sample.file("b.sealed"), target, sample.actor(), holds_key(key)); });
        CHECK(holds(error.what(), sample.file("b.sealed").string()));
        CHECK(std::filesystem::is_empty(target.path.parent_path()));
        return error.kind();
    };
    CHECK(restore(sound, stranger) == ErrorKind::key);
    for (const std::size_t part : {1UL, 2UL, 3UL, 10UL, 1000UL}) {
        CHECK(restore(sound.substr(0, sound.size() - sound.size() / part * 9 / 10), office) ==
              ErrorKind::failed);
        std::string flipped = sound;
        const std::size_t at = sound.size() - sound.size() / (part + 1) - 1;
        flipped[at] = static_cast<char>(flipped[at] ^ 4);
        CHECK(restore(flipped, office) == ErrorKind::failed);
    }
}

TEST_CASE("the key is asked for once, with the fingerprints that would do, and not for a plain backup") {
    const Sample sample;
    const KeyPair office = make_key_pair();
    const std::vector<PublicKey> recipients{office.public_key};
    write_backup(sample.scratch.read(), sample.file("b.sealed"), false, recipients);
    std::vector<std::vector<std::string>> asked;
    const BackupKey refuse = [&asked](const std::vector<std::string>& fingerprints) -> KeyPair {
        asked.push_back(fingerprints);
        throw Error(ErrorKind::key, "no such key");
    };
    const Error error = error_of(
        [&] { restore_backup(sample.file("b.sealed"), sample.target("new"), sample.actor(), refuse); });
    CHECK(error.what() == std::string("no such key"));
    CHECK(asked == std::vector<std::vector<std::string>>{{key_fingerprint(office.public_key)}});
}

TEST_CASE("P3: what was erased is named by its random key alone, for a restore") {
    const Sample sample;
    const Uuid member = random_uuid();
    Store store = sample.scratch.write();
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-04")});
        append_audit(transaction, AuditVerb::member_withdraw, member, CanonicalState());
        append_audit(transaction, AuditVerb::member_edit, random_uuid(), CanonicalState());
        append_audit(transaction, AuditVerb::member_erase, member, CanonicalState());
        append_audit(transaction, AuditVerb::member_erase, random_uuid(), CanonicalState(),
                     AuditOutcome::refused);
        transaction.commit();
    }
    const auto rows = erasure_rows(store);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].verb == "member-withdraw");
    CHECK(rows[1].verb == "member-erase");
    CHECK(rows[1].object == to_hex(member));
    CHECK(rows[1].day == "2026-09-04");
}

namespace {

/// As `db erasures -f csv` prints a list of these.
std::string list_of(const Store& store, const std::vector<ErasureRow>& rows) {
    std::string text = "seq,day,verb,record\r\n";
    const auto add = [&](const ErasureRow& row) {
        text += std::to_string(row.seq) + "," + row.day + "," + row.verb + "," + row.object + "\r\n";
    };
    std::ranges::for_each(rows, add);
    add(end_of_list(store, rows));
    return text;
}

/// With one row in its chain.
Store changed_store(const ScratchDatabase& scratch) {
    Store store = scratch.write();
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    append_audit(transaction, AuditVerb::member_edit, random_uuid(), CanonicalState());
    transaction.commit();
    return store;
}

std::string refusal_of(const std::string& list) {
    return error_of([&] { (void)parse_erasure_list(list, "list"); }).what();
}

} // namespace

TEST_CASE("P3: a list of erasures that was cut anywhere or changed is refused, not taken for a shorter one") {
    const ScratchDatabase scratch;
    const Store store = changed_store(scratch);
    const std::vector<ErasureRow> rows{{12, "2026-10-05", "member-erase", "00112233445566778899aabbccddeeff"},
                                       {14, "2026-10-06", "tip-purge", "ff112233445566778899aabbccddeeff"}};
    const std::string whole = list_of(store, rows);
    const ErasureList list = parse_erasure_list(whole, "list");
    CHECK(list.rows.size() == 2);
    CHECK(list.chain_size == 1);
    const auto text = whole.substr(0, whole.size() - 2); // the last line's end is no part of it
    for (std::size_t length = 0; length < text.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(refusal_of(text.substr(0, length)).empty());
    }
    const auto second = whole.find("14,");
    CHECK(holds(refusal_of(whole.substr(0, second) + whole.substr(whole.find('\n', second) + 1)),
                "does not end with the line `list-end` that belongs to it: was it cut off or changed?"));
    const auto end = whole.rfind("\n1,") + 1; // a later chain is no number that somebody puts there
    CHECK(holds(refusal_of(whole.substr(0, end) + "99" + whole.substr(end + 1)),
                "does not end with the line `list-end`"));
    for (const std::string& bad :
         {whole + "13,2026-10-06,memb",
          std::string("seq,day,verb,record\n12,2026-10-05,Member-Erase,00112233\n")}) {
        CHECK(holds(refusal_of(bad), "was it cut off or changed?"));
    }
}

TEST_CASE("P3: the list of what was erased is read back from every format that it is printed in") {
    const ScratchDatabase scratch;
    const Store store = changed_store(scratch);
    const std::string record = "00112233445566778899aabbccddeeff";
    const std::vector<ErasureRow> rows{{12, "2026-10-05", "member-erase", record}};
    const ErasureRow end = end_of_list(store, rows);
    const std::string seq = std::to_string(end.seq);
    for (const std::string& text :
         {list_of(store, rows),
          "No\tDay\tWhat\tRecord\n12\t2026-10-05\tmember-erase\t" + record + "\n" + seq + "\t" + end.day +
              "\tlist-end\t" + end.object + "\n",
          "{\"schema\":\"hnat.db.erasures/1\",\"rows\":[\n{\"seq\":12,\"day\":\"2026-10-05\",\"verb\":"
          "\"member-erase\",\"record\":\"" +
              record + "\"},\n{\"seq\":" + seq + ",\"day\":\"" + end.day +
              "\",\"verb\":\"list-end\",\"record\":\"" + end.object + "\"}\n]}\n",
          "No  Day         What          Record\n12  05/10/2026  member-erase  " + record + "\n" + seq +
              "  05/10/2026  list-end  " + end.object + "\n"}) {
        CAPTURE(text);
        const auto list = parse_erasure_list(text, "list").rows;
        REQUIRE(list.size() == 1);
        CHECK(list[0].seq == 12);
        CHECK(list[0].verb == "member-erase");
        CHECK(list[0].object == record);
    }
    CHECK(parse_erasure_list(list_of(store, {}), "list").rows.empty());
    for (const char* const other : {"", "seq,day\n", "1,2026-10-05,tip-add\n"}) {
        CHECK(refusal_of(other) ==
              "list: is no list of erasures; give it as `hnat db erasures -f csv` wrote it");
    }
    CHECK(error_of([] { (void)parse_erasure_list("PK\x03\x04\xff", "list"); }).kind() == ErrorKind::usage);
    CHECK(error_of([] { (void)parse_erasure_list("x\n12,member-erase,0011\n", "list"); }).what() ==
          std::string(
              "list:2: names member-erase but not its number and its record of 32 digits; give the list as "
              "`hnat db erasures -f csv` wrote it"));
}
