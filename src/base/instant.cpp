#include "base/instant.hpp"

#include <cstdio>

namespace hagukumi {

namespace {

constexpr std::int64_t milliseconds_a_day = 86'400'000;
constexpr std::int64_t japan_offset = 9 * 3'600'000;

std::int64_t floor_divide(std::int64_t a, std::int64_t b)
{
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

}  // namespace

Date date_in_japan(Instant at)
{
    return date_of_days(floor_divide(at.milliseconds + japan_offset, milliseconds_a_day));
}

Instant start_of_day_in_japan(Date day)
{
    return {days_since_epoch(day) * milliseconds_a_day - japan_offset};
}

std::int64_t days_since_epoch(Date day)
{
    return std::chrono::sys_days(day).time_since_epoch().count();
}

Date date_of_days(std::int64_t days)
{
    return Date(std::chrono::sys_days(std::chrono::days(days)));
}

std::string to_string(Date day)
{
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text;
}

std::string to_string_in_japan(Instant at)
{
    const Date day = date_in_japan(at);
    const auto seconds = (at - start_of_day_in_japan(day)).count() / 1000;
    char time[32];
    std::snprintf(time, sizeof time, "T%02d:%02d:%02d+09:00", static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return to_string(day) + time;
}

}  // namespace hagukumi
