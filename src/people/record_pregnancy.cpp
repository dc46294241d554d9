#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_rows.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<Id> record_pregnancy(store::Transaction& tx, const RecordPregnancy& command)
{
    audit::Digest content("people.record_pregnancy");
    content.add(command.household)
        .add(command.birth)
        .add(command.mother.value_or(Id{}))
        .add(command.due_date);
    content.add(std::int64_t{command.children});
    const Result<void> done =
        audit::once(tx, command, command.actor, "people.record_pregnancy", content, [&]() -> Result<void> {
            TRY(household_of(tx, command.household));
            TRY(demand(command.children >= 1 && command.children <= 9, "children_count",
                       "お子さんの人数は1人から9人までです。", "The number of children is 1 to 9."));
            bool mother_belongs = !command.mother;
            if (command.mother)
                tx.query(
                    sql::guardians_of,
                    [&](const store::Row& row) {
                        mother_belongs = mother_belongs || row.id(0) == *command.mother;
                    },
                    command.household);
            TRY(demand(mother_belongs, "mother_unknown", "母親がこの世帯の保護者にいません。",
                       "The mother is not among the guardians of this household."));
            Birth birth;
            birth.id = command.birth;
            birth.mother = command.mother;
            birth.due_date = command.due_date;
            birth.children = command.children;
            insert_birth(tx, command.household, birth);
            audit::record(tx, command.at, command.actor, "people.record_pregnancy", command.birth,
                          boost::json::serialize(boost::json::object{
                              {"due_date", to_string(command.due_date)}, {"children", command.children}}));
            return {};
        });
    if (!done) return tl::unexpected(done.error());
    return command.birth;
}

}  // namespace hagukumi::people
