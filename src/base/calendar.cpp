#include "base/calendar.hpp"

#include <algorithm>
#include <utility>

namespace hagukumi {

using std::chrono::sys_days;

Calendar::Calendar(std::map<sys_days, std::string> holidays,
                   std::vector<std::chrono::month_day> closed_yearly,
                   std::vector<std::chrono::weekday> closed_weekly, Date known_until)
    : x_holidays(std::move(holidays)),
      x_closed_yearly(std::move(closed_yearly)),
      x_closed_weekly(std::move(closed_weekly)),
      x_known_until(known_until)
{
}

bool Calendar::is_open(Date day) const
{
    const auto is = [](const auto& days, const auto& wanted) {
        return std::find(days.begin(), days.end(), wanted) != days.end();
    };
    return !is(x_closed_weekly, std::chrono::weekday(sys_days(day))) &&
           !is(x_closed_yearly, day.month() / day.day()) && !x_holidays.contains(sys_days(day));
}

const std::string* Calendar::find_holiday(Date day) const
{
    const auto found = x_holidays.find(sys_days(day));
    return found == x_holidays.end() ? nullptr : &found->second;
}

std::optional<Date> Calendar::open_days_from(Date anchor, int count) const
{
    const std::chrono::days step(count < 0 ? -1 : 1);
    sys_days day(anchor);
    int wanted = count < 0 ? -count : count;
    for (int passed = 0; wanted > 0; ++passed) {
        if (passed == search_limit) return std::nullopt;
        day += step;
        if (is_open(Date(day))) --wanted;
    }
    return Date(day);
}

std::optional<Date> Calendar::next_open_day(Date day) const
{
    return is_open(day) ? day : open_days_from(day, 1);
}

std::optional<Date> Calendar::previous_open_day(Date day) const
{
    return is_open(day) ? day : open_days_from(day, -1);
}

}  // namespace hagukumi
