// enroll assess, practices, recognise, recognitions.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "enroll/practice.hpp"
#include "enroll/recognition.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

namespace {

const ListShape& score_shape() {
    static const ListShape shape{"hnat.enroll.practices/1",
                                 {{"period", "Quarter"},
                                  {"group", "Group", true},
                                  {"name", "Name"},
                                  {"day", "Day"},
                                  {"yes", "Yes", true},
                                  {"no", "No", true},
                                  {"not_applicable", "n-a", true},
                                  {"missing", "Open", true},
                                  {"score", "Score %", true}}};
    return shape;
}

const ListShape& answer_shape() {
    static const ListShape shape{"hnat.enroll.practices.answers/1",
                                 {{"period", "Quarter"},
                                  {"group", "Group", true},
                                  {"practice", "Practice"},
                                  {"statement", "Statement"},
                                  {"answer", "Answer"}}};
    return shape;
}

const ListShape& code_shape() {
    static const ListShape shape{"hnat.enroll.practices.codes/1",
                                 {{"practice", "Practice"}, {"statement", "Statement"}}};
    return shape;
}

const ListShape& recognition_shape() {
    static const ListShape shape{"hnat.enroll.recognitions/1",
                                 {{"recognition", "No.", true},
                                  {"day", "Day"},
                                  {"member", "Member", true},
                                  {"reason", "Reason"},
                                  {"reason_name", "What for"},
                                  {"publish", "Public", false, true, FieldType::yes_no},
                                  {"name", "Name"}}};
    return shape;
}

std::string statement_of(const Practice& practice, const Context& context) {
    return context.lang() == "vi" ? practice.name_vi : practice.name_en;
}

Row score_row(const Assessment& assessment) {
    return {assessment.quarter.code(),
            assessment.group,
            assessment.group_name,
            assessment.day,
            assessment.yes,
            assessment.no,
            assessment.not_applicable,
            assessment.missing,
            assessment.score ? Value{std::int64_t{*assessment.score}} : Value{}};
}

void write_answers(RowWriter& out, const Assessment& assessment, const Context& context) {
    for (const Practice& practice : practices()) {
        const auto answer = assessment.answers.find(practice.code);
        out.row({assessment.quarter.code(), assessment.group, practice.code, statement_of(practice, context),
                 answer == assessment.answers.end() ? Value{} : Value{std::string(name_of(answer->second))}});
    }
}

void write_codes(Context& context) {
    context.write_list(code_shape(), [&](RowWriter& out) {
        for (const Practice& practice : practices()) {
            out.row({practice.code, statement_of(practice, context)});
        }
    });
}

struct AssessFlags {
    std::string group;
    std::vector<std::string> answers;
    std::optional<std::string> file;
    bool partial = false;

    [[nodiscard]] PracticeAnswers read(Context& context) const {
        if (file && !answers.empty()) {
            throw Error(ErrorKind::usage,
                        say("--answers and --answers-file say the same twice; give one of them"));
        }
        return file ? parse_answers_file(read_input(*file, context.streams().in),
                                         *file == "-" ? std::string(tr("standard input")) : *file)
                    : parse_answers(answers);
    }
};

struct PracticesFlags {
    std::optional<std::string> group, period, regime;
    bool answers = false, codes = false;

    [[nodiscard]] std::vector<Assessment> list(Context& context) const {
        const Regime& chosen = find_regime(regime ? *regime : context.settings().value("regime"));
        std::optional<Period> quarter;
        if (period) {
            quarter = parse_period(chosen, PeriodKind::quarter, *period, context.today());
        }
        std::optional<std::int64_t> number;
        if (group) {
            number = find_group(context.store(), *group, context.today()).id;
        }
        return list_assessments(context.store(), chosen, number, quarter);
    }
};

} // namespace

Action bind_enroll_assess(Parser& parser) {
    auto flags = std::make_shared<AssessFlags>();
    parser.add_option("GROUP", flags->group, "Number, address or key of a group that has joined")->required();
    parser
        .add_option("--answers", flags->answers,
                    "Answers such as two-factor=yes: yes, no, or n-a where it does not fit")
        ->type_name("CODE=ANSWER…");
    parser
        .add_option("--answers-file", flags->file,
                    "A TOML file of lines such as two-factor = \"yes\"; - is standard input")
        ->type_name("FILE|-");
    parser.add_flag("--partial", flags->partial, "Take the answers although some are missing");
    return [flags](Context& context) {
        const PracticeAnswers answers = flags->read(context);
        Store& store = context.store();
        const std::int64_t group = find_group(store, flags->group, context.today()).id;
        Transaction transaction(store, context.actor());
        const auto missing = assess_group(transaction, group, answers, flags->partial);
        transaction.commit();
        context.note(say_plural("group {}: {} answer stored", "group {}: {} answers stored",
                                static_cast<std::int64_t>(answers.size()), group, answers.size()));
        if (!missing.empty()) {
            context.note(say("no answer to: {}", fmt::join(missing, ", ")));
        }
        return 0;
    };
}

Action bind_enroll_practices(Parser& parser) {
    auto flags = std::make_shared<PracticesFlags>();
    parser.add_option("GROUP", flags->group, "Only this group: number, address or key");
    parser.add_option("--period", flags->period, "Only this quarter: 2026Q3, last, this [every quarter]")
        ->type_name("PERIOD");
    parser.add_option("--regime", flags->regime, "Reporting calendar of the quarters: nd09 or calendar")
        ->type_name("nd09|calendar");
    parser.add_flag("--answers", flags->answers, "Each answer instead of the scores");
    parser.add_flag("--codes", flags->codes, "The practices themselves");
    return [flags](Context& context) {
        if (flags->codes) {
            write_codes(context);
            return 0;
        }
        const auto assessments = flags->list(context);
        context.write_list(flags->answers ? answer_shape() : score_shape(), [&](RowWriter& out) {
            for (const Assessment& assessment : assessments) {
                if (flags->answers) {
                    write_answers(out, assessment, context);
                } else {
                    out.row(score_row(assessment));
                }
            }
        });
        return 0;
    };
}

Action bind_enroll_recognise(Parser& parser) {
    struct Flags {
        std::optional<std::int64_t> member;
        RecognitionReason reason = RecognitionReason::safety_rules;
        bool publish = false;
    };
    auto flags = std::make_shared<Flags>();
    add_count(parser, "MEMBER", flags->member, "Number of the member", 1)->required();
    add_choice<RecognitionReason>(parser, "--reason", flags->reason, "What for")->required();
    parser.add_flag("--publish", flags->publish,
                    "It may be told in public; needs the consent to publication too");
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const std::int64_t number =
            recognise_member(transaction, *flags->member, flags->reason, flags->publish);
        transaction.commit();
        context.note(say("recognition {} of member {}", number, *flags->member));
        return 0;
    };
}

Action bind_enroll_recognitions(Parser& parser) {
    auto since = std::make_shared<std::optional<std::string>>();
    parser.add_option("--since", *since, "Only those from this day on")->type_name("DAY");
    return [since](Context& context) {
        std::optional<Day> first;
        if (*since) {
            first = day_of_flag("--since", **since, context.today());
        }
        context.write_list(recognition_shape(), [&](RowWriter& out) {
            for (const Recognition& entry : list_recognitions(context.store(), first, context.today())) {
                out.row({entry.number, entry.day, entry.member, std::string(name_of(entry.reason)),
                         std::string(reason_name(entry.reason, context.lang())), entry.publish,
                         entry.name ? Value{*entry.name} : Value{}});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
