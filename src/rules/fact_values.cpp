#include "rules/fact_values.hpp"

#include <algorithm>

#include "base/age.hpp"

namespace hagukumi::rules {

namespace {

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

const DocumentFacts* find_document(const Scene& scene, std::uint16_t word)
{
    for (const DocumentFacts& document : scene.facts.documents) {
        if (document.code == scene.parts.documents[word].first) return &document;
    }
    return nullptr;
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

}  // namespace

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

Value levy_in(const Scene& scene, std::int64_t year)
{
    for (const auto& [of_year, levy] : scene.facts.household.levy_by_tax_year) {
        if (of_year == year) return known_or_overflow(multiply({levy.amount, 1}, {1, 1}));
    }
    return missing(Fact::household_levy);
}

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
            return known_or_overflow(multiply({scene.offer->fee.amount, 1}, {1, scene.offer->fee_units}));
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

Value answer_to(std::uint16_t question, const Scene& scene)
{
    if (scene.answers == nullptr || question < scene.answers->first) return missing(Fact::none);
    const std::size_t number = question - scene.answers->first;
    const auto& values = scene.answers->values;
    return number < values.size() && values[number] ? known(*values[number]) : missing(Fact::none);
}

}  // namespace hagukumi::rules
