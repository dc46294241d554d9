// A use as preview and deed see it; for the files of this room.
#pragma once

#include "ledger/use.hpp"

namespace hagukumi::ledger {

struct LoadedUse {
    Preview preview;
    Coupon coupon;
    Id facility;
};

/// Reads everything and decides.
Result<LoadedUse> load_use(store::Snapshot& snapshot, Programmes programmes, const UseRequest& asked);

}  // namespace hagukumi::ledger
