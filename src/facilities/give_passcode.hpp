// Giving a facility a passcode that nobody has or had; for the files of this room.
#pragma once

#include <vector>

#include "facilities/poster.hpp"

namespace hagukumi::facilities {

/// The first of `candidates` that was never given in this municipality.
Result<Passcode> give_passcode(store::Transaction& tx, const Id& facility, int version,
                               const std::vector<Passcode>& candidates);

}  // namespace hagukumi::facilities
