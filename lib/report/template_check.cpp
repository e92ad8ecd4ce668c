#include "report/template_check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "render/template.hpp"
#include "report/rollup.hpp"
#include "report/rollup_view.hpp"
#include "report/sample.hpp"
#include "report/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace hnat {

namespace {

constexpr std::array<std::string_view, 2> k_languages{"vi", "en"};
constexpr std::string_view k_ending = ".mustache";
constexpr std::string_view k_rollup = "rollup";

/// The files of `<language>/` that are templates of a format, by the names that they are called by.
std::set<std::string> names_in(const std::optional<std::filesystem::path>& folder, std::string_view language,
                               std::string_view format) {
    const auto ending = fmt::format(".{}{}", format, k_ending);
    std::set<std::string> names;
    const auto take = [&](const std::string& file) {
        if (file.size() > ending.size() && file.ends_with(ending)) {
            names.insert(file.substr(0, file.size() - ending.size()));
        }
    };
    if (folder) {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(*folder / language, none)) {
            take(entry.path().filename().string());
        }
        return names;
    }
    const auto begin = fmt::format("templates/{}/", language);
    for (const Resource& resource : resources()) {
        if (resource.path.starts_with(begin)) {
            take(std::string(resource.path.substr(begin.size())));
        }
    }
    return names;
}

/// Names between `{{>` and `}}`.
void add_partials(std::string_view text, std::set<std::string>& partials) {
    for (auto at = text.find("{{>"); at != std::string_view::npos; at = text.find("{{>", at + 1)) {
        const auto begin = text.find_first_not_of(' ', at + 3);
        const auto end = text.find("}}", at);
        if (begin != std::string_view::npos && end != std::string_view::npos && begin < end) {
            const auto name = text.substr(begin, end - begin);
            partials.emplace(name.substr(0, name.find_last_not_of(' ') + 1));
        }
    }
}

/// A period with everything in it: what a template shows only where there is something is shown.
ReportFigures full_report(const Regime& regime, PeriodKind kind) {
    auto figures = sample_report(regime, kind);
    figures.last_year = figures.then;
    figures.programme.last_year = figures.programme.then;
    figures.contact.then = figures.contact.last_year = figures.contact.now;
    figures.practices.last_year = figures.practices.then;
    figures.plan.last_year = figures.plan.then;
    figures.protection.last_year = figures.protection.then;
    figures.number = ReportNumber{2026, 5, kind, figures.period.code(), regime.code, figures.made_on};
    figures.checkpoint = AuditCheckpoint{figures.audit_size, figures.made_on, figures.audit_head};
    figures.form = {{"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"}, "Nguyễn Văn Mẫu", {"Sở Nội vụ"}};
    return figures;
}

std::vector<ReportFigures> variants(PeriodKind kind) {
    const auto& regime = regimes().front();
    std::vector<ReportFigures> all{full_report(regime, kind), sample_report(regime, kind)};
    auto open = full_report(regime, kind);
    open.made_on = open.period.days.start;
    open.contact.now.overdue.clear();
    open.plan.now.late.clear();
    open.plan.now.last_review.reset();
    all.push_back(std::move(open));
    ReportFigures empty;
    empty.regime = regime;
    empty.period = all.front().period;
    empty.previous = all.front().previous;
    empty.year_before = all.front().year_before;
    empty.made_on = all.front().made_on;
    all.push_back(std::move(empty));
    auto part = full_report(regime, kind);
    part.selection = {{"zalo"}, {"trade"}, {"05692"}};
    part.selection_names = {{{"zalo", "Zalo", "Zalo", 0, 0, 0}},
                            {{"trade", "Mua bán", "Trade", 0, 0, 0}},
                            {{"05692", "Xã Đồng Hỷ", "Đồng Hỷ commune", 0, 0, 0}}};
    all.push_back(std::move(part));
    return all;
}

ReportData sample_rollup(PeriodKind kind) {
    std::vector<NamedReportData> reports;
    for (const char* code : {"A", "B"}) {
        auto data = report_data(full_report(regimes().front(), kind));
        data.offices.front().uuid = std::string(code) + data.offices.front().uuid;
        data.offices.front().code = code;
        reports.push_back({code, std::move(data)});
    }
    return add_up(std::move(reports), sample_report(regimes().front(), kind).made_on);
}

class Checker {
  public:
    explicit Checker(const std::optional<std::filesystem::path>& folder)
        : m_folder(folder),
          m_source(folder) {}

