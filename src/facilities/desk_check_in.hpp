// At the desk without a phone: the parent shows her number or card and types her PIN on the facility's
// tablet; or the desk took a use while the line was cut.  The check-in is hers, and says who of the staff
// opened it.
#pragma once

#include "facilities/check_in.hpp"

namespace hagukumi::facilities {

struct OpenDeskCheckIn {
    Instant at;  ///< of a late one: when the use was taken
    Id id;       ///< of the new check-in
    Id facility, staff;
    Id account, household;  ///< who has proved who she is
    Way way = Way::desk;
};

/// Errors: those of a closed, future or former facility.
Result<CheckIn> open_desk_check_in(store::Transaction& tx, const CheckInSettings& settings,
                                   const OpenDeskCheckIn& command);

/// A check-in that this facility's staff opened, while it lives.  Errors: as find_check_in().
Result<CheckIn> find_desk_check_in(store::Snapshot& snapshot, const Id& id, const Id& facility, Instant at);

}  // namespace hagukumi::facilities
