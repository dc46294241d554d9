// 対象月: the month for which a statement is drawn up.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace hagukumi::settlement {

using Month = std::chrono::year_month;

/// The month of a use is that of its last day: a stay from 30 July to 2 August is August's.
inline Month month_of(Date day)
{
    return {day.year(), day.month()};
}

inline Date first_day_of(Month month)
{
    return month / std::chrono::day(1);
}

inline Date last_day_of(Month month)
{
    return month / std::chrono::last;
}

/// "2026-07"
inline std::string to_string(Month month)
{
    return hagukumi::to_string(first_day_of(month)).substr(0, 7);
}

/// Reads "2026-07", from 2000 to 2999; nothing else.
std::optional<Month> parse_month(std::string_view text);

}  // namespace hagukumi::settlement
