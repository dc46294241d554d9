#include "rules/booking/fields.hpp"

#include "base/era.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

Deadline BookingFields::deadline(const Node& node) const
{
    const MapReader map(node, Map::deadline, x_mistakes);
    Deadline deadline;
    deadline.days_before = static_cast<int>(map.number("days_before").value_or(0));
    if (const auto counted = map.choice("counted_in", deadline.days_before > 0))
        deadline.open_days = *counted == 1;
    if (const auto closed = map.choice("on_closed_day"))
        deadline.on_closed_day = static_cast<OnClosedDay>(*closed);
    if (const Node* const until = map.need("until"))
        deadline.minute = read_time(*until, x_mistakes).value_or(deadline.minute);
    return deadline;
}

std::optional<Instant> BookingFields::moment(const Node& node) const
{
    const std::size_t space = node.text.find(' ');
    if (node.kind == Node::Kind::scalar && space != std::string::npos) {
        const auto day = parse_iso_date(node.text.substr(0, space));
        const auto time = parse_time_of_day(node.text.substr(space + 1));
        if (day && time) return start_of_day_in_japan(*day) + std::chrono::minutes(*time);
    }
    x_mistakes.add(node, what_is(node),
                   {"日付と時刻（2026-07-08 9:00 のように）", "a day and a time, as in 2026-07-08 9:00"},
                   {"両方を書いてください", "write both"});
    return std::nullopt;
}

}  // namespace hagukumi::rules
