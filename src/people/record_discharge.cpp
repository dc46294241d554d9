#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> record_discharge(store::Transaction& tx, const RecordDischarge& command)
{
    audit::Digest content("people.record_discharge");
    content.add(command.birth);
    add(content, command.discharged_on);
    return audit::once(tx, command, command.actor, "people.record_discharge", content, [&]() -> Result<void> {
        const Birth before = TRY(birth_of(tx, command.birth));
        if (!before.born_on)
            return fail(ErrorKind::conflict, "birth_not_recorded",
                        {"出産日がまだ記録されていません。先に出産日を記録してください。",
                         "The date of birth is not recorded yet. Please record it first."});
        TRY(demand(!command.discharged_on || *command.discharged_on >= *before.born_on,
                   "discharge_before_birth", "退院日が出産日より前です。確かめてください。",
                   "The day of discharge lies before the birth. Please check it."));
        tx.execute(sql::record_discharge, command.birth, command.discharged_on);
        audit::record(
            tx, command.at, command.actor, "people.record_discharge", command.birth,
            boost::json::serialize(boost::json::object{{"before", json_of(before.discharged_on)},
                                                       {"discharged_on", json_of(command.discharged_on)}}));
        return {};
    });
}

}  // namespace hagukumi::people