    TemplateCheck run() {
        // A name that only another kind of report shows is no mistake in what they share.
        for (const auto& kind : k_enum_names<PeriodKind>) {
            m_names.merge(report_view(full_report(regimes().front(), kind.value), "vi").names);
        }
        if (m_folder && !std::filesystem::is_directory(*m_folder)) {
            throw Error(ErrorKind::usage, say("{}: there is no such template folder", m_folder->string()));
        }
        for (const auto language : k_languages) {
            for (const auto& format : k_enum_names<DocumentFormat>) {
                check_all(language, format.value, names_in(m_folder, language, format.name));
            }
        }
        return std::move(m_result);
    }

  private:
    void check_all(std::string_view language, DocumentFormat format, const std::set<std::string>& names) {
        std::set<std::string> partials;
        for (const auto& folder : {std::string(language), std::string("common")}) {
            for (const auto& name : names_in(m_folder, folder, name_of(format))) {
                try {
                    add_partials(m_source.read(folder, name, name_of(format)).text, partials);
                } catch (const Error& error) {
                    add_problem(error.what());
                }
            }
        }
        const auto brought = names_in(std::nullopt, language, name_of(format));
        for (const auto& name : brought) {
            if ((enum_from<ReportKind>(name) || name == k_rollup) && !names.contains(name)) {
                m_result.missing.push_back(
                    fmt::format("{}/{}.{}{}", language, name, name_of(format), k_ending));
            }
        }
        for (const auto& name : names) {
            if (const auto kind = enum_from<ReportKind>(name)) {
                check_report(language, format, name, {period_kind(*kind)});
            } else if (name == k_rollup) {
                check_rollup(language, format);
            } else if (!partials.contains(name)) {
                if (brought.contains(name)) {
                    guarded([&] { prepare_template(m_source, language, name, name_of(format)); });
                } else {
                    check_report(
                        language, format, name,
                        {PeriodKind::month, PeriodKind::quarter, PeriodKind::half, PeriodKind::year});
                }
            }
        }
    }

    /// A template of the office's own may be of any kind of period: what one kind has is enough.
    void check_report(std::string_view language, DocumentFormat format, const std::string& name,
                      const std::vector<PeriodKind>& kinds) {
        ++m_result.reports;
        guarded([&] {
            const auto prepared = prepare_template(m_source, language, name, name_of(format));
            std::vector<View> views;
            for (const auto kind : kinds) {
                for (const auto& figures : variants(kind)) {
                    if (figures.selection.all() || kinds.size() == 1) {
                        views.push_back(report_view(figures, language));
                        views.back().names = m_names;
                    }
                }
            }
            const auto problems = check_template(prepared, views);
            for (const auto& problem : problems) {
                add_problem(problem);
            }
            if (problems.empty()) { // what a format makes of the text may be wrong still
                for (const auto& figures : variants(kinds.front())) {
                    if (figures.selection.all() || kinds.size() == 1) {
                        render_report(figures, language, format, m_folder, name);
                    }
                }
            }
        });
    }

    void check_rollup(std::string_view language, DocumentFormat format) {
        ++m_result.reports;
        guarded([&] {
            const auto prepared = prepare_template(m_source, language, k_rollup, name_of(format));
            std::vector<View> views;
            views.reserve(k_enum_names<PeriodKind>.size());
            for (const auto& entry : k_enum_names<PeriodKind>) {
                views.push_back(rollup_view(sample_rollup(entry.value), language));
            }
            for (const auto& problem : check_template(prepared, views)) {
                add_problem(problem);
            }
        });
    }

    template <typename Work>
    void guarded(const Work& work) {
        try {
            work();
        } catch (const Error& error) {
            add_problem(error.what());
        }
    }

    /// A partial's problem comes up in every template that uses it, and is one problem.
    void add_problem(const std::string& problem) {
        if (m_seen.insert(problem).second) {
            m_result.problems.push_back(problem);
        }
    }

    const std::optional<std::filesystem::path>& m_folder;
    TemplateSource m_source;
    std::set<std::string, std::less<>> m_names; ///< of all reports
    TemplateCheck m_result;
    std::set<std::string> m_seen;
};

} // namespace

TemplateCheck check_report_templates(const std::optional<std::filesystem::path>& folder) {
    return Checker(folder).run();
}

} // namespace hnat
