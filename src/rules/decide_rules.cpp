// The file's own rules, each on every day of the use: what they leave of it.
#include <algorithm>

#include "base/age.hpp"
#include "rules/deciding.hpp"

namespace hagukumi::rules {

void Deciding::look_at_rules()
{
    for (std::size_t index = x_parts.application_rules; index < x_parts.rules.size(); ++index) {
        const Rule& rule = x_parts.rules[index];
        if ((rule.services >> x_index & 1) == 0) continue;
        const auto number = static_cast<std::uint16_t>(index);
        x_scene.day = x_scene.first_day;
        if (rule.when.present()) {
            const Value applies = evaluate(rule.when, x_scene);
            if (!applies.is_known()) {
                look_unknown(number, applies);
                continue;
            }
            if (!applies.is_true()) continue;
        }
        if (rule.at_most.present()) {
            x_caps = true;
            continue;  // counted on what is left of the days
        }
        rule.is_window() ? look_at_window(rule, number) : look_at_requirement(rule, number);
    }
}

void Deciding::look_at_requirement(const Rule& rule, std::uint16_t number)
{
    Days outside;
    const std::int64_t days = rule.require.by_day ? x_days : 1;
    for (std::int64_t i = 0; i < days; ++i) {
        x_scene.day = x_scene.first_day + i;
        const Value holds = evaluate(rule.require, x_scene);
        if (!holds.is_known()) {
            look_unknown(number, holds);
            return;
        }
        if (!holds.is_true()) outside.set(static_cast<std::size_t>(i));
    }
    if (!rule.require.by_day && outside.any()) outside.set();
    judge(rule, number, outside);
}

void Deciding::look_at_window(const Rule& rule, std::uint16_t number)
{
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    bool by_facility = false;
    const bool by_day = rule.first_day.by_day || rule.last_day.by_day || rule.facility_last_day.by_day;
    Days outside;
    for (std::int64_t i = 0; i < x_days; ++i) {
        x_scene.day = x_scene.first_day + i;
        if (i == 0 || by_day) {
            if (!read_window(rule, number, first, last, by_facility)) return;
        }
        if ((first && x_scene.day < *first) || (last && *last < x_scene.day)) {
            outside.set(static_cast<std::size_t>(i));
        }
    }
    RuleLook& window = judge(rule, number, outside);
    if (first) window.first_day = date_of_days(*first);
    if (last) window.last_day = date_of_days(*last);
    window.by_facility = by_facility;
}

bool Deciding::read_window(const Rule& rule, std::uint16_t number, std::optional<std::int64_t>& first,
                           std::optional<std::int64_t>& last, bool& by_facility)
{
    const auto read = [&](const Formula& formula, std::optional<std::int64_t>& into) {
        if (!formula.present()) return true;
        const Value day = evaluate(formula, x_scene);
        if (!day.is_known()) {
            look_unknown(number, day);
            return false;
        }
        into = day.whole();
        return true;
    };
    if (!read(rule.first_day, first) || !read(rule.last_day, last)) return false;
    by_facility = false;
    if (rule.facility_last_day.present()) {
        // A facility may narrow, never widen; one without a limit of its own narrows nothing.
        const Value day = evaluate(rule.facility_last_day, x_scene);
        if (day.is_known() && (!last || day.whole() < *last)) {
            last = day.whole();
            by_facility = true;
        }
    }
    return true;
}

RuleLook& Deciding::judge(const Rule& rule, std::uint16_t number, const Days& outside)
{
    Days asked_days;
    for (std::int64_t i = 0; i < x_days; ++i) asked_days.set(static_cast<std::size_t>(i));
    const Days bad = outside & asked_days;
    if (bad.none()) return look(number, Verdict::met);
    const bool all = bad == asked_days;
    const bool refuses = all || !is_stay() || rule.days_outside == DaysOutside::refuse;
    RuleLook& judged = look(number, refuses ? Verdict::against : Verdict::cut);
    judged.asked = is_stay() ? x_asked : x_days;
    const std::int64_t days_left = x_days - static_cast<std::int64_t>(bad.count());
    judged.left =
        std::max<std::int64_t>(0, days_left - (x_service->nights_only ? 1 : 0)) * x_service->units_per_day;
    if (!refuses) x_cut |= bad;
    return judged;
}

}  // namespace hagukumi::rules
