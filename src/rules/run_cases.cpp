// Worked cases, run; and `hagukumi check`.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "rules/booking/cases.hpp"
#include "rules/cases.hpp"
#include "rules/explain.hpp"
#include "rules/form/cases.hpp"
#include "rules/missed.hpp"
#include "rules/odd.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

const char* name_of(Outcome outcome)
{
    switch (outcome) {
        case Outcome::granted: return "granted";
        case Outcome::partly: return "partly";
        case Outcome::refused: break;
    }
    return "refused";
}

std::string listed(std::vector<std::string> codes)
{
    std::sort(codes.begin(), codes.end());
    return fmt::format("[{}]", fmt::join(codes, ", "));
}

/// Compares one decision with what was expected.
class Comparison {
public:
    Comparison(const Programme& programme, const Facts& facts, const Decision& decision)
        : x_programme(programme), x_decision(decision), x_told(explain(programme, facts, decision))
    {
    }

    std::vector<Text> failures(const Expectation& expected)
    {
        x_misses.compare("outcome", name_of(expected.outcome), name_of(x_decision.outcome));
        number("units", expected.units, x_decision.units.count);
        number("left", expected.left, x_decision.left_after.count);
        number("fee", expected.fee, x_decision.fee.amount);
        number("parent", expected.parent, x_decision.parent.amount);
        number("public", expected.public_share, x_decision.public_share.amount);
        rules("against", expected.against, {Verdict::against, Verdict::unknown});
        rules("cut", expected.cut, {Verdict::cut});
        days("first_day", expected.first_day, &RuleLook::first_day);
        days("last_day", expected.last_day, &RuleLook::last_day);
        if (expected.covered) {
            const auto shown = [](Date first, Date last) {
                return fmt::format("[{}, {}]", to_string(first), to_string(last));
            };
            x_misses.compare("covered", shown(expected.covered->first, expected.covered->second),
                             shown(x_decision.first_covered, x_decision.last_covered));
        }
        for (const auto& [rule, units] : expected.room) {
            Text got = not_looked_at;
            for (const RuleLook& look : x_decision.rules) {
                if (x_programme.rule(look.rule).code == rule) got = same(std::to_string(look.left));
            }
            const std::string wanted = std::to_string(units);
            if (got.en != wanted) x_misses.add("room", same(rule + " " + wanted), got);
        }
        if (expected.notes) {
            std::vector<std::string> wanted, got;
            for (const auto& [value, count] : *expected.notes)
                wanted.push_back(fmt::format("{} x {}", value, count));
            for (const NotesTaken& taken : x_decision.notes)
                got.push_back(fmt::format("{} x {}", taken.value, taken.count));
            x_misses.compare("notes", listed(wanted), listed(got));
        }
        if (expected.possible) possible(*expected.possible);
        for (const std::string& says : expected.says) {
            if (all_sentences().find(says) == std::string::npos)
                x_misses.add("says", same(says), same(all_sentences()));
        }
        return x_misses.take();
    }

private:
    static std::string to_string(Date day) { return hagukumi::to_string(day); }

    void number(const char* what, const std::optional<std::int64_t>& expected, std::int64_t got)
    {
        if (expected) x_misses.compare(what, std::to_string(*expected), std::to_string(got));
    }

    void rules(const char* what, const std::optional<std::vector<std::string>>& expected,
               std::vector<Verdict> verdicts)
    {
        if (!expected) return;
        std::vector<std::string> got;
        for (const RuleLook& look : x_decision.rules) {
            if (std::find(verdicts.begin(), verdicts.end(), look.verdict) == verdicts.end()) continue;
            got.push_back(x_programme.rule(look.rule).code);
        }
        x_misses.compare(what, listed(*expected), listed(got));
    }

    void days(const char* what, const std::vector<std::pair<std::string, Date>>& expected,
              std::optional<Date> RuleLook::*member)
    {
        for (const auto& [rule, day] : expected) {
            Text got = not_looked_at;
            for (const RuleLook& look : x_decision.rules) {
                if (x_programme.rule(look.rule).code == rule)
                    got = look.*member ? same(to_string(*(look.*member))) : nothing_there;
            }
            if (got.en != to_string(day)) x_misses.add(what, same(rule + " " + to_string(day)), got);
        }
    }

