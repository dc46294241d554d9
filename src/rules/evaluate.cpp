#include "rules/evaluate.hpp"

#include <algorithm>

#include "base/age.hpp"
#include "rules/fact_values.hpp"

namespace hagukumi::rules {

namespace {

class Evaluation {
public:
    Evaluation(const Expression& expression, const Scene& scene)
        : x_steps(expression.steps.data()), x_scene(scene)
    {
    }

    Value at(std::uint16_t index) const
    {
        const Step& step = x_steps[index];
        switch (step.op) {
            case Op::literal: return known(step.literal);
            case Op::fact: return value_of(static_cast<Fact>(step.word), x_scene);
            case Op::definition: return evaluate(x_scene.parts.definitions[step.word].is, x_scene);
            case Op::known_fact:
                return known(value_of(static_cast<Fact>(step.word), x_scene).is_known() ? 1 : 0);
            case Op::known_definition:
                return known(evaluate(x_scene.parts.definitions[step.word].is, x_scene).is_known() ? 1 : 0);
            case Op::is_known: return known(at(step.a).is_known() ? 1 : 0);
            case Op::counter: return count(x_scene.parts.counters[step.word].counting, x_scene);
            case Op::answer: return answer_to(step.word, x_scene);
            case Op::document_valid:
            case Op::document_from:
            case Op::document_until: return of_document(step.op, step.word, x_scene);
            case Op::if_then_else: {
                const Value condition = at(step.a);
                if (!condition.is_known()) return condition;
                return at(condition.is_true() ? step.b : step.c);
            }
            case Op::op_and: return both(step, false);
            case Op::op_or: return both(step, true);
            case Op::op_not: {
                Value value = at(step.a);
                value.ratio.numerator = value.is_true() ? 0 : 1;
                return value;
            }
            case Op::negate: {
                Value value = at(step.a);
                value.ratio.numerator = -value.ratio.numerator;
                return value;
            }
            default: return of_operands(step);
        }
    }

private:
    /// `and` where `decides` is false, `or` where it is true.  What decides, decides even beside
    /// something unknown.
    Value both(const Step& step, bool decides) const
    {
        const Value left = at(step.a);
        if (left.is_known() && left.is_true() == decides) return left;
        const Value right = at(step.b);
        if (right.is_known() && right.is_true() == decides) return right;
        return left.is_known() ? right : left;
    }

    Value of_operands(const Step& step) const
    {
        const Value left = at(step.a);
        if (!left.is_known()) return left;
        switch (step.op) {
            case Op::class_in: return left.ratio.is_whole() ? class_in(x_scene, left.whole()) : overflow();
            case Op::levy_in: return left.ratio.is_whole() ? levy_in(x_scene, left.whole()) : overflow();
            case Op::class_on: return household_class(x_scene, left.whole());
            case Op::resident_on: return resident_on(x_scene.facts.household, left.whole());
            case Op::round_up: return known(round_to(left.ratio, 1, Direction::ceil));
            case Op::round_down: return known(round_to(left.ratio, 1, Direction::floor));
            default: break;
        }
        if (is_of_one(step.op)) return of_date(step.op, left, left);
        const Value right = at(step.b);
        if (!right.is_known()) return right;
        switch (step.op) {
            case Op::equal: return known(compare(left.ratio, right.ratio) == 0 ? 1 : 0);
            case Op::not_equal: return known(compare(left.ratio, right.ratio) != 0 ? 1 : 0);
            case Op::less: return known(compare(left.ratio, right.ratio) < 0 ? 1 : 0);
            case Op::less_equal: return known(compare(left.ratio, right.ratio) <= 0 ? 1 : 0);
            case Op::greater: return known(compare(left.ratio, right.ratio) > 0 ? 1 : 0);
            case Op::greater_equal: return known(compare(left.ratio, right.ratio) >= 0 ? 1 : 0);
            case Op::add: return known_or_overflow(add(left.ratio, right.ratio));
            case Op::subtract: return known_or_overflow(subtract(left.ratio, right.ratio));
            case Op::multiply: return known_or_overflow(multiply(left.ratio, right.ratio));
            case Op::divide: return known_or_overflow(divide(left.ratio, right.ratio));
            case Op::min: return compare(right.ratio, left.ratio) < 0 ? right : left;
            case Op::max: return compare(right.ratio, left.ratio) > 0 ? right : left;
            case Op::days_between: return known(right.whole() - left.whole());
            case Op::hours_in: return hours_in(x_scene, left.whole(), right.whole());
            case Op::children_under: return children_under(x_scene.facts, left.whole(), right.whole());
            default: return of_date(step.op, left, right);
        }
    }

    static bool is_of_one(Op op)
    {
        return op == Op::fiscal_year_end || op == Op::fiscal_year_start || op == Op::fiscal_year ||
               op == Op::month_end || op == Op::day_before || op == Op::day_after || op == Op::open_day ||
               op == Op::holiday || op == Op::weekday || op == Op::month;
    }

