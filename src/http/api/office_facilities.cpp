// The office: facilities that join, take part and leave, their posters, and the record.
#include <set>

#include "audit/failed_attempts.hpp"
#include "base/age.hpp"
#include "booking/end_facility.hpp"
#include "facilities/facility_commands.hpp"
#include "http/api/facility_handlers.hpp"
#include "http/api/facility_json.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::int64_t highest_fee = 10'000'000;

/// What a facility offers from its first day on.
std::vector<facilities::Offer> read_first_offers(JsonIn& in, const Municipality& municipality, Date first_day)
{
    std::vector<facilities::Offer> offers;
    for (const json::object* object : in.objects("offers")) {
        JsonIn one(*object);
        facilities::Offer offer;
        offer.programme = one.text("programme", 100);
        offer.service = one.text("service", 100);
        offer.first_day = first_day;
        offer.fee = Yen{one.whole("fee_yen")};
        const std::int64_t months = one.maybe_whole("age_limit_months").value_or(1);
        if (one.maybe_whole("age_limit_months")) offer.age_limit_months = static_cast<int>(months);
        const rules::Programme* programme = municipality.find(offer.programme);
        const bool fits = one.done() && programme != nullptr &&
                          programme->find_service(offer.service) != nullptr && offer.fee.amount >= 0 &&
                          offer.fee.amount <= highest_fee && months >= 1 && months <= 240;
        if (!fits) {
            in.mistake("offers", "an offer that does not fit",
                       "a service of a programme, fee_yen up to 10000000, age_limit_months 1 to 240");
            return {};
        }
        offers.push_back(std::move(offer));
    }
    return offers;
}

}  // namespace

Result<Response> get_office_facilities(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                       const Request& request)
{
    const Date today = date_in_japan(request.at);
    json::array all;
    constexpr bool with_left = true;  // who left is still paid
    for (const facilities::Facility& facility : facilities::list_facilities(snapshot, today, with_left)) {
        json::object one = facility_to_json(facility);
        one["code"] = facility.code;
        one["kana"] = facility.kana;
        one["left_on"] = to_json(facility.left_on);
        json::array offers;
        for (const facilities::Offer& offer : facilities::offers_on(snapshot, facility.id, today)) {
            offers.push_back(json::object{
                {"programme", offer.programme}, {"service", offer.service}, {"fee_yen", offer.fee.amount}});
        }
        one["offers"] = std::move(offers);
        all.push_back(std::move(one));
    }
    return json_response(200,
                         json::object{{"today", hagukumi::to_string(today)}, {"facilities", std::move(all)}});
}

Recorded<Response> post_office_facility(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::AddFacility command;
    command.key = in.id("key");
    const std::string code = in.text("code", 60);
    const facilities::Profile profile = read_profile(in);
    command.offers = read_first_offers(in, municipality_of(site, request),
                                       profile.opened_on.value_or(date_in_japan(request.at)));
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = facility_of_profile(profile);
    command.facility.code = code;
    // The same key asks for the same facility: its id is drawn from the key.
    command.facility.id = audit::subject_of(audit::Digest("office.add_facility").add(command.key));
    command.token = facilities::draw_poster_token(*site.randomness);
    command.passcodes = facilities::draw_passcodes(*site.randomness);
    const Id id = TRY(facilities::add_facility(tx, command));
    return Result<Response>(json_response(201, json::object{{"facility", to_string(id)}}));
}

Result<Response> get_office_facility_end(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                         const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    if (!facilities::find_facility(snapshot, id)) return not_found();
    const Date day = TRY(day_in_query(request, plus_days(date_in_japan(request.at), 1)));
    const auto bookings = booking::bookings_to_end(snapshot, id, day);
    std::set<Id> families;
    for (const booking::Booking& one : bookings) families.insert(one.household);
    return json_response(200, json::object{{"left_on", hagukumi::to_string(day)},
                                           {"bookings", bookings.size()},
                                           {"families", families.size()}});
}

Recorded<Response> post_office_facility_end(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::EndFacility command;
    command.key = in.id("key");
    const auto left_on = in.maybe_date("left_on");
    if (!left_on) in.mistake("left_on", "no date", "a date");
    command.reason = in.text("reason", 1500);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    command.left_on = *left_on;
    const int cancelled = TRY(booking::end_facility(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(json_response(200, json::object{{"cancelled", cancelled}}));
}

Result<Response> get_office_poster(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                   const Request& request)
{
    return poster_response(site, snapshot, TRY(id_in_path(request, 0)), request);
}

Recorded<Response> post_office_rotate(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::Rotate command;
    command.key = in.id("key");
    const std::string what = in.text("what");
    if (what != "qr" && what != "passcode") in.mistake("what", "something else", "qr or passcode");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    command.what = what == "qr" ? facilities::Rotate::What::qr : facilities::Rotate::What::passcode;
    command.token = facilities::draw_poster_token(*site.randomness);
    command.passcodes = facilities::draw_passcodes(*site.randomness);
    const facilities::Rotated rotated = TRY(facilities::rotate(tx, command));
    return Result<Response>(json_response(200, json::object{{"poster_version", rotated.poster_version},
                                                            {"passcode_version", rotated.passcode_version}}));
}

}  // namespace hagukumi::http