    void possible(const std::vector<Request>& expected)
    {
        std::vector<std::string> got;
        for (const Plan& plan : x_told.possible) {
            got.push_back(fmt::format("{} {} … {}: {}", plan.request.service, to_string(plan.first_day),
                                      to_string(plan.last_day), plan.units.count));
        }
        if (expected.empty() && !got.empty()) x_misses.add("possible", nothing_there, same(listed(got)));
        for (const Request& request : expected) {
            const bool found =
                std::any_of(x_told.possible.begin(), x_told.possible.end(), [&](const Plan& plan) {
                    return plan.request.service == request.service &&
                           (!request.first_day || plan.first_day == *request.first_day) &&
                           (!request.last_day || plan.last_day == *request.last_day) &&
                           (!request.units || plan.units == *request.units) &&
                           (!request.from || plan.request.from == request.from) &&
                           (!request.until || plan.request.until == request.until);
                });
            const Text any_day{"いずれかの日", "any day"};
            if (!found) {
                x_misses.add("possible",
                             told("{} {} … {}", "{} {} … {}", request.service,
                                  request.first_day ? same(to_string(*request.first_day)) : any_day,
                                  request.last_day ? same(to_string(*request.last_day)) : any_day),
                             same(listed(got)));
            }
        }
    }

    std::string all_sentences() const
    {
        std::string all = x_told.summary.ja + "\n" + x_told.summary.en;
        for (const Reason& reason : x_told.reasons)
            all += "\n" + reason.sentence.ja + "\n" + reason.sentence.en;
        for (const MoneyLine& line : x_told.money) all += "\n" + line.label.ja + "\n" + line.label.en;
        for (const Plan& plan : x_told.possible) all += "\n" + plan.sentence.ja + "\n" + plan.sentence.en;
        return all;
    }

    const Programme& x_programme;
    const Decision& x_decision;
    const Explanation x_told;
    Misses x_misses;
};

/// Which rules take something away.
void note_against(const std::vector<RuleLook>& looks, CaseResult& result)
{
    for (const RuleLook& look : looks) {
        if (look.verdict != Verdict::met) result.against.push_back(look.rule);
    }
}

std::vector<Text> run_application(const Programme& programme, const CaseStep& step, CaseResult& result)
{
    const Expectation& expected = step.expected;
    const Entitlement entitlement = entitle(programme, step.written.facts);
    note_against(entitlement.rules, result);
    Misses misses;
    const Outcome outcome = entitlement.refused ? Outcome::refused : Outcome::granted;
    misses.compare("outcome", name_of(expected.outcome), name_of(outcome));
    if (expected.grants) {
        std::vector<std::string> wanted, got;
        const auto shown = [](const std::string& code, const std::optional<std::int64_t>& units) {
            return code + ": " + (units ? std::to_string(*units) : "unlimited");
        };
        for (const auto& [code, units] : *expected.grants) wanted.push_back(shown(code, units));
        for (const Grant& grant : entitlement.grants) {
            got.push_back(shown(programme.allotments()[grant.allotment].code,
                                grant.limited ? std::optional(grant.units.count) : std::nullopt));
        }
        misses.compare("grants", listed(wanted), listed(got));
    }
    std::vector<std::string> against;
    for (const RuleLook& look : entitlement.rules) {
        if (look.verdict == Verdict::against || look.verdict == Verdict::unknown) {
            against.push_back(programme.rule(look.rule).code);
        }
        const auto day = [&](const auto& days, const std::optional<Date>& got, const char* what) {
            for (const auto& [rule, date] : days) {
                if (rule != programme.rule(look.rule).code) continue;
                if (got != date)
                    misses.add(what, same(hagukumi::to_string(date)),
                               got ? same(hagukumi::to_string(*got)) : nothing_there);
            }
        };
        day(expected.first_day, look.first_day, "first_day");
        day(expected.last_day, look.last_day, "last_day");
    }
    if (expected.against) misses.compare("against", listed(*expected.against), listed(against));
    const Explanation told = explain(programme, step.written.facts, entitlement);
    std::string all = told.summary.ja + "\n" + told.summary.en;
    for (const Reason& reason : told.reasons) all += "\n" + reason.sentence.ja + "\n" + reason.sentence.en;
    for (const std::string& says : expected.says) {
        if (all.find(says) == std::string::npos) misses.add("says", same(says), same(all));
    }
    return misses.take();
}

