#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

Result<void> check(const StateBirth& command)
{
    const Birth& birth = command.birth;
    const Date today = date_in_japan(command.at);
    TRY(demand(birth.due_date || birth.born_on || birth.lost_on, "birth_without_date",
               "出産予定日、出産日、流産・死産の日のどれかを入力してください。",
               "Please enter the due date, the date of birth or the day of the loss."));
    TRY(demand(birth.children >= 1 && birth.children <= 9, "children_count",
               "お子さんの人数は1人から9人までです。", "The number of children is 1 to 9."));
    TRY(demand(!birth.born_on || *birth.born_on <= today, "birth_in_future",
               "出産日が未来の日付です。確かめてください。",
               "The date of birth lies in the future. Please check it."));
    return demand(!birth.lost_on || *birth.lost_on <= today, "loss_in_future",
                  "日付が未来です。確かめてください。", "The day lies in the future. Please check it.");
}

boost::json::object record_of(const Birth& birth)
{
    return {{"due_date", json_of(birth.due_date)},
            {"born_on", json_of(birth.born_on)},
            {"lost_on", json_of(birth.lost_on)},
            {"children", birth.children}};
}

}  // namespace

Result<void> state_birth(store::Transaction& tx, const StateBirth& command)
{
    audit::Digest content("people.state_birth");
    content.add(command.household);
    add(content, command.birth);
    for (const Child& child : command.children) add(content, child);
    return audit::once(tx, command, command.actor, "people.state_birth", content, [&]() -> Result<void> {
        TRY(check(command));
        TRY(household_of(tx, command.household));
        const Birth& birth = command.birth;
        Id owner = command.household;
        const Result<Birth> known = birth_of(tx, birth.id, &owner);
        if (owner != command.household) return no_birth();
        if (known) {
            tx.execute(sql::state_birth, birth.id, birth.mother, birth.due_date, birth.born_on, birth.lost_on,
                       birth.children, birth.discharged_on);
        } else {
            insert_birth(tx, command.household, birth);
        }
        for (Child child : command.children) {
            child.birth = birth.id;
            insert_child(tx, command.household, child);
        }
        boost::json::object detail{{"now", record_of(birth)}, {"before", nullptr}};
        if (known) detail["before"] = record_of(*known);
        audit::record(tx, command.at, command.actor, "people.state_birth", birth.id,
                      boost::json::serialize(detail));
        return {};
    });
}

}  // namespace hagukumi::people
