#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

Result<void> close_day(store::Transaction& tx, const CloseDay& command)
{
    audit::Digest content("facilities.close_day");
    content.add(command.facility).add(command.day).add(std::int64_t{command.closed});
    return audit::once(tx, command, command.actor, "facilities.close_day", content, [&]() -> Result<void> {
        if (!find_facility(tx, command.facility)) return no_facility();
        tx.execute(command.closed ? sql::close_day : sql::open_day, command.facility, command.day);
        audit::record(tx, command.at, command.actor, "facilities.close_day", command.facility,
                      boost::json::serialize(boost::json::object{{"day", hagukumi::to_string(command.day)},
                                                                 {"closed", command.closed}}));
        return {};
    });
}

}  // namespace hagukumi::facilities
