#include "rules/evaluate.hpp"

#include <algorithm>

#include "base/age.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

Value known(std::int64_t number)
{
    return {Value::State::known, Fact::none, {number, 1}};
}
Value known(Ratio ratio)
{
    return {Value::State::known, Fact::none, ratio};
}
Value missing(Fact fact)
{
    return {Value::State::missing, fact, {}};
}
Value overflow()
{
    return {Value::State::overflow, Fact::none, {}};
}
Value known_or_overflow(std::optional<Ratio> ratio)
{
    return ratio ? known(*ratio) : overflow();
}
Value known_or_overflow(Date date)
{
    return is_in_range(date) ? known(days_since_epoch(date)) : overflow();
}

Value date_or_missing(const std::optional<Date>& date, Fact fact)
{
    const auto days = days_of(date);
    return days ? known(*days) : missing(fact);
}

/// Within first … last, where an empty end goes on.
bool covers(const std::optional<Date>& first, const std::optional<Date>& last, std::int64_t day)
{
    const auto from = days_of(first);
    const auto until = days_of(last);
    return (!from || *from <= day) && (!until || day <= *until);
}

Value resident_on(const HouseholdFacts& household, std::int64_t day)
{
    if (!days_of(household.resident_from)) return missing(Fact::resident);
    return known(covers(household.resident_from, household.resident_until, day) ? 1 : 0);
}

Value household_class(const Scene& scene, std::int64_t day)
{
    const HouseholdFacts& household = scene.facts.household;
    if (household.household_class.empty() || !covers(household.class_from, household.class_until, day)) {
        return missing(Fact::household_class);
    }
    const auto& classes = scene.parts.household_classes;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].first == household.household_class) return known(static_cast<std::int64_t>(i));
    }
    return missing(Fact::household_class);
}

const DocumentFacts* find_document(const Scene& scene, std::uint16_t word)
{
    for (const DocumentFacts& document : scene.facts.documents) {
        if (document.code == scene.parts.documents[word].first) return &document;
    }
    return nullptr;
}

/// A proof that nobody has seen is not a proof that does not hold: it is missing.
Value of_document(Op op, std::uint16_t word, const Scene& scene)
{
    const DocumentFacts* const document = find_document(scene, word);
    Value value = missing(Fact::document);
    if (document != nullptr) {
        if (op == Op::document_from) value = date_or_missing(document->valid_from, Fact::document);
        if (op == Op::document_until) value = date_or_missing(document->valid_until, Fact::document);
        if (op == Op::document_valid)
            value = known(covers(document->valid_from, document->valid_until, scene.day) ? 1 : 0);
    }
    value.document = word;
    return value;
}

/// 第何子: as it was told, else by the birthdays of the household's children.
Value birth_order(const Facts& facts)
{
    if (facts.child.birth_order) return known(*facts.child.birth_order);
    const auto born = days_of(facts.child.born_on);
    if (!born || !facts.household.children_born_on)
        return missing(born ? Fact::child_birth_order : Fact::child_born_on);
    std::int64_t order = 1;
    for (const Date other : *facts.household.children_born_on) {
        if (is_in_range(other) && days_since_epoch(other) < *born) ++order;
    }
    return known(order);
}

Value elder_sibling(const Facts& facts)
{
    const auto born = days_of(facts.child.born_on);
    if (!born || !facts.household.children_born_on)
        return missing(born ? Fact::elder_sibling_born_on : Fact::child_born_on);
    std::optional<std::int64_t> next;
    for (const Date other : *facts.household.children_born_on) {
        if (!is_in_range(other)) continue;
        const std::int64_t day = days_since_epoch(other);
        if (day < *born && (!next || *next < day)) next = day;
    }
    return next ? known(*next) : missing(Fact::elder_sibling_born_on);
}

