// 一日の利用と予約: what the figures of the start page count, line by line; any day.
#include "booking/today.hpp"
#include "http/api/bookings_out.hpp"
#include "http/api/json_out.hpp"
#include "http/api/today_handlers.hpp"
#include "people/family.hpp"
#include "settlement/today/today.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

Result<Date> day_in_path(const Request& request)
{
    const auto day = parse_day(request.parameters.at(0));
    if (!day) return not_found();
    return *day;
}

/// Whom an officer calls; the rest of the family is on its page.
void add_family(json::object& out, store::Snapshot& snapshot, const Id& household)
{
    const auto family = people::load_family(snapshot, household, people::Reader::officer);
    out["household"] = to_string(household);
    out["guardian_name"] = family && !family->guardians.empty() ? family->guardians.front().name : "";
    out["address_protection"] = family && family->household.address_protection;
}

json::object booking_line(store::Snapshot& snapshot, const Municipality& municipality,
                          const booking::Booking& booking)
{
    const rules::Programme* const programme = municipality.find(booking.place.programme);
    const auto facility = facilities::find_facility(snapshot, booking.place.facility);
    must(facility.has_value(), "a booking is at a facility");
    const auto time = [&](int minute) {
        return booking.boxes.empty() ? json::value(nullptr) : json::value(time_of_day(minute));
    };
    json::object out{
        {"id", to_string(booking.id)},
        {"number", ledger::number_of(booking.id)},
        {"state", booking::name_of(booking.state)},
        {"service_name",
         to_json(programme != nullptr ? service_name(*programme, booking.place.service) : Text{})},
        {"facility_name", facility->name},
        {"child", child_name(snapshot, booking.household, booking.holder, Viewer::desk)},
        {"last_day", hagukumi::to_string(booking.last_day)},
        {"from", time(booking.from_minute)},
        {"until", time(booking.until_minute)}};
    add_family(out, snapshot, booking.household);
    return out;
}

/// The page that was asked for; one more was looked for to know whether there is another.
json::object page(const char* name, json::array lines, int limit, std::int64_t count)
{
    const bool has_more = lines.size() > static_cast<std::size_t>(limit);
    if (has_more) lines.pop_back();
    json::value next(nullptr);
    if (has_more) next = lines.back().at("id");
    return {{"count", count}, {name, std::move(lines)}, {"next", std::move(next)}};
}

}  // namespace

Result<Response> get_office_day_uses(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                     const Request& request)
{
    const Date day = TRY(day_in_path(request));
    const int limit = TRY(limit_in_query(request, 50, 200));
    const Id before = TRY(place_in_query(request, "before"));
    EntriesOut entries(snapshot, municipality_of(site, request));
    json::array lines;
    for (const settlement::UseOfDay& use : settlement::uses_of_day(snapshot, day, before, limit + 1)) {
        const auto entry = ledger::find_entry(snapshot, use.entry);
        must(entry.has_value(), "a use is an entry");
        json::object line{{"id", to_string(use.entry)}, {"entry", entries.entry(*entry)}};
        add_family(line, snapshot, use.household);
        lines.push_back(std::move(line));
    }
    return json_response(200, page("uses", std::move(lines), limit, settlement::count_uses(snapshot, day)));
}

Result<Response> get_office_day_bookings(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                         const Request& request)
{
    const Date day = TRY(day_in_path(request));
    const int limit = TRY(limit_in_query(request, 50, 200));
    const Id after = TRY(place_in_query(request, "after"));
    const Municipality& municipality = municipality_of(site, request);
    json::array lines;
    for (const booking::Booking& booking : booking::bookings_of_day(snapshot, day, after, limit + 1))
        lines.push_back(booking_line(snapshot, municipality, booking));
    return json_response(200,
                         page("bookings", std::move(lines), limit, booking::count_bookings(snapshot, day)));
}

}  // namespace hagukumi::http
