// The webhook's door: who may come in, and what is done on the lane.
//
//   signature ─► body ─► events into the inbox, durable ─► 200 ─► (worker) worked off
//
// LINE waits two seconds for the 200; nothing else is done before it.
#pragma once

#include <functional>

#include "line/channel.hpp"

namespace hagukumi::line {

/// A webhook whose signature is right, as what is to be done in a transaction of its municipality.
using TakeWebhook = std::function<Result<void>(store::Transaction&)>;

/// Errors: `not_found` (no such channel), `unauthenticated` (not LINE's signature), `malformed` (no JSON).
Result<TakeWebhook> open_hook(const Channels& channels, MunicipalityCode municipality, std::string_view path,
                              std::string_view body, std::string_view signature, Instant at,
                              std::function<Id(Instant)> draw);

}  // namespace hagukumi::line
