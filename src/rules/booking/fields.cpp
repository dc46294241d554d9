#include "rules/booking/fields.hpp"

#include "base/era.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

Deadline BookingFields::deadline(const Node& node) const
{
    const MapReader map(node, Map::deadline, x_mistakes);
    if (map.find("hours_before") || map.find("minutes_before")) return before_the_use(map);
    Deadline deadline;
    deadline.days_before = static_cast<int>(map.number("days_before", true).value_or(0));
    if (const Node* const begins = map.find("use_begins"))
        x_mistakes.add(
            *begins, {"`hours_before` がないのに `use_begins` がある", "`use_begins` without `hours_before`"},
            {"`hours_before` か `minutes_before` と並べたときだけ",
             "it beside `hours_before` or `minutes_before`"},
            {"消してください", "remove it"});
    if (const auto counted = map.choice("counted_in", deadline.days_before > 0))
        deadline.open_days = *counted == 1;
    if (const auto closed = map.choice("on_closed_day"))
        deadline.on_closed_day = static_cast<OnClosedDay>(*closed);
    if (const Node* const until = map.need("until"))
        deadline.minute = read_time(*until, x_mistakes).value_or(deadline.minute);
    return deadline;
}

Deadline BookingFields::before_the_use(const MapReader& map) const
{
    const bool by_hours = map.find("hours_before") != nullptr;
    const std::string_view own = by_hours ? "hours_before" : "minutes_before";
    Deadline deadline;
    deadline.minutes_before = static_cast<int>(map.number(own).value_or(0) * (by_hours ? 60 : 1));
    if (const Node* const begins = map.find("use_begins"))
        deadline.use_begins = read_time(*begins, x_mistakes);
    for (const std::string_view other :
         {"minutes_before", "days_before", "counted_in", "on_closed_day", "until"}) {
        const Node* const node = other == own ? nullptr : map.find(other);
        if (node == nullptr) continue;
        x_mistakes.add(
            *node, told("{}と並んで{}がある", "{1} beside {0}", backquoted(own), backquoted(other)),
            {"利用開始から数える締切には、それだけ（必要なら `use_begins` も）",
             "nothing else in a deadline that is counted from the beginning of the use, but `use_begins`"},
            {"どちらかを消してください", "remove one of the two"});
    }
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
