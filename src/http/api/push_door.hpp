// What handlers know of push: an installation has one key, and app says once, before the server opens, that
// there is one.
#pragma once

#include "messages/push_devices.hpp"

namespace hagukumi::http {

/// From now on pages offer push; `services` outlives the server.  Null: they offer it no more.  From any
/// thread.
void offer_push(const messages::PushServices* services);

/// Null: nothing is shown on devices here.
const messages::PushServices* push_services();

}  // namespace hagukumi::http
