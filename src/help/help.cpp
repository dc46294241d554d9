#include "help/help.hpp"

#include <algorithm>

namespace hagukumi::help {

namespace {

constexpr std::int64_t minute_in_milliseconds = 60'000;

int minute_in_japan(Instant at)
{
    return static_cast<int>((at.milliseconds - start_of_day_in_japan(date_in_japan(at)).milliseconds) /
                            minute_in_milliseconds);
}

template <class Item>
bool has_code(const std::vector<Item>& items, std::string_view code)
{
    return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.code == code; });
}

}  // namespace

Help joined(const Help& own, const Help& common)
{
    Help both = own;
    for (const Topic& topic : common.topics)
        if (!has_code(own.topics, topic.code)) both.topics.push_back(topic);
    for (const Question& question : common.questions)
        if (!has_code(own.questions, question.code)) both.questions.push_back(question);
    return both;
}

bool is_true_on(const Question& question, Date day)
{
    return (!question.from || *question.from <= day) && (!question.until || day <= *question.until);
}

std::optional<bool> is_open(const Office& office, Instant at)
{
    if (office.hours.empty()) return std::nullopt;
    if (!office.calendar->is_open(date_in_japan(at))) return false;
    const int minute = minute_in_japan(at);
    return std::any_of(office.hours.begin(), office.hours.end(),
                       [&](const Span& span) { return span.from <= minute && minute < span.until; });
}

std::optional<Instant> next_opening(const Office& office, Instant at)
{
    if (office.hours.empty()) return std::nullopt;
    const auto opens_on = [&](Date day, int after) -> std::optional<Instant> {
        for (const Span& span : office.hours)
            if (span.from > after)
                return Instant{start_of_day_in_japan(day).milliseconds + span.from * minute_in_milliseconds};
        return std::nullopt;
    };
    const Date today = date_in_japan(at);
    if (office.calendar->is_open(today))
        if (const auto later = opens_on(today, minute_in_japan(at))) return later;
    const auto next = office.calendar->open_days_from(today, 1);
    if (!next || !office.calendar->is_known(*next)) return std::nullopt;
    return opens_on(*next, -1);
}

}  // namespace hagukumi::help
