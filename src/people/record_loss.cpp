#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> record_loss(store::Transaction& tx, const RecordLoss& command)
{
    audit::Digest content("people.record_loss");
    content.add(command.birth);
    add(content, command.lost_on);
    return audit::once(tx, command, command.actor, "people.record_loss", content, [&]() -> Result<void> {
        const Birth before = TRY(birth_of(tx, command.birth));
        if (before.born_on && command.lost_on)
            return fail(ErrorKind::conflict, "birth_recorded_already",
                        {"この届には出産日が記録されているため、流産・死産は記録できません。",
                         "A date of birth is recorded here: a pregnancy loss cannot be recorded."});
        TRY(demand(!command.lost_on || *command.lost_on <= date_in_japan(command.at), "loss_in_future",
                   "日付が未来です。確かめてください。", "The day lies in the future. Please check it."));
        tx.execute(sql::record_loss, command.birth, command.lost_on);
        audit::record(tx, command.at, command.actor, "people.record_loss", command.birth,
                      boost::json::serialize(boost::json::object{{"before", json_of(before.lost_on)},
                                                                 {"lost_on", json_of(command.lost_on)}}));
        return {};
    });
}

}  // namespace hagukumi::people
