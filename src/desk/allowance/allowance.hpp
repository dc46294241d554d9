// 通信のない場所での利用枠: a signed allowance, at most so many units until a moment, used where a desk has
// no network and settled when the line is back (U-11).
//
//     phone, with a network: issue_allowance ─► units set aside ─► signed ─► a QR code that the phone keeps
//     desk, without one:     signature and time verified, own takings counted ─► a provisional use
//     desk, later:           settle_late_use (late_use.hpp) ─┬─► the use, as of its moment
//                                                             └─► a conflict with its name; nothing moves
//
//  1. The units are set aside from issue on, as a booking's are: uses made online leave no desk unpaid that
//     kept to the rule.  She may still use them at every desk by showing the code.
//  2. All that desks settle of an allowance is never more than it: the rest of its takings are conflicts
//     (`allowance_exceeded`).  What is lost to a card shown at two desks is at most one allowance.
//  3. Of two desks that took the same units, the one whose line came back first has its use; of one desk, its
//     earlier one.  What was recorded stays recorded (W-04), and no clock of a tablet takes it away again.
//  4. It ends by itself; what was set aside is free when no desk may settle any more (settled_within later).
//  5. The text names no person.  Who alters a letter of it has a spoilt signature (`allowance_spoilt`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/coupon.hpp"
#include "people/seal.hpp"
#include "store/transaction.hpp"

namespace hagukumi::desk {

using ledger::Programmes;

struct Allowance {
    Id id, household, account, coupon;
    std::string programme, allotment;
    Units units, taken;
    Instant issued_at, ends_at;
    std::string text;      ///< payload and signature, base64url each, a full stop between
    bool is_kept = false;  ///< what is not taken is set aside
    Units left() const { return units - taken; }
};

/// The public part of the municipality's key, 65 bytes; nothing before its first allowance.
std::optional<std::string> allowance_key(store::Snapshot& snapshot);

/// By a family's phone.  Errors: `coupon_not_found`; `allowance_not_offered` (conflict: the programme allows
/// none, or there is no key to seal with); `allowance_units` (malformed: none, or more than the programme
/// allows); `allowance_open` (conflict: the last one has not ended); `units_not_left` (conflict).
struct IssueAllowance {
    Id key;
    Instant at;
    Id account, household;
    Id coupon;
    Units units;
    Id id;  ///< of the new one
};
Result<Allowance> issue_allowance(store::Transaction& tx, Programmes programmes, const people::Seal* seal,
                                  Randomness& randomness, const IssueAllowance& command);

/// What the office allows of a programme.  Where it says nothing, nothing is used without a network.
struct AllowanceRule {
    std::string programme;
    Units most_units;             ///< of one allowance, in the allotment's unit: 1 to 99
    std::chrono::hours within{};  ///< for how long it is good: 1 to 72
};
std::vector<AllowanceRule> allowance_rules(store::Snapshot& snapshot);

/// By an officer; nothing: no allowance is given any more, those that were given stay good.  Errors:
/// `allowance_rule` (malformed: a number out of reach), `programme_unknown` (malformed).
struct SetAllowanceRule {
    Id key;
    Instant at;
    Id actor;
    std::string programme;
    std::optional<AllowanceRule> rule;
};
Result<void> set_allowance_rule(store::Transaction& tx, Programmes programmes,
                                const SetAllowanceRule& command);

/// What is allowed of this coupon.
std::optional<AllowanceRule> offered_for(store::Snapshot& snapshot, Programmes programmes,
                                         const ledger::Coupon& coupon);

/// The coupon's newest one, also when it has ended.
std::optional<Allowance> newest_allowance(store::Snapshot& snapshot, const Id& coupon);

/// By the text that a desk scanned; nothing when a letter of it is not as it was signed.
std::optional<Allowance> find_signed(store::Snapshot& snapshot, std::string_view text);

/// From here on the units are used.
void take_of_allowance(store::Transaction& tx, const Allowance& allowance, Units units);

/// Frees what was set aside by those that no desk can settle any more; how many.
Result<int> end_allowances(store::Transaction& tx, Instant at);
bool is_allowance_due(store::Snapshot& snapshot, Instant at);

}  // namespace hagukumi::desk
