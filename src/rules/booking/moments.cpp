#include "rules/booking/moments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/age.hpp"

namespace hagukumi::rules {

namespace {

/// No file releases further ahead than this (read_booking.cpp).
constexpr int furthest = 400;

Instant at_minute(Date day, int minute)
{
    return start_of_day_in_japan(day) + std::chrono::minutes(minute);
}

/// `day`, or where the rules say that it goes; nothing where the calendar does not reach.
std::optional<Date> moved(OnClosedDay rule, const Calendar* calendar, Date day)
{
    if (rule == OnClosedDay::stays || calendar == nullptr) return day;
    return rule == OnClosedDay::next_open_day ? calendar->next_open_day(day)
                                              : calendar->previous_open_day(day);
}

/// The release day of the month in which `day` lies.
std::optional<Date> release_day(const Release& release, const Calendar* calendar, Date day)
{
    const auto month = std::chrono::year_month(day.year(), day.month()) - Months(release.months_before);
    const Date last = Date(month / std::chrono::last);
    Date found(month / std::chrono::day(static_cast<unsigned>(release.day_of_month)));
    if (!found.ok()) found = last;
    return moved(release.on_closed_day, calendar, found);
}

}  // namespace

std::optional<Instant> released_at(const Release& release, const Calendar* calendar, Date day)
{
    if (release.by == Release::By::days_ahead)
        return at_minute(plus_days(day, -release.days), release.minute);
    const auto from = release_day(release, calendar, day);
    if (!from) return std::nullopt;
    return at_minute(*from, release.minute);
}

std::optional<Instant> closes_at(const Deadline& deadline, const Calendar* calendar, Date day, int from)
{
    if (deadline.minutes_before)
        return at_minute(day, deadline.use_begins.value_or(from) - *deadline.minutes_before);
    std::optional<Date> last;
    if (deadline.days_before == 0 || !deadline.open_days)
        last = moved(deadline.on_closed_day, calendar, plus_days(day, -deadline.days_before));
    else if (calendar != nullptr) last = calendar->open_days_from(day, -deadline.days_before);
    if (!last) return std::nullopt;
    return at_minute(*last, deadline.minute);
}

std::optional<Instant> next_release(const Release& release, const Calendar* calendar, Instant at)
{
    std::optional<Instant> next;
    const Date today = date_in_japan(at);
    for (int ahead = 0; ahead <= furthest; ++ahead) {
        const auto from = released_at(release, calendar, plus_days(today, ahead));
        if (from && *from > at && (!next || *from < *next)) next = from;
    }
    return next;
}

std::optional<Instant> collects_until(const BookingRules& rules, const Calendar* calendar, Date day,
                                      Instant at)
{
    if (!rules.lottery) return std::nullopt;
    const auto from = released_at(rules.release, calendar, day);
    if (!from || at < *from) return std::nullopt;
    const Instant until = *from + std::chrono::minutes(rules.lottery->collects_minutes);
    return at < until ? std::optional(until) : std::nullopt;
}

std::optional<Date> last_day_released(const Release& release, const Calendar* calendar, Instant at)
{
    const Date today = date_in_japan(at);
    for (int ahead = furthest; ahead >= 0; --ahead) {
        const Date day = plus_days(today, ahead);
        const auto from = released_at(release, calendar, day);
        if (from && *from <= at) return day;
    }
    return std::nullopt;
}

std::pair<Instant, Instant> offer_time(const WaitingList& list, Instant at)
{
    const auto length = std::chrono::minutes(list.offer_minutes);
    if (list.quiet_from == list.quiet_until) return {at, at + length};
    // The quiet hours that may matter began yesterday evening or begin today.
    const Date today = date_in_japan(at);
    for (const Date day : {day_before(today), today}) {
        const Instant quiet = at_minute(day, list.quiet_from);
        const bool over_midnight = list.quiet_until < list.quiet_from;
        const Instant loud = at_minute(over_midnight ? day_after(day) : day, list.quiet_until);
        if (at < loud && at + length > quiet) return {loud, loud + length};
    }
    return {at, at + length};
}

std::string time_of_day(int minute)
{
    return fmt::format("{}:{:02}", minute / 60, minute % 60);
}

}  // namespace hagukumi::rules
