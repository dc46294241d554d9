#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> record_hospitalisation(store::Transaction& tx, const RecordHospitalisation& command)
{
    audit::Digest content("people.record_hospitalisation");
    content.add(command.birth);
    add(content, command.from);
    add(content, command.until);
    return audit::once(
        tx, command, command.actor, "people.record_hospitalisation", content, [&]() -> Result<void> {
            const Birth before = TRY(birth_of(tx, command.birth));
            const bool ordered =
                command.from ? !command.until || *command.from <= *command.until : !command.until;
            TRY(demand(ordered, "days_out_of_order", "入院の最初の日と最後の日を確かめてください。",
                       "Please check the first and the last day in hospital."));
            tx.execute(sql::record_hospitalisation, command.birth, command.from, command.until);
            audit::record(tx, command.at, command.actor, "people.record_hospitalisation", command.birth,
                          boost::json::serialize(
                              boost::json::object{{"from_before", json_of(before.hospitalised_from)},
                                                  {"until_before", json_of(before.hospitalised_until)},
                                                  {"from", json_of(command.from)},
                                                  {"until", json_of(command.until)}}));
            return {};
        });
}

}  // namespace hagukumi::people
