// The list of facilities for parents: what each offers, to what age, when it is open.
#include "facilities/area.hpp"
#include "facilities/facility.hpp"
#include "facilities/favourites.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int days_ahead = 31;

json::array offers_of(store::Snapshot& snapshot, const Municipality& municipality, const Id& facility,
                      Date day)
{
    json::array offers;
    for (const facilities::Offer& offer : facilities::offers_on(snapshot, facility, day)) {
        const rules::Programme* programme = municipality.find(offer.programme);
        const rules::Service* service =
            programme == nullptr ? nullptr : programme->find_service(offer.service);
        if (service == nullptr) continue;
        offers.push_back(
            json::object{{"programme", offer.programme},
                         {"service", offer.service},
                         {"name", to_json(service->name)},
                         {"design", service->design},
                         {"fee_yen", offer.fee.amount},
                         {"age_limit_months", offer.age_limit_months ? json::value(*offer.age_limit_months)
                                                                     : json::value(nullptr)}});
    }
    return offers;
}

json::array hours_of(store::Snapshot& snapshot, const Id& facility)
{
    json::array hours;
    for (const facilities::Opening& one : facilities::openings_of(snapshot, facility)) {
        hours.push_back(json::object{{"weekday", one.weekday},
                                     {"opens", time_of_day(one.opens_minute)},
                                     {"closes", time_of_day(one.closes_minute)}});
    }
    return hours;
}

}  // namespace

Result<Response> get_parent_facilities(const Site& site, const people::Caller& caller,
                                       store::Snapshot& snapshot, const Request& request)
{
    const Date today = date_in_japan(request.at);
    const auto favourites = facilities::favourites_of(snapshot, caller.account);
    const Municipality& municipality = municipality_of(site, request);
    json::array all;
    for (const facilities::Facility& facility : facilities::list_facilities(snapshot, today)) {
        json::array offers = offers_of(snapshot, municipality, facility.id, today);
        if (offers.empty()) continue;
        json::array closed;
        for (const Date day : facilities::closed_days(snapshot, facility.id, today,
                                                      date_of_days(days_since_epoch(today) + days_ahead)))
            closed.emplace_back(hagukumi::to_string(day));
        json::object one = facility_to_json(facility);
        one["kana"] = facility.kana;
        one["area"] = facilities::area_of(facility.address, municipality.name.ja);
        one["note"] = facility.note;
        one["url"] = facility.url;
        one["accepts_corrected_age"] = facility.accepts_corrected_age;
        one["open_today"] = facilities::open_on(snapshot, facility, today) == facilities::OpenToday::open;
        one["favourite"] = favourites.count(facility.id) > 0;
        one["offers"] = std::move(offers);
        one["hours"] = hours_of(snapshot, facility.id);
        one["closed_days"] = std::move(closed);
        all.push_back(std::move(one));
    }
    return json_response(200, json::object{{"facilities", std::move(all)}});
}

Recorded<Response> post_parent_favourite(const Site&, const people::Caller& caller, store::Transaction& tx,
                                         const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string deed = in.text("deed");
    if (deed != "add" && deed != "remove") in.mistake("deed", "something else", "add or remove");
    TRY(in.done());
    TRY(facilities::set_favourite(tx, caller.account, TRY(id_in_path(request, 0)), deed == "add"));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
