#include "people/family.hpp"

#include "people/family_rows.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<Family> load_family(store::Snapshot& snapshot, const Id& household, Reader reader)
{
    auto found = snapshot.find(sql::load_household, household_in, household);
    if (!found) return no_household();
    Family family;
    family.household = std::move(*found);
    if (family.household.address_protection && reader != Reader::officer) {
        family.household.postal_code.clear();
        family.household.address.clear();
        family.household.phone.clear();
    }
    snapshot.query(
        sql::guardians_of, [&](const store::Row& row) { family.guardians.push_back(guardian_in(row)); },
        household);
    snapshot.query(
        sql::births_of, [&](const store::Row& row) { family.births.push_back(birth_in(row)); }, household);
    snapshot.query(
        sql::children_of, [&](const store::Row& row) { family.children.push_back(child_in(row)); },
        household);
    snapshot.query(
        sql::user_numbers_of, [&](const store::Row& row) { family.user_numbers.emplace_back(row.text(0)); },
        household);
    return family;
}

const std::string& class_on(const Household& household, Date day)
{
    const bool begun = !household.class_from || *household.class_from <= day;
    const bool ended = household.class_until && *household.class_until < day;
    return begun && !ended ? household.household_class : household.class_otherwise;
}

rules::HouseholdFacts household_facts(const Household& household, const Birth* birth, Date day)
{
    rules::HouseholdFacts facts;
    facts.household_class = class_on(household, day);
    facts.resident_from = household.resident_from;
    facts.resident_until = household.resident_until;
    if (birth != nullptr) {
        facts.hospitalised_from = birth->hospitalised_from;
        facts.hospitalised_until = birth->hospitalised_until;
    }
    return facts;
}

rules::BirthFacts birth_facts(const Birth& birth)
{
    return {birth.due_date, birth.born_on, birth.lost_on, birth.children, birth.discharged_on};
}

rules::ChildFacts child_facts(const Child& child)
{
    return {child.born_on, child.enrolled_on};
}

Result<void> load_facts(store::Snapshot& snapshot, const Id& household, const std::optional<Id>& birth,
                        const std::optional<Id>& child, Date day, rules::Facts& into)
{
    const auto home = snapshot.find(sql::load_household, household_in, household);
    if (!home) return no_household();
    std::optional<Birth> born;
    std::optional<Id> mother;
    if (birth) {
        Id of;
        born = snapshot.find(
            sql::load_birth,
            [&](const store::Row& row) {
                of = row.id(9);
                return birth_in(row);
            },
            *birth);
        if (!born || of != household) return no_birth();
        into.birth = birth_facts(*born);
        mother = born->mother;
    }
    if (child) {
        Id of;
        const auto found = snapshot.find(
            sql::load_child,
            [&](const store::Row& row) {
                of = row.id(8);
                return child_in(row);
            },
            *child);
        if (!found || of != household) return no_child();
        into.child = child_facts(*found);
    }
    into.household = household_facts(*home, born ? &*born : nullptr, day);
    snapshot.query(
        sql::guardians_of,
        [&](const store::Row& row) {
            const Guardian guardian = guardian_in(row);
            if (mother ? guardian.id == *mother : guardian.is_mother)
                into.guardian.born_on = guardian.birth_date;
        },
        household);
    return {};
}

}  // namespace hagukumi::people
