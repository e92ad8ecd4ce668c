#include "tip/tip_change.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

/// What a tip in this state may become, as the commands are called.
std::string moves_from(TipState from, TipLevel level) {
    std::vector<std::string_view> moves;
    for (const auto& [state, name] : k_enum_names<TipState>) {
        if (may_move(from, state, level)) {
            moves.push_back(name);
        }
    }
    return fmt::format("{}", fmt::join(moves, ", "));
}

void require_move(const Tip& tip, TipState to) {
    if (!may_move(tip.state, to, tip.level)) {
        refuse(say("tip {} ({}) is {} and can't become {}; it can become {}", tip.id, name_of(tip.level),
                   name_of(tip.state), name_of(to), moves_from(tip.state, tip.level)));
    }
}

Tip require_move(Transaction& transaction, std::int64_t id, TipState to) {
    Tip tip = tip_row::get_tip(transaction.db(), id, transaction.today());
    require_move(tip, to);
    return tip;
}

void set_state(Transaction& transaction, std::int64_t id, TipState state) {
    sql::run_once(transaction.db(), "UPDATE tip SET state = ?, state_on = ?, disposition = NULL WHERE id = ?",
                  name_of(state), transaction.today(), id);
}

TipTook took(const Tip& tip, Day today, Day due) {
    return {today <= due, (today - tip.received_on).count()};
}

} // namespace

bool may_move(TipState from, TipState to, TipLevel level) {
    using enum TipState;
    switch (to) {
    case received:
        return false;
    case acknowledged:
        return from == received;
    case triaged:
        return from == acknowledged || from == closed;
    case referred:
        return from == triaged || from == referred ||
               (level != TipLevel::p2 && (from == received || from == acknowledged));
    case answered:
        return from == triaged || from == referred;
    case closed:
        return from == triaged || from == referred || from == answered;
    }
    return false;
}

void acknowledge_tip(Transaction& transaction, std::int64_t id, const TipTerms& terms) {
    const Tip tip = tip_row::get_tip(transaction.db(), id, transaction.today());
    const bool early = tip.state == TipState::received;
    if (tip.state == TipState::closed ||
        (!early && tip_row::was_done(transaction.db(), tip.uuid, AuditVerb::tip_ack))) {
        require_move(tip, TipState::acknowledged); // refuses
    }
    if (early) {
        set_state(transaction, id, TipState::acknowledged);
    }
    raise_tip_count(transaction, TipEvent::acknowledged, transaction.today(),
                    detail_of(took(tip, transaction.today(), acknowledge_due(tip, terms))));
    tip_row::audit(transaction, AuditVerb::tip_ack, id);
}

void triage_tip(Transaction& transaction, std::int64_t id, bool money_moved) {
    const Tip tip = require_move(transaction, id, TipState::triaged);
    if (tip.state == TipState::closed) {
        refuse(say("tip {0} is closed; `hnat tip reopen {0}` opens it again", id));
    }
    set_state(transaction, id, TipState::triaged);
    if (money_moved) {
        sql::run_once(transaction.db(), "UPDATE tip SET level = ? WHERE id = ?",
                      name_of(harm_level(tip.harm, money_moved)), id);
    }
    tip_row::audit(transaction, AuditVerb::tip_triage, id);
}

void require_route(const Tip& tip, Route route) {
    require_move(tip, TipState::referred);
    const auto allowed = harm_routes(tip.harm, tip.level);
    if (std::ranges::find(allowed, route) == allowed.end()) {
        std::vector<std::string_view> names;
        names.reserve(allowed.size());
        for (const Route one : allowed) {
            names.push_back(name_of(one));
        }
        refuse(say("tip {} is {}, which is referred to {}, not to {}", tip.id, name_of(tip.harm),
                   fmt::join(names, ", "), name_of(route)));
    }
}

void record_referral(Transaction& transaction, std::int64_t id, Route route) {
    const Tip tip = tip_row::get_tip(transaction.db(), id, transaction.today());
    require_route(tip, route);
    set_state(transaction, id, TipState::referred);
    sql::run_once(transaction.db(), "UPDATE tip SET route = ? WHERE id = ?", name_of(route), id);
    std::string detail(name_of(route));
    if (!tip.route) {
        detail += fmt::format(":{}:{}", name_of(tip.level),
                              detail_of(took(tip, transaction.today(), refer_due(tip))));
    }
    raise_tip_count(transaction, TipEvent::referred, transaction.today(), detail);
    tip_row::audit(transaction, AuditVerb::tip_refer, id);
}

void answer_tip(Transaction& transaction, std::int64_t id) {
    require_move(transaction, id, TipState::answered);
    set_state(transaction, id, TipState::answered);
    tip_row::audit(transaction, AuditVerb::tip_answer, id);
}

Day close_tip(Transaction& transaction, std::int64_t id, TipDisposition disposition, const TipTerms& terms) {
    require_terms(terms);
    const Tip tip = require_move(transaction, id, TipState::closed);
    const Day today = transaction.today();
    const Day until = today + std::chrono::days{terms.retention.days_for(tip.harm, disposition)};
    const bool first = !tip_row::was_done(transaction.db(), tip.uuid, AuditVerb::tip_close);
    const Day expires_on = first ? until : std::min(until, tip.expires_on);
    sql::run_once(
        transaction.db(),
        "UPDATE tip SET state = 'closed', state_on = ?, disposition = ?, expires_on = ? WHERE id = ?", today,
        name_of(disposition), expires_on, id);
    std::string detail(name_of(disposition));
    if (first) {
        detail += ":" + detail_of(took(tip, today, answer_due(tip, terms)));
    }
    raise_tip_count(transaction, TipEvent::closed, today, detail);
    tip_row::audit(transaction, AuditVerb::tip_close, id);
    return expires_on;
}

void reopen_tip(Transaction& transaction, std::int64_t id) {
    const Tip tip = tip_row::get_tip(transaction.db(), id, transaction.today());
    if (tip.state != TipState::closed) {
        refuse(say("tip {} is {}; only one that is closed is opened again", id, name_of(tip.state)));
    }
    set_state(transaction, id, TipState::triaged);
    raise_tip_count(transaction, TipEvent::reopened, transaction.today());
    tip_row::audit(transaction, AuditVerb::tip_reopen, id);
}

Day extend_tip(Transaction& transaction, std::int64_t id, int days) {
    const Tip tip = tip_row::get_tip(transaction.db(), id, transaction.today());
    if (tip_row::was_done(transaction.db(), tip.uuid, AuditVerb::tip_extend)) {
        refuse(say("tip {} was extended before; a tip is extended once, and is kept until {}", id,
                   to_iso(tip.expires_on)));
    }
    const int most = longest_extension(tip.harm);
    if (days < 1 || days > most) {
        refuse(say("tip {} ({}) can be kept longer by 1 to {} days, not by {}", id, name_of(tip.harm), most,
                   days));
    }
    const Day expires_on = tip.expires_on + std::chrono::days{days};
    sql::run_once(transaction.db(), "UPDATE tip SET expires_on = ? WHERE id = ?", expires_on, id);
    raise_tip_count(transaction, TipEvent::extended, transaction.today());
    tip_row::audit(transaction, AuditVerb::tip_extend, id);
    return expires_on;
}

} // namespace hnat
