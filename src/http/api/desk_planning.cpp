// What the desk plans by: who is expected, what families have left, and the sheet of paper for a day without
// a line.
#include "desk/day_sheet.hpp"
#include "http/api/desk_handlers.hpp"
#include "http/api/file_response.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "paper/pdf.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int days_ahead = 7;

json::object expected_to_json(const desk::Expected& expected)
{
    const booking::Booking& booking = expected.booking;
    const bool has_hours = !booking.boxes.empty();
    json::array children;
    for (const std::string& name : expected.children) children.emplace_back(name);
    return {{"number", ledger::number_of(booking.id)},
            {"first_day", hagukumi::to_string(booking.first_day)},
            {"last_day", hagukumi::to_string(booking.last_day)},
            {"from", has_hours ? json::value(time_of_day(booking.from_minute)) : nullptr},
            {"until", has_hours ? json::value(time_of_day(booking.until_minute)) : nullptr},
            {"state", booking::name_of(booking.state)},
            {"guardian", expected.guardian},
            {"children", std::move(children)},
            {"service_name", to_json(expected.service)},
            {"units", booking.units.count},
            {"unit_name", to_json(expected.unit)},
            {"left", expected.left ? json::value(expected.left->count) : nullptr}};
}

Result<Date> day_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const auto day = in.maybe_date("day");
    TRY(in.done());
    return day.value_or(date_in_japan(request.at));
}

}  // namespace

Result<Response> get_desk_planning(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Date today = date_in_japan(request.at);
    const Date last = date_of_days(days_since_epoch(today) + days_ahead - 1);
    const auto& programmes = municipality_of(site, request).programmes;
    json::array expected, here;
    for (const auto& one : desk::expected_at(snapshot, programmes, facility_of(caller), today, last))
        expected.push_back(expected_to_json(one));
    for (const auto& family : desk::families_here(snapshot, programmes, facility_of(caller), today)) {
        json::array left;
        for (const desk::LeftOver& one : family.left)
            left.push_back(json::object{
                {"name", to_json(one.name)}, {"unit_name", to_json(one.unit)}, {"left", one.left.count}});
        here.push_back(json::object{{"guardian", family.guardian}, {"left", std::move(left)}});
    }
    return json_response(200, json::object{{"first_day", hagukumi::to_string(today)},
                                           {"last_day", hagukumi::to_string(last)},
                                           {"expected", std::move(expected)},
                                           {"here", std::move(here)}});
}

Recorded<Response> note_desk_day_sheet(const Site&, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const Date day = TRY(day_asked(request));
    desk::note_day_sheet(tx, request.at, caller.account, facility_of(caller), day);
    return Result<Response>(no_content());
}

Result<Response> draw_desk_day_sheet(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const Date day = TRY(day_asked(request));
    const Municipality& municipality = municipality_of(site, request);
    auto facility = facilities::find_facility(snapshot, facility_of(caller));
    must(facility.has_value(), "a desk belongs to a facility");
    const std::string name = "hikae-" + facility->code + "-" + hagukumi::to_string(day) + ".pdf";
    const desk::DaySheet sheet{
        municipality.name.ja, std::move(*facility), day, request.at,
        desk::expected_at(snapshot, municipality.programmes, facility_of(caller), day, day)};
    return file_response(paper::write_pdf(desk::day_sheet(sheet)), "application/pdf", name);
}

}  // namespace hagukumi::http
