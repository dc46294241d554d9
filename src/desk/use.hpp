// A coupon used at a facility, whoever holds the screen: with its booking, where it has one.
//
//  1. Preview and deed find the booking alike; what it set aside is free for its own use, and for no other
//     (U-14).
//  2. A repetition is answered before anything is looked for: its booking is used up by then.
#pragma once

#include <optional>

#include "booking/booking.hpp"
#include "ledger/use.hpp"

namespace hagukumi::desk {

using ledger::Programmes;

/// Errors: those of ledger::preview_use(); `booking_needed`, where the programme allows no use without one,
/// with the way to enter it on the spot (O-10.1).
Result<ledger::Preview> preview(store::Snapshot& snapshot, Programmes programmes, ledger::UseRequest use);

/// 利用, and the booking is fulfilled by it.  Errors: those of ledger::redeem(); `booking_needed`; those of
/// wait_for_desk(), where the facility confirms what phones ask for.
Recorded<std::variant<ledger::Used, ledger::Preview>> use(store::Transaction& tx, Programmes programmes,
                                                          ledger::Redeem command);

/// The same without asking the desk; for the files of this room, which have asked it.
Recorded<std::variant<ledger::Used, ledger::Preview>> use_now(store::Transaction& tx, Programmes programmes,
                                                              ledger::Redeem command);

}  // namespace hagukumi::desk
