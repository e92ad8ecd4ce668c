/// What makes a report safe to ask for every day, from cron or a timer.
#pragma once

#include "base/period.hpp"
#include "base/working_days.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"

namespace hnat::cli {

struct UnattendedFlags {
    bool if_missing = false, when_due = false;
};

/// --if-missing and --when-due.
void add_unattended_flags(Parser& parser, UnattendedFlags& flags);

/// The day that a period's report is due: working days after its last day.
WorkingDay report_due(const Regime& regime, const Period& period);

/// Writes the period's code where -o has `{period}`. False when today nothing is to be written: the file is
/// there
/// (--if-missing), or the report is not due yet (--when-due). Errors: usage (--if-missing without -o, or with
/// --overwrite).
bool is_to_be_written(Context& context, const UnattendedFlags& flags, const Regime& regime,
                      const Period& period);

} // namespace hnat::cli
