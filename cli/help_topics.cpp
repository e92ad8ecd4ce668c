#include "base/message.hpp"
#include "cli/help_text.hpp"

namespace hnat::cli {

namespace {

constexpr std::string_view k_exit_codes = mark_message(
    R"(Exit codes

    0  done; also an empty list, and a reader that stopped reading (hnat survey list | head)
    1  failed, or a check found something
    2  usage or settings: a flag, an argument, a value, a settings file
    3  rows of the input were rejected; nothing was written unless --skip-bad says so
    4  no such record
    5  input or output: disk full, permission, a file that can't be read
   10  no database at the path; 'hnat init' makes one
   11  locked: another process held the database for longer than --lock-timeout
   12  not a database of hnat, or one of a newer or older hnat
   13  key or passphrase
  130  interrupted; the database is as it was before, or as it is after, never between
)");

constexpr std::string_view k_formats = mark_message(
    R"(Formats of lists: -f FORMAT, or the extension of -o FILE (-f wins)

  table   for people: fits the terminal's width; in a pipe tab-separated, nothing cut, days as 2026-09-01
  csv     RFC 4180, UTF-8, all columns; opens in a spreadsheet, but xlsx does so without questions
  tsv     tab-separated, all columns; a tab, line end or backslash in a cell is \t, \n, \r, \\)"
    "\n"
    R"(  json    {"schema":"hnat.survey.list/1","rows":[...]}, all columns, empty is []
  ndjson  one JSON object on each line
  xlsx    a spreadsheet; not to a terminal

In csv, tsv and xlsx, a text that a spreadsheet would take for a formula has a ' before it; 'hnat survey import'
takes it off again. --columns a,b chooses columns in every format, --columns ? names them. A file is written whole
or not at all; an existing one needs --overwrite. Names and schemas of json only ever gain fields.
)");

constexpr std::string_view k_dates = mark_message(
    R"(Days and periods

  days      2026-09-01, 1/9/2026, 1-9-2026, 1.9.2026, today, yesterday
  periods   2026Q3, 2026-09, 2026H1, 2026, last, this

Two-digit years and days that the calendar does not have are refused, never guessed. The day it is comes from the
clock at UTC+7; --today DAY or HNAT_TODAY puts another in its place. On a terminal with --lang vi, days are shown as
01/09/2026; everywhere else as 2026-09-01. A reporting period is that of its regime: in nd09 (Decree 09/2019/ND-CP)
the third quarter of 2026 runs from 15 June to 14 September, in calendar from 1 July to 30 September.
)");

constexpr std::string_view k_settings = mark_message(
    R"(Settings: a flag, else a variable, else the settings file, else the default

'hnat config show' prints every value and where it comes from. The file is --config FILE, else HNAT_CONFIG, else
$XDG_CONFIG_HOME/hnat/hnat.toml (~/.config/hnat/hnat.toml); --no-config reads none. For example:

  db = "~/hnat/hnat.db"
  lang = "vi"
  as = "lan"
  lock_timeout = 30

A path in the file is relative to the file's folder. An unknown key, a value that does not fit, and a named file that
is not there are errors. The language of messages, help, reports and dates is that of LANGUAGE, LC_ALL, LC_MESSAGES or
LANG unless --lang, HNAT_LANG or the file says otherwise; under LC_ALL=C it is en. What programs read is the same in
both: exit codes, codes, columns of csv and json.
)");

constexpr std::string_view k_promises = mark_message(
    R"(Nine promises, which no setting, flag or template can switch off

  P1  Groups, not people. A survey row is a fact about a group; columns and addresses about persons are refused.
      No posts, no authors, no member lists, no activity traces.
  P2  Consent before a name. A person enters the file only with a consent record. Silence is never consent; a
      refusal stores nothing about the person.
  P3  Leaving is easy and complete. Withdrawing needs no reason, and erased means erased.
  P4  A closed list of harms. A tip is one of fifteen harms done to people. Opinion, criticism, politics and
      religion are not on the list and cannot be added.
  P5  No files on the accused. Nothing is keyed on a reported person; the text of a tip is sealed.
  P6  The source is protected. Who gave a tip is sealed to a second key that another person holds.
  P7  Everything expires. A group that did not join leaves the register after 12 months; 'hnat db retention'.
  P8  Reports are numbers. Small counts in tip and request tables are suppressed.
  P9  Nothing happens unseen. Every write leaves a row in a tamper-evident audit chain; 'hnat audit verify'.
)");

constexpr std::string_view k_cron = mark_message(
    R"(Unattended: hnat under cron or a timer

  silent     with -o FILE and -q nothing is printed when all is well, so cron sends a mail only when something failed
  once       'hnat report ... -o FILE --if-missing' does nothing when FILE is there already: it may run every day
  whole      a file is written whole or not at all, and a report reads one state of the database
  no guests  nothing is asked without a terminal: a needed agreement without --yes is exit 2 at once
  bare       LC_ALL=C, no HOME and a closed standard input will do; name the database with --db or HNAT_DB
  waiting    another process that writes is waited for, --lock-timeout seconds, then exit 11: try again

Every morning at six, in a crontab:

  HNAT_DB=/var/lib/hnat/hnat.db
  0 6 * * *  hnat report quarterly --period last -o /var/lib/hnat/last-quarter.txt --overwrite
  5 6 * * *  hnat meeting due --exit-code -q > /dev/null || echo "groups are due to be met: hnat meeting due"
  9 6 * * 1  hnat db check -q > /dev/null || echo "hnat db check found something"

'hnat help exit-codes' says what a script can tell from the exit code.
)");

} // namespace

const std::vector<HelpTopic>& help_topics() {
    static const std::vector<HelpTopic> topics{
        {"exit-codes", mark_message("What each exit code means"), k_exit_codes},
        {"formats", mark_message("Output formats, files and columns"), k_formats},
        {"dates", mark_message("How days and periods are written"), k_dates},
        {"settings", mark_message("Flags, variables, the settings file"), k_settings},
        {"cron", mark_message("Reports and checks without a person"), k_cron},
        {"promises", mark_message("What hnat does and never does"), k_promises},
    };
    return topics;
}

} // namespace hnat::cli
