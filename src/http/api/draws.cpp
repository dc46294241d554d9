// 抽選, for everybody: what was committed to, and after the draw the seed and the line, without names.
#include "base/age.hpp"
#include "booking/draw.hpp"
#include "facilities/facility.hpp"
#include "http/api/bookings_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// Draws are listed for so many days after they closed.
constexpr int shown_days = 60;

std::string_view state_of(const booking::Draw& draw, Instant at)
{
    if (draw.ended_at) return "ended";
    if (at < draw.opens_at) return "upcoming";
    return at < draw.closes_at ? "collecting" : "drawing";
}

json::object draw_to_json(store::Snapshot& snapshot, const Municipality& municipality,
                          const booking::Draw& draw, Instant at)
{
    const auto facility = facilities::find_facility(snapshot, draw.place.facility);
    must(facility.has_value(), "a draw is of a facility");
    const rules::Programme* const programme = municipality.find(draw.place.programme);
    return {{"id", to_string(draw.id)},
            {"state", state_of(draw, at)},
            {"facility", facility_to_json(*facility)},
            {"service", draw.place.service},
            {"service_name",
             to_json(programme != nullptr ? service_name(*programme, draw.place.service) : Text{})},
            {"opens_at", to_string_in_japan(draw.opens_at)},
            {"closes_at", to_string_in_japan(draw.closes_at)},
            {"commitment", draw.commitment},
            {"made_at", to_string_in_japan(draw.made_at)},
            {"applications", booking::applications_in(snapshot, draw.id)},
            {"seed", draw.drawn_at ? json::value(draw.seed) : nullptr}};
}

json::array lines_to_json(store::Snapshot& snapshot, const rules::BookingRules* rules, const Id& draw)
{
    json::array lines;
    for (const booking::DrawLine& line : booking::lines_of(snapshot, draw)) {
        json::value group = nullptr;
        for (const rules::PriorityGroup& one :
             rules != nullptr ? rules->priorities : std::vector<rules::PriorityGroup>()) {
            if (one.code == line.priority_group) group = to_json(one.name);
        }
        lines.push_back(json::object{{"place", line.place},
                                     {"number", line.number},
                                     {"group", std::move(group)},
                                     {"ticket", line.ticket},
                                     {"outcome", name_of(line.outcome)}});
    }
    return lines;
}

}  // namespace

json::value next_draw_to_json(const std::optional<booking::Draw>& draw)
{
    if (!draw) return nullptr;
    return json::object{{"id", to_string(draw->id)},
                        {"opens_at", to_string_in_japan(draw->opens_at)},
                        {"closes_at", to_string_in_japan(draw->closes_at)},
                        {"commitment", draw->commitment}};
}

Result<Response> get_draws(const Site& site, store::Snapshot& snapshot, const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    const auto facility = parse_id(request.query_value("facility"));
    const Instant since = start_of_day_in_japan(plus_days(date_in_japan(request.at), -shown_days));
    json::array draws;
    for (const booking::Draw& draw : booking::draws_since(snapshot, since, facility.value_or(Id{})))
        draws.push_back(draw_to_json(snapshot, municipality, draw, request.at));
    return json_response(200, json::object{{"draws", std::move(draws)}});
}

Result<Response> get_draw(const Site& site, store::Snapshot& snapshot, const Request& request)
{
    const auto draw = booking::find_draw(snapshot, TRY(id_in_path(request, 0)));
    if (!draw) return not_found();
    const Municipality& municipality = municipality_of(site, request);
    const rules::Programme* const programme = municipality.find(draw->place.programme);
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(draw->place.service) : nullptr;
    json::object out = draw_to_json(snapshot, municipality, *draw, request.at);
    out["lines"] = lines_to_json(snapshot, rules, draw->id);
    return json_response(200, json::object{{"draw", std::move(out)}});
}

}  // namespace hagukumi::http
