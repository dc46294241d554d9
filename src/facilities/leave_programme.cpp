#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

Result<void> leave_programme(store::Transaction& tx, const LeaveProgramme& command)
{
    const auto content =
        audit::Digest("facilities.leave_programme").add(command.facility).add(command.left_on);
    return audit::once(
        tx, command, command.actor, "facilities.leave_programme", content, [&]() -> Result<void> {
            if (tx.execute(sql::set_left_on, command.facility, command.left_on) != 1) return no_facility();
            // Its offers end with it, so that the rules refuse later days too.
            tx.execute(sql::end_offers_before, command.facility, command.left_on);
            tx.execute(sql::drop_offers_from, command.facility, command.left_on);
            audit::record(tx, command.at, command.actor, "facilities.leave_programme", command.facility,
                          boost::json::serialize(
                              boost::json::object{{"left_on", hagukumi::to_string(command.left_on)}}));
            return {};
        });
}

}  // namespace hagukumi::facilities
