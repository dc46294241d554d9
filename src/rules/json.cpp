#include "rules/json.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <charconv>
#include <iterator>

#include "base/era.hpp"
#include "rules/cases.hpp"
#include "rules/parts.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace json = boost::json;

namespace {

tl::unexpected<Error> wrong(const char* code, Text all, Mistakes& mistakes)
{
    for (const Mistake& mistake : mistakes.take()) all = told("{}\n{}", "{}\n{}", all, sentence_of(mistake));
    return fail(ErrorKind::malformed, code, all);
}

std::string_view name_of(Outcome outcome)
{
    switch (outcome) {
        case Outcome::granted: return "granted";
        case Outcome::partly: return "partly";
        case Outcome::refused: break;
    }
    return "refused";
}

std::string_view name_of(Verdict verdict)
{
    switch (verdict) {
        case Verdict::met: return "met";
        case Verdict::against: return "against";
        case Verdict::cut: return "cut";
        case Verdict::unknown: break;
    }
    return "unknown";
}

json::value in_language(const Text& text, std::string_view language)
{
    if (const auto asked = language_of(language)) return json::value(text.in(*asked));
    return json::object{{"ja", text.ja}, {"en", text.en}};
}

/// A rule with its numbers and dates, and its sentence.
json::object look_to_json(const Programme& programme, const RuleLook& look, const std::string& source,
                          const Text& sentence, std::string_view language)
{
    json::object out;
    out["rule"] = programme.rule(look.rule).code;
    out["source"] = source;
    out["verdict"] = name_of(look.verdict);
    if (look.by_facility) out["by_facility"] = true;
    if (look.first_day) out["first_day"] = hagukumi::to_string(*look.first_day);
    if (look.last_day) out["last_day"] = hagukumi::to_string(*look.last_day);
    if (look.asked != 0 || look.left != 0 || look.needed != 0) {
        out["asked"] = look.asked;
        out["left"] = look.left;
        out["needed"] = look.needed;
    }
    out["sentence"] = in_language(sentence, language);
    return out;
}

}  // namespace

Result<Facts> facts_from_json(const Programme& programme, const json::value& value)
{
    Mistakes mistakes("facts");
    WrittenFacts written = read_facts(node_of(value), programme.parts(), mistakes);
    if (!mistakes.empty())
        return wrong("wrong_facts", {"事実の書き方に誤りがあります。", "The facts have mistakes."}, mistakes);
    hold_what_is_granted(programme.parts(), written);
    return std::move(written.facts);
}

Result<Request> request_from_json(const Programme& programme, const json::value& value)
{
    Mistakes mistakes("request");
    Request request = read_request(node_of(value), programme.parts(), mistakes);
    if (!mistakes.empty()) {
        return wrong("wrong_request", {"利用内容の書き方に誤りがあります。", "The request has mistakes."},
                     mistakes);
    }
    return request;
}

json::object decision_to_json(const Programme& programme, const Facts& facts, const Decision& decision,
                              std::string_view language)
{
    const Explanation told = explain(programme, facts, decision, language_of(language));
    json::object out;
    out["programme"] = programme.code();
    out["version"] = told.version;
    out["outcome"] = name_of(decision.outcome);
    out["summary"] = in_language(told.summary, language);
    if (decision.service) {
        const Service& service = programme.services()[*decision.service];
        out["service"] = service.code;
        out["unit"] = code_of(service.unit);
        out["allotments"] = json::object{{programme.allotments()[decision.allotment].code,
                                          json::object{{"limited", decision.limited},
                                                       {"left_before", decision.left_before.count},
                                                       {"units", decision.units.count},
                                                       {"left_after", decision.left_after.count}}}};
    }
    out["asked"] = decision.asked.count;
    out["units"] = decision.units.count;
    out["first_day"] = hagukumi::to_string(decision.first_day);
    out["last_day"] = hagukumi::to_string(decision.last_day);
    if (!decision.refused()) {
        out["covered"] = json::array{hagukumi::to_string(decision.first_covered),
                                     hagukumi::to_string(decision.last_covered)};
    }
    if (decision.priced) {
        out["fee_yen"] = decision.fee.amount;
        out["parent_yen"] = decision.parent.amount;
        out["public_yen"] = decision.public_share.amount;
        json::array money;
        for (const MoneyLine& line : told.money) {
            money.push_back(
                json::object{{"label", in_language(line.label, language)}, {"yen", line.amount.amount}});
        }
        out["money"] = std::move(money);
        out["paid"] = decision.paid_afterwards ? "afterwards" : "at_desk";
    }
    if (!decision.notes.empty()) {
        json::array notes;
        for (const NotesTaken& taken : decision.notes)
            notes.push_back(json::object{{"value_yen", taken.value}, {"count", taken.count}});
        out["notes"] = std::move(notes);
    }
    // Those against first, as explain() has them; each look is found again by its rule.
    json::array looks;
    for (const Reason& reason : told.reasons) {
        for (const RuleLook& look : decision.rules) {
            if (programme.rule(look.rule).code != reason.rule || look.verdict != reason.verdict) continue;
            looks.push_back(look_to_json(programme, look, reason.source, reason.sentence, language));
            break;
        }
    }
    out["rules"] = std::move(looks);
    json::array possible;
    for (const Plan& plan : told.possible) {
        possible.push_back(json::object{{"service", plan.request.service},
                                        {"first_day", hagukumi::to_string(plan.first_day)},
                                        {"last_day", hagukumi::to_string(plan.last_day)},
                                        {"units", plan.units.count},
                                        {"sentence", in_language(plan.sentence, language)}});
    }
    out["possible"] = std::move(possible);
    return out;
}

