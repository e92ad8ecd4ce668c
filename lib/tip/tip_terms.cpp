#include "tip/tip_terms.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/working_days.hpp"
#include "tip/tip_row.hpp"

#include <algorithm>
#include <tuple>

namespace hnat {

namespace {

void require_term(std::string_view what, int value, int most) {
    if (value < 1 || value > most) {
        throw Error(ErrorKind::usage, say("{}: {} is not from 1 to {}", what, value, most));
    }
}

} // namespace

int TipRetention::days_for(Harm harm) const {
    switch (harm) {
    case Harm::csm:
        return csm;
    case Harm::slf:
        return slf;
    default:
        return standard;
    }
}

int TipRetention::days_for(Harm harm, TipDisposition disposition) const {
    const bool is_moot =
        disposition == TipDisposition::duplicate || disposition == TipDisposition::taken_back;
    return is_moot ? std::min(moot, days_for(harm)) : days_for(harm);
}

void require_terms(const TipTerms& terms) {
    const TipTerms& most = k_longest_terms;
    require_term(tr("working days to acknowledge a tip"), terms.acknowledge_working_days,
                 most.acknowledge_working_days);
    require_term(tr("months to answer a tip"), terms.answer_months, most.answer_months);
    require_term(tr("days that a closed tip is kept"), terms.retention.standard, most.retention.standard);
    require_term(tr("days that a closed CSM tip is kept"), terms.retention.csm, most.retention.csm);
    require_term(tr("days that a tip which was taken back or was a duplicate is kept"), terms.retention.moot,
                 most.retention.moot);
    require_term(tr("days that a closed SLF tip is kept"), terms.retention.slf, most.retention.slf);
}

int longest_extension(Harm harm) {
    return TipRetention{}.days_for(harm);
}

Day acknowledge_due(const Tip& tip, const TipTerms& terms) {
    return add_working_days(tip.received_on, terms.acknowledge_working_days).day;
}

Day refer_due(const Tip& tip) {
    switch (tip.level) {
    case TipLevel::p0:
        return tip.received_on;
    case TipLevel::p1:
        return tip.received_on + std::chrono::days{1};
    case TipLevel::p2:
        return tip.received_on + std::chrono::days{3};
    }
    return tip.received_on;
}

Day answer_due(const Tip& tip, const TipTerms& terms) {
    return add_months(tip.received_on, terms.answer_months);
}

std::vector<DueTip> due_tips(const Store& store, const TipTerms& terms, Day as_of) {
    std::vector<DueTip> due;
    TipFilter open;
    open.open_only = true;
    for (const Tip& tip : list_tips(store, open, as_of)) {
        const auto add = [&](TipStep step, Day day) {
            const auto left = (day - as_of).count();
            if (left <= k_due_soon_days) {
                due.push_back({tip, step, day, left});
            }
        };
        if (tip.state == TipState::received || !tip_row::was_done(store.db(), tip.uuid, AuditVerb::tip_ack)) {
            add(TipStep::acknowledge, acknowledge_due(tip, terms));
        }
        if (!tip.route && tip.state < TipState::answered) {
            add(TipStep::refer, refer_due(tip));
        }
        if (tip.state < TipState::answered) {
            add(TipStep::answer, answer_due(tip, terms));
        }
    }
    std::ranges::stable_sort(due, {}, [](const DueTip& line) {
        return std::tuple(line.due, line.tip.level, line.tip.id, line.step);
    });
    return due;
}

} // namespace hnat
