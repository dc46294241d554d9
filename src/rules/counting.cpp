#include "rules/counting.hpp"

#include <algorithm>
#include <limits>

#include "base/age.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

/// Sums stay far below the ends of a number, whatever the facts say.
constexpr std::int64_t most = 1'000'000'000;

bool is_counted(std::uint64_t services, const Parts& parts, const PastUse& use)
{
    for (std::size_t i = 0; i < parts.services.size(); ++i) {
        if ((services >> i & 1) != 0 && parts.services[i].code == use.service) return true;
    }
    return false;
}

bool belongs(Whose whose, const Scene& scene, const PastUse& use)
{
    if (whose == Whose::holder && scene.service != nullptr) {
        switch (scene.parts.allotments[scene.service->allotment].holder) {
            case Holder::birth: whose = Whose::birth; break;
            case Holder::child:
            case Holder::registration: whose = Whose::child; break;
            case Holder::household: whose = Whose::household; break;
        }
    }
    if (whose == Whose::birth) return use.of_this_birth;
    if (whose == Whose::child) return use.of_this_child;
    if (whose == Whose::guardian) return use.of_this_guardian;
    return true;
}

/// The units of a use on the days of the span.  A stay has its units on its days, one after the other;
/// days that were cut are not known any more, so the last of them count nothing.
std::int64_t units_within(const Parts& parts, const PastUse& use, const Span& span)
{
    const std::int64_t units = std::clamp<std::int64_t>(use.units.count, 0, most);
    const std::int64_t first = days_since_epoch(use.first_day);
    const std::int64_t last = is_in_range(use.last_day) ? days_since_epoch(use.last_day) : first;
    if (last <= first) return span.contains(first) ? units : 0;
    std::int64_t each = 1;
    for (const Service& service : parts.services) {
        if (service.code == use.service) each = service.units_per_day;
    }
    const std::int64_t begin = std::max<std::int64_t>(0, span.first - first);
    const std::int64_t end = std::min(last, span.last) - first + 1;
    if (end <= begin) return 0;
    return std::min(units, end * each) - std::min(units, begin * each);
}

}  // namespace

Span span_of(Per per, std::int64_t day)
{
    const Date date = date_of_days(day);
    switch (per) {
        case Per::use:
        case Per::life: break;
        case Per::day: return {day, day};
        case Per::week_from_monday:
        case Per::week_from_sunday: {
            const auto weekday =
                static_cast<std::int64_t>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding());
            const std::int64_t first = day - (per == Per::week_from_monday ? weekday - 1 : weekday % 7);
            return {first, first + 6};
        }
        case Per::calendar_year:
            return {days_since_epoch(Date(date.year() / std::chrono::January / 1)),
                    days_since_epoch(Date(date.year() / std::chrono::December / 31))};
        case Per::month:
            return {days_since_epoch(Date(date.year() / date.month() / std::chrono::day(1))),
                    days_since_epoch(month_end(date))};
        case Per::fiscal_year:
            return {days_since_epoch(fiscal_year_start(date)), days_since_epoch(fiscal_year_end(date))};
    }
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
}

Value span_of(const Counting& counting, const Scene& scene, std::int64_t day, Span& span)
{
    span = span_of(counting.per, day);
    if (counting.from.present()) {
        const Value from = evaluate(counting.from, scene);
        if (!from.is_known()) return from;
        span.first = std::max(span.first, from.whole());
    }
    if (counting.until.present()) {
        const Value until = evaluate(counting.until, scene);
        if (!until.is_known()) return until;
        span.last = std::min(span.last, until.whole());
    }
    return {};
}

bool is_earlier_use(Whose whose, std::uint64_t services, const Scene& scene, const PastUse& use)
{
    return is_in_range(use.first_day) && is_counted(services, scene.parts, use) && belongs(whose, scene, use);
}

std::int64_t earlier_uses(const Counting& counting, std::uint64_t services, const Scene& scene,
                          const Span& span)
{
    std::int64_t sum = 0;
    for (const PastUse& use : scene.facts.uses) {
        if (!is_earlier_use(counting.whose, services, scene, use)) continue;
        std::int64_t one = 0;
        if (counting.counts == Counts::units && counting.by == CountedBy::each_day) {
            one = units_within(scene.parts, use, span);
        } else if (span.contains(days_since_epoch(use.first_day))) {
            one = counting.counts == Counts::units        ? use.units.count
                  : counting.counts == Counts::uses       ? 1
                  : counting.counts == Counts::parent_yen ? use.parent.amount
                                                          : use.public_share.amount;
        }
        sum = std::min(most, sum + std::clamp<std::int64_t>(one, 0, most));
    }
    return sum;
}

namespace {

/// The first or the last day of the earlier uses.
Value day_of_uses(const Counting& counting, const Scene& scene, const Span& span)
{
    const bool first = counting.counts == Counts::first_day;
    std::optional<std::int64_t> found;
    for (const PastUse& use : scene.facts.uses) {
        if (!is_earlier_use(counting.whose, counting.services, scene, use)) continue;
        const Date date = first || !is_in_range(use.last_day) ? use.first_day : use.last_day;
        const std::int64_t day = days_since_epoch(date);
        if (span.contains(day) && (!found || (first ? day < *found : *found < day))) found = day;
    }
    if (!found) return {Value::State::missing, Fact::earlier_use, {}};
    return {Value::State::known, Fact::none, {*found, 1}};
}

}  // namespace

Value count(const Counting& counting, const Scene& scene)
{
    Span span;
    if (Value unknown = span_of(counting, scene, scene.day, span); !unknown.is_known()) return unknown;
    if (!is_sum(counting.counts)) return day_of_uses(counting, scene, span);
    Ratio sum{earlier_uses(counting, counting.services, scene, span), 1};
    const bool counts_this = scene.priced_days != nullptr && scene.service != nullptr &&
                             counting.counts != Counts::uses &&
                             (counting.services >> (scene.service - scene.parts.services.data()) & 1) != 0;
    if (counts_this) {
        for (const PricedDay& priced : *scene.priced_days) {
            if (!span.contains(priced.day)) continue;
            const Ratio more = counting.counts == Counts::units ? Ratio{scene.service->units_per_day, 1}
                               : counting.counts == Counts::parent_yen ? priced.parent
                                                                       : priced.public_share;
            const auto total = add(sum, more);
            if (!total) return {Value::State::overflow, Fact::none, {}};
            sum = *total;
        }
    }
    return {Value::State::known, Fact::none, sum};
}

}  // namespace hagukumi::rules
