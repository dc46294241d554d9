// One decision being made: the steps in the order in which they are called, each of which may refuse, and
// what they have found out so far.  For decide*.cpp only; everybody else calls decide().
#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "rules/counting.hpp"
#include "rules/decide.hpp"
#include "rules/evaluate.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

class Deciding {
public:
    Deciding(const Parts& parts, const Facts& facts, const Request& request)
        : x_parts(parts), x_facts(facts), x_request(request), x_scene{parts, facts}
    {
        x_scene.today = days_since_epoch(date_in_japan(facts.at));
        x_decision.rules.reserve(12);
    }

    Decision decide();

private:
    /// A stay longer than this is a slip of the hand.
    static constexpr std::int64_t longest_stay = 366;
    using Days = std::bitset<longest_stay>;
    static constexpr std::int64_t most_units = 1'000'000'000;

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

    bool understand();

    /// A list of coupons asks without times; only what needs them is then unknown.
    bool understand_hours();

    bool is_stay() const { return x_service->asks == Asks::dates || x_service->asks == Asks::number_of_days; }

    bool is_taken(std::int64_t day) const { return !x_cut.test(static_cast<std::size_t>(day)); }

    /// The units of the days of a stay that are not cut; of nights only, a night between two such days.
    std::int64_t units_of_days() const;
    bool is_counted_day(std::int64_t i) const;
    bool malformed(std::int64_t asked = 0);
    void look_at_facility();

    /// What the facility offers of the service on a day; null: it does not.
    const OfferFacts* offer_on(std::int64_t day) const;

    /// The offer that ends before `last` and that none follows; null: each day from `first` on is offered,
    /// or `first` itself is not.
    const OfferFacts* offer_that_ends_within(std::int64_t first, std::int64_t last) const;
    void look_at_coupon();

    // ---- 2. the rules of the file ----

    void look_at_rules();
    void look_at_requirement(const Rule& rule, std::uint16_t number);
    void look_at_window(const Rule& rule, std::uint16_t number);
    bool read_window(const Rule& rule, std::uint16_t number, std::optional<std::int64_t>& first,
                     std::optional<std::int64_t>& last, bool& by_facility);
    RuleLook& judge(const Rule& rule, std::uint16_t number, const Days& outside);

    // ---- 3 and 4. the amount ----

    void look_at_amount();

    /// What the allotment has left: more than that refuses, or is cut, as the file says.  False when it
    /// refuses.
    bool look_at_units_left();

    /// Takes days from the end of a stay, or units of a number, until no more than `units` remain.
    void shorten_to(std::int64_t units);

    /// Whole notes only, and no change: what they do not reach, the parent pays.
    void take_notes();

    // ---- caps: first those that cut, then those that refuse what the others have left ----

    /// One time of a cap (a month, say) and what earlier uses leave in it.
    struct Room {
        Span span;
        std::int64_t most = 0;
        std::int64_t left = 0;
        bool is_limited = false;  ///< false: the day lies outside of the time in which the cap counts
    };

    bool applies(const Rule& rule);

    /// Whether a stay may lie in several times of the cap.
    bool is_by_day(const Rule& rule) const;

    /// What a cap leaves in the time in which a day of the use lies, or why that is not known.
    Value room_on(std::uint16_t number, std::int64_t i, Room& room);

    struct CapSeen {
        std::uint16_t number = 0;
        RuleLook told;         ///< of the time in which it is tightest
        bool is_told = false;  ///< false: nothing of the use lies in the time in which it counts
        bool is_exceeded = false;
        std::vector<Room> rooms;  ///< of a stay that is counted by day, in their order; else one
    };

    /// What a cap says of all the days or units that the rules have left; false when it is not known.
    bool see(CapSeen& cap);
    void tell(const CapSeen& cap, Verdict verdict);
    void look_at_refusing_caps();
    void look_at_cutting_caps();

    /// Of a stay that exceeds a cap, the days one after the other that keep all caps: as many as can be,
    /// and of these the first.  So a shorter wish never gets more than a longer one.
    void keep_longest_run(const std::vector<CapSeen>& caps);

    /// What the caps that count a stay where it begins leave for one that begins here.
    std::int64_t most_from(const std::vector<CapSeen>& caps, std::int64_t first);

    /// Whether these days keep the caps that count day by day.
    bool fits(const std::vector<CapSeen>& caps, std::int64_t first, std::int64_t last) const;

    /// The units of the days first … last of a run that ends with `end`: its last day has no night.
    std::int64_t run_units(std::int64_t first, std::int64_t last, std::int64_t end) const;
    std::int64_t run_units(std::int64_t first, std::int64_t last) const;

    /// The units on these days of the stay.
    std::int64_t units_within(std::int64_t first, std::int64_t last) const;

    // ---- 5. the money ----

    void price();
    bool price_one_by_one(const Price& price, std::int64_t units, Ratio& fee, Ratio& parent);

    /// Adds `times` the fee and the parent's share of the scene's units.
    bool work_out(const Price& price, std::int64_t times, bool rounded, Ratio& fee_sum, Ratio& parent_sum);
    bool add_to(Ratio& sum, Ratio more);
    void note_step(std::uint16_t step, Ratio share, std::int64_t times);
    static Ratio rounded_share(const Rounding& rounding, Ratio fee, Ratio parent);
    void round(const Price& price, Ratio fee, Ratio parent);

    /// What this use takes of the rounded sum of its month: what that sum is with it, less what the uses that
    /// stand were charged.  So what a void or a clamp left over is settled by the next use.
    bool round_with_month(const Rounding& rounding, Ratio fee, Ratio& parent);
    bool unknown_price(const Value& value);

    // ---- the end ----

    void conclude();

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

}  // namespace hagukumi::rules
