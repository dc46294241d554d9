#include "booking/draw.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "booking/sql.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

namespace {

Draw draw_in(const store::Row& row)
{
    Draw draw;
    draw.id = row.id(0);
    draw.place = {row.id(1), std::string(row.text(2)), std::string(row.text(3))};
    draw.opens_at = row.instant(4);
    draw.closes_at = row.instant(5);
    draw.seed = std::string(row.text(6));
    draw.commitment = std::string(row.text(7));
    draw.made_at = row.instant(8);
    draw.drawn_at = row.maybe_instant(9);
    draw.ended_at = row.maybe_instant(10);
    return draw;
}

}  // namespace

std::string_view name_of(DrawOutcome outcome)
{
    switch (outcome) {
        case DrawOutcome::not_asked: return "not_asked";
        case DrawOutcome::seat: return "seat";
        case DrawOutcome::waits: return "waits";
        case DrawOutcome::nothing: break;
    }
    return "nothing";
}

std::optional<Draw> find_draw(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_draw, draw_in, id);
}

std::optional<Draw> draw_of_day(store::Snapshot& snapshot, const rules::Programme& programme,
                                const Place& place, Date day)
{
    const rules::BookingRules* const rules = programme.booking_of(place.service);
    if (rules == nullptr || !rules->lottery) return std::nullopt;
    const auto opens_at = rules::released_at(rules->release, programme.calendar(), day);
    if (!opens_at) return std::nullopt;
    return snapshot.find(sql::draw_of_release, draw_in, place.facility, place.programme, place.service,
                         *opens_at);
}

std::vector<Draw> draws_since(store::Snapshot& snapshot, Instant since, const Id& facility)
{
    std::vector<Draw> draws;
    snapshot.query(
        sql::draws_since,
        [&](const store::Row& row) {
            Draw draw = draw_in(row);
            if (facility.is_nil() || draw.place.facility == facility) draws.push_back(std::move(draw));
        },
        since);
    return draws;
}

std::vector<DrawLine> lines_of(store::Snapshot& snapshot, const Id& draw)
{
    std::vector<DrawLine> lines;
    snapshot.query(
        sql::lines_of_draw,
        [&](const store::Row& row) {
            lines.push_back({static_cast<int>(row.integer(0)), row.id(1), std::string(row.text(2)),
                             std::string(row.text(3)), std::string(row.text(4)),
                             static_cast<DrawOutcome>(row.integer(5))});
        },
        draw);
    return lines;
}

std::int64_t applications_in(store::Snapshot& snapshot, const Id& draw)
{
    return *snapshot.find(
        sql::count_in_draw, [](const store::Row& row) { return row.integer(0); }, draw);
}

}  // namespace hagukumi::booking
