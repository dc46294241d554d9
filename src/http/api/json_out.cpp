#include "http/api/json_out.hpp"

#include <fmt/format.h>

#include "facilities/poster.hpp"
#include "ledger/correct.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "rules/json.hpp"

namespace hagukumi::http {

namespace json = boost::json;

std::optional<Language> language_asked(const Request& request)
{
    return preferred_language(request.header("accept-language"));
}

json::value to_json(const std::optional<Date>& day)
{
    if (!day) return nullptr;
    return json::value(hagukumi::to_string(*day));
}

std::string time_of_day(int minutes)
{
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string_view code_of(rules::Asks asks)
{
    switch (asks) {
        case rules::Asks::dates: return "dates";
        case rules::Asks::number_of_days: return "number_of_days";
        case rules::Asks::number: return "number";
        case rules::Asks::hours: return "hours";
        case rules::Asks::amount: break;
    }
    return "amount";
}

json::object facility_to_json(const facilities::Facility& facility)
{
    return {{"id", to_string(facility.id)},
            {"name", facility.name},
            {"address", facility.address},
            {"phone", facility.phone}};
}

const ledger::Coupon* EntriesOut::coupon(const Id& id)
{
    auto [place, is_new] = x_coupons.try_emplace(id);
    if (is_new) place->second = ledger::find_coupon(x_snapshot, id);
    return place->second ? &*place->second : nullptr;
}

const facilities::Facility* EntriesOut::facility(const Id& id)
{
    auto [place, is_new] = x_facilities.try_emplace(id);
    if (is_new) place->second = facilities::find_facility(x_snapshot, id);
    return place->second ? &*place->second : nullptr;
}

namespace {

/// Until when the facility puts a use right, and its telephone; by when null: only the office does (M-24).
json::value correction_to_json(store::Snapshot& snapshot, const rules::Programme* programme,
                               const ledger::Entry& use, const facilities::Facility* place)
{
    if (programme == nullptr || use.kind != ledger::EntryKind::redeem || use.voided_by) return nullptr;
    const auto until = ledger::facility_corrects_until(snapshot, *programme, use);
    return json::object{
        {"facility_until", until ? json::value(to_string_in_japan(*until)) : json::value(nullptr)},
        {"facility_phone", until && place != nullptr ? json::value(place->phone) : json::value(nullptr)}};
}

}  // namespace

json::object EntriesOut::entry(const ledger::Entry& entry)
{
    json::object out;
    out["id"] = to_string(entry.id);
    out["number"] = ledger::number_of(entry.id);
    // To the books what is revoked has expired; to people it is another thing.
    const bool is_revoked =
        entry.kind == ledger::EntryKind::expire && ledger::is_revoked(x_snapshot, entry.coupon);
    out["kind"] = is_revoked ? "revoke" : ledger::name_of(entry.kind);
    out["at"] = to_string_in_japan(entry.at);
    out["coupon"] = to_string(entry.coupon);
    out["units"] = entry.units.count;
    out["left_after"] = entry.left_after.count;
    out["voided"] = entry.voided_by.has_value();
    if (!x_guardian) out["reason"] = entry.reason;
    out["first_day"] = to_json(entry.first_day);
    out["last_day"] = to_json(entry.last_day);
    out["fee_yen"] = entry.fee ? json::value(entry.fee->amount) : nullptr;
    out["parent_yen"] = entry.parent ? json::value(entry.parent->amount) : nullptr;
    out["public_yen"] = entry.public_share ? json::value(entry.public_share->amount) : nullptr;
    out["corrects"] = nullptr;
    if (entry.corrects) {
        const auto before = ledger::find_entry(x_snapshot, *entry.corrects);
        must(before.has_value(), "a correction names the use whose place it takes");
        out["corrects"] = json::object{{"id", to_string(before->id)},
                                       {"number", ledger::number_of(before->id)},
                                       {"units", -before->units.count}};
    }
    const bool is_hidden = x_is_protected && x_guardian != entry.actor;
    const facilities::Facility* place = entry.facility && !is_hidden ? facility(*entry.facility) : nullptr;
    out["facility_name"] = place != nullptr ? json::value(place->name) : nullptr;

    const ledger::Coupon* held = coupon(entry.coupon);
    const rules::Programme* programme = held != nullptr ? x_municipality.find(held->programme) : nullptr;
    const rules::Service* service = programme != nullptr ? programme->find_service(entry.service) : nullptr;
    const rules::Allotment* allotment =
        programme != nullptr ? programme->find_allotment(held->allotment) : nullptr;
    if (x_guardian) out["correction"] = correction_to_json(x_snapshot, programme, entry, place);
    out["programme"] = held != nullptr ? held->programme : "";
    out["limited"] = held == nullptr || held->limited;
    out["service"] = entry.service.empty() ? json::value(nullptr) : json::value(entry.service);
    out["name"] = to_json(service != nullptr     ? service->name
                          : allotment != nullptr ? allotment->name
                                                 : Text{entry.service, entry.service});
    out["asks"] = service != nullptr ? json::value(code_of(service->asks)) : nullptr;
    out["design"] = service != nullptr ? service->design : 0;
    const rules::Unit unit = service != nullptr     ? service->unit
                             : allotment != nullptr ? allotment->unit
                                                    : rules::Unit::visit;
    out["unit"] = rules::code_of(unit);
    out["unit_name"] = to_json(rules::name_of(unit));
    return out;
}

json::array EntriesOut::entries(const std::vector<ledger::Entry>& entries)
{
    json::array out;
    for (const ledger::Entry& one : entries) out.push_back(entry(one));
    return out;
}

json::object coupon_to_json(store::Snapshot& snapshot, const rules::Programme& programme,
                            const ledger::Coupon& coupon, const CouponReader& reader)
{
    const Date today = date_in_japan(reader.at);
    const rules::Allotment* allotment = programme.find_allotment(coupon.allotment);
    json::object out;
    out["id"] = to_string(coupon.id);
    out["programme"] = programme.code();
    out["programme_name"] = to_json(programme.name());
    out["allotment"] = coupon.allotment;
    out["name"] = to_json(allotment != nullptr ? allotment->name : Text{coupon.allotment, coupon.allotment});
    const rules::Unit unit = allotment != nullptr ? allotment->unit : rules::Unit::visit;
    out["unit"] = rules::code_of(unit);
    out["unit_name"] = to_json(rules::name_of(unit));
    out["limited"] = coupon.limited;
    out["units_granted"] = (coupon.granted + coupon.adjusted).count;
    out["units_used"] = coupon.used.count;
    out["units_left"] = coupon.left.count;
    out["units_reserved"] = coupon.reserved.count;
    out["issued_on"] = hagukumi::to_string(coupon.issued_on);
    out["first_used_on"] = to_json(coupon.first_used_on);
    out["state"] = coupon.state == ledger::CouponState::active ? "active" : "expired";
    out["birth"] = coupon.birth ? json::value(to_string(*coupon.birth)) : nullptr;
    out["child"] = coupon.child ? json::value(to_string(*coupon.child)) : nullptr;
    out["facility"] = nullptr;
    if (coupon.facility && reader.places == Places::shown) {
        const auto facility = facilities::find_facility(snapshot, *coupon.facility);
        if (facility) out["facility"] = facility_to_json(*facility);
    }

    int design = 0;
    std::optional<Date> last_day;
    json::array services;
    const auto facts = ledger::facts_of(snapshot, programme, coupon, std::nullopt, reader.at, today, today,
                                        nullptr, reader.account);
    for (const rules::Service& service : programme.services()) {
        if (programme.allotment_of(service).code != coupon.allotment) continue;
        if (design == 0) design = service.design;
        json::object one;
        one["code"] = service.code;
        one["name"] = to_json(service.name);
        one["design"] = service.design;
        one["unit"] = rules::code_of(service.unit);
        one["unit_name"] = to_json(rules::name_of(service.unit));
        one["least_per_use"] = service.least_per_use.count;
        one["usable_today"] = false;
        one["reason"] = nullptr;
        one["first_day"] = one["last_day"] = nullptr;
        if (facts) {
            const rules::Outlook outlook = rules::outlook(programme, *facts, service, today);
            const bool usable = outlook.usable_now && coupon.state == ledger::CouponState::active;
            one["usable_today"] = usable;
            one["first_day"] = to_json(outlook.first_day);
            one["last_day"] = to_json(outlook.last_day);
            if (outlook.last_day)
                last_day = last_day ? std::max(*last_day, *outlook.last_day) : *outlook.last_day;
            if (!usable && outlook.blocking) {
                one["reason"] =
                    to_json(rules::sentence_of(programme, *facts, *outlook.blocking, &service, reader.also));
            }
        }
        services.push_back(std::move(one));
    }
    out["design"] = design;
    out["last_day"] = to_json(last_day);
    out["services"] = std::move(services);
    return out;
}

json::array reasons_to_json(const rules::Explanation& told)
{
    json::array reasons;
    for (const rules::Reason& reason : told.reasons) {
        const bool met = reason.verdict == rules::Verdict::met;
        reasons.push_back(json::object{{"rule", reason.rule},
                                       {"source", reason.source},
                                       {"met", met},
                                       {"sentence", to_json(reason.sentence)},
                                       {"date", to_json(reason.date)}});
    }
    return reasons;
}

json::object preview_to_json(const ledger::Preview& preview, std::optional<Language> also)
{
    const rules::Decision& decision = preview.decision;
    const rules::Explanation told = rules::explain(*preview.programme, preview.facts, decision, also);
    json::object out;
    out["outcome"] = decision.outcome == rules::Outcome::granted  ? "granted"
                     : decision.outcome == rules::Outcome::partly ? "partly"
                                                                  : "refused";
    out["summary"] = to_json(told.summary);
    out["units"] = decision.units.count;
    out["limited"] = decision.limited;
    out["left_before"] = decision.left_before.count;
    out["left_after"] = decision.left_after.count;
    out["first_day"] = hagukumi::to_string(decision.first_day);
    out["last_day"] = hagukumi::to_string(decision.last_day);
    out["first_covered"] = out["last_covered"] = nullptr;
    out["fee_yen"] = out["parent_yen"] = out["public_yen"] = nullptr;
    if (!decision.refused()) {
        out["first_covered"] = hagukumi::to_string(decision.first_covered);
        out["last_covered"] = hagukumi::to_string(decision.last_covered);
        if (decision.priced) {
            out["fee_yen"] = decision.fee.amount;
            out["parent_yen"] = decision.parent.amount;
            out["public_yen"] = decision.public_share.amount;
        }
    }
    json::array money;
    for (const rules::MoneyLine& line : told.money) {
        money.push_back(json::object{{"label", to_json(line.label)}, {"yen", line.amount.amount}});
    }
    out["money"] = std::move(money);
    out["reasons"] = reasons_to_json(told);
    json::array possible;
    for (const rules::Plan& plan : told.possible) {
        json::object one{{"sentence", to_json(plan.sentence)},
                         {"service", plan.request.service},
                         {"first_day", hagukumi::to_string(plan.first_day)},
                         {"last_day", hagukumi::to_string(plan.last_day)},
                         {"units", plan.units.count}};
        if (plan.request.from) one["from"] = time_of_day(*plan.request.from);
        if (plan.request.until) one["until"] = time_of_day(*plan.request.until);
        possible.push_back(std::move(one));
    }
    out["possible"] = std::move(possible);
    return out;
}

Response refusal(const ledger::Preview& preview, std::optional<Language> also)
{
    json::object decision = preview_to_json(preview, also);
    Error error;
    error.kind = ErrorKind::conflict;
    error.code = "refused";
    const rules::Explanation told = rules::explain(*preview.programme, preview.facts, preview.decision, also);
    error.message = told.reasons.empty() ? told.summary : told.reasons.front().sentence;
    return problem(422, error, {{"decision", std::move(decision)}});
}

Result<Response> poster_response(const Site& site, store::Snapshot& snapshot, const Id& facility,
                                 const Request& request)
{
    const auto poster = facilities::find_poster(snapshot, facility);
    if (!poster) return not_found();
    return json_response(
        200,
        json::object{{"facility", to_string(poster->facility)},
                     {"facility_name", poster->facility_name},
                     {"municipality_name", to_json(municipality_of(site, request).name)},
                     {"url", facilities::poster_link(site.public_url, request.municipality, poster->token)},
                     {"passcode", poster->passcode},
                     {"poster_version", poster->poster_version},
                     {"passcode_version", poster->passcode_version}});
}

const Municipality& municipality_of(const Site& site, const Request& request)
{
    const Municipality* municipality = site.find(request.municipality);
    must(municipality != nullptr, "a request that reaches a handler names a municipality of this site");
    return *municipality;
}

const Id& facility_of(const people::Caller& caller)
{
    must(caller.facility.has_value(), "staff belong to a facility");
    return *caller.facility;
}

tl::unexpected<Error> not_allowed()
{
    return fail(ErrorKind::not_allowed, "not_allowed",
                {"この操作はできません。担当の方に確認してください。",
                 "You may not do this; please ask whoever is in charge."});
}

tl::unexpected<Error> not_found()
{
    return fail(ErrorKind::not_found, "not_found", {"見つかりません。", "There is nothing here."});
}

}  // namespace hagukumi::http
