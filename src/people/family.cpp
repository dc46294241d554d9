#include "people/family.hpp"

#include "people/family_rows.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<Family> load_family(store::Snapshot& snapshot, const Id& household, Reader reader)
{
    for (const store::Statement* of_it :
         {&sql::guardians_of, &sql::births_of, &sql::children_of, &sql::user_numbers_of})
        snapshot.ask_ahead(*of_it, household);
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

bool is_address_protected(store::Snapshot& snapshot, const Id& household)
{
    const auto found = snapshot.find(sql::load_household, household_in, household);
    return !found || found->address_protection;
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
    return {child.born_on, child.enrolled_on, {}};
}

Result<void> load_facts(store::Snapshot& snapshot, const Id& household, const std::optional<Id>& birth,
                        const std::optional<Id>& child, Date day, rules::Facts& into, bool with_mother)
{
    bool has_birth = false, has_child = false, has_mother = false;
    const auto home = snapshot.find(
        sql::facts_of_family,
        [&](const store::Row& row) {
            Household found;
            found.household_class = std::string(row.text(0));
            found.class_from = row.maybe_date(1);
            found.class_until = row.maybe_date(2);
            found.class_otherwise = std::string(row.text(3));
            found.resident_from = row.maybe_date(4);
            found.resident_until = row.maybe_date(5);
            Birth born;
            has_birth = !row.is_null(6);
            if (has_birth) {
                has_mother = !row.is_null(7);
                born.due_date = row.maybe_date(8);
                born.born_on = row.maybe_date(9);
                born.lost_on = row.maybe_date(10);
                born.children = static_cast<int>(row.integer(11));
                born.discharged_on = row.maybe_date(12);
                born.hospitalised_from = row.maybe_date(13);
                born.hospitalised_until = row.maybe_date(14);
                into.birth = birth_facts(born);
            }
            has_child = !row.is_null(15);
            if (has_child) into.child = {row.maybe_date(16), row.maybe_date(17), {}};
            into.guardian.born_on = row.maybe_date(18);
            into.household = household_facts(found, has_birth ? &born : nullptr, day);
            return true;
        },
        household, birth, child, with_mother);
    if (!home) return no_household();
    if (birth && !has_birth) return no_birth();
    if (child && !has_child) return no_child();
    if (has_mother || !with_mother) return {};
    snapshot.query(
        sql::guardians_of,
        [&](const store::Row& row) {
            const Guardian guardian = guardian_in(row);
            if (guardian.is_mother) into.guardian.born_on = guardian.birth_date;
        },
        household);
    return {};
}

}  // namespace hagukumi::people
