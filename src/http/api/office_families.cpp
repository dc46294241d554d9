// The office: a family, what it holds, and what an officer may change.
#include <algorithm>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/misuse_handlers.hpp"
#include "http/api/office_handlers.hpp"
#include "http/api/record_handlers.hpp"
#include "ledger/keep.hpp"
#include "people/family.hpp"
#include "people/family_commands.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "people/sharing.hpp"
#include "rules/json.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_reason = 2000;

/// What a household's class is called: the first of the programmes that has such a class says so. A code that
/// none of them knows any more stands for itself.
Text name_of_class(const Municipality& municipality, const std::string& code)
{
    for (const auto& programme : municipality.programmes) {
        for (const auto& [known, name] : programme->household_classes())
            if (known == code) return name;
    }
    if (code == "general") return {"一般", "General"};  // of who has stated nothing
    return {code, code};
}

json::object household_to_json(const Municipality& municipality, const people::Household& household)
{
    return {{"id", to_string(household.id)},
            {"household_class", household.household_class},
            {"class_name", to_json(name_of_class(municipality, household.household_class))},
            {"class_from", to_json(household.class_from)},
            {"class_until", to_json(household.class_until)},
            {"resident_from", to_json(household.resident_from)},
            {"resident_until", to_json(household.resident_until)},
            {"postal_code", household.postal_code},
            {"address", household.address},
            {"phone", household.phone},
            {"address_protection", household.address_protection}};
}

json::array guardians_to_json(const people::Family& family)
{
    json::array out;
    for (const people::Guardian& guardian : family.guardians) {
        out.push_back(json::object{{"id", to_string(guardian.id)},
                                   {"name", guardian.name},
                                   {"kana", guardian.kana},
                                   {"birth_date", to_json(guardian.birth_date)},
                                   {"is_mother", guardian.is_mother},
                                   {"ended_on", to_json(guardian.ended_on)}});
    }
    return out;
}

json::array births_to_json(store::Snapshot& snapshot, const people::Family& family)
{
    const auto unconfirmed = people::unconfirmed_births(snapshot, family.household.id);
    json::array out;
    for (const people::Birth& birth : family.births) {
        const bool waits = std::find(unconfirmed.begin(), unconfirmed.end(), birth.id) != unconfirmed.end();
        out.push_back(json::object{{"id", to_string(birth.id)},
                                   {"due_date", to_json(birth.due_date)},
                                   {"born_on", to_json(birth.born_on)},
                                   {"lost_on", to_json(birth.lost_on)},
                                   {"children", birth.children},
                                   {"discharged_on", to_json(birth.discharged_on)},
                                   {"hospitalised_from", to_json(birth.hospitalised_from)},
                                   {"hospitalised_until", to_json(birth.hospitalised_until)},
                                   {"confirmed", !waits}});
    }
    return out;
}

json::array children_to_json(const people::Family& family)
{
    json::array out;
    for (const people::Child& child : family.children) {
        out.push_back(json::object{{"id", to_string(child.id)},
                                   {"birth", child.birth ? json::value(to_string(*child.birth)) : nullptr},
                                   {"name", child.name},
                                   {"kana", child.kana},
                                   {"born_on", hagukumi::to_string(child.born_on)},
                                   {"enrolled_on", to_json(child.enrolled_on)}});
    }
    return out;
}

json::array texts(const std::vector<std::string>& all)
{
    json::array out;
    for (const std::string& one : all) out.emplace_back(one);
    return out;
}

}  // namespace

Result<Response> get_office_me(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                               const Request& request)
{
    const auto account = people::load_account(snapshot, caller.account);
    must(account.has_value(), "a session belongs to an account");
    return json_response(200, json::object{{"name", account->display_name},
                                           {"role", people::name_of(caller.role)},
                                           {"municipality", to_json(municipality_of(site, request).name)}});
}

Result<Response> get_office_families(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                     const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    const std::string_view text = request.query_value("q");
    if (text.size() > 200) {
        return fail(ErrorKind::malformed, "wrong_search",
                    {"検索の言葉が長すぎます。", "The search text is longer than 200 bytes."});
    }
    const people::FamilyPage page =
        people::find_families(snapshot, text, request.query_value("after"), limit);
    json::array families;
    for (const people::FamilyLine& line : page.families) {
        families.push_back(json::object{{"household", to_string(line.household)},
                                        {"guardian_name", line.guardian_name},
                                        {"guardian_kana", line.guardian_kana},
                                        {"user_numbers", texts(line.user_numbers)},
                                        {"children", texts(line.children)},
                                        {"last_birth", to_json(line.last_birth)},
                                        {"address_protection", line.address_protection}});
    }
    return json_response(
        200, json::object{{"families", std::move(families)},
                          {"next", page.next.empty() ? json::value(nullptr) : json::value(page.next)}});
}

