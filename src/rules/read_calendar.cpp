// programmes/calendars/*.yaml
#include <algorithm>
#include <map>

#include "rules/read_programme.hpp"
#include "rules/schema.hpp"

namespace hagukumi::rules {

ReadCalendarResult read_calendar(std::string file_name, std::string_view text)
{
    Mistakes mistakes(file_name);
    ReadCalendarResult result;
    const Node root = read_yaml(text, mistakes);
    const MapReader map(root, Map::calendar, mistakes);
    result.name = map.text("calendar");
    map.text("source");
    const auto known_until = map.date("known_until");

    const auto items_of = [&](std::string_view key) -> std::vector<Node> {
        const Node* const node = map.need(key);
        if (!node) return {};
        if (node->kind != Node::Kind::list)
            mistakes.add(*node, what_is(*node), {"リスト", "a list"},
                         {"`[…]` と書いてください", "write `[…]`"});
        return node->items;
    };
    static const std::vector<std::string_view> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                        "thursday", "friday", "saturday"};
    std::vector<std::chrono::weekday> weekly;
    for (const Node& item : items_of("closed_weekly")) {
        const auto found = std::find(weekdays.begin(), weekdays.end(), item.text);
        if (found == weekdays.end()) {
            mistakes.add(item, what_is(item), list_of(weekdays),
                         suggest(item.text, weekdays, {"曜日を書いてください", "write a weekday"}));
            continue;
        }
        weekly.emplace_back(static_cast<unsigned>(found - weekdays.begin()));
    }
    std::vector<std::chrono::month_day> yearly;
    for (const Node& item : items_of("closed_yearly")) {
        // "12-29", read as a day of a leap year
        Mistakes ignored("");
        Node whole = item;
        whole.text = "2024-" + item.text;
        const auto day = read_date(whole, ignored);
        if (!day) {
            mistakes.add(item, what_is(item), {"月と日（12-29 のように）", "a month and a day, as in 12-29"},
                         {"月も日も2桁で書いてください", "write both in two digits"});
            continue;
        }
        yearly.push_back(day->month() / day->day());
    }
    std::map<std::chrono::sys_days, std::string> holidays;
    if (const Node* const node = map.need("holidays")) {
        if (node->kind != Node::Kind::map)
            mistakes.add(*node, what_is(*node), {"日付のマップ", "a map of dates"},
                         {"`日付: 名前` と書いてください", "write `date: name`"});
        for (const auto& [key, value] : node->entries) {
            if (const auto day = read_date(key, mistakes)) holidays.emplace(*day, value.text);
        }
    }
    if (mistakes.empty() && known_until) {
        result.calendar = std::make_shared<const Calendar>(std::move(holidays), std::move(yearly),
                                                           std::move(weekly), *known_until);
    }
    result.mistakes = mistakes.take();
    return result;
}

}  // namespace hagukumi::rules
