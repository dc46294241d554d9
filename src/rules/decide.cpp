#include "rules/decide.hpp"

#include <algorithm>
#include <bitset>

#include "base/age.hpp"
#include "rules/evaluate.hpp"
#include "rules/notes.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

/// A stay longer than this is a slip of the hand.
constexpr std::int64_t longest_stay = 366;
constexpr std::int64_t most_units = 1'000'000'000;
/// In a price that counts uses, units are gone through one by one; more than this is a slip as well.
constexpr std::int64_t most_priced_one_by_one = 400;

using Days = std::bitset<longest_stay>;

Date date_of(std::int64_t days)
{
    return date_of_days(days);
}

/// One decision being made.  Member functions in the order in which they are called.
class Deciding {
public:
    Deciding(const Parts& parts, const Facts& facts, const Request& request)
        : x_parts(parts), x_facts(facts), x_request(request), x_scene{parts, facts}
    {
        x_scene.today = days_since_epoch(date_in_japan(facts.at));
        x_decision.rules.reserve(12);
    }

    Decision decide()
    {
        if (understand()) {
            look_at_facility();
            look_at_coupon();
            look_at_rules();
            look_at_amount();
            if (!x_refused) price();
        }
        conclude();
        return std::move(x_decision);
    }

private:
    RuleLook& look(std::uint16_t rule, Verdict verdict)
    {
        if (verdict == Verdict::against || verdict == Verdict::unknown) x_refused = true;
        RuleLook& look = x_decision.rules.emplace_back();
        look.rule = rule;
        look.verdict = verdict;
        return look;
    }
    RuleLook& look(BuiltIn check, Verdict verdict) { return look(x_parts.rule_of(check), verdict); }

    /// A rule whose value is not known: missing, or beyond all sense.
    RuleLook& look_unknown(std::uint16_t rule, const Value& value)
    {
        if (value.state == Value::State::overflow) return look(BuiltIn::numbers_in_range, Verdict::against);
        RuleLook& unknown = look(rule, Verdict::unknown);
        unknown.fact = static_cast<std::uint16_t>(value.fact);
        unknown.document = value.document;
        return unknown;
    }

    // ---- 1. the request ----

    bool understand()
    {
        const std::int64_t first = days_of(x_request.first_day).value_or(x_scene.today);
        x_decision.first_day = x_decision.last_day = date_of(first);
        x_scene.day = x_scene.first_day = first;

        const auto& services = x_parts.services;
        const auto found = std::find_if(services.begin(), services.end(), [this](const Service& service) {
            return service.code == x_request.service;
        });
        if (found == services.end()) {
            look(BuiltIn::service_known, Verdict::against);
            return false;
        }
        x_index = static_cast<std::uint16_t>(found - services.begin());
        x_service = &*found;
        x_scene.service = x_service;
        x_scene.request = &x_request;
        x_decision.service = x_index;
        x_decision.allotment = found->allotment;

        if (x_request.first_day && !days_of(x_request.first_day)) return malformed();
        const std::int64_t units = x_request.units ? x_request.units->count : 0;
        if (x_request.units && (units < 1 || units > most_units)) return malformed(units);
        switch (found->asks) {
            case Asks::number:
            case Asks::amount:
                if (!x_request.units) return malformed();
                x_asked = units;
                x_days = 1;
                break;
            case Asks::hours:
                if (!understand_hours()) return malformed(units);
                x_days = 1;
                break;
            case Asks::number_of_days:
            case Asks::dates:
                if (x_request.last_day) {
                    const auto last = days_of(x_request.last_day);
                    if (!last || *last < first || *last - first >= longest_stay) return malformed();
                    x_days = *last - first + 1;  // nights + 1
                    if (x_request.units && units != units_of_days()) return malformed(units);
                } else {
                    const auto days = days_for(*x_service, units);
                    if (!x_request.units || !days || *days > longest_stay) return malformed(units);
                    x_days = *days;
                }
                x_asked = units_of_days();
                if (x_asked == 0) return malformed();  // a stay without a night
                break;
        }
        x_decision.asked = {x_asked};
        if (x_service->asks == Asks::hours) {
            x_decision.from = x_scene.request->from;
            x_decision.until = x_scene.request->until;
        }
        x_decision.last_day = date_of(first + x_days - 1);
        x_scene.units = x_asked;
        return true;
    }