/// What a step used is used for the next one.
void use(const Programme& programme, const Decision& decision, Facts& facts)
{
    if (decision.refused()) return;
    const std::string& code = programme.allotments()[decision.allotment].code;
    for (AllotmentFacts& held : facts.allotments) {
        if (held.code != code) continue;
        held.used = held.used + decision.units;
        held.left = held.granted - held.used;
        held.first_use_on =
            held.first_use_on ? std::min(*held.first_use_on, decision.first_covered) : decision.first_covered;
    }
    PastUse past{programme.services()[*decision.service].code, decision.first_covered, decision.last_covered,
                 decision.units, decision.public_share};
    past.parent = decision.parent;
    if (decision.month) past.exact_parent = decision.month->exact_parent;
    if (facts.facility) past.facility = facts.facility->id;
    facts.uses.push_back(std::move(past));
}

std::vector<Text> run_case(const Programme& programme, const Case& one, CaseResult& result)
{
    std::vector<Text> failures;
    if (one.apply) return run_application(programme, one.steps.front(), result);
    std::optional<Facts> before;
    int number = 0;
    for (const CaseStep& step : one.steps) {
        ++number;
        WrittenFacts written = step.written;
        if (before) {
            written.facts.allotments = before->allotments;
            written.facts.uses = before->uses;
        } else {
            hold_what_is_granted(programme.parts(), written);
        }
        const Decision decision = decide(programme, written.facts, step.request);
        if (decision.service) result.services.push_back(*decision.service);
        note_against(decision.rules, result);
        for (Text& failure : Comparison(programme, written.facts, decision).failures(step.expected)) {
            failures.push_back(one.steps.size() > 1 ? told("{}番目の段：{}", "step {}: {}", number, failure)
                                                    : std::move(failure));
        }
        use(programme, decision, written.facts);
        before = std::move(written.facts);
    }
    return failures;
}

}  // namespace

std::vector<CaseResult> run_cases(const Programme& programme)
{
    std::vector<CaseResult> results;
    for (const Case& one : programme.parts().cases) {
        CaseResult result{one.name, one.line, {}};
        result.failures = run_case(programme, one, result);
        results.push_back(std::move(result));
    }
    for (const BookingCase& one : programme.parts().booking_cases)
        results.push_back(run_booking_case(programme, one));
    for (const FormCase& one : programme.parts().form_cases) results.push_back(run_form_case(programme, one));
    return results;
}

int check_files(std::span<const FileText> files, const Calendars& calendars, std::ostream& out,
                std::string_view language)
{
    std::size_t passed = 0, failed = 0, warnings = 0;
    bool is_sound = true;
    for (const FileText& file : files) {
        const ReadResult read = read_programme(file.name, file.text, calendars);
        for (const Mistake& mistake : read.mistakes) out << to_string(mistake, language) << '\n';
        if (!read.programme) {
            is_sound = false;
            continue;
        }
        const std::vector<CaseResult> results = run_cases(*read.programme);
        for (const CaseResult& result : results) {
            (result.passed() ? passed : failed) += 1;
            for (const Text& failure : result.failures) {
                out << file.name << ':' << result.line << ": " << result.name << ": "
                    << (language == "en" ? failure.en : failure.ja) << '\n';
            }
        }
        const std::vector<Oddity> oddities = find_oddities(*read.programme, file.text, results);
        for (const Oddity& oddity : oddities) out << to_string(file.name, oddity, language) << '\n';
        warnings += oddities.size();
    }
    if (warnings > 0) out << fmt::format("{} warnings\n", warnings);
    out << fmt::format("{} programmes, {} cases: {} passed, {} failed\n", files.size(), passed + failed,
                       passed, failed);
    return is_sound && failed == 0 ? 0 : 1;
}

}  // namespace hagukumi::rules
