// A use as preview and deed see it; for the files of this room.
#pragma once

#include <functional>
#include <utility>

#include "audit/digest.hpp"
#include "ledger/use.hpp"

namespace hagukumi::ledger {

struct LoadedUse {
    Preview preview;
    Coupon coupon;
    Id facility;
};

/// The days that a request asks for, when it is made on `today`: what the facility's closed days are wanted
/// for.
std::pair<Date, Date> days_asked(const rules::Service* service, const rules::Request& request, Date today);

/// `time_missing` where a service is counted in hours and the request has none.
Result<void> check_times(const rules::Service* service, const rules::Request& request);

/// What a request asks for, for the fingerprint of its command.
void add(audit::Digest& content, const rules::Request& request);

/// Before load_use(): its first questions go out with the next one.
void ask_use_ahead(store::Snapshot& snapshot, const UseRequest& asked);

/// Reads everything and decides.  As soon as coupon and facility are known, `known` may ask ahead for more.
Result<LoadedUse> load_use(store::Snapshot& snapshot, Programmes programmes, const UseRequest& asked,
                           const std::function<void(const LoadedUse&)>& known = {});

}  // namespace hagukumi::ledger
