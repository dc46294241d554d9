// 変わるQRコード: the desk's tablet shows a code that changes, so that a photograph of it is worth nothing
// soon.
//
//     {public_url}/{municipality}/q/{the poster's token}.{13 characters that change}     and six digits
//
//  1. A code is made of the facility's secret and of the time; nothing is stored when it changes.
//  2. It changes every 30 seconds and counts for 90 more: long enough to unlock a phone, too short to send a
//     picture to somebody who is not there.
//  3. Where codes change, the printed poster and its digits count no more, and each says so.
//  4. Six digits that two facilities show at one moment are nobody's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "facilities/poster.hpp"

namespace hagukumi::facilities {

using LiveSecret = std::array<std::uint8_t, 16>;

inline constexpr std::chrono::seconds live_code_changes{30};

struct LiveCode {
    std::string live;  ///< 13 characters, behind the poster's token
    Passcode passcode;
    Instant changes_at;
};

/// Pure.  What the tablet shows at this moment.
LiveCode live_code(const LiveSecret& secret, const Id& facility, Instant at);

/// Pure.  Whether these characters were shown at this moment or up to 90 seconds ago.
bool is_live(const LiveSecret& secret, const Id& facility, std::string_view live, Instant at);

/// Nothing where the printed poster counts.
std::optional<LiveSecret> find_live_secret(store::Snapshot& snapshot, const Id& facility);

/// The one facility, of those whose codes change, that shows these digits; `chosen` before they were typed.
std::optional<Id> find_by_live_passcode(store::Snapshot& snapshot, const Passcode& passcode,
                                        const std::optional<Id>& chosen, Instant at);

/// The facility goes over to codes that change, or back to its poster.
struct SetLiveCodes {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    std::optional<LiveSecret> secret;  ///< drawn by the caller; empty: the poster counts again
};
Result<void> set_live_codes(store::Transaction& tx, const SetLiveCodes& command);

}  // namespace hagukumi::facilities
