// What officers and the calendar do to coupons: grant, void, adjust, expire.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/coupon.hpp"
#include "rules/decision.hpp"

namespace hagukumi::ledger {

/// 発行: what the rules give to a birth, a child or a registration.  Asked again after a fact was corrected
/// (twins known at birth), the coupon is brought to what the rules give now, by one more grant of the
/// difference.  What officers adjusted stays.
struct Grant {
    Id key;
    Instant at;
    Id actor;
    Id household;
    std::optional<Id> birth, child;
    std::optional<Id> facility;          ///< for a registration: the only facility at which it counts
    std::optional<Date> application_on;  ///< empty: the day of `at`
    std::optional<Date> interviewed_on;
    std::string reason;
    /// Of what the rules give only these allotments; empty: all of it.
    std::vector<std::string> only{};
    std::vector<Id> ids;  ///< two for each allotment of the programme: new coupons and entries
};

struct Granted {
    std::vector<Id> coupons;  ///< issued or changed
    std::string answer;       ///< {"coupons":["…"]}
};

/// When the rules refuse: the entitlement with its reasons, and the facts that it was judged by.
struct NotEntitled {
    rules::Facts facts;
    rules::Entitlement entitlement;
};

/// Errors: `holder_missing`, `used_more_than_entitled`, `reason_missing`, those of people::load_facts(),
/// `coupon_ended_before` (conflict: nothing is left to issue, as the coupon had been ended; an adjustment
/// brings it back).
Recorded<std::variant<Granted, NotEntitled>> grant(store::Transaction& tx, const rules::Programme& programme,
                                                   const Grant& command);

/// 取消: a use that was a mistake.  The units come back, the entry stays, with the one that voids it.
struct VoidUse {
    Id key;
    Instant at;
    Id actor;
    Id id;   ///< of the new entry
    Id use;  ///< the entry to void
    std::string reason;
    std::optional<Id>
        desk{};  ///< the facility whose staff does it, within its time; empty: an officer, at any time
};
/// Errors: `reason_missing`; those of find_correctable() (correct.hpp).
Result<std::string> void_use(store::Transaction& tx, Programmes programmes, const VoidUse& command);

/// 調整: an officer adds or takes units.  Units that are added to a coupon that had been ended make it active
/// again: the entry of its end stays, and the adjustment stands after it with its reason.
struct Adjust {
    Id key;
    Instant at;
    Id actor;
    Id id;
    Id coupon;
    Units units;  ///< may be negative
    std::string reason;
};
/// Errors: `below_zero` (conflict; says what is left), `unlimited`, `nothing_changes`, `reason_missing`,
/// `coupon_expired` (conflict: units to take, or a coupon that is granted anew instead: of a registration,
/// or revoked).
Result<std::string> adjust(store::Transaction& tx, Programmes programmes, const Adjust& command);

/// 取り置き: a booking sets units of a coupon aside.  They stay left, and no other use, adjustment or expiry
/// takes them.  Error: `units_not_left` (conflict).  The booking keeps the record.
Result<void> set_units_aside(store::Transaction& tx, const Id& coupon, Units units);

/// What a booking had set aside, and will not use.
void free_units(store::Transaction& tx, const Id& coupon, Units units);

/// 失効: what is left can be used no more.
struct Expire {
    Id key;
    Instant at;
    Id actor;
    Id id;
    Id coupon;
    std::string reason;
};
/// Errors: `coupon_not_found`, `coupon_expired`, `units_reserved` (conflict), `reason_missing`.
Result<std::string> expire(store::Transaction& tx, Programmes programmes, const Expire& command);

}  // namespace hagukumi::ledger
