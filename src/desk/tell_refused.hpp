// A use that did not come to be: its family reads why, whichever page it has open.
#pragma once

#include <string_view>

#include "ledger/coupon.hpp"
#include "rules/programme.hpp"

namespace hagukumi::desk {

struct RefusedUse {
    Id event;  ///< told once
    Instant at;
    Id household, facility;
    Instant asked_at;
    std::string_view service;
    Text why;
};
/// By the template `late_use_refused` or `use_not_confirmed`.
void tell_refused(store::Transaction& tx, const rules::Programme& programme, const RefusedUse& refused,
                  std::string_view message_template);

}  // namespace hagukumi::desk
