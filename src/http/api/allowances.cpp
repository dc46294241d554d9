// What a phone prepares for a desk without a network, and how much of it the office allows.
#include <algorithm>

#include "desk/allowance/allowance.hpp"
#include "desk/late_use.hpp"
#include "http/api/allowance_handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

Result<ledger::Coupon> own_coupon(store::Snapshot& snapshot, const people::Caller& caller, const Id& id)
{
    auto coupon = ledger::find_coupon(snapshot, id);
    if (!coupon || !caller.household || coupon->household != *caller.household) return not_found();
    return std::move(*coupon);
}

json::value offered_to_json(const Site& site, store::Snapshot& snapshot, const Municipality& municipality,
                            const ledger::Coupon& coupon)
{
    const auto rule = desk::offered_for(snapshot, municipality.programmes, coupon);
    if (!rule || site.seal == nullptr) return nullptr;
    return json::object{{"most_units", rule->most_units.count},
                        {"hours", static_cast<std::int64_t>(rule->within.count())}};
}

json::value allowance_to_json(const Municipality& municipality,
                              const std::optional<desk::Allowance>& allowance, Instant at)
{
    if (!allowance || !allowance->is_kept) return nullptr;
    const rules::Programme* const programme = municipality.find(allowance->programme);
    const rules::Allotment* const allotment =
        programme != nullptr ? programme->find_allotment(allowance->allotment) : nullptr;
    if (allotment == nullptr) return nullptr;
    return json::object{{"text", allowance->text},
                        {"units", allowance->units.count},
                        {"left", allowance->left().count},
                        {"unit", rules::code_of(allotment->unit)},
                        {"ends_at", to_string_in_japan(allowance->ends_at)},
                        {"kept_until", to_string_in_japan(allowance->ends_at +
                                                          std::chrono::milliseconds(desk::settled_within))},
                        {"live", at < allowance->ends_at}};
}

}  // namespace

Result<Response> get_parent_allowance(const Site& site, const people::Caller& caller,
                                      store::Snapshot& snapshot, const Request& request)
{
    const ledger::Coupon coupon = TRY(own_coupon(snapshot, caller, TRY(id_in_path(request, 0))));
    const Municipality& municipality = municipality_of(site, request);
    const auto newest = desk::newest_allowance(snapshot, coupon.id);
    return json_response(200,
                         json::object{{"now", to_string_in_japan(request.at)},
                                      {"offered", offered_to_json(site, snapshot, municipality, coupon)},
                                      {"allowance", allowance_to_json(municipality, newest, request.at)}});
}

Recorded<Response> post_parent_allowance(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    desk::IssueAllowance command;
    command.key = in.id("key");
    command.units = Units{in.whole("units")};
    TRY(in.done());
    const ledger::Coupon coupon = TRY(own_coupon(tx, caller, TRY(id_in_path(request, 0))));
    command.at = request.at;
    command.account = caller.account;
    command.household = coupon.household;
    command.coupon = coupon.id;
    command.id = site.draw_id(request.at);
    const Municipality& municipality = municipality_of(site, request);
    const desk::Allowance made =
        TRY(desk::issue_allowance(tx, municipality.programmes, site.seal, *site.randomness, command));
    return Result<Response>(
        json_response(201, json::object{{"now", to_string_in_japan(request.at)},
                                        {"offered", offered_to_json(site, tx, municipality, coupon)},
                                        {"allowance", allowance_to_json(municipality, made, request.at)}}));
}

Result<Response> get_office_allowance_rules(const Site& site, const people::Caller&,
                                            store::Snapshot& snapshot, const Request& request)
{
    json::array rules;
    const auto set = desk::allowance_rules(snapshot);
    for (const auto& programme : municipality_of(site, request).programmes) {
        const auto found = std::find_if(set.begin(), set.end(),
                                        [&](const auto& one) { return one.programme == programme->code(); });
        rules.push_back(json::object{
            {"programme", programme->code()},
            {"name", to_json(programme->name())},
            {"most_units", found == set.end() ? 0 : found->most_units.count},
            {"hours", found == set.end() ? 0 : static_cast<std::int64_t>(found->within.count())}});
    }
    return json_response(200, json::object{{"rules", std::move(rules)}});
}

Recorded<Response> post_office_allowance_rule(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    desk::SetAllowanceRule command;
    command.key = in.id("key");
    command.programme = in.text("programme", 100);
    const std::int64_t most_units = in.whole("most_units"), hours = in.whole("hours");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    if (most_units != 0)
        command.rule = {command.programme, Units{most_units},
                        std::chrono::hours(std::clamp<std::int64_t>(hours, 0, 1000))};
    TRY(desk::set_allowance_rule(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
