#include "seal/key_file.hpp"

#include "seal/epoch_text.hpp"
#include "seal/key_text.hpp"
#include "seal/passphrase.hpp"
#include "seal_support.hpp"
#include "tests/failing_call.hpp"

#include <sys/resource.h>
#include <unistd.h>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::string_view k_passphrase = "năm từ không liên quan gì";

std::filesystem::path fixture(std::string_view name) {
    return std::filesystem::path(HNAT_SOURCE_DIR) / "tests/fixtures/seal" / name;
}

/// A fixture as a file of one's own: a checkout is readable by others.
std::filesystem::path taken(const TempDir& folder, std::string_view name) {
    const auto path = folder.path() / name;
    write_private(path, read_bytes(fixture(name)));
    return path;
}

/// Runs `use` on a text with every bit flipped, one after another; returns how many there were.
template <typename Use>
std::size_t flip_each_bit(std::string text, const Use& use) {
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        char& byte = text[bit / 8];
        const char before = byte;
        byte = static_cast<char>(byte ^ (1 << (bit % 8)));
        use(text);
        byte = before;
    }
    return text.size() * 8;
}

} // namespace

TEST_CASE("a key file opens with its passphrase and says in the clear whose it is") {
    const TempDir folder;
    const KeyPair pair = make_key_pair();
    const auto path = folder.path() / "office.key";
    write_key_file(path, {KeyRole::custodian, KeyKind::recovery, pair.public_key, day("2026-10-05")}, pair,
                   secret(k_passphrase));
    CHECK(mode_of(path) == 0600);
    const KeyFileHeader header = read_key_header(path);
    CHECK(header.role == KeyRole::custodian);
    CHECK(header.kind == KeyKind::recovery);
    CHECK(header.public_key == pair.public_key);
    CHECK(header.made_on == day("2026-10-05"));
    const KeyPair opened = open_key_file(path, secret(k_passphrase));
    CHECK(opened.public_key == pair.public_key);
    CHECK(std::ranges::equal(opened.private_key.bytes(), pair.private_key.bytes()));
    CHECK(read_bytes(path).find(std::string(as_bytes(pair.private_key.bytes()))) == std::string::npos);
    CHECK(read_bytes(path).find(to_hex(pair.private_key.bytes())) == std::string::npos);
}

TEST_CASE("S8: another passphrase does not open a key file, and the message does not repeat it") {
    const TempDir folder;
    const auto path = taken(folder, "office.v1.key");
    for (const std::string_view wrong : {"nam tu khong lien quan gi", "năm từ không liên quan gi", ""}) {
        const auto message =
            message_of(ErrorKind::key, [&] { static_cast<void>(open_key_file(path, secret(wrong))); });
        CHECK(message ==
              "'" + path.string() + "' does not open: the passphrase is wrong, or the file is damaged");
    }
}

TEST_CASE("a Vietnamese passphrase opens the file however the keyboard composes its letters") {
    const TempDir folder;
    const auto path = taken(folder, "office.v1.key");
    // ă as a and U+0306, ừ as u, U+031B, U+0300, and so on.
    const std::string_view decomposed = "na\u0306m tu\u031b\u0300 kho\u0302ng lie\u0302n quan gi\u0300";
    CHECK(open_key_file(path, secret(decomposed)).public_key == fixed_pair(7).public_key);
}

TEST_CASE("a passphrase that is not UTF-8 is taken byte for byte") {
    KdfSalt salt{};
    const auto derive = [&](std::string_view text) {
        return to_hex(derive_key(secret(text), {1, 64}, salt).bytes());
    };
    CHECK(derive("m\xe2t kh\xc8u") == derive("m\xe2t kh\xc8u"));
    CHECK(derive("m\xe2t kh\xc8u") != derive("m\xe2t kh\xc9u"));
}

TEST_CASE("S8: files that version 1 wrote open in every later version") {
    const TempDir folder;
    const auto key_path = taken(folder, "office.v1.key");
    const KeyPair key = open_key_file(key_path, secret(k_passphrase));
    CHECK(key.public_key == fixed_pair(7).public_key);
    CHECK(read_key_header(key_path).made_on == day("2026-10-05"));
    const auto epoch_path = taken(folder, "2026Q4-office.v1.epoch");
    CHECK(open_epoch_file(epoch_path, key).public_key == fixed_pair(9).public_key);
    CHECK(open_epoch_file(epoch_path, fixed_pair(8)).public_key == fixed_pair(9).public_key);
}

