#include "rules/decide.hpp"

#include <algorithm>
#include <bitset>

#include "base/age.hpp"
#include "rules/evaluate.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

/// A stay longer than this is a slip of the hand.
constexpr std::int64_t longest_stay = 366;
constexpr std::int64_t most_units = 1'000'000'000;

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
        x_decision.service = x_index;
        x_decision.allotment = found->allotment;

        if (x_request.first_day && !days_of(x_request.first_day)) return malformed();
        const std::int64_t units = x_request.units ? x_request.units->count : 0;
        if (x_request.units && (units < 1 || units > most_units)) return malformed(units);
        switch (found->asks) {
            case Asks::number:
                if (!x_request.units) return malformed();
                x_asked = units;
                x_days = 1;
                break;
            case Asks::number_of_days:
            case Asks::dates:
                if (x_request.last_day) {
                    const auto last = days_of(x_request.last_day);
                    if (!last || *last < first || *last - first >= longest_stay) return malformed();
                    x_days = *last - first + 1;  // nights + 1
                    if (x_request.units && units != x_days) return malformed(units);
                } else {
                    if (!x_request.units || units > longest_stay) return malformed(units);
                    x_days = units;
                }
                x_asked = x_days;
                break;
        }
        x_decision.asked = {x_asked};
        x_decision.last_day = date_of(first + x_days - 1);
        x_scene.units = x_asked;
        return true;
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
        const bool refuses =
            all || x_service->asks == Asks::number || rule.days_outside == DaysOutside::refuse;
        RuleLook& judged = look(number, refuses ? Verdict::against : Verdict::cut);
        judged.asked = x_days;
        judged.left = x_days - static_cast<std::int64_t>(bad.count());
        if (!refuses) x_cut |= bad;
        return judged;
    }

    // ---- 3 and 4. the amount ----

    void look_at_amount()
    {
        std::int64_t covered = x_asked;
        std::int64_t first_covered = x_scene.first_day;
        std::int64_t last_covered = x_scene.first_day + x_days - 1;
        if (x_cut.any()) {
            covered = x_days - static_cast<std::int64_t>(x_cut.count());
            if (covered > 0) {
                while (x_cut.test(static_cast<std::size_t>(first_covered - x_scene.first_day)))
                    ++first_covered;
                while (x_cut.test(static_cast<std::size_t>(last_covered - x_scene.first_day))) --last_covered;
            }
        }
        const AllotmentParts& allotment = x_parts.allotment_parts[x_service->allotment];
        std::int64_t available = covered;
        if (x_decision.limited && x_scene.allotment && x_left < covered) {
            if (allotment.use_what_is_left && x_left > 0) {
                available = x_left;
                RuleLook& some = look(BuiltIn::units_left, Verdict::cut);
                some.asked = some.needed = covered;
                some.left = x_left;
                if (x_service->asks != Asks::number)
                    last_covered = std::min(last_covered, first_covered + x_left - 1);
            } else {
                available = x_left;
                RuleLook& none = look(BuiltIn::units_left, Verdict::against);
                none.asked = none.needed = covered;
                none.left = x_left;
            }
        } else if (x_decision.limited && x_scene.allotment) {
            RuleLook& enough = look(BuiltIn::units_left, Verdict::met);
            enough.asked = enough.needed = covered;
            enough.left = x_left;
        }
        // With nothing at all left, that alone is the reason.
        const std::int64_t least = x_service->least_per_use.count;
        if (available > 0 && available < least) {
            RuleLook& too_few = look(BuiltIn::least_per_use, Verdict::against);
            too_few.asked = x_asked;
            too_few.left = available;
            too_few.needed = least;
        }
        if (available == 0 && x_cut.any() && x_left > 0) {
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
        if (x_caps) look_at_caps(available);

        x_decision.units = {available};
        x_decision.first_covered = date_of(first_covered);
        x_decision.last_covered = date_of(std::max(first_covered, last_covered));
    }

    void look_at_caps(std::int64_t units)
    {
        for (std::size_t index = x_parts.application_rules; index < x_parts.rules.size(); ++index) {
            const Rule& rule = x_parts.rules[index];
            if (!rule.at_most.present() || (rule.services >> x_index & 1) == 0) continue;
            const auto number = static_cast<std::uint16_t>(index);
            x_scene.day = x_scene.first_day;
            if (rule.when.present() && !evaluate(rule.when, x_scene).is_true()) continue;
            const Value most = evaluate(rule.at_most, x_scene);
            if (!most.is_known()) {
                look_unknown(number, most);
                continue;
            }
            if (!most.ratio.is_whole()) {
                look(BuiltIn::numbers_in_range, Verdict::against);
                continue;
            }
            const std::int64_t used = used_in(rule.per);
            RuleLook& cap = look(number, used + units > most.whole() ? Verdict::against : Verdict::met);
            cap.asked = units;
            cap.left = std::max<std::int64_t>(0, most.whole() - used);
            cap.needed = most.whole();
        }
    }

    /// Units of this service used before in the same day, month or fiscal year as the first day.
    std::int64_t used_in(Per per) const
    {
        if (per == Per::use) return 0;
        const Date day = x_decision.first_day;
        std::int64_t used = 0;
        for (const PastUse& use : x_facts.uses) {
            if (use.service != x_service->code || !is_in_range(use.first_day)) continue;
            const bool same = per == Per::day ? use.first_day == day
                              : per == Per::month
                                  ? use.first_day.year() == day.year() && use.first_day.month() == day.month()
                                  : fiscal_year(use.first_day) == fiscal_year(day);
            if (same)
                used = std::min(most_units, used + std::clamp<std::int64_t>(use.units.count, 0, most_units));
        }
        return used;
    }

    // ---- 5. the money ----

    void price()
    {
        if (!x_service->priced) return;
        const Price& price = x_parts.service_parts[x_index].price;
        x_decision.money.reserve(price.steps.size());

        Ratio fee;
        Ratio parent;
        const bool by_unit = price.by_day || price.rounding.each_unit;
        const std::int64_t units = x_decision.units.count;
        // Every unit of a number costs the same, so that one is worked out and multiplied; the days
        // of a stay may differ.
        const bool days_differ = price.by_day && x_service->asks != Asks::number;
        if (!by_unit) {
            x_scene.units = units;
            x_scene.day = days_since_epoch(x_decision.first_covered);
            if (!work_out(price, 1, false, fee, parent)) return;
        } else if (!days_differ) {
            x_scene.units = 1;
            x_scene.day = days_since_epoch(x_decision.first_covered);
            if (!work_out(price, units, price.rounding.each_unit, fee, parent)) return;
        } else {
            x_scene.units = 1;
            std::int64_t counted = 0;
            for (std::int64_t i = 0; i < x_days && counted < units; ++i) {
                if (x_cut.test(static_cast<std::size_t>(i))) continue;
                ++counted;
                x_scene.day = x_scene.first_day + i;
                if (!work_out(price, 1, price.rounding.each_unit, fee, parent)) return;
            }
        }
        round(price, fee, parent);
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
        const auto fee_total = fees ? add(fee_sum, *fees) : std::nullopt;
        const auto parent_total = parents ? add(parent_sum, *parents) : std::nullopt;
        if (!fee_total || !parent_total) return unknown_price({Value::State::overflow, Fact::none, {}});
        fee_sum = *fee_total;
        parent_sum = *parent_total;
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
            x_decision.priced = false;
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
    Scene x_scene;
    Decision x_decision;
    const Service* x_service = nullptr;
    std::uint16_t x_index = 0;
    std::int64_t x_asked = 0;
    std::int64_t x_days = 0;
    std::int64_t x_left = 0;
    Days x_cut;
    bool x_caps = false;
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
            if (held.code == programme.allotment_of(service).code && held.facility)
                facility.id = *held.facility;
        }
        decision = decide(programme, anywhere, request);
    }

    Outlook outlook;
    outlook.usable_now = !decision.refused();
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
        const bool refuses = look.verdict == Verdict::against || look.verdict == Verdict::unknown;
        if (refuses && !outlook.blocking) outlook.blocking = look;
    }
    return outlook;
}

}  // namespace hagukumi::rules
