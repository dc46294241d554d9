#include "base/instant.hpp"

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

namespace {

void append_two_digits(std::string& text, unsigned number)
{
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

}  // namespace

std::string to_string(Date day)
{
    std::string text = std::to_string(static_cast<int>(day.year()));
    if (text.size() < 4) text.insert(0, 4 - text.size(), '0');
    text += '-';
    append_two_digits(text, static_cast<unsigned>(day.month()));
    text += '-';
    append_two_digits(text, static_cast<unsigned>(day.day()));
    return text;
}

std::string to_string_in_japan(Instant at)
{
    const Date day = date_in_japan(at);
    const auto seconds = static_cast<unsigned>((at - start_of_day_in_japan(day)).count() / 1000);
    std::string text = to_string(day);
    text += 'T';
    append_two_digits(text, seconds / 3600);
    text += ':';
    append_two_digits(text, seconds / 60 % 60);
    text += ':';
    append_two_digits(text, seconds % 60);
    text += "+09:00";
    return text;
}

}  // namespace hagukumi
