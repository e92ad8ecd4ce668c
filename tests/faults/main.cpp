/// hnat_faults: what becomes of an office's records when processes die, disks fail, the power goes, and many
/// work at once. The figures of long runs stand in docs/quality.md.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <random>
#include <string_view>

namespace {

using namespace hnat::faults;

const std::map<std::string_view, void (*)(const Options&)>& campaigns() {
    static const std::map<std::string_view, void (*)(const Options&)> all{{"kill", kill_processes},
                                                                          {"disk", fail_disk_calls},
                                                                          {"power", cut_power},
                                                                          {"full", fill_disk},
                                                                          {"crowd", contend}};
    return all;
}

constexpr std::string_view k_usage =
    "usage: hnat_faults kill|disk|power|full|crowd [--hnat PROGRAM] [--verb VERB] [--count N] [--seed N]\n";

template <typename Number>
Number number_of(std::string_view text) {
    Number value{};
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    expect(error == std::errc{} && stop == text.data() + text.size(),
           fmt::format("'{}' is not a number", text));
    return value;
}

Options read_options(int argc, char** argv) {
    Options options;
    options.seed = std::random_device{}();
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string_view flag = argv[i];
        const std::string_view value = argv[i + 1];
        if (flag == "--hnat") {
            options.hnat = std::filesystem::absolute(value);
        } else if (flag == "--verb") {
            options.verb = find_verb(value).name;
        } else if (flag == "--count") {
            options.count = number_of<std::int64_t>(value);
        } else if (flag == "--seed") {
            options.seed = number_of<std::uint64_t>(value);
        } else {
            expect(false, fmt::format("unknown flag {}", flag));
        }
    }
    return options;
}

} // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run is watched
    const auto campaign = argc < 2 || argc % 2 != 0 ? campaigns().end() : campaigns().find(argv[1]);
    if (campaign == campaigns().end()) {
        fmt::print(stderr, "{}", k_usage);
        return 2;
    }
    try {
        const Options options = read_options(argc, argv);
        fmt::print("{}: seed {}\n", campaign->first, options.seed);
        const auto begin = std::chrono::steady_clock::now();
        campaign->second(options);
        const auto took = std::chrono::steady_clock::now() - begin;
        fmt::print("{}: passed in {} s\n", campaign->first,
                   std::chrono::duration_cast<std::chrono::seconds>(took).count());
        return 0;
    } catch (const std::exception& error) {
        fmt::print("{}: BROKEN: {}\n", campaign->first, error.what());
        return 1;
    }
}
