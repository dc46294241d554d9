// Instants and dates.  Japan has one time zone, UTC+9, without summer time; every business date is
// made here and nowhere else (reliability.md T39).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

namespace hagukumi {

/// A calendar day in Japan.
using Date = std::chrono::year_month_day;

/// A point in time: milliseconds since 1970-01-01T00:00Z.  It arrives in the command; nothing that
/// decides reads a clock.
struct Instant {
    std::int64_t milliseconds = 0;

    friend auto operator<=>(const Instant&, const Instant&) = default;
};

inline Instant operator+(Instant at, std::chrono::milliseconds duration)
{
    return {at.milliseconds + duration.count()};
}
inline std::chrono::milliseconds operator-(Instant later, Instant earlier)
{
    return std::chrono::milliseconds(later.milliseconds - earlier.milliseconds);
}

/// The day in Japan on which `at` falls.  2026-03-31T14:59:59Z is still 31 March; 15:00:00Z is 1 April.
Date date_in_japan(Instant at);

/// The instant at which `day` begins in Japan.
Instant start_of_day_in_japan(Date day);

/// Days since 1970-01-01, the form in which dates are stored.
std::int64_t days_since_epoch(Date day);
Date date_of_days(std::int64_t days);

/// "2026-07-01"
std::string to_string(Date day);

/// "2026-07-01T09:30:00+09:00", seconds; the milliseconds are cut.
std::string to_string_in_japan(Instant at);

}  // namespace hagukumi
