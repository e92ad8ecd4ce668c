// Disks, pipes and memory that fail while a list is read.
#include "base/error.hpp"
#include "list/list_reader_archive.hpp"
#include "list/list_reader_encoding.hpp"
#include "list/list_reader_records.hpp"
#include "list/list_reader_source.hpp"
#include "list/list_reader_xml.hpp"
#include "tests/failing_call.hpp"
#include "tests/list/sheet_builder.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <thread>
#include <utility>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace hnat;
using namespace hnat::test;

namespace {

/// No memory for more than `room` bytes at once, until the end of its life: what is free is taken away first.
/// For the main thread, whose heap the limit holds for.
class NoMemory {
  public:
    explicit NoMemory(std::size_t room) {
        REQUIRE(::getrlimit(RLIMIT_AS, &m_before) == 0);
        std::size_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const rlimit limit{pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)), m_before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_AS, &limit) == 0);
        for (std::size_t size = std::size_t{16} << 20; size > room; size /= 2) {
            for (void* block = std::malloc(size); block != nullptr; block = std::malloc(size)) {
                *static_cast<void**>(block) = std::exchange(m_taken, block);
            }
        }
    }
    ~NoMemory() {
        while (m_taken != nullptr) {
            std::free(std::exchange(m_taken, *static_cast<void**>(m_taken)));
        }
        ::setrlimit(RLIMIT_AS, &m_before);
    }
    NoMemory(const NoMemory&) = delete;
    NoMemory& operator=(const NoMemory&) = delete;

  private:
    rlimit m_before{};
    void* m_taken = nullptr; ///< each block begins with the address of the one before
};

class NoHandler final : public XmlHandler {
  public:
    void start(XmlName /*name*/, const XmlAttributes& /*attributes*/) override {}
    void end(XmlName /*name*/) override {}
    void text(std::string_view /*text*/) override {}
};

/// Whether `work` finds that it has no memory when there is none for more than `room` bytes at once.
template <typename Work>
bool has_no_memory(std::size_t room, const Work& work) {
    const NoMemory none(room);
    try {
        work();
    } catch (const std::bad_alloc&) {
        return true;
    } catch (const Error&) {
        return false;
    }
    return false;
}

} // namespace

TEST_CASE("a list comes through a pipe, whose length nobody knows") {
    const TempDir folder;
    const auto path = folder.path() / "list.pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    std::thread writer([&] { std::ofstream(path) << "name,url\na,b\n"; });
    const auto reader = open_list(path, {}, looks_like_header);
    CHECK_FALSE(reader->progress().has_value());
    const auto list = read_rows(*reader);
    writer.join();
    CHECK(list.texts(0) == Strings{"a", "b"});
    CHECK(list.digest == sha256("name,url\na,b\n"));
    CHECK(reader->digest() == list.digest); // also when it is asked for again
}

TEST_CASE("a list that cannot be read to its end is an error of input and output, not a shorter list") {
    const TempDir folder;
    const auto path = folder.path() / "list.csv";
    write_file(path, "name,url\na,b\n");
    const auto failed = with_failing(SYS_read, EIO, [&] { open_list(path, {}, looks_like_header); });
    if (!failed.tried) {
        MESSAGE("skipped: the kernel takes no filter");
        return;
    }
    REQUIRE(failed.error.has_value());
    CHECK(failed.error->kind() == ErrorKind::io);
    CHECK(failed.error->what() == path.string() + ": cannot be read to its end");
}

TEST_CASE("a file that grows while it is read, or has no length, is never read beyond the whole") {
    const auto progress_of = [](std::uint64_t size) {
        std::istringstream stream("name,url\n");
        ByteSource bytes(nullptr, stream, "list.csv", size);
        (void)bytes.read();
        return bytes.progress();
    };
    CHECK(progress_of(0) == 1.0);
    CHECK(progress_of(4) == 1.0);
    CHECK(progress_of(18) == 0.5);
}

TEST_CASE("a spreadsheet tells how much of its sheet was read") {
    std::string xlsx = k_raw_header;
    std::string ods = k_ods_header;
    for (int count = 0; count < 5000; ++count) {
        xlsx += xlsx_row({"a", "b"});
        ods += row(text_cell("a") + text_cell("b"));
    }
    for (const std::string& bytes : Strings{raw_workbook(xlsx), spreadsheet(table("Một", ods))}) {
        std::istringstream stream(bytes);
        const auto reader = open_list(stream, "list.xlsx", {}, looks_like_header);
        CHECK(*reader->progress() > 0.0);
        CHECK(*reader->progress() < 1.0);
        CHECK(read_rows(*reader).rows.size() == 5000);
        CHECK(*reader->progress() == 1.0);
    }
}

TEST_CASE("an encoding that the C library lacks is named") {
    CHECK_THROWS_WITH_AS(Iconv("NO-SUCH-ENCODING"),
                         "the C library cannot convert from NO-SUCH-ENCODING: its gconv modules are missing",
                         Error);
}

TEST_CASE("a list for which there is no memory is neither damaged nor has it a fault in a row") {
    if (!k_memory_may_fail) {
        MESSAGE("skipped: a sanitizer needs the memory");
        return;
    }
    SUBCASE("a cell of a CSV") {
        std::istringstream stream("a,b\n");
        ByteSource bytes(nullptr, stream, "list.csv", std::nullopt);
        LineSource lines(bytes, ListEncoding::utf8);
        CsvRecords records(lines, ',');
        CsvRecord record;
        REQUIRE(records.next(record));
        TextLine line;
        line.number = 2;
        line.decoded.text = "\"" + std::string(std::size_t{1} << 20, 'x') + "\",b\n";
        lines.give_back({line});
        CHECK(has_no_memory(4096, [&] { records.next(record); }));
    }
    SUBCASE("the ZIP of a spreadsheet") {
        std::string bytes = raw_workbook(k_raw_header);
        CHECK(has_no_memory(16, [&] { const SheetArchive archive(std::move(bytes)); }));
    }
    SUBCASE("a part of it") {
        SheetArchive archive(raw_workbook(k_raw_header));
        CHECK(has_no_memory(1024, [&] { const PartBytes part(archive, "xl/workbook.xml"); }));
    }
    SUBCASE("the parser of its XML, and what it keeps") {
        NoHandler handler;
        CHECK(has_no_memory(64, [&] { const XmlParser parser(handler, "content.xml"); }));
        XmlParser parser(handler, "content.xml");
        const std::string bytes = "<a b=\"" + std::string(std::size_t{1} << 20, 'x');
        CHECK(has_no_memory(4096, [&] { parser.feed(bytes, false); }));
    }
}
