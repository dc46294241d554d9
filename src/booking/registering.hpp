// What answering a registration shares; for the files of this room.
#pragma once

#include "booking/booking.hpp"
#include "booking/registration.hpp"
#include "store/statement.hpp"

namespace hagukumi::booking {

/// A row of HAGUKUMI_REGISTRATION.
Registration registration_in(const store::Row& row);

/// The facility's own registration.  Errors: `registration_not_found`; `wrong_state` (conflict) where it is
/// in another state.
Result<Registration> find_in_state(store::Snapshot& snapshot, const Id& facility, const Id& id,
                                   RegistrationState state);
tl::unexpected<Error> no_registration();
tl::unexpected<Error> answered_already();

/// The interview is over: it was, or it will not be.  Its seat is offered to who waits.
void end_interview(store::Transaction& tx, Programmes programmes, const Registration& registration,
                   State state, Instant at);

/// Who seemed to be the same child as a registration that is none any more is in doubt no longer: the
/// interview can be booked, and the family is told.
void release_doubtful(store::Transaction& tx, const rules::Programme& programme, const Id& registration,
                      Instant at);

/// Of what is told of a registration by the way: no randomness is needed for it.
Id notice_of(std::string_view what, const Id& registration, Instant at);

/// What the record keeps of a registration: codes and its state.
std::string audit_detail(const Registration& registration);

}  // namespace hagukumi::booking