std::string to_compact_json(const Programme& programme, const Decision& decision)
{
    fmt::memory_buffer text;
    const fmt::appender out(text);
    fmt::format_to(
        out,
        FMT_COMPILE(R"({{"outcome":"{}","asked":{},"units":{},"left":{},"first":"{}","last":"{}","rules":[)"),
        name_of(decision.outcome), decision.asked.count, decision.units.count, decision.left_after.count,
        hagukumi::to_string(decision.first_day), hagukumi::to_string(decision.last_day));
    const char* between = "";
    for (const RuleLook& look : decision.rules) {
        fmt::format_to(out, FMT_COMPILE(R"({}{{"rule":"{}","verdict":"{}")"), between,
                       programme.rule(look.rule).code, name_of(look.verdict));
        if (look.first_day)
            fmt::format_to(out, FMT_COMPILE(R"(,"from":"{}")"), hagukumi::to_string(*look.first_day));
        if (look.last_day)
            fmt::format_to(out, FMT_COMPILE(R"(,"until":"{}")"), hagukumi::to_string(*look.last_day));
        if (look.needed != 0)
            fmt::format_to(out, FMT_COMPILE(R"(,"left":{},"needed":{})"), look.left, look.needed);
        text.push_back('}');
        between = ",";
    }
    text.push_back(']');
    if (!decision.notes.empty()) {
        fmt::format_to(out, FMT_COMPILE(R"(,"notes":{{)"));
        between = "";
        for (const NotesTaken& taken : decision.notes) {
            fmt::format_to(out, FMT_COMPILE(R"({}"{}":{})"), between, taken.value, taken.count);
            between = ",";
        }
        text.push_back('}');
    }
    if (decision.from && decision.until)
        fmt::format_to(out, FMT_COMPILE(R"(,"time":[{},{}])"), *decision.from, *decision.until);
    if (decision.month)
        fmt::format_to(out, FMT_COMPILE(R"(,"exact":[{},{}])"), decision.month->exact_parent.numerator,
                       decision.month->exact_parent.denominator);
    text.push_back('}');
    return fmt::to_string(text);
}

std::optional<Ratio> exact_parent_of(std::string_view compact_json)
{
    // No code and no date has such a piece, so that the whole need not be read for each past use.
    static constexpr std::string_view begins = R"(,"exact":[)";
    const std::size_t found = compact_json.rfind(begins);
    if (found == std::string_view::npos) return std::nullopt;
    const char* const end = compact_json.data() + compact_json.size();
    Ratio exact;
    const auto [comma, wrong] =
        std::from_chars(compact_json.data() + found + begins.size(), end, exact.numerator);
    if (wrong != std::errc() || comma == end || *comma != ',') return std::nullopt;
    const auto [after, also_wrong] = std::from_chars(comma + 1, end, exact.denominator);
    if (also_wrong != std::errc() || after == end || *after != ']' || exact.denominator < 1)
        return std::nullopt;
    return exact;
}

std::optional<Request> request_of(const Service& service, std::string_view compact_json)
{
    json::error_code problem;
    const json::value value =
        json::parse(json::string_view(compact_json.data(), compact_json.size()), problem);
    const json::object* const decision = problem ? nullptr : value.if_object();
    const json::value* const asked = decision != nullptr ? decision->if_contains("asked") : nullptr;
    if (asked == nullptr || !asked->is_int64()) return std::nullopt;
    const auto day = [&](const char* name) -> std::optional<Date> {
        const json::value* found = decision->if_contains(name);
        if (found == nullptr || !found->is_string()) return std::nullopt;
        return parse_iso_date(std::string_view(found->get_string().data(), found->get_string().size()));
    };
    Request request;
    request.service = service.code;
    request.first_day = day("first");
    if (service.asks == Asks::dates) request.last_day = day("last");
    else request.units = Units{asked->get_int64()};
    if (const json::value* time = decision->if_contains("time");
        time != nullptr && time->is_array() && time->get_array().size() == 2 && time->at(0).is_int64() &&
        time->at(1).is_int64()) {
        request.from = static_cast<int>(time->at(0).get_int64());
        request.until = static_cast<int>(time->at(1).get_int64());
    }
    return request;
}

}  // namespace hagukumi::rules
