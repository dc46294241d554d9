#include "http/api/use_steps.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// One service of one coupon, as it can be used at this facility today.
json::object choice(const rules::Programme& programme, const ledger::Coupon& coupon,
                    const rules::Service& service, const rules::Facts& facts, Date today,
                    std::optional<Language> also)
{
    const rules::Outlook outlook = rules::outlook(programme, facts, service, today);
    json::object out;
    out["coupon"] = to_string(coupon.id);
    out["coupon_name"] = to_json(programme.allotment_of(service).name);
    out["child"] = coupon.child ? json::value(to_string(*coupon.child)) : nullptr;
    out["service"] = service.code;
    out["service_name"] = to_json(service.name);
    out["description"] = to_json(service.description);
    out["unit"] = rules::code_of(service.unit);
    out["unit_name"] = to_json(rules::name_of(service.unit));
    out["design"] = service.design;
    out["asks"] = code_of(service.asks);
    out["ends_next_day"] = service.ends_next_day;
    out["limited"] = coupon.limited;
    out["units_left"] = coupon.left.count;
    out["least_per_use"] = service.least_per_use.count;
    out["most_per_use"] = service.most_per_use ? json::value(service.most_per_use->count) : nullptr;
    out["usable"] = outlook.usable_now;
    out["last_day"] = to_json(outlook.last_day);
    out["reason"] = nullptr;
    if (!outlook.usable_now && outlook.blocking) {
        out["reason"] = to_json(rules::sentence_of(programme, facts, *outlook.blocking, &service, also));
    }
    return out;
}

}  // namespace

json::object check_in_to_json(const Site& site, store::Snapshot& snapshot,
                              const facilities::CheckIn& check_in, const Request& request)
{
    const auto facility = facilities::find_facility(snapshot, check_in.facility);
    must(facility.has_value(), "a check-in belongs to a facility");
    const Municipality& municipality = municipality_of(site, request);
    const Date today = date_in_japan(request.at);
    json::array choices;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, check_in.household)) {
        const rules::Programme* programme = municipality.find(coupon.programme);
        if (programme == nullptr || coupon.state == ledger::CouponState::expired) continue;
        const auto facts = ledger::facts_of(snapshot, *programme, coupon, check_in.facility, request.at,
                                            today, today, nullptr, check_in.account);
        if (!facts) continue;
        for (const rules::Service& service : programme->services()) {
            if (programme->allotment_of(service).code != coupon.allotment) continue;
            choices.push_back(choice(*programme, coupon, service, *facts, today, language_asked(request)));
        }
    }
    return {{"id", to_string(check_in.id)},
            {"facility", facility_to_json(*facility)},
            {"way", name_of(check_in.way)},
            {"at", to_string_in_japan(check_in.at)},
            {"ends_at", to_string_in_japan(check_in.ends_at)},
            {"choices", std::move(choices)}};
}

rules::Request read_request(JsonIn& in)
{
    rules::Request asked;
    asked.service = in.text("service");
    if (const auto units = in.maybe_whole("units")) asked.units = Units{*units};
    asked.first_day = in.maybe_date("first_day");
    asked.last_day = in.maybe_date("last_day");
    asked.from = in.maybe_time("from");
    asked.until = in.maybe_time("until");
    return asked;
}

ledger::UseRequest read_use(JsonIn& in, Instant at)
{
    ledger::UseRequest use;
    use.at = at;
    use.coupon = in.id("coupon");
    use.request = read_request(in);
    return use;
}

Result<Response> preview_response(const Site& site, store::Snapshot& snapshot, const Request& request,
                                  ledger::UseRequest use)
{
    const ledger::Preview preview =
        TRY(desk::preview(snapshot, municipality_of(site, request).programmes, std::move(use)));
    return json_response(200, preview_to_json(preview, language_asked(request)));
}

Recorded<Response> use_response(const Site& site, store::Transaction& tx, const Request& request,
                                ledger::Redeem command)
{
    auto outcome = TRY(desk::use(tx, municipality_of(site, request).programmes, std::move(command)));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::Preview>(&*outcome))
        return Result<Response>(refusal(*refused, language_asked(request)));
    auto& used = std::get<ledger::Used>(*outcome);
    Response response = json_text_response(201, {});
    response.body_later = [answer = std::move(used.answer)] { return ledger::to_json(answer); };
    if (used.is_replay) response.headers.emplace_back("Hagukumi-Replay", "true");
    return Result<Response>(std::move(response));
}

}  // namespace hagukumi::http