    /// A list of coupons asks without times; only what needs them is then unknown.
    bool understand_hours()
    {
        const std::int64_t units = x_request.units ? x_request.units->count : 0;
        if (!x_request.from && !x_request.until) {
            x_asked = units;
            return units > 0;
        }
        constexpr int a_day = 24 * 60;
        if (!x_request.from || !x_request.until || *x_request.from < 0 || *x_request.from >= a_day)
            return false;
        if (x_service->ends_next_day && *x_request.until >= 0 && *x_request.until <= *x_request.from) {
            x_over_midnight = x_request;
            *x_over_midnight.until += a_day;
            x_scene.request = &x_over_midnight;
        }
        const int until = *x_scene.request->until;
        const int minutes = until - *x_request.from;
        if (minutes <= 0 || minutes > a_day || (until > a_day && !x_service->ends_next_day)) return false;
        const int each = x_service->unit == Unit::half_hour ? 30 : 60;
        if (minutes % each != 0 && !x_parts.service_parts[x_index].begun_unit_counts) return false;
        x_asked = (minutes + each - 1) / each;
        return !x_request.units || units == x_asked;
    }

    bool is_stay() const { return x_service->asks == Asks::dates || x_service->asks == Asks::number_of_days; }

    bool is_taken(std::int64_t day) const { return !x_cut.test(static_cast<std::size_t>(day)); }

    /// The units of the days of a stay that are not cut; of nights only, a night between two such days.
    std::int64_t units_of_days() const
    {
        std::int64_t counted = 0;
        for (std::int64_t i = 0; i < x_days; ++i) {
            if (is_counted_day(i)) ++counted;
        }
        return counted * x_service->units_per_day;
    }

    bool is_counted_day(std::int64_t i) const
    {
        if (!is_taken(i)) return false;
        return !x_service->nights_only || (i + 1 < x_days && is_taken(i + 1));
    }

    bool malformed(std::int64_t asked = 0)
    {
        look(BuiltIn::request_well_formed, Verdict::against).asked = asked;
        return false;
    }

    void look_at_facility()
    {
        if (!x_facts.facility) {
            look(BuiltIn::service_offered, Verdict::unknown).fact =
                static_cast<std::uint16_t>(Fact::facility);
            return;
        }
        const FacilityFacts& facility = *x_facts.facility;
        const std::int64_t first = x_scene.first_day;
        const std::int64_t last = first + x_days - 1;
        const OfferFacts* other = nullptr;  // offers the service, but not on these days
        for (const OfferFacts& offer : facility.offers) {
            if (offer.service != x_service->code) continue;
            const auto from = days_of(offer.first_day);
            const auto until = days_of(offer.last_day);
            if ((!from || *from <= first) && (!until || first <= *until)) {
                x_scene.offer = &offer;
                other = until && *until < last ? &offer : nullptr;
                break;
            }
            other = &offer;
        }
        if (!x_scene.offer || other) {
            RuleLook& not_offered = look(BuiltIn::service_offered, Verdict::against);
            if (other) {
                not_offered.first_day = other->first_day;
                not_offered.last_day = other->last_day;
            }
        }
        for (const Date closed : facility.closed_on) {
            if (!closed.ok()) continue;
            const std::int64_t day = days_since_epoch(closed);
            if (first <= day && day <= last) {
                look(BuiltIn::facility_open, Verdict::against).first_day = closed;
                break;
            }
        }
    }

