// 仮の利用: a use that the desk took while the line was cut, settled when it is back (U-11).
//
//     cut: the tablet keeps number, birthday, service, amount and time, under a key that it drew
//     back: settle_late_use ─► judged by the rules of the moment of the use ─┬─► a use like any other
//                                                                            └─► conflict: nobody's coupon
//                                                                            moves
//
//  1. Settled once a key: the tablet may send it as often as it likes and hears the same.
//  2. It is no guess at a PIN: the desk names number and birthday, so that a slip of one digit meets no other
//     family; the family is told at once, whatever comes of it (W-04).
//  3. A conflict is final and in words: the desk's list and the family's notice say why, and neither units
//     nor money moved.  What the family used by its own phone meanwhile is such a conflict, not a second use.
//  4. A use of a signed allowance (allowance/allowance.hpp) names neither number nor birthday: the signature
//     says whose it is, its units were set aside for it, and no more than that is ever settled.
//  5. What is older than three days is not settled here: it is entered by the office, by paper.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facilities/check_in.hpp"
#include "ledger/use.hpp"

namespace hagukumi::desk {

using ledger::Programmes;

inline constexpr std::chrono::hours settled_within{72};

struct SettleLateUse {
    Id key;
    Instant at;        ///< now
    Instant taken_at;  ///< not part of the key's content: the tablet counts it back from now, each time anew
    Id staff, facility;
    Id check_in, entry, notice;  ///< drawn for what is written
    std::string user_number;     ///< as typed or read from her card
    int birthday = 0;            ///< of the guardian, month and day: 410 is the 10th of April
    std::string allowance;       ///< the signed text that was scanned, in the place of number and birthday
    std::string programme;
    rules::Request request;
};

/// What became of it.
struct LateUse {
    Id key;
    Instant taken_at, settled_at;
    std::string programme, service;
    std::optional<Id> household;  ///< empty: nobody has this number and birthday
    std::optional<Id> entry;      ///< the use; empty: conflict
    /// Of the conflict: "late_not_found", "refused", "used_just_now", "allowance_spoilt", "allowance_ended",
    /// "allowance_exceeded", "allowance_other_service", …
    std::string code;
    Text why;  ///< in words for desk and family
};

/// Errors: `late_time` (malformed: older than three days), `service_unknown`, `key_reused`, `late_too_many`
/// (too_many: ten of the facility's uses within a day named nobody, so that no birthday is found by trying).
Result<LateUse> settle_late_use(store::Transaction& tx, Programmes programmes,
                                const facilities::CheckInSettings& settings, const SettleLateUse& command);

/// Newest first, at most 100.
std::vector<LateUse> late_uses_since(store::Snapshot& snapshot, const Id& facility, Instant since);

/// What no desk could settle, of all facilities, with the facility's name; newest first, at most 200.
struct Unsettled {
    LateUse use;
    std::string facility_name;
};
std::vector<Unsettled> unsettled_since(store::Snapshot& snapshot, Instant since);

}  // namespace hagukumi::desk