/// How many children of the household are born and under an age on a day.
Value children_under(const Facts& facts, std::int64_t months, std::int64_t day)
{
    if (!facts.household.children_born_on) return missing(Fact::household_children);
    if (months < 0 || months > 12'000) return overflow();
    std::int64_t children = 0;
    for (const Date born : *facts.household.children_born_on) {
        if (!is_in_range(born) || days_since_epoch(born) > day) continue;
        const Date last = before_attained(born, Months(static_cast<int>(months)));
        if (is_in_range(last) && day <= days_since_epoch(last)) ++children;
    }
    return known(children);
}

/// The class of one tax year; the classes of the others say nothing about it.
Value class_in(const Scene& scene, std::int64_t year)
{
    for (const auto& [of_year, code] : scene.facts.household.class_by_tax_year) {
        if (of_year != year) continue;
        const auto& classes = scene.parts.household_classes;
        for (std::size_t i = 0; i < classes.size(); ++i) {
            if (classes[i].first == code) return known(static_cast<std::int64_t>(i));
        }
    }
    return missing(Fact::household_class);
}

/// 市民税所得割額 of one tax year.
Value levy_in(const Scene& scene, std::int64_t year)
{
    for (const auto& [of_year, levy] : scene.facts.household.levy_by_tax_year) {
        if (of_year == year) return known_or_overflow(multiply({levy.amount, 1}, {1, 1}));
    }
    return missing(Fact::household_levy);
}

/// The hours of this use between two times of day, on whichever day they come round.
Value hours_in(const Scene& scene, std::int64_t from, std::int64_t until)
{
    if (scene.request == nullptr || !scene.request->from) return missing(Fact::hours_from);
    if (!scene.request->until) return missing(Fact::hours_until);
    const std::int64_t begin = *scene.request->from;
    const std::int64_t end = *scene.request->until;
    constexpr std::int64_t a_day = 24 * 60;
    std::int64_t minutes = 0;
    for (const std::int64_t later : {-a_day, std::int64_t{0}, a_day}) {
        minutes += std::max<std::int64_t>(0, std::min(until + later, end) - std::max(from + later, begin));
    }
    return known_or_overflow(
        divide({std::clamp<std::int64_t>(minutes, 0, std::max<std::int64_t>(0, end - begin)), 1}, {60, 1}));
}

Value value_of(Fact fact, const Scene& scene)
{
    const Facts& facts = scene.facts;
    const BirthFacts& birth = facts.birth;
    const auto facility = [&](auto of) -> Value {
        return facts.facility ? known(of(*facts.facility)) : missing(Fact::facility);
    };
    const auto allotment = [&](auto of) -> Value {
        return scene.allotment ? known_or_overflow(multiply({of(*scene.allotment), 1}, {1, 1}))
                               : missing(fact);
    };
    switch (fact) {
        case Fact::today: return known(scene.today);
        case Fact::day: return known(scene.day);
        case Fact::first_day: return known(scene.first_day);
        case Fact::application_on: return date_or_missing(facts.application_on, fact);
        case Fact::issued_on: return date_or_missing(facts.issued_on, fact);
        case Fact::interviewed_on: return date_or_missing(facts.interviewed_on, fact);
        case Fact::birth_due_date: return date_or_missing(birth.due_date, fact);
        case Fact::birth_born_on: return date_or_missing(birth.born_on, fact);
        case Fact::birth_lost_on: return date_or_missing(birth.lost_on, fact);
        case Fact::birth_discharged_on: return date_or_missing(birth.discharged_on, fact);
        case Fact::birth_event_on:
            return date_or_missing(birth.lost_on ? birth.lost_on : birth.born_on, fact);
        case Fact::birth_children: return birth.children ? known(*birth.children) : missing(fact);
        case Fact::after_loss: return known(birth.lost_on ? 1 : 0);
        case Fact::multiple_birth:
            return birth.children ? known(*birth.children >= 2 ? 1 : 0) : missing(fact);
        case Fact::born_preterm: {
            const auto born = days_of(birth.born_on);
            const auto due = days_of(birth.due_date);
            if (!born || !due) return missing(born ? Fact::birth_due_date : Fact::birth_born_on);
            return known(is_preterm(*birth.born_on, *birth.due_date) ? 1 : 0);
        }
        case Fact::child_born_on: return date_or_missing(facts.child.born_on, fact);
        case Fact::child_enrolled_on: return date_or_missing(facts.child.enrolled_on, fact);
        case Fact::child_birth_order: return birth_order(facts);
        case Fact::elder_sibling_born_on: return elder_sibling(facts);
        case Fact::enrolled: {
            const auto since = days_of(facts.child.enrolled_on);
            return known(since && *since <= scene.day ? 1 : 0);
        }
        case Fact::household_class: return household_class(scene, scene.day);
        case Fact::household_resident_from: return date_or_missing(facts.household.resident_from, fact);
        case Fact::household_resident_until: return date_or_missing(facts.household.resident_until, fact);
        case Fact::resident: return resident_on(facts.household, scene.day);
        case Fact::hospitalised:
            return known(days_of(facts.household.hospitalised_from) &&
                                 covers(facts.household.hospitalised_from, facts.household.hospitalised_until,
                                        scene.day)
                             ? 1
                             : 0);
        case Fact::visiting:
            return known(
                days_of(facts.household.visiting_from) &&
                        covers(facts.household.visiting_from, facts.household.visiting_until, scene.day)
                    ? 1
                    : 0);
        case Fact::guardian_born_on: return date_or_missing(facts.guardian.born_on, fact);
        case Fact::facility_fee:
            if (!facts.facility) return missing(Fact::facility);
            if (!scene.offer || scene.offer->fee.amount < 0) return missing(fact);
            return known_or_overflow(multiply({scene.offer->fee.amount, 1}, {1, 1}));
        case Fact::facility_age_limit:
            if (!facts.facility) return missing(Fact::facility);
            if (!scene.offer || !scene.offer->age_limit_months || *scene.offer->age_limit_months < 0)
                return missing(fact);
            return known(std::min(*scene.offer->age_limit_months, 1200));
        case Fact::facility_accepts_corrected_age:
            return facility([](const FacilityFacts& f) { return f.accepts_corrected_age ? 1 : 0; });
        case Fact::facility_accepts_loss:
            return facility([](const FacilityFacts& f) { return f.accepts_loss ? 1 : 0; });
        case Fact::facility_outside:
            if (!facts.facility) return missing(Fact::facility);
            return facts.facility->outside ? known(*facts.facility->outside ? 1 : 0) : missing(fact);
        case Fact::units: return known_or_overflow(multiply({scene.units, 1}, {1, 1}));
        case Fact::allotment_granted:
            return allotment([](const AllotmentFacts& a) { return a.granted.count; });
        case Fact::allotment_used: return allotment([](const AllotmentFacts& a) { return a.used.count; });
        case Fact::allotment_left: return allotment([](const AllotmentFacts& a) { return a.left.count; });
        case Fact::allotment_first_use_on:
            return scene.allotment ? date_or_missing(scene.allotment->first_use_on, fact) : missing(fact);
        case Fact::hours_from:
            return scene.request && scene.request->from ? known(*scene.request->from) : missing(fact);
        case Fact::hours_until:
            return scene.request && scene.request->until ? known(*scene.request->until) : missing(fact);
        case Fact::hours_length: return hours_in(scene, 0, 24 * 60);
        case Fact::amount:
            if (!scene.service || scene.service->asks != Asks::amount || !scene.request->units)
                return missing(fact);
            return known_or_overflow(multiply({scene.request->units->count, 1}, {1, 1}));
        case Fact::fee: return known(scene.fee);
        case Fact::share: return known(scene.share);
        case Fact::none:
        case Fact::facility:
        case Fact::household_children:
        case Fact::document:
        case Fact::earlier_use:
        case Fact::household_levy:
        case Fact::count_of_facts: break;
    }
    return missing(fact);
}

/// An answer that was not given is missing; which one it is, its field says.
Value answer_to(std::uint16_t question, const Scene& scene)
{
    if (scene.answers == nullptr || question < scene.answers->first) return missing(Fact::none);
    const std::size_t number = question - scene.answers->first;
    const auto& values = scene.answers->values;
    return number < values.size() && values[number] ? known(*values[number]) : missing(Fact::none);
}

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
