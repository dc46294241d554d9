// 開庁日: the days on which an office is open.  Holidays are data, never computed: the equinoxes
// of a year are published in the February before it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace hagukumi {

/// The open days of one owner (a municipality, a facility).
class Calendar {
public:
    Calendar() = default;
    /// `known_until` is the last day for which the holidays are published.
    Calendar(std::map<std::chrono::sys_days, std::string> holidays,
             std::vector<std::chrono::month_day> closed_yearly,
             std::vector<std::chrono::weekday> closed_weekly, Date known_until);

    bool is_open(Date day) const;

    /// The days of the week, and of each year, that are closed whatever the holidays are.
    const std::vector<std::chrono::weekday>& closed_weekly() const { return x_closed_weekly; }
    const std::vector<std::chrono::month_day>& closed_yearly() const { return x_closed_yearly; }

    /// The holiday's name, if `day` is one.
    const std::string* find_holiday(Date day) const;

    /// Beyond this day an answer must say 「祝日が未公表のため仮」.
    Date known_until() const { return Date(x_known_until); }
    bool is_known(Date day) const { return std::chrono::sys_days(day) <= x_known_until; }

    /// The `count`th open day after `anchor`, or before it when `count` is negative.  The anchor is
    /// not counted, even if it is open.  Nothing when more than `search_limit` days would be passed.
    ///     2026-04-28 + 2 == 2026-05-01     29 April is 昭和の日
    std::optional<Date> open_days_from(Date anchor, int count) const;

    /// `day` itself when open, else the next or the previous open day.
    std::optional<Date> next_open_day(Date day) const;
    std::optional<Date> previous_open_day(Date day) const;

private:
    static constexpr int search_limit = 40'000;

    std::map<std::chrono::sys_days, std::string> x_holidays;
    std::vector<std::chrono::month_day> x_closed_yearly;
    std::vector<std::chrono::weekday> x_closed_weekly;
    std::chrono::sys_days x_known_until{};
};

}  // namespace hagukumi
