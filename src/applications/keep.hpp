// What the commands of this room share; for its files only.
#pragma once

#include "applications/apply.hpp"

namespace hagukumi::applications {

/// What is known of the household without the form: its residence and class.
Result<rules::Facts> known_facts(store::Snapshot& snapshot, const Id& household, Instant at);

void record_event(store::Transaction& tx, const Id& application, EventKind kind, Instant at, const Id& actor,
                  const Id& event);

tl::unexpected<Error> form_not_found();
tl::unexpected<Error> application_changed();
/// What is no draft any more is not written on.
tl::unexpected<Error> not_a_draft(State state);
tl::unexpected<Error> already_withdrawn();

}  // namespace hagukumi::applications
