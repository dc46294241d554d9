// Caps: first those that cut, then those that refuse what the others have left.
#include <algorithm>

#include "rules/deciding.hpp"

namespace hagukumi::rules {

bool Deciding::applies(const Rule& rule)
{
    x_scene.day = x_scene.first_day;
    return (rule.services >> x_index & 1) != 0 &&
           (!rule.when.present() || evaluate(rule.when, x_scene).is_true());
}

bool Deciding::is_by_day(const Rule& rule) const
{
    const Counting& counting = rule.counting;
    return is_stay() && counting.by == CountedBy::each_day && counting.counts == Counts::units &&
           counting.per != Per::use;
}

Value Deciding::room_on(std::uint16_t number, std::int64_t i, Room& room)
{
    const Rule& rule = x_parts.rules[number];
    x_scene.day = x_scene.first_day + i;
    const Value inside = span_of(rule.counting, x_scene, x_scene.day, room.span);
    if (!inside.is_known()) return inside;
    if (!room.span.contains(x_scene.day)) {
        room.span = {x_scene.day, x_scene.day};
        return {};
    }
    const Value most = evaluate(rule.at_most, x_scene);
    if (!most.is_known()) return most;
    if (!most.ratio.is_whole()) return {Value::State::overflow, Fact::none, {}, 0};
    const std::uint64_t services = rule.each_by_itself ? std::uint64_t{1} << x_index : rule.counting.services;
    const bool adds_up = rule.counting.per != Per::use;
    const std::int64_t used = adds_up ? earlier_uses(rule.counting, services, x_scene, room.span) : 0;
    room.is_limited = true;
    room.most = std::clamp<std::int64_t>(most.whole(), 0, most_units);
    room.left = std::max<std::int64_t>(0, room.most - used);
    return {};
}

bool Deciding::see(CapSeen& cap)
{
    const Rule& rule = x_parts.rules[cap.number];
    const bool by_day = is_by_day(rule);
    for (std::int64_t i = 0; i < x_days; ++i) {
        if (!is_taken(i)) continue;
        Room room;
        if (const Value known = room_on(cap.number, i, room); !known.is_known()) {
            look_unknown(cap.number, known);
            return false;
        }
        cap.rooms.push_back(room);
        std::int64_t last = x_days - 1;
        if (by_day) last = std::min(last, room.span.last - x_scene.first_day);
        if (room.is_limited) {
            const std::int64_t asked = rule.counting.counts == Counts::uses ? 1
                                       : by_day                             ? units_within(i, last)
                                                                            : x_amount;
            cap.is_exceeded |= asked > room.left;
            if (!cap.is_told || room.left - asked < cap.told.left - cap.told.asked) {
                cap.told.asked = asked;
                cap.told.left = room.left;
                cap.told.needed = room.most;
            }
            cap.is_told = true;
        }
        i = last;
    }
    return true;
}

void Deciding::tell(const CapSeen& cap, Verdict verdict)
{
    if (!cap.is_told) return;
    RuleLook& told = look(cap.number, verdict);
    told.asked = cap.told.asked;
    told.left = cap.told.left;
    told.needed = cap.told.needed;
}

void Deciding::look_at_refusing_caps()
{
    for (const std::uint16_t number : x_parts.refusing_caps) {
        CapSeen cap;
        cap.number = number;
        if (x_amount > 0 && applies(x_parts.rules[number]) && see(cap))
            tell(cap, cap.is_exceeded ? Verdict::against : Verdict::met);
    }
}

void Deciding::look_at_cutting_caps()
{
    if (x_amount == 0) return;
    std::vector<CapSeen> caps;
    bool is_exceeded = false;
    for (const std::uint16_t number : x_parts.cutting_caps) {
        if (!applies(x_parts.rules[number])) continue;
        CapSeen& cap = caps.emplace_back();
        cap.number = number;
        if (!see(cap)) {
            caps.pop_back();
            continue;
        }
        is_exceeded |= cap.is_exceeded;
    }
    if (is_exceeded && is_stay()) {
        keep_longest_run(caps);
    } else if (is_exceeded) {
        for (const CapSeen& cap : caps) {
            if (cap.is_told) x_amount = std::min(x_amount, cap.told.left);
        }
    }
    for (const CapSeen& cap : caps) {
        tell(cap, !cap.is_exceeded ? Verdict::met : x_amount > 0 ? Verdict::cut : Verdict::against);
    }
}

void Deciding::keep_longest_run(const std::vector<CapSeen>& caps)
{
    std::int64_t best_first = 0;
    std::int64_t best_last = -1;
    std::int64_t best_units = 0;
    for (std::int64_t first = 0; first < x_days && best_units < x_amount; ++first) {
        if (!is_taken(first)) continue;
        const std::int64_t most = most_from(caps, first);
        for (std::int64_t last = first; last < x_days; ++last) {
            const std::int64_t units = run_units(first, last);
            if (units > most || !fits(caps, first, last)) break;
            if (units > best_units) {
                best_first = first;
                best_last = last;
                best_units = units;
            }
        }
    }
    for (std::int64_t i = 0; i < x_days; ++i) {
        if (i < best_first || best_last < i) x_cut.set(static_cast<std::size_t>(i));
    }
    x_amount = best_units;
}

std::int64_t Deciding::most_from(const std::vector<CapSeen>& caps, std::int64_t first)
{
    std::int64_t most = most_units;
    for (const CapSeen& cap : caps) {
        if (is_by_day(x_parts.rules[cap.number])) continue;
        Room room;
        if (!room_on(cap.number, first, room).is_known()) return 0;
        if (room.is_limited) most = std::min(most, room.left);
    }
    return most;
}

bool Deciding::fits(const std::vector<CapSeen>& caps, std::int64_t first, std::int64_t last) const
{
    for (const CapSeen& cap : caps) {
        if (!is_by_day(x_parts.rules[cap.number])) continue;
        for (const Room& room : cap.rooms) {
            const std::int64_t from = std::max(first, room.span.first - x_scene.first_day);
            const std::int64_t until = std::min(last, room.span.last - x_scene.first_day);
            if (room.is_limited && from <= until && run_units(from, until, last) > room.left) return false;
        }
    }
    return true;
}

std::int64_t Deciding::run_units(std::int64_t first, std::int64_t last, std::int64_t end) const
{
    std::int64_t units = 0;
    for (std::int64_t i = first; i <= last; ++i) {
        if (is_counted_day(i) && (!x_service->nights_only || i < end)) units += x_service->units_per_day;
    }
    return units;
}

std::int64_t Deciding::run_units(std::int64_t first, std::int64_t last) const
{
    return run_units(first, last, last);
}

std::int64_t Deciding::units_within(std::int64_t first, std::int64_t last) const
{
    return run_units(first, last, x_days);
}

}  // namespace hagukumi::rules