    void look_at_coupon()
    {
        const Allotment& allotment = x_parts.allotments[x_service->allotment];
        for (const AllotmentFacts& held : x_facts.allotments) {
            if (held.code == allotment.code) {
                x_scene.allotment = &held;
                break;
            }
        }
        x_decision.limited = allotment.limited;
        if (!x_scene.allotment) {
            look(BuiltIn::coupon_held, Verdict::against);
            return;
        }
        x_notes = !allotment.notes.empty();
        if (allotment.limited) {
            x_left = std::clamp<std::int64_t>(x_scene.allotment->left.count, 0, most_units);
            x_decision.left_before = {x_left};
        }
        if (allotment.holder == Holder::registration && x_facts.facility &&
            x_scene.allotment->facility != x_facts.facility->id) {
            look(BuiltIn::bound_facility, Verdict::against);
        }
    }

    // ---- 2. the rules of the file ----

    void look_at_rules()
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

    void look_at_requirement(const Rule& rule, std::uint16_t number)
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

    void look_at_window(const Rule& rule, std::uint16_t number)
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
        if (first) window.first_day = date_of(*first);
        if (last) window.last_day = date_of(*last);
        window.by_facility = by_facility;
    }

    bool read_window(const Rule& rule, std::uint16_t number, std::optional<std::int64_t>& first,
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

    RuleLook& judge(const Rule& rule, std::uint16_t number, const Days& outside)
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
        judged.left = std::max<std::int64_t>(0, days_left - (x_service->nights_only ? 1 : 0)) *
                      x_service->units_per_day;
        if (!refuses) x_cut |= bad;
        return judged;
    }

    // ---- 3 and 4. the amount ----

    void look_at_amount()
    {
        x_amount = is_stay() ? units_of_days() : x_asked;
        const bool some_left = x_amount > 0;
        if (x_caps) look_at_cutting_caps();
        const std::int64_t covered = x_amount;
        const bool enough_left = look_at_units_left();
        if (x_notes) take_notes();

        // With nothing at all left, that alone is the reason.
        const std::int64_t least = x_service->least_per_use.count;
        if (x_amount > 0 && x_amount < least) {
            RuleLook& too_few = look(BuiltIn::least_per_use, Verdict::against);
            too_few.asked = x_asked;
            too_few.left = x_amount;
            too_few.needed = least;
        }
        if (x_amount == 0 && !some_left) {
            // Several rules together have taken every day.
            RuleLook& no_day = look(BuiltIn::least_per_use, Verdict::against);
            no_day.asked = x_asked;
            no_day.needed = least;
        }
        if (x_service->most_per_use && covered > x_service->most_per_use->count) {
            RuleLook& too_many = look(BuiltIn::most_per_use, Verdict::against);
            too_many.asked = covered;
            too_many.left = x_service->most_per_use->count;
        }
        if (x_caps) {
            // Where too few units are left the use is refused; the caps then tell of all that was asked.
            const std::int64_t left = x_amount;
            if (!enough_left) x_amount = covered;
            look_at_refusing_caps();
            x_amount = left;
        }

        std::int64_t first = 0;
        std::int64_t last = x_days - 1;
        if (x_amount > 0 && is_stay()) {
            while (!is_taken(first)) ++first;
            while (!is_taken(last)) --last;
        }
        x_decision.units = {x_amount};
        x_decision.first_covered = date_of(x_scene.first_day + first);
        x_decision.last_covered = date_of(x_scene.first_day + last);
    }

    /// What the allotment has left: more than that refuses, or is cut, as the file says.  False when it
    /// refuses.
    bool look_at_units_left()
    {
        if (!x_decision.limited || !x_scene.allotment) return true;
        const std::int64_t covered = x_amount;
        const bool enough = covered <= x_left;
        const bool cuts =
            !enough && x_parts.allotment_parts[x_service->allotment].use_what_is_left && x_left > 0;
        if (cuts) shorten_to(x_left);
        if (!enough && !cuts) x_amount = x_left;
        const bool partly = cuts && x_amount > 0;
        RuleLook& left = look(BuiltIn::units_left, enough   ? Verdict::met
                                                   : partly ? Verdict::cut
                                                            : Verdict::against);
        left.asked = left.needed = covered;
        left.left = x_left;
        return enough || partly;
    }

    /// Takes days from the end of a stay, or units of a number, until no more than `units` remain.
    void shorten_to(std::int64_t units)
    {
        if (!is_stay()) {
            x_amount = std::min(x_amount, units);
            return;
        }
        for (std::int64_t i = x_days; i-- > 0 && x_amount > units;) {
            x_cut.set(static_cast<std::size_t>(i));
            x_amount = units_of_days();
        }
    }

    /// Whole notes only, and no change: what they do not reach, the parent pays.
    void take_notes()
    {
        Value why;
        const auto left = notes_left(x_scene, why);
        if (!left) {
            look_unknown(x_parts.rule_of(BuiltIn::whole_notes), why);
            return;
        }
        const std::int64_t bill = x_amount;
        x_decision.notes = best_notes(*left, bill);
        x_amount = sum_of(x_decision.notes);
        if (x_amount == bill) return;
        RuleLook& notes = look(BuiltIn::whole_notes, x_amount > 0 ? Verdict::cut : Verdict::against);
        notes.asked = bill;
        notes.left = x_amount;
        for (const NotesTaken& note : *left) {
            if (note.count > 0) notes.needed = note.value;  // the smallest is the last
        }
    }

    // ---- caps: first those that cut, then those that refuse what the others have left ----

    /// One time of a cap (a month, say) and what earlier uses leave in it.
    struct Room {
        Span span;
        std::int64_t most = 0;
        std::int64_t left = 0;
        bool is_limited = false;  ///< false: the day lies outside of the time in which the cap counts
    };

    bool applies(const Rule& rule)
    {
        x_scene.day = x_scene.first_day;
        return (rule.services >> x_index & 1) != 0 &&
               (!rule.when.present() || evaluate(rule.when, x_scene).is_true());
    }

    /// Whether a stay may lie in several times of the cap.
    bool is_by_day(const Rule& rule) const
    {
        const Counting& counting = rule.counting;
        return is_stay() && counting.by == CountedBy::each_day && counting.counts == Counts::units &&
               counting.per != Per::use;
    }

    /// What a cap leaves in the time in which a day of the use lies, or why that is not known.
    Value room_on(std::uint16_t number, std::int64_t i, Room& room)
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
        const std::uint64_t services =
            rule.each_by_itself ? std::uint64_t{1} << x_index : rule.counting.services;
        const bool adds_up = rule.counting.per != Per::use;
        const std::int64_t used = adds_up ? earlier_uses(rule.counting, services, x_scene, room.span) : 0;
        room.is_limited = true;
        room.most = std::clamp<std::int64_t>(most.whole(), 0, most_units);
        room.left = std::max<std::int64_t>(0, room.most - used);
        return {};
    }

    struct CapSeen {
        std::uint16_t number = 0;
        RuleLook told;         ///< of the time in which it is tightest
        bool is_told = false;  ///< false: nothing of the use lies in the time in which it counts
        bool is_exceeded = false;
        std::vector<Room> rooms;  ///< of a stay that is counted by day, in their order; else one
    };

    /// What a cap says of all the days or units that the rules have left; false when it is not known.
    bool see(CapSeen& cap)
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

    void tell(const CapSeen& cap, Verdict verdict)
    {
        if (!cap.is_told) return;
        RuleLook& told = look(cap.number, verdict);
        told.asked = cap.told.asked;
        told.left = cap.told.left;
        told.needed = cap.told.needed;
    }

    void look_at_refusing_caps()
    {
        for (const std::uint16_t number : x_parts.refusing_caps) {
            CapSeen cap;
            cap.number = number;
            if (x_amount > 0 && applies(x_parts.rules[number]) && see(cap))
                tell(cap, cap.is_exceeded ? Verdict::against : Verdict::met);
        }
    }

    void look_at_cutting_caps()
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

    /// Of a stay that exceeds a cap, the days one after the other that keep all caps: as many as can be,
    /// and of these the first.  So a shorter wish never gets more than a longer one.
    void keep_longest_run(const std::vector<CapSeen>& caps)
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

    /// What the caps that count a stay where it begins leave for one that begins here.
    std::int64_t most_from(const std::vector<CapSeen>& caps, std::int64_t first)
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

    /// Whether these days keep the caps that count day by day.
    bool fits(const std::vector<CapSeen>& caps, std::int64_t first, std::int64_t last) const
    {
        for (const CapSeen& cap : caps) {
            if (!is_by_day(x_parts.rules[cap.number])) continue;
            for (const Room& room : cap.rooms) {
                const std::int64_t from = std::max(first, room.span.first - x_scene.first_day);
                const std::int64_t until = std::min(last, room.span.last - x_scene.first_day);
                if (room.is_limited && from <= until && run_units(from, until, last) > room.left)
                    return false;
            }
        }
        return true;
    }

    /// The units of the days first … last of a run that ends with `end`: its last day has no night.
    std::int64_t run_units(std::int64_t first, std::int64_t last, std::int64_t end) const
    {
        std::int64_t units = 0;
        for (std::int64_t i = first; i <= last; ++i) {
            if (is_counted_day(i) && (!x_service->nights_only || i < end)) units += x_service->units_per_day;
        }
        return units;
    }
    std::int64_t run_units(std::int64_t first, std::int64_t last) const
    {
        return run_units(first, last, last);
    }

    /// The units on these days of the stay.
    std::int64_t units_within(std::int64_t first, std::int64_t last) const
    {
        return run_units(first, last, x_days);
    }

    // ---- 5. the money ----

    void price()
    {
        if (!x_service->priced) return;
        const Price& price = x_parts.service_parts[x_index].price;
        Request shorter;
        if (x_service->asks == Asks::hours && x_request.from && x_amount < x_asked) {
            // Hours that were cut are cut from the end, and cost nothing.
            shorter = *x_scene.request;
            const std::int64_t each = x_service->unit == Unit::half_hour ? 30 : 60;
            shorter.until = static_cast<int>(*x_request.from + x_amount * each);
            x_scene.request = &shorter;
        }
        x_decision.money.reserve(price.steps.size());

        Ratio fee;
        Ratio parent;
        const std::int64_t units = x_decision.units.count;
        x_decision.paid_afterwards = price.paid_afterwards;
        // The days of a stay may differ; what is asked as a number, as hours or as a bill has one day.  Each
        // unit of it costs the same, so that one is worked out and multiplied, unless earlier ones are
        // counted.
        const bool days_differ = is_stay() && price.by_day;
        const bool by_unit = days_differ || price.rounding.each_unit;
        if (!by_unit) {
            x_scene.units = units;
            x_scene.day = days_since_epoch(x_decision.first_covered);
            if (!work_out(price, 1, false, fee, parent)) return;
        } else if (days_differ || price.counts_uses) {
            if (!price_one_by_one(price, units, fee, parent)) return;
        } else {
            x_scene.units = 1;
            x_scene.day = days_since_epoch(x_decision.first_covered);
            if (!work_out(price, units, price.rounding.each_unit, fee, parent)) return;
        }
        round(price, fee, parent);
    }

    bool price_one_by_one(const Price& price, std::int64_t units, Ratio& fee, Ratio& parent)
    {
        std::vector<PricedDay> priced;
        x_scene.priced_days = &priced;
        const std::int64_t times = is_stay() ? x_days : units;
        x_scene.units = is_stay() ? x_service->units_per_day : 1;
        bool fine = times <= most_priced_one_by_one;
        if (!fine) look(BuiltIn::numbers_in_range, Verdict::against);
        for (std::int64_t i = 0; fine && i < times; ++i) {
            if (is_stay() && !is_counted_day(i)) continue;
            x_scene.day = is_stay() ? x_scene.first_day + i : days_since_epoch(x_decision.first_covered);
            Ratio fee_of_day, parent_of_day;
            fine = work_out(price, 1, price.rounding.each_unit, fee_of_day, parent_of_day) &&
                   add_to(fee, fee_of_day) && add_to(parent, parent_of_day);
            priced.push_back({x_scene.day, subtract(fee_of_day, parent_of_day).value_or(Ratio{})});
        }
        x_scene.priced_days = nullptr;
        return fine;
    }

    /// Adds `times` the fee and the parent's share of the scene's units.
    bool work_out(const Price& price, std::int64_t times, bool rounded, Ratio& fee_sum, Ratio& parent_sum)
    {
        const Value fee = evaluate(price.fee, x_scene);
        if (!fee.is_known()) return unknown_price(fee);
        x_scene.fee = fee.ratio;
        x_scene.share = fee.ratio;
        for (std::size_t i = 0; i < price.steps.size(); ++i) {
            const PriceStep& step = price.steps[i];
            if (step.when.present()) {
                const Value applies = evaluate(step.when, x_scene);
                if (!applies.is_known()) return unknown_price(applies);
                if (!applies.is_true()) continue;
            }
            const Value share = evaluate(step.parent_pays, x_scene);
            if (!share.is_known()) return unknown_price(share);
            x_scene.share = share.ratio;
            note_step(static_cast<std::uint16_t>(i), share.ratio, times);
        }
        // Never below zero, never above the fee.
        Ratio parent = x_scene.share;
        if (compare(parent, fee.ratio) > 0) parent = fee.ratio;
        if (compare(parent, {0, 1}) < 0) parent = {0, 1};
        if (rounded) parent = rounded_share(price.rounding, fee.ratio, parent);
        const auto fees = multiply(fee.ratio, {times, 1});
        const auto parents = multiply(parent, {times, 1});
        if (!fees || !parents) return unknown_price({Value::State::overflow, Fact::none, {}});
        return add_to(fee_sum, *fees) && add_to(parent_sum, *parents);
    }

    bool add_to(Ratio& sum, Ratio more)
    {
        const auto total = add(sum, more);
        if (!total) return unknown_price({Value::State::overflow, Fact::none, {}});
        sum = *total;
        return true;
    }

    void note_step(std::uint16_t step, Ratio share, std::int64_t times)
    {
        const auto all = multiply(share, {times, 1});
        const std::int64_t yen = all ? round_to(*all, 1, Direction::floor) : 0;
        for (MoneyStep& known : x_decision.money) {
            if (known.step == step) {
                known.parent.amount += yen;
                return;
            }
        }
        x_decision.money.push_back({step, {yen}});
    }

    static Ratio rounded_share(const Rounding& rounding, Ratio fee, Ratio parent)
    {
        const auto round = [&](Ratio side) -> Ratio {
            const std::int64_t yen = round_to(side, rounding.unit, rounding.direction);
            return compare({yen, 1}, fee) > 0 ? fee : Ratio{yen, 1};
        };
        if (rounding.of_parent) return round(parent);
        const auto public_share = subtract(fee, parent);
        const auto rest = public_share ? subtract(fee, round(*public_share)) : std::nullopt;
        return rest.value_or(parent);
    }

    void round(const Price& price, Ratio fee, Ratio parent)
    {
        if (!price.rounding.each_unit) parent = rounded_share(price.rounding, fee, parent);
        // A fee with a fraction of a yen exists only in a strange file; it is cut.
        const std::int64_t fee_yen = round_to(fee, 1, Direction::floor);
        const std::int64_t parent_yen = std::min(fee_yen, round_to(parent, 1, Direction::floor));
        x_decision.priced = true;
        x_decision.fee = {fee_yen};
        x_decision.parent = {parent_yen};
        x_decision.public_share = {fee_yen - parent_yen};
    }

    bool unknown_price(const Value& value)
    {
        look_unknown(x_parts.rule_of(BuiltIn::price_known), value);
        return false;
    }

    // ---- the end ----

    void conclude()
    {
        if (x_refused) {
            x_decision.outcome = Outcome::refused;
            x_decision.units = {0};
            x_decision.priced = x_decision.paid_afterwards = false;
            x_decision.notes.clear();
            x_decision.fee = x_decision.parent = x_decision.public_share = {};
            x_decision.money.clear();
            x_decision.first_covered = x_decision.last_covered = x_decision.first_day;
        } else {
            x_decision.outcome = x_decision.units < x_decision.asked ? Outcome::partly : Outcome::granted;
        }
        x_decision.left_after = x_decision.limited ? x_decision.left_before - x_decision.units : Units{};
    }

    const Parts& x_parts;
    const Facts& x_facts;
    const Request& x_request;
    Request x_over_midnight;  ///< the same request with its end counted from the midnight before
    Scene x_scene;
    Decision x_decision;
    const Service* x_service = nullptr;
    std::uint16_t x_index = 0;
    std::int64_t x_asked = 0;
    std::int64_t x_days = 0;
    std::int64_t x_left = 0;
    std::int64_t x_amount = 0;  ///< what is left of the units asked for, after rules, caps and notes
    Days x_cut;
    bool x_caps = false;
    bool x_notes = false;
    bool x_refused = false;
};

}  // namespace

