#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> record_loss(store::Transaction& tx, const RecordLoss& command)
{
    const auto content = audit::Digest("people.record_loss").add(command.birth).add(command.lost_on);
    return audit::once(tx, command, command.actor, "people.record_loss", content, [&]() -> Result<void> {
        const Birth before = TRY(birth_of(tx, command.birth));
        TRY(demand(command.lost_on <= date_in_japan(command.at), "loss_in_future",
                   "日付が未来です。確かめてください。", "The day lies in the future. Please check it."));
        tx.execute(sql::record_loss, command.birth, command.lost_on);
        audit::record(tx, command.at, command.actor, "people.record_loss", command.birth,
                      boost::json::serialize(boost::json::object{{"before", json_of(before.lost_on)},
                                                                 {"lost_on", to_string(command.lost_on)}}));
        return {};
    });
}

}  // namespace hagukumi::people