namespace {

/// Who signs in for the family, and whether messages of LINE reach them (G-27).
json::array members_to_json(const Site& site, store::Snapshot& snapshot, const Id& household)
{
    json::array members;
    for (const people::Member& member : people::members_of(snapshot, household)) {
        const bool is_linked =
            people::linked_since(snapshot, people::Issuer::line, member.account).has_value();
        const bool is_blocked =
            is_linked && site.line != nullptr && site.line->is_blocked(snapshot, member.account);
        const auto account = people::load_account(snapshot, member.account);
        must(account.has_value(), "a member of a family is an account");
        members.push_back(
            json::object{{"account", to_string(member.account)},
                         {"name", member.name},
                         {"guardian", account->guardian ? json::value(to_string(*account->guardian))
                                                        : json::value(nullptr)},
                         {"user_number", account->user_number},
                         {"rights", people::name_of(member.rights)},
                         {"line", is_blocked  ? "blocked"
                                  : is_linked ? "linked"
                                              : "none"}});
    }
    return members;
}

}  // namespace

Result<Response> get_office_family(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Id household = TRY(id_in_path(request, 0));
    const people::LookReason why = TRY(why_in_query(request));
    const people::Family family = TRY(people::load_family(snapshot, household, people::Reader::officer));
    const Municipality& municipality = municipality_of(site, request);
    json::array coupons;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, household)) {
        const rules::Programme* programme = municipality.find(coupon.programme);
        if (programme != nullptr)
            coupons.push_back(
                coupon_to_json(snapshot, *programme, coupon, {request.at, {}, language_asked(request)}));
    }
    json::array programmes;
    for (const auto& programme : municipality.programmes) {
        programmes.push_back(json::object{{"code", programme->code()}, {"name", to_json(programme->name())}});
    }
    EntriesOut words(snapshot, municipality);
    TRY(note_look(site, caller, request, household, people::Seen::family, household, why));
    return json_response(
        200,
        json::object{{"household", household_to_json(municipality, family.household)},
                     {"guardians", guardians_to_json(family)},
                     {"births", births_to_json(snapshot, family)},
                     {"children", children_to_json(family)},
                     {"household_classes", household_classes_to_json(municipality)},
                     {"user_numbers", texts(family.user_numbers)},
                     {"members", members_to_json(site, snapshot, household)},
                     {"programmes", std::move(programmes)},
                     {"coupons", std::move(coupons)},
                     {"entries", words.entries(ledger::history_of_household(snapshot, household, {}, 200))},
                     {"misuses", misuses_to_json(snapshot, household)}});
}

Recorded<Response> post_office_grant(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::Grant command;
    command.key = in.id("key");
    const std::string code = in.text("programme");
    command.birth = in.maybe_id("birth");
    command.child = in.maybe_id("child");
    command.facility = in.maybe_id("facility");
    command.application_on = in.maybe_date("application_on");
    command.interviewed_on = in.maybe_date("interviewed_on");
    command.reason = in.text("reason", longest_reason);
    const rules::Programme* programme = municipality_of(site, request).find(code);
    if (programme == nullptr) in.mistake("programme", "something else", "a programme of this municipality");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    for (std::size_t i = 0; i < 2 * programme->allotments().size(); ++i)
        command.ids.push_back(site.draw_id(request.at));

    auto outcome = TRY(ledger::grant(tx, *programme, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::NotEntitled>(&*outcome)) {
        const rules::Explanation told =
            rules::explain(*programme, refused->facts, refused->entitlement, language_asked(request));
        json::array reasons;
        for (const rules::Reason& reason : told.reasons) {
            reasons.push_back(json::object{{"rule", reason.rule},
                                           {"source", reason.source},
                                           {"met", reason.verdict == rules::Verdict::met},
                                           {"sentence", to_json(reason.sentence)},
                                           {"date", to_json(reason.date)}});
        }
        Error error;
        error.code = "not_entitled";
        error.message = told.reasons.empty() ? told.summary : told.reasons.front().sentence;
        return Result<Response>(problem(422, error, {{"reasons", std::move(reasons)}}));
    }
    return Result<Response>(json_text_response(201, std::get<ledger::Granted>(*outcome).answer));
}

Recorded<Response> post_office_adjustment(const Site& site, const people::Caller& caller,
                                          store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::Adjust command;
    command.key = in.id("key");
    command.units = Units{in.whole("units")};
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.coupon = TRY(id_in_path(request, 0));
    return Result<Response>(
        json_text_response(201, TRY(ledger::adjust(tx, municipality_of(site, request).programmes, command))));
}

Recorded<Response> post_office_expiry(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::Expire command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.coupon = TRY(id_in_path(request, 0));
    return Result<Response>(
        json_text_response(201, TRY(ledger::expire(tx, municipality_of(site, request).programmes, command))));
}

}  // namespace hagukumi::http
