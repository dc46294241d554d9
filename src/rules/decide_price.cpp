// The money: the fee, the steps of the price one after the other, and the one rounding, of each unit, of the
// use, or of the sum of its month.
#include <algorithm>

#include "base/age.hpp"
#include "rules/deciding.hpp"

namespace hagukumi::rules {

namespace {

/// In a price that counts uses, units are gone through one by one; more than this is a slip of the hand.
constexpr std::int64_t most_priced_one_by_one = 400;

}  // namespace

void Deciding::price()
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
    const bool by_unit = days_differ || price.rounding.each_unit();
    if (!by_unit) {
        x_scene.units = units;
        x_scene.day = days_since_epoch(x_decision.first_covered);
        if (!work_out(price, 1, false, fee, parent)) return;
    } else if (days_differ || price.counts_uses) {
        if (!price_one_by_one(price, units, fee, parent)) return;
    } else {
        x_scene.units = 1;
        x_scene.day = days_since_epoch(x_decision.first_covered);
        if (!work_out(price, units, price.rounding.each_unit(), fee, parent)) return;
    }
    round(price, fee, parent);
}

bool Deciding::price_one_by_one(const Price& price, std::int64_t units, Ratio& fee, Ratio& parent)
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
        if (price.fee_each_day) x_scene.offer = offer_on(x_scene.day);
        Ratio fee_of_day, parent_of_day;
        fine = work_out(price, 1, price.rounding.each_unit(), fee_of_day, parent_of_day) &&
               add_to(fee, fee_of_day) && add_to(parent, parent_of_day);
        priced.push_back({x_scene.day, subtract(fee_of_day, parent_of_day).value_or(Ratio{}), parent_of_day});
    }
    x_scene.priced_days = nullptr;
    return fine;
}

bool Deciding::work_out(const Price& price, std::int64_t times, bool rounded, Ratio& fee_sum,
                        Ratio& parent_sum)
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

bool Deciding::add_to(Ratio& sum, Ratio more)
{
    const auto total = add(sum, more);
    if (!total) return unknown_price({Value::State::overflow, Fact::none, {}});
    sum = *total;
    return true;
}

void Deciding::note_step(std::uint16_t step, Ratio share, std::int64_t times)
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

Ratio Deciding::rounded_share(const Rounding& rounding, Ratio fee, Ratio parent)
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

void Deciding::round(const Price& price, Ratio fee, Ratio parent)
{
    // A fee with a fraction of a yen exists only in a strange file; it is cut.
    const std::int64_t fee_yen = round_to(fee, 1, Direction::floor);
    switch (price.rounding.level) {
        case RoundedAt::unit: break;
        case RoundedAt::use: parent = rounded_share(price.rounding, fee, parent); break;
        case RoundedAt::month:
            if (!round_with_month(price.rounding, {fee_yen, 1}, parent)) return;
            break;
    }
    const std::int64_t parent_yen = std::min(fee_yen, round_to(parent, 1, Direction::floor));
    x_decision.priced = true;
    x_decision.fee = {fee_yen};
    x_decision.parent = {parent_yen};
    x_decision.public_share = {fee_yen - parent_yen};
}

bool Deciding::round_with_month(const Rounding& rounding, Ratio fee, Ratio& parent)
{
    // As in the facility's statement, a stay belongs to the month of its last day.
    const Span month = span_of(Per::month, days_since_epoch(x_decision.last_covered));
    const auto is_counted = [&](const PastUse& use) {
        const bool is_elsewhere = rounding.each_facility && use.facility && x_facts.facility &&
                                  *use.facility != x_facts.facility->id;
        if (is_elsewhere || !is_earlier_use(rounding.whose, rounding.services, x_scene, use)) return false;
        return month.contains(days_since_epoch(is_in_range(use.last_day) ? use.last_day : use.first_day));
    };
    const auto side = [&](Ratio whole, Ratio parents) {
        return rounding.of_parent ? std::optional(parents) : subtract(whole, parents);
    };
    const auto grow = [](Ratio& sum, const std::optional<Ratio>& more) {
        const auto total = more ? add(sum, *more) : std::nullopt;
        if (total) sum = *total;
        return total.has_value();
    };
    const auto overflow = [&] { return unknown_price({Value::State::overflow, Fact::none, {}}); };
    Ratio charged, exact;
    for (const PastUse& use : x_facts.uses) {
        if (!is_counted(use)) continue;
        const Ratio parents{use.parent.amount, 1};
        const auto whole = add(parents, {use.public_share.amount, 1});
        if (!whole || !grow(charged, side(*whole, parents)) ||
            !grow(exact, side(*whole, use.exact_parent.value_or(parents))))
            return overflow();
    }
    if (!grow(exact, side(fee, parent))) return overflow();
    const auto grown = subtract({round_to(exact, rounding.unit, rounding.direction), 1}, charged);
    if (!grown) return overflow();
    // No use gives money back, and none costs more than its fee; the next one takes what is left over.
    const Ratio none{0, 1};
    const Ratio taken = compare(*grown, none) < 0 ? none : compare(*grown, fee) > 0 ? fee : *grown;
    const auto after = add(charged, taken);
    const auto rest = subtract(fee, taken);
    if (!after || !rest) return overflow();
    x_decision.month = {rounding.of_parent, {charged.numerator}, {after->numerator}, parent};
    parent = rounding.of_parent ? taken : *rest;
    return true;
}

bool Deciding::unknown_price(const Value& value)
{
    look_unknown(x_parts.rule_of(BuiltIn::price_known), value);
    return false;
}

}  // namespace hagukumi::rules
