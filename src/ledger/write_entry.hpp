// Writing one entry into both chains, for the commands of this room.
#pragma once

#include <string_view>

#include "ledger/coupon.hpp"
#include "rules/programme.hpp"
#include "store/transaction.hpp"

namespace hagukumi::ledger {

struct NewEntry {
    Id id;
    EntryKind kind = EntryKind::grant;
    Id coupon;
    Units units;
    Units left_after;
    Instant at;
    Id actor;
    std::optional<std::string_view> service;
    std::optional<Id> facility, check_in;
    std::optional<Date> first_day, last_day;
    std::optional<Yen> fee, parent, public_share;
    const rules::Programme* programme = nullptr;
    std::string_view decision = "{}";
    std::string_view reason = "";
    std::optional<Id> voids, corrects;
    std::optional<Id> before_coupon;  ///< coupon.last_entry as it was
    /// The change of the coupon was made only where left_after is what it leaves, so that the invariant of
    /// balance.hpp needs not look once more.
    bool left_is_proven = false;
};

/// Says that an entry at this facility comes next.
void ask_newest_ahead(store::Transaction& tx, const Id& facility);

/// Adds the entry; at a facility it becomes the newest there and is announced as `announce_as`.
void write_entry(store::Transaction& tx, const NewEntry& entry, const char* announce_as = nullptr);

/// The record's line for an entry: numbers and codes only.
std::string audit_detail(const Coupon& coupon, Units units, Units left_after, std::string_view service = {});

/// A reason of an officer: 1 to 500 characters, not only spaces.  `reason_missing`, `reason_too_long`.
Result<void> check_reason(std::string_view reason);

tl::unexpected<Error> no_coupon();
tl::unexpected<Error> programme_ended();

}  // namespace hagukumi::ledger