TEST_CASE("a key is never written over another, or over anything") {
    const TempDir folder;
    const KeyPair pair = make_key_pair();
    const auto path = folder.path() / "office.key";
    write_private(path, "old");
    const KeyFileHeader header{KeyRole::office, KeyKind::main, pair.public_key, day("2026-10-05")};
    CHECK(message_of(ErrorKind::usage, [&] { write_key_file(path, header, pair, secret(k_passphrase)); }) ==
          "'" + path.string() + "' is there already, and a key is never overwritten; name another file");
    const auto link = folder.path() / "link.key";
    std::filesystem::create_symlink(folder.path() / "nowhere", link);
    CHECK(error_of([&] { write_key_file(link, header, pair, secret(k_passphrase)); }).has_value());
    CHECK(error_of([&] {
              write_epoch_file(path, pair, "2026Q4", KeyRole::office, {pair.public_key});
          }).has_value());
    CHECK(read_bytes(path) == "old");
}

TEST_CASE("a passphrase that is easily guessed is refused before anything is written") {
    const TempDir folder;
    const KeyPair pair = make_key_pair();
    const KeyFileHeader header{KeyRole::office, KeyKind::main, pair.public_key, day("2026-10-05")};
    const auto path = folder.path() / "office.key";
    // The last has 16 bytes and 11 letters.
    for (const std::string_view weak : {"", "mat khau", "mật khẩu 12"}) {
        CHECK(message_of(ErrorKind::usage, [&] {
                  write_key_file(path, header, pair, secret(weak));
              }).starts_with("the passphrase is too short; expected 12 characters or more"));
    }
    for (const std::string_view weak :
         {"            ", "aaaaaaaaaaaa", "abababababab", "abcabcabcabcab", "123456789012", "abcdefghijklm",
          "987654321098", "mat khaumat khau", "a b a b b a a b", "111111222222333333"}) {
        CAPTURE(weak);
        CHECK(message_of(ErrorKind::usage, [&] {
                  write_key_file(path, header, pair, secret(weak));
              }).starts_with("the passphrase is easily guessed"));
    }
    std::string long_one; // nothing is wrong with it but its length
    while (long_one.size() <= k_longest_passphrase) {
        long_one += "năm từ không liên quan " + std::to_string(long_one.size());
    }
    CHECK(message_of(ErrorKind::usage, [&] { write_key_file(path, header, pair, secret(long_one)); }) ==
          "the passphrase is too long; expected at most 1024 bytes");
    CHECK(!std::filesystem::exists(path));
    CHECK_NOTHROW(write_key_file(path, header, pair, secret("mật khẩu 123")));
}

TEST_CASE("S5: a key file or passphrase file that others may open is refused, with what to do") {
    const TempDir folder;
    const auto path = taken(folder, "office.v1.key");
    for (const mode_t mode : std::initializer_list<mode_t>{0640, 0604, 0620, 0602, 0610, 0601, 0644, 0777}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        CHECK(message_of(ErrorKind::key, [&] {
                  static_cast<void>(read_key_header(path));
              }).find("other users of this computer may open it; chmod 600 it") != std::string::npos);
        CHECK(message_of(ErrorKind::key, [&] {
                  static_cast<void>(open_key_file(path, secret(k_passphrase)));
              }).find(path.string()) != std::string::npos);
        CHECK(error_of([&] { static_cast<void>(read_passphrase_file(path)); }).has_value());
        CHECK(error_of([&] { static_cast<void>(read_epoch_header(path)); }).has_value());
    }
    REQUIRE(::chmod(path.c_str(), 0400) == 0);
    CHECK_NOTHROW(static_cast<void>(read_key_header(path)));
}

TEST_CASE("S5: a key file that belongs to another user is refused") {
    if (::geteuid() != 0) {
        MESSAGE("skipped: only root can give a file away");
        return;
    }
    const TempDir folder;
    const auto path = taken(folder, "office.v1.key");
    REQUIRE(::chown(path.c_str(), 12345, 12345) == 0);
    CHECK(message_of(ErrorKind::key, [&] {
              static_cast<void>(read_key_header(path));
          }).find("belongs to another user") != std::string::npos);
    CHECK(message_of(ErrorKind::key, [&] {
              static_cast<void>(read_passphrase_file(path));
          }).find("belongs to another user") != std::string::npos);
}

