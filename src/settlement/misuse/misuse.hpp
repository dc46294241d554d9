// 不正利用と返還: a use that should not have been, and the money that the municipality claims back for it
// (M-28).
//
//     mark_misuse ─► claimed ─► repaid
//                       └────► withdrawn, and the use may be marked anew
//
//  1. A mark moves nothing: the use stands, its units stay used, the facility is paid.  A use that was a
//     mistake is voided instead.
//  2. A use has one mark at most that was not withdrawn.  All stay, each with who, when and why.
//  3. Not more is claimed than the use cost, where its programme states a price.
//  4. A claim ends by its own close alone: a use that is voided or corrected later takes no money with it.
//  5. Only the office sees it: it speaks to the family by its own letter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/coupon.hpp"
#include "settlement/month.hpp"

namespace hagukumi::settlement {

enum class MisuseState : std::uint8_t { claimed = 1, repaid = 2, withdrawn = 3 };
std::string_view name_of(MisuseState state);  ///< "claimed", "repaid", "withdrawn"

struct Misuse {
    Id id, entry;
    Yen yen;  ///< claimed back
    std::string reason;
    Instant marked_at;
    MisuseState state = MisuseState::claimed;
    std::optional<Instant> closed_at;
    std::string closed_why;
};

/// Of all uses of a household, oldest first; also those that were withdrawn.
std::vector<Misuse> misuses_of(store::Snapshot& snapshot, const Id& household);

/// A use with a mark that was not withdrawn, as lists and sums want it.
struct MisusedUse {
    Misuse misuse;
    Id facility;
    std::string programme, service;
    Date last_day;
    Units units;
    std::optional<Yen> fee, public_share;
};
/// Those whose last day lies in the months from `first` to `last`, in the order of these days;
/// also of uses that were voided or corrected since.
std::vector<MisusedUse> misused_between(store::Snapshot& snapshot, Month first, Month last);

/// Pure.
struct MisuseSum {
    std::int64_t uses = 0;
    Yen claimed, repaid;  ///< what was repaid was claimed, too
};
MisuseSum sum_of(const std::vector<MisusedUse>& misused);

struct MarkMisuse {
    Id key;
    Instant at;
    Id actor;
    Id id;   ///< of the mark
    Id use;  ///< the ledger's entry
    Yen yen;
    std::string reason;
};
/// Errors: `reason_missing`, `misuse_sum` (malformed: not above zero, or more than the use cost);
/// `use_not_found`; `already_voided`, `misuse_marked` (conflict); `key_reused`.
Result<void> mark_misuse(store::Transaction& tx, const MarkMisuse& command);

struct CloseMisuse {
    Id key;
    Instant at;
    Id actor;
    Id misuse;
    MisuseState state = MisuseState::repaid;  ///< repaid or withdrawn
    std::string reason;                       ///< of a withdrawal, or how it was repaid
};
/// Errors: `reason_missing`, `misuse_not_found`, `misuse_closed` (conflict), `key_reused`.
Result<void> close_misuse(store::Transaction& tx, const CloseMisuse& command);

}  // namespace hagukumi::settlement
