// クーポン and 履歴: reading what is held and what happened.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/facts.hpp"
#include "rules/programme.hpp"
#include "store/transaction.hpp"

namespace hagukumi::ledger {

/// The programmes of the municipality.
using Programmes = std::span<const std::shared_ptr<const rules::Programme>>;
const rules::Programme* find_programme(Programmes programmes, std::string_view code);

enum class CouponState : std::uint8_t { active = 1, expired = 2 };

struct Coupon {
    Id id;
    std::string programme, allotment;  ///< codes
    Id household;
    std::optional<Id> birth, child;
    std::optional<Id> facility;  ///< the only one at which it counts (registration)
    bool limited = true;
    Units granted, adjusted, used, expired, left;  ///< left = granted + adjusted − used − expired
    Units reserved;                                ///< of what is left: set aside for bookings
    std::optional<Date> application_on, interviewed_on;
    Date issued_on{};
    std::optional<Date> first_used_on;
    CouponState state = CouponState::active;
    Id last_entry;
};

enum class EntryKind : std::uint8_t { grant = 1, redeem = 2, void_use = 3, adjust = 4, expire = 5 };
std::string_view name_of(EntryKind kind);  ///< "grant", "redeem", "void", "adjust", "expire"

struct Entry {
    Id id;
    EntryKind kind = EntryKind::grant;
    Id coupon;
    Units units;       ///< what it adds to the units left: a use of two days is −2
    Units left_after;  ///< of the coupon, after this entry
    Instant at;
    Id actor;
    std::string service;  ///< code; empty unless a use
    std::optional<Id> facility;
    std::optional<Date> first_day, last_day;
    std::optional<Yen> fee, parent, public_share;  ///< fee = parent + public_share; empty: no price is stated
    std::string decision;                          ///< compact JSON, see rules/json.hpp
    std::string reason;                            ///< of an officer
    std::optional<Id> voids, voided_by;
    std::optional<Id> corrects;  ///< 訂正: the use whose place this one takes
};

/// A short number to read out at the desk: "7K3F-9QXM", made of the entry's random bits.
std::string number_of(const Id& entry);

std::optional<Coupon> find_coupon(store::Snapshot& snapshot, const Id& id);

/// All coupons of a household, oldest first.
std::vector<Coupon> coupons_of(store::Snapshot& snapshot, const Id& household);

std::optional<Entry> find_entry(store::Snapshot& snapshot, const Id& id);

/// The coupon's entries, newest first, at most `limit`.
std::vector<Entry> history_of_coupon(store::Snapshot& snapshot, const Id& coupon, int limit);

/// The entries of all coupons of a household, newest first, those older than `before` (nil: from the newest).
std::vector<Entry> history_of_household(store::Snapshot& snapshot, const Id& household, const Id& before,
                                        int limit);

/// Uses and voids at a facility that were entered on `day` in Japan, newest first.
std::vector<Entry> entries_of_facility_on(store::Snapshot& snapshot, const Id& facility, Date day);

/// Uses and voids at a facility that came after `last_seen`, oldest first, at most `most`; none when
/// `last_seen` is not among the newest `most`.
std::vector<Entry> entries_of_facility_since(store::Snapshot& snapshot, const Id& facility,
                                             const Id& last_seen, int most);

/// All uses and voids at a facility that were written after the entry `last` (empty: from the first on), in
/// the order in which they were written.
std::vector<Entry> entries_of_facility_after(store::Snapshot& snapshot, const Id& facility,
                                             const std::optional<Id>& last);

/// A use of `other`, a coupon of the same household, as the caps of `coupon` count it.
rules::PastUse seen_from(const Coupon& coupon, const Coupon& other, rules::PastUse use);

/// 保護者 whose use it is: the mother, where the coupon is for a birth, else the guardian whose account
/// enters it. Empty where staff enter it, or no account is known.
std::optional<Id> guardian_of_use(store::Snapshot& snapshot, const Coupon& coupon,
                                  const std::optional<Id>& account);

/// A use of which nobody knows by whom it was counts for each guardian, so that no cap is exceeded.
bool may_be_one(const std::optional<Id>& guardian, const std::optional<Id>& other);

/// What the rules need to know of a coupon on the day of `at`: its holder, its balance less what other
/// bookings have set aside, and, with a facility, what that offers.  Uses of the past are read where the
/// programme asks for them.  With a use in `without`: as if that had never been.  `account` enters the use;
/// it matters where the programme tells guardians apart.
Result<rules::Facts> facts_of(store::Snapshot& snapshot, const rules::Programme& programme,
                              const Coupon& coupon, const std::optional<Id>& facility, Instant at,
                              Date first_day, Date last_day, const Entry* without = nullptr,
                              const std::optional<Id>& account = {});

/// When the use was entered first, whatever corrections took its place since: what rules and periods count
/// from.
Instant first_entered_at(store::Snapshot& snapshot, const Entry& use);

/// And by which account.
Id first_entered_by(store::Snapshot& snapshot, const Entry& use);

/// The coupon's first day of use once `without` counts no more.
std::optional<Date> first_use_without(store::Snapshot& snapshot, const Coupon& coupon, const Id& without);

}  // namespace hagukumi::ledger
