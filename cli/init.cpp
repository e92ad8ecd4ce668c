#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "store/office.hpp"
#include "survey/locality.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace hnat::cli {

namespace {

constexpr std::string_view k_default_province = "19";
constexpr std::string_view k_default_place = "Thái Nguyên";

struct InitOptions {
    std::string office = "Văn phòng Chương trình Hội nhóm an toàn";
    std::string code = "HNAT";
    std::string parent;
    std::string province{k_default_province};
    std::optional<std::string> place, start;
};

Office make_office(const InitOptions& options, Day today) {
    const bool code_is_sound =
        options.province.size() == 2 && options.province.find_first_not_of("0123456789") == std::string::npos;
    if (!code_is_sound) {
        throw Error(ErrorKind::usage, say("--province: '{}' is not a code of two digits, such as {}",
                                          options.province, k_default_province));
    }
    if (!options.place && options.province != k_default_province) {
        throw Error(ErrorKind::usage, say("--place is missing: the place in the date line of reports, for "
                                          "province {}",
                                          options.province));
    }
    if (options.office.empty() || options.code.empty()) {
        throw Error(ErrorKind::usage,
                    say("--office and --code must not be empty: reports are headed by them"));
    }
    return {options.office,
            options.code,
            options.parent,
            options.province,
            options.place.value_or(std::string(k_default_place)),
            options.start ? day_of_flag("--start", *options.start, today) : today};
}

[[noreturn]] void refuse_existing(const std::filesystem::path& path) {
    throw Error(ErrorKind::usage,
                say("{}: there is a file already; init makes a new one: give another --db", path.string()));
}

/// A store under a temporary name, which gets its own name when it is complete: whatever happens, nobody ever
/// sees half a store.
class NewStoreFile {
  public:
    explicit NewStoreFile(std::filesystem::path path)
        : m_path(std::move(path)),
          m_temporary(m_path.string() + fmt::format(".init-{}", ::getpid())) {
        std::error_code error;
        if (std::filesystem::exists(std::filesystem::symlink_status(m_path, error))) {
            refuse_existing(m_path);
        }
    }
    ~NewStoreFile() {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
        std::filesystem::remove(m_temporary.string() + "-journal", ignored);
    }
    NewStoreFile(const NewStoreFile&) = delete;
    NewStoreFile& operator=(const NewStoreFile&) = delete;

    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }

    /// Gives the closed store its name, unless somebody else took the name meanwhile.
    void publish() {
        // link and not rename: it fails when the name is taken. The destructor removes the temporary name.
        if (::link(m_temporary.c_str(), m_path.c_str()) != 0) {
            if (errno == EEXIST) {
                refuse_existing(m_path);
            }
            throw Error(ErrorKind::io, fmt::format("{}: {}", m_path.string(), system_message(errno)));
        }
        sync_folder();
    }

  private:
    void sync_folder() const {
        const auto folder = m_path.has_parent_path() ? m_path.parent_path() : std::filesystem::path(".");
        const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0) {
            ::fsync(fd);
            ::close(fd);
        }
    }

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
};

std::size_t fill(Store& store, const Office& office, Day today) {
    // The first row of the chain: the office itself writes, nobody has been added to its staff yet.
    Transaction transaction(store, {k_unnamed_staff, today});
    write_office(transaction, office);
    seed_localities(transaction);
    transaction.commit();
    return list_localities(store, office.province, false).size();
}

int init(Context& context, const InitOptions& options) {
    const Office office = make_office(options, context.today());
    const auto& settings = context.settings();
    NewStoreFile file(settings.db());
    std::size_t localities = 0;
    {
        Store store = Store::create({file.temporary(), settings.lock_timeout(), settings.allow_network_fs()},
                                    context.today());
        localities = fill(store, office, context.today());
    }
    file.publish();
    context.note(say("Made {} for {} ({}), province {}, start {}; {} localities.", settings.db().string(),
                     office.name, office.code, office.province, to_iso(office.start), localities));
    if (localities == 0) {
        context.note(
            say("The program ships no communes of province {}: hnat locality import FILE", office.province));
    }
    context.note(
        tr("Next: hnat staff add CODE --name NAME --role liaison, then hnat survey import FILE --dry-run"));
    return 0;
}

} // namespace

Action bind_init(Parser& parser) {
    auto options = std::make_shared<InitOptions>();
    parser.add_option("--office", options->office, "Name of the programme office, as reports print it")
        ->type_name("NAME");
    parser.add_option("--code", options->code, "Short code in document numbers [HNAT]")->type_name("SHORT");
    parser.add_option("--parent", options->parent, "Parent body that reports go to")->type_name("NAME");
    parser.add_option("--province", options->province, "Code of the province [19, Thái Nguyên]")
        ->type_name("PROVINCE");
    parser.add_option("--place", options->place, "Place in the date line of reports [Thái Nguyên]")
        ->type_name("NAME");
    parser
        .add_option("--start", options->start, "First day of the programme; the plan counts from it [today]")
        ->type_name("DAY");
    return [options](Context& context) { return init(context, *options); };
}

} // namespace hnat::cli