    Value of_date(Op op, const Value& left, const Value& right) const
    {
        const Date date = date_of_days(left.whole());
        // Counts beyond a few hundred years have no meaning, and would leave the calendar.
        constexpr std::int64_t most_days = 365'000;
        constexpr std::int64_t most_months = 12'000;
        if (right.ratio.denominator != 1) return overflow();
        const std::int64_t count = right.whole();
        const bool counts_days = op == Op::days_counting_first || op == Op::days_after ||
                                 op == Op::from_nth_day || op == Op::after_elapsed_days ||
                                 op == Op::pregnancy_week || op == Op::open_days_after ||
                                 op == Op::open_days_before;
        const bool counts_nothing =
            is_of_one(op) || op == Op::age_in_months || op == Op::weeks_pregnant || op == Op::corrected_birth;
        if (!counts_nothing && (count < 0 || count > (counts_days ? most_days : most_months)))
            return overflow();
        const Months months(counts_days || counts_nothing ? 0 : static_cast<int>(count));
        const int number = counts_nothing ? 0 : static_cast<int>(count);
        const Calendar* const calendar = x_scene.parts.calendar.get();
        switch (op) {
            case Op::before_attained: return known_or_overflow(before_attained(date, months));
            case Op::before_day_of_attainment:
                return known_or_overflow(before_day_of_attainment(date, months));
            case Op::through_corresponding_day:
                return known_or_overflow(through_corresponding_day(date, months, NoSuchDay::last_of_month));
            case Op::through_corresponding_day_or_next:
                return known_or_overflow(through_corresponding_day(date, months, NoSuchDay::first_of_next));
            case Op::period_after_event: return known_or_overflow(period_after_event(date, months));
            case Op::eom_of_attainment: return known_or_overflow(eom_of_attainment(date, months));
            case Op::eom_of_corresponding_month:
                return known_or_overflow(eom_of_corresponding_month(date, months));
            case Op::fiscal_year_end_after_attainment:
                return known_or_overflow(fiscal_year_end_after_attainment(date, months));
            case Op::days_counting_first: return known_or_overflow(days_counting_first(date, number));
            case Op::days_after: return known_or_overflow(hagukumi::days_after(date, number));
            case Op::from_first_whole_day: return known_or_overflow(from_first_whole_day(date, months));
            case Op::from_attainment_day: return known_or_overflow(from_attainment_day(date, months));
            case Op::after_elapsed: return known_or_overflow(after_elapsed(date, months));
            case Op::after_elapsed_days:
                return known_or_overflow(after_elapsed(date, std::chrono::days(number)));
            case Op::from_nth_day: return known_or_overflow(from_nth_day(date, number));
            case Op::months_before: return known_or_overflow(months_before(date, months));
            case Op::pregnancy_week:
                return number > 60 ? overflow() : known_or_overflow(hagukumi::pregnancy_week(date, number));
            case Op::fiscal_year_end: return known_or_overflow(hagukumi::fiscal_year_end(date));
            case Op::fiscal_year_start: return known_or_overflow(hagukumi::fiscal_year_start(date));
            case Op::fiscal_year: return known(hagukumi::fiscal_year(date));
            case Op::month_end: return known_or_overflow(hagukumi::month_end(date));
            case Op::day_before: return known_or_overflow(hagukumi::day_before(date));
            case Op::day_after: return known_or_overflow(hagukumi::day_after(date));
            case Op::age_in_months: return known(age_in_months(date, date_of_days(count)));
            case Op::weeks_pregnant: return known(weeks_pregnant(date, date_of_days(count)));
            case Op::weekday:
                return known(static_cast<std::int64_t>(
                    std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding()));
            case Op::month: return known(static_cast<unsigned>(date.month()));
            case Op::corrected_birth:
                return known_or_overflow(hagukumi::corrected_birth(date, date_of_days(count)));
            case Op::tax_year:
                // 課税年度: from the month of the switch on, that of the calendar year.
                if (count < 1 || count > 12) return overflow();
                return known(static_cast<int>(date.year()) -
                             (static_cast<unsigned>(date.month()) < static_cast<unsigned>(number) ? 1 : 0));
            case Op::holiday:
                return calendar ? known(calendar->find_holiday(date) != nullptr ? 1 : 0) : overflow();
            case Op::open_day: return calendar ? known(calendar->is_open(date) ? 1 : 0) : overflow();
            case Op::open_days_after:
            case Op::open_days_before: {
                if (!calendar || count > 250) return overflow();
                const auto day = calendar->open_days_from(date, op == Op::open_days_after ? number : -number);
                return day ? known_or_overflow(*day) : overflow();
            }
            default: return overflow();
        }
    }

    const Step* x_steps;
    const Scene& x_scene;
};

std::optional<std::int64_t> key_of(KeyedBy by, const Scene& scene)
{
    const BirthFacts& birth = scene.facts.birth;
    switch (by) {
        case KeyedBy::nothing: return 0;
        case KeyedBy::birth:
            if (birth.lost_on) return days_of(birth.lost_on);
            return birth.born_on ? days_of(birth.born_on) : days_of(birth.due_date);
        case KeyedBy::application: return days_of(scene.facts.application_on);
        case KeyedBy::issue: return days_of(scene.facts.issued_on);
        case KeyedBy::first_day: return scene.first_day;
        case KeyedBy::day: return scene.day;
    }
    return std::nullopt;
}

Fact fact_of(KeyedBy by)
{
    switch (by) {
        case KeyedBy::birth: return Fact::birth_born_on;
        case KeyedBy::application: return Fact::application_on;
        case KeyedBy::issue: return Fact::issued_on;
        default: return Fact::day;
    }
}

}  // namespace

std::optional<std::int64_t> days_of(const std::optional<Date>& date)
{
    if (!date || !is_in_range(*date)) return std::nullopt;
    return days_since_epoch(*date);
}

Value evaluate(const Formula& formula, const Scene& scene)
{
    const Branch* chosen = formula.branches.data();
    if (formula.by != KeyedBy::nothing) {
        const auto key = key_of(formula.by, scene);
        if (!key) return missing(fact_of(formula.by));
        chosen = nullptr;
        for (const Branch& branch : formula.branches) {
            if (branch.from <= *key) chosen = &branch;
        }
        if (!chosen) return missing(fact_of(formula.by));
    }
    const Expression& expression = chosen->expression;
    return Evaluation(expression, scene).at(static_cast<std::uint16_t>(expression.steps.size() - 1));
}

}  // namespace hagukumi::rules