TEST_CASE("what is no key file is told apart from a wrong passphrase") {
    const TempDir folder;
    const auto path = folder.path() / "x.key";
    for (const std::string& text :
         {std::string(), std::string("hnat-key-2\n"), std::string(900, 'x'), std::string("\0\xff", 2),
          read_bytes(fixture("2026Q4-office.v1.epoch")).substr(0, 500)}) {
        write_private(path, text);
        CHECK(message_of(ErrorKind::key, [&] {
                  static_cast<void>(open_key_file(path, secret("x")));
              }).find("is no key file of hnat, or it is damaged") != std::string::npos);
    }
    CHECK(error_of([&] { static_cast<void>(read_key_header(folder.path())); })->kind() == ErrorKind::io);
    CHECK(error_of([&] { static_cast<void>(read_key_header(folder.path() / "none")); })->kind() ==
          ErrorKind::io);
    write_private(path, std::string(100'000, 'x'));
    CHECK(error_of([&] { static_cast<void>(read_key_header(path)); })->kind() == ErrorKind::usage);
}

TEST_CASE("S8: a key file cut at any length is refused") {
    const std::string text = read_bytes(fixture("office.v1.key"));
    for (std::size_t size = 0; size < text.size(); ++size) {
        CHECK(!parse_key_text(std::string_view(text).substr(0, size)));
    }
    CHECK(!parse_key_text(text + "\n"));
    CHECK(!parse_key_text(" " + text));
    CHECK(parse_key_text(text).has_value());
}

/// The key that the passphrase gives is the same for all of them, as it is for somebody who changes a file
/// and leaves its salt: what refuses them is the text alone.
TEST_CASE("S8: a key file with any bit flipped is refused") {
    const std::string text = read_bytes(fixture("office.v1.key"));
    const auto whole = parse_key_text(text);
    REQUIRE(whole.has_value());
    const Secret derived = derive_key(secret(k_passphrase), whole->cost, whole->salt);
    REQUIRE(unlock_key(*whole, derived).has_value());
    std::size_t read = 0;
    const std::size_t flips = flip_each_bit(text, [&](const std::string& changed) {
        if (const auto key = parse_key_text(changed)) {
            ++read;
            REQUIRE(!unlock_key(*key, derived).has_value());
        }
    });
    MESSAGE("bits flipped: " << flips << ", of which " << read
                             << " still read as a key file and do not open");
    CHECK(read > 100);
}

TEST_CASE("a key file is written in one way only") {
    const std::string text = read_bytes(fixture("office.v1.key"));
    const auto with = [&](std::string_view what, std::string_view other) {
        std::string changed = text;
        const auto at = changed.find(what);
        REQUIRE(at != std::string::npos);
        return changed.replace(at, what.size(), other);
    };
    CHECK(!parse_key_text(with("2026-10-05", "5/10/2026")));
    CHECK(!parse_key_text(with("passes=3", "passes=03")));
    CHECK(!parse_key_text(with("b1ef772e", "B1EF772E")));
    CHECK(!parse_key_text(with("\n", "\r\n")));
    // No version has written these: a file that asks for less is easily guessed, one for more never opens.
    CHECK(!parse_key_text(with("passes=3", "passes=2")));
    CHECK(!parse_key_text(with("passes=3", "passes=17")));
    CHECK(!parse_key_text(with("memory-kib=65536", "memory-kib=1024")));
    CHECK(!parse_key_text(with("memory-kib=65536", "memory-kib=99999999999")));
    CHECK(parse_key_text(with("memory-kib=65536", "memory-kib=131072")).has_value());
}

TEST_CASE("an epoch opens for each of its recipients and for nobody else") {
    const TempDir folder;
    const KeyPair main = make_key_pair();
    const KeyPair recovery = make_key_pair();
    const KeyPair epoch = make_key_pair();
    const auto path = folder.path() / "2026Q4.epoch";
    write_epoch_file(path, epoch, "2026Q4", KeyRole::office, {main.public_key, recovery.public_key});
    CHECK(mode_of(path) == 0600);
    CHECK(open_epoch_file(path, main).public_key == epoch.public_key);
    CHECK(std::ranges::equal(open_epoch_file(path, recovery).private_key.bytes(), epoch.private_key.bytes()));
    const EpochFileHeader header = read_epoch_header(path);
    CHECK(header.quarter == "2026Q4");
    CHECK(header.role == KeyRole::office);
    CHECK(header.public_key == epoch.public_key);
    CHECK(header.recipients ==
          std::vector{key_fingerprint(main.public_key), key_fingerprint(recovery.public_key)});
    const KeyPair other = make_key_pair();
    CHECK(message_of(ErrorKind::key, [&] {
              static_cast<void>(open_epoch_file(path, other));
          }).find("sealed to another key, or damaged") != std::string::npos);
    const KeyPair impostor{main.public_key, Secret::copy_of(other.private_key.bytes())};
    CHECK(error_of([&] { static_cast<void>(open_epoch_file(path, impostor)); }).has_value());
}

TEST_CASE("an epoch that is sealed anew opens for the new recipients only") {
    const TempDir folder;
    const KeyPair one = make_key_pair();
    const KeyPair two = make_key_pair();
    const KeyPair epoch = make_key_pair();
    const auto path = folder.path() / "2026Q4.epoch";
    write_epoch_file(path, epoch, "2026Q4", KeyRole::custodian, {one.public_key});
    const auto before = folder.path() / "hard-link";
    std::filesystem::create_hard_link(path, before);
    reseal_epoch_file(path, one, {two.public_key});
    CHECK(mode_of(path) == 0600);
    CHECK(open_epoch_file(path, two).public_key == epoch.public_key);
    CHECK(read_epoch_header(path).role == KeyRole::custodian);
    CHECK(error_of([&] { static_cast<void>(open_epoch_file(path, one)); }).has_value());
    // What was there is overwritten, not only unlinked.
    const std::string old = read_bytes(before);
    CHECK(std::ranges::count(old, '\0') == static_cast<std::ptrdiff_t>(old.size()));
    CHECK(error_of([&] { reseal_epoch_file(path, one, {one.public_key}); }).has_value());
    CHECK(open_epoch_file(path, two).public_key == epoch.public_key);
}

TEST_CASE(
    "S8: an epoch file cut at any length, or with any bit flipped, opens for no recipient it was cut from") {
    const std::string text = read_bytes(fixture("2026Q4-office.v1.epoch"));
    // The line of one recipient is not bound to that of the other: each is tried alone.
    const std::string alone = text.substr(0, text.rfind("recipient: "));
    const KeyPair key = fixed_pair(7);
    REQUIRE(unlock_epoch(parse_epoch_text(alone).value(), key).has_value());
    const auto opens = [&](std::string_view changed) {
        const auto epoch = parse_epoch_text(changed);
        return epoch && unlock_epoch(*epoch, key).has_value();
    };
    for (std::size_t size = 0; size < alone.size(); ++size) {
        CHECK(!opens(std::string_view(alone).substr(0, size)));
    }
    const std::size_t flips =
        flip_each_bit(alone, [&](const std::string& changed) { REQUIRE(!opens(changed)); });
    MESSAGE("bits flipped: " << flips);
}

TEST_CASE("S8: a sealed key that is moved into the file of another epoch does not open") {
    const KeyPair key = make_key_pair();
    const KeyPair one = make_key_pair();
    const KeyPair two = make_key_pair();
    EpochText office = lock_epoch(one, "2026Q4", KeyRole::office, {key.public_key});
    const EpochText later = lock_epoch(two, "2027Q1", KeyRole::office, {key.public_key});
    const EpochText custodian = lock_epoch(one, "2026Q4", KeyRole::custodian, {key.public_key});
    REQUIRE(unlock_epoch(office, key).has_value());
    for (const EpochText& other : {later, custodian}) {
        EpochText mixed = office;
        mixed.sealed = other.sealed;
        CHECK(!unlock_epoch(mixed, key).has_value());
        mixed = office;
        mixed.header = other.header;
        CHECK(!unlock_epoch(mixed, key).has_value());
    }
}

TEST_CASE("a passphrase file is one line") {
    const TempDir folder;
    const auto path = folder.path() / "passphrase";
    const auto read = [&](std::string_view text) {
        write_private(path, text);
        return std::string(read_passphrase_file(path).text());
    };
    CHECK(read("năm từ") == "năm từ");
    CHECK(read("năm từ\n") == "năm từ");
    CHECK(read("năm từ\r\n") == "năm từ");
    CHECK(read(" x \n") == " x ");
    CHECK(read(std::string(1024, 'x') + "\r\n").size() == 1024);
    for (const std::string& bad : {std::string(), std::string("\n"), std::string("mật\nkhẩu\n"),
                                   std::string(1025, 'x'), std::string(5000, 'x')}) {
        write_private(path, bad);
        const auto message =
            message_of(ErrorKind::usage, [&] { static_cast<void>(read_passphrase_file(path)); });
        CHECK(message.find(path.string()) != std::string::npos);
        CHECK(message.find("xx") == std::string::npos);
        CHECK(message.find("mật") == std::string::npos);
    }
}

TEST_CASE("S5: files of keys are 0600 under umask 000") {
    const TempDir folder;
    const mode_t before = ::umask(0);
    const KeyPair pair = make_key_pair();
    write_key_file(folder.path() / "a.key",
                   {KeyRole::office, KeyKind::main, pair.public_key, day("2026-10-05")}, pair,
                   secret(k_passphrase));
    write_epoch_file(folder.path() / "a.epoch", pair, "2026Q4", KeyRole::office, {pair.public_key});
    reseal_epoch_file(folder.path() / "a.epoch", pair, {pair.public_key});
    ::umask(before);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        CHECK(mode_of(entry.path()) == 0600);
    }
}

/// Nobody makes such a file but somebody who has the key: what it says in the clear would be a lie.
TEST_CASE("S8: a private key under the public key of another opens neither as a key nor as an epoch") {
    const KeyPair one = make_key_pair();
    const KeyPair other = make_key_pair();
    const KeyPair mixed{one.public_key, Secret::copy_of(other.private_key.bytes())};
    KeyText text;
    text.header = {KeyRole::office, KeyKind::main, one.public_key, day("2026-10-05")};
    const Secret derived = Secret::copy_of(std::string(32, 'k'));
    lock_key(text, mixed, derived);
    CHECK(!unlock_key(text, derived).has_value());
    lock_key(text, one, derived);
    CHECK(unlock_key(text, derived).has_value());

    const KeyPair recipient = make_key_pair();
    const auto lock = [&](const KeyPair& epoch) {
        return lock_epoch(epoch, "2026Q4", KeyRole::office, {recipient.public_key});
    };
    CHECK(!unlock_epoch(lock(mixed), recipient).has_value());
    CHECK(unlock_epoch(lock(one), recipient).has_value());
}

TEST_CASE("S8: an epoch is sealed to no key of small order") {
    CHECK(message_of(ErrorKind::key,
                     [] {
                         static_cast<void>(
                             lock_epoch(make_key_pair(), "2026Q4", KeyRole::office, {PublicKey{}}));
                     }) ==
          "nothing can be sealed to the key " + key_fingerprint(PublicKey{}) + ": it is no key of X25519");
}

TEST_CASE("an epoch file has at most eight recipients and no more text than they need") {
    const KeyPair key = make_key_pair();
    const auto text_for = [&](std::size_t recipients, std::string_view quarter = "2026Q4") {
        return to_text(lock_epoch(make_key_pair(), quarter, KeyRole::office,
                                  std::vector<PublicKey>(recipients, key.public_key)));
    };
    CHECK(parse_epoch_text(text_for(8)).has_value());
    CHECK(!parse_epoch_text(text_for(9)).has_value());
    CHECK(!parse_epoch_text(text_for(0)).has_value());
    CHECK(!parse_epoch_text(text_for(1, std::string(k_longest_epoch_text, '4'))).has_value());
}

TEST_CASE("a passphrase that can't be checked for want of memory is told of, with how much it takes") {
    if (!k_memory_may_fail) {
        MESSAGE("skipped: a sanitizer needs the memory");
        return;
    }
    const std::size_t used = [] {
        std::size_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    }();
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
    const rlimit limit{used + (std::size_t{48} << 20), before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_AS, &limit) == 0);
    const auto error = error_of([] { static_cast<void>(derive_key(secret(k_passphrase), {}, KdfSalt{})); });
    ::setrlimit(RLIMIT_AS, &before);
    REQUIRE(error.has_value());
    CHECK(error->kind() == ErrorKind::failed);
    CHECK(std::string(error->what()) == "there is no memory to check the passphrase with; it takes 64 MiB: "
                                        "close other programs, or raise ulimit -v");
    CHECK(derive_key(secret(k_passphrase), {}, KdfSalt{}).size() == 32);
}
