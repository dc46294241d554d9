#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

Result<void> check(const RecordBirth& command, const Birth& before)
{
    TRY(demand(command.born_on <= date_in_japan(command.at), "birth_in_future",
               "出産日が未来の日付です。確かめてください。",
               "The date of birth lies in the future. Please check it."));
    TRY(demand(!command.children.empty() && command.children.size() <= 9, "children_count",
               "お子さんを1人以上入力してください。", "Please enter at least one child."));
    TRY(demand(!command.discharged_on || *command.discharged_on >= command.born_on, "discharge_before_birth",
               "退院日が出産日より前です。確かめてください。",
               "The day of discharge lies before the birth. Please check it."));
    if (before.born_on)
        return fail(ErrorKind::conflict, "birth_recorded_already",
                    {"この出産はすでに記録されています。世帯の画面を開き直して確かめてください。",
                     "This birth is recorded already. Please open the family's page again."});
    return {};
}

}  // namespace

Result<void> record_birth(store::Transaction& tx, const RecordBirth& command)
{
    audit::Digest content("people.record_birth");
    content.add(command.birth).add(command.born_on);
    add(content, command.discharged_on);
    for (const Child& child : command.children) add(content, child);
    return audit::once(tx, command, command.actor, "people.record_birth", content, [&]() -> Result<void> {
        Id household;
        const Birth before = TRY(birth_of(tx, command.birth, &household));
        TRY(check(command, before));
        const int children = static_cast<int>(command.children.size());
        tx.execute(sql::record_birth, command.birth, command.born_on, children, command.discharged_on);
        for (Child child : command.children) {
            child.birth = command.birth;
            child.born_on = command.born_on;
            insert_child(tx, household, child);
        }
        // Both values stay in the record (O-11.1): what was expected, and what came.
        audit::record(tx, command.at, command.actor, "people.record_birth", command.birth,
                      boost::json::serialize(boost::json::object{{"due_date", json_of(before.due_date)},
                                                                 {"born_on", to_string(command.born_on)},
                                                                 {"children_expected", before.children},
                                                                 {"children", children}}));
        return {};
    });
}

}  // namespace hagukumi::people