Decision decide(const Programme& programme, const Facts& facts, const Request& request)
{
    return Deciding(programme.parts(), facts, request).decide();
}

Outlook outlook(const Programme& programme, const Facts& facts, const Service& service, Date day)
{
    Request request;
    request.service = service.code;
    request.first_day = day;
    request.units = service.least_per_use;
    const Allotment& allotment = programme.allotment_of(service);
    if (!allotment.notes.empty())
        request.units = std::max(service.least_per_use, Units{allotment.notes.back()});

    Decision decision;
    if (facts.facility) {
        decision = decide(programme, facts, request);
    } else {
        // Judged as if at a facility that takes everybody, so that a coupon is called unusable only
        // for reasons of its own.
        Facts anywhere = facts;
        FacilityFacts& facility = anywhere.facility.emplace();
        facility.accepts_corrected_age = true;
        facility.accepts_loss = true;
        facility.offers.push_back({service.code, Yen{0}, std::nullopt, std::nullopt, std::nullopt});
        for (const AllotmentFacts& held : facts.allotments) {
            if (held.code == allotment.code && held.facility) facility.id = *held.facility;
        }
        decision = decide(programme, anywhere, request);
    }

    Outlook outlook;
    outlook.usable_now = true;
    outlook.units_left = decision.left_before;
    outlook.limited = decision.limited;
    for (const RuleLook& look : decision.rules) {
        if (!programme.parts().built_in_of(look.rule)) {
            if (look.first_day && (!outlook.first_day || *outlook.first_day < *look.first_day)) {
                outlook.first_day = look.first_day;
            }
            if (look.last_day && (!outlook.last_day || *look.last_day < *outlook.last_day)) {
                outlook.last_day = look.last_day;
            }
        }
        // A list does not know the hours of a use yet; nobody is refused for that.
        const bool asks_hours =
            look.verdict == Verdict::unknown && (look.fact == static_cast<std::uint16_t>(Fact::hours_from) ||
                                                 look.fact == static_cast<std::uint16_t>(Fact::hours_until));
        const bool refuses =
            !asks_hours && (look.verdict == Verdict::against || look.verdict == Verdict::unknown);
        if (refuses) outlook.usable_now = false;
        if (refuses && !outlook.blocking) outlook.blocking = look;
    }
    return outlook;
}

}  // namespace hagukumi::rules
