// What a family would pay at each facility on a day, by its own coupons: the least use of each service.
//
// The facts of a coupon are read once, and each facility is put beside them: decide() takes microseconds, and
// a list of two hundred facilities must not take seconds.
#include <algorithm>

#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "people/family.hpp"
#include "rules/decide.hpp"
#include "rules/explain.hpp"
#include "rules/least_use.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int most_facilities = 200;

/// A coupon with the facts that it is judged by.
struct Held {
    const ledger::Coupon& coupon;
    const rules::Programme& programme;
    rules::Facts facts;
    json::array children;
};

/// Those whom the coupon is for: the child, or the children of the birth, or all of the family's.
json::array children_of(const people::Family& family, const ledger::Coupon& coupon)
{
    json::array children;
    for (const people::Child& child : family.children) {
        const bool is_meant = coupon.child   ? child.id == *coupon.child
                              : coupon.birth ? child.birth == *coupon.birth
                                             : true;
        if (is_meant) children.emplace_back(to_string(child.id));
    }
    return children;
}

json::object price_to_json(const Held& held, const rules::Service& service, const Id& facility,
                           const rules::Request& request, std::optional<Language> also)
{
    const rules::Decision decision = rules::decide(held.programme, held.facts, request);
    json::object out{{"coupon", to_string(held.coupon.id)},
                     {"children", held.children},
                     {"facility", to_string(facility)},
                     {"programme", held.programme.code()},
                     {"service", service.code},
                     {"usable", !decision.refused()},
                     {"units", decision.units.count},
                     {"unit", rules::code_of(service.unit)},
                     {"parent_yen", nullptr},
                     {"reason", nullptr}};
    if (!decision.refused() && decision.priced) out["parent_yen"] = decision.parent.amount;
    if (decision.refused()) {
        const rules::Explanation told = rules::explain(held.programme, held.facts, decision, also);
        const auto against = std::find_if(told.reasons.begin(), told.reasons.end(), [](const auto& reason) {
            return reason.verdict != rules::Verdict::met;
        });
        out["reason"] = to_json(against != told.reasons.end() ? against->sentence : told.summary);
    }
    return out;
}

void add_prices(json::array& prices, store::Snapshot& snapshot, Held held, Date day,
                std::optional<Language> also)
{
    for (const rules::Service& service : held.programme.services()) {
        if (held.programme.allotment_of(service).code != held.coupon.allotment) continue;
        const auto request = rules::least_use(held.programme, service, day);
        if (!request) continue;
        for (const facilities::Facility& facility : facilities::facilities_offering(
                 snapshot, held.programme.code(), service.code, day, most_facilities)) {
            if (held.coupon.facility && *held.coupon.facility != facility.id) continue;
            auto there =
                facilities::load_facility_facts(snapshot, facility.id, held.programme.code(), day, day);
            if (!there) continue;
            held.facts.facility = std::move(*there);
            prices.push_back(price_to_json(held, service, facility.id, *request, also));
        }
    }
}

}  // namespace

Result<Response> get_parent_prices(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    const Municipality& municipality = municipality_of(site, request);
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    const people::Family family =
        TRY(people::load_family(snapshot, *caller.household, people::Reader::parent));
    json::array prices;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, *caller.household)) {
        const rules::Programme* programme = municipality.find(coupon.programme);
        if (programme == nullptr || coupon.state != ledger::CouponState::active) continue;
        auto facts = ledger::facts_of(snapshot, *programme, coupon, std::nullopt, request.at, day, day,
                                      nullptr, caller.account);
        if (!facts) continue;
        add_prices(prices, snapshot, {coupon, *programme, std::move(*facts), children_of(family, coupon)},
                   day, language_asked(request));
    }
    return json_response(200, json::object{{"day", hagukumi::to_string(day)}, {"prices", std::move(prices)}});
}

}  // namespace hagukumi::http
