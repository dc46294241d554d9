// 訂正: a use was entered with a wrong number, and is put right by the facility within its time or by an
// officer later.
//
//  1. Old and new both stay: the use is voided, and another takes its place and names it (`corrects`).
//  2. What takes its place is decided by the rules as of the moment of the first, as if the first had never
//     been.
//  3. Units and money follow exactly: what the old one took comes back, what the new one takes goes.
//  4. A facility corrects its own uses only, and only while the programme says so; an officer at any time.
//  5. The time runs from the first entry, not from a correction: nobody prolongs it by correcting.
#pragma once

#include <array>

#include "ledger/use.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

/// A use that may be voided or corrected now.
struct Correctable {
    Entry use;
    Coupon coupon;
    const rules::Programme* programme = nullptr;
    Instant first_entered_at;
};

/// For the staff of `desk`, or for an officer when it is empty.  Errors: `use_not_found` (also another
/// facility's), `already_voided` (conflict), `programme_ended`, `office_corrects` (not allowed: this
/// programme leaves it to the office), `correction_too_late` (not allowed).
Result<Correctable> find_correctable(store::Snapshot& snapshot, Programmes programmes, const Id& use,
                                     const std::optional<Id>& desk, Instant at);

/// When the time of the facility ends, to be told to its staff; nothing where the use is voided or only
/// officers correct it.
std::optional<Instant> facility_corrects_until(store::Snapshot& snapshot, const rules::Programme& programme,
                                               const Entry& use);

/// Writes the void of a use and gives its units back; of an expired coupon only those that are used again at
/// once. Gives what was written.
struct WriteVoid {
    Instant at;
    Id actor;
    Id id;
    std::string_view reason;
    Units used_again;
};
NewEntry write_void(store::Transaction& tx, const Correctable& correctable, const WriteVoid& written);

struct CorrectionRequest {
    Instant at;
    Id use;
    std::optional<Id> desk;  ///< the facility whose staff asks; empty: an officer
    rules::Request request;  ///< as it should have been; days that it leaves out are those of the use
};

/// What the use would be.  Errors: those of find_correctable(); `coupon_not_found` (a service of another
/// coupon).
Result<Preview> preview_correction(store::Snapshot& snapshot, Programmes programmes,
                                   const CorrectionRequest& asked);

struct CorrectUse {
    Id key;
    Id actor;
    std::array<Id, 2> ids;  ///< of the void and of the use that takes its place
    CorrectionRequest correction;
    std::string reason;
};
struct Corrected {
    std::string answer;  ///< {"use":"…","corrects":"…","units":…,"units_left":…}
};
/// Corrected, or the decision that refused.  Errors: those of preview_correction(); `reason_missing`,
/// `nothing_changes` (conflict), `only_fewer_units` (not allowed: the programme lets facilities only lower
/// the number).
Recorded<std::variant<Corrected, Preview>> correct_use(store::Transaction& tx, Programmes programmes,
                                                       const CorrectUse& command);

}  // namespace hagukumi::ledger
