#include "applications/changes.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "applications/keep.hpp"
#include "applications/offer.hpp"
#include "applications/sql.hpp"
#include "base/era.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::applications {

namespace json = boost::json;

namespace {

/// What of an answer may stand in the history.
bool is_code_or_number(rules::AnswerKind kind)
{
    return kind == rules::AnswerKind::date || kind == rules::AnswerKind::number ||
           kind == rules::AnswerKind::choice;
}

/// What the office's records say where the form's answers would stand.
rules::WrittenAnswers recorded(const rules::Form& form, const people::Family& family,
                               const std::optional<Id>& guardian, const people::Birth* birth, Date today)
{
    rules::WrittenAnswers known = known_answers(form, family, guardian, birth);
    const people::Household& home = family.household;
    const auto day = [](const std::optional<Date>& date) {
        return date ? std::vector<std::string>{hagukumi::to_string(*date)} : std::vector<std::string>{};
    };
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        const rules::FormQuestion& question = form.question(i);
        switch (question.becomes) {
            case rules::Becomes::household_class:
                known[question.code] = {people::class_on(home, today)};
                break;
            case rules::Becomes::household_resident_from:
                known[question.code] = day(home.resident_from);
                break;
            case rules::Becomes::household_resident_until:
                known[question.code] = day(home.resident_until);
                break;
            case rules::Becomes::birth_children:
                if (birth != nullptr) known[question.code] = {std::to_string(birth->children)};
                break;
            default: break;
        }
    }
    return known;
}

std::vector<ChangedAnswer> changed_answers(const rules::Form& form, const rules::AnswersRead& read,
                                           const rules::WrittenAnswers& before)
{
    std::vector<ChangedAnswer> changed;
    for (const rules::TakenAnswer& answer : read.answers) {
        const rules::FormQuestion& question = form.question(answer.question);
        if (question.becomes == rules::Becomes::nothing) continue;
        const auto known = before.find(question.code);
        if (known != before.end() && known->second == answer.texts) continue;
        ChangedAnswer& one = changed.emplace_back();
        one.question = question.code;
        if (!is_code_or_number(question.kind)) continue;
        if (known != before.end()) one.before = known->second;
        one.after = answer.texts;
    }
    return changed;
}

json::array texts(const std::vector<std::string>& all)
{
    json::array out;
    for (const std::string& text : all) out.emplace_back(text);
    return out;
}

std::vector<std::string> texts_in(const json::value& value)
{
    std::vector<std::string> all;
    for (const json::value& one : value.as_array()) all.emplace_back(one.as_string());
    return all;
}

json::object standing(const ledger::Standing& one)
{
    return {
        {"granted", one.granted.count},
        {"left", one.left.count},
        {"last_day", one.last_day ? json::value(hagukumi::to_string(*one.last_day)) : json::value(nullptr)}};
}

ledger::Standing standing_in(const json::value& value)
{
    const json::object& one = value.as_object();
    ledger::Standing read;
    read.granted = Units{one.at("granted").as_int64()};
    read.left = Units{one.at("left").as_int64()};
    if (one.at("last_day").is_string())
        read.last_day = parse_iso_date(std::string(one.at("last_day").as_string()));
    return read;
}

}  // namespace

Result<Changes> record_changes(store::Transaction& tx, const rules::Programme& programme,
                               const rules::Form& form, const Application& application,
                               const rules::AnswersRead& read, Instant at, const Id& officer, Ids& ids)
{
    const people::Family family =
        TRY(people::load_family(tx, application.household, people::Reader::officer));
    const auto coupons = ledger::coupons_of(tx, application.household);
    const people::Birth* const birth = birth_of_coupons(family, coupons, programme.code());
    Changes changes;
    const auto account = people::load_account(tx, application.account);
    changes.answers = changed_answers(
        form, read,
        recorded(form, family, account ? account->guardian : std::nullopt, birth, date_in_japan(at)));

    ledger::Recompute command;
    command.at = at;
    command.actor = officer;
    command.household = application.household;
    if (birth != nullptr) command.birth = birth->id;
    command.reason = "変更届 " + number_of(*application.fiscal_year, *application.serial);
    const std::vector<ledger::Stood> before = ledger::standings(tx, programme, command);
    TRY(record_family(tx, form, application, read, at, officer, ids, birth));
    command.ids = ids.rest();
    TRY(ledger::recompute(tx, programme, command));
    const std::vector<ledger::Stood> after = ledger::standings(tx, programme, command);
    must(before.size() == after.size(), "a change notice issues no coupon");
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].standing != after[i].standing)
            changes.coupons.push_back({before[i].allotment, before[i].standing, after[i].standing});
    }
    return changes;
}

std::string to_json(const Changes& changes)
{
    json::array answers, coupons;
    for (const ChangedAnswer& one : changes.answers)
        answers.push_back(json::object{
            {"question", one.question}, {"before", texts(one.before)}, {"after", texts(one.after)}});
    for (const ChangedCoupon& one : changes.coupons)
        coupons.push_back(json::object{
            {"allotment", one.allotment}, {"before", standing(one.before)}, {"after", standing(one.after)}});
    return json::serialize(json::object{{"answers", std::move(answers)}, {"coupons", std::move(coupons)}});
}

Changes changes_of(store::Snapshot& snapshot, const Id& application)
{
    Changes changes;
    for (const Event& event : events_of(snapshot, application)) {
        if (event.kind != EventKind::approved || event.detail.empty()) continue;
        const json::value detail = json::parse(event.detail);
        if (!detail.is_object()) continue;  // an application's: the allotments of an approval in part
        for (const json::value& one : detail.at("answers").as_array())
            changes.answers.push_back({std::string(one.at("question").as_string()),
                                       texts_in(one.at("before")), texts_in(one.at("after"))});
        for (const json::value& one : detail.at("coupons").as_array())
            changes.coupons.push_back({std::string(one.at("allotment").as_string()),
                                       standing_in(one.at("before")), standing_in(one.at("after"))});
    }
    return changes;
}

}  // namespace hagukumi::applications
