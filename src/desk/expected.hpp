// これからの予定: who is expected at a facility, and what its families have left of what it offers; to plan
// by.
//
//  Only families that have a seat booked or have used a coupon here on the day, and only what this facility
//  offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "booking/booking.hpp"
#include "ledger/coupon.hpp"

namespace hagukumi::desk {

using ledger::Programmes;

/// Somebody who is expected.
struct Expected {
    booking::Booking booking;
    std::string guardian;
    std::vector<std::string> children;  ///< for whom it is
    Text service, unit;                 ///< the unit is empty for an interview
    std::optional<Units> left;          ///< of what the use is taken from; empty: no limit, or no coupon
};

/// The bookings of a facility from `first` to `last` that have a seat, by day and time.
std::vector<Expected> expected_at(store::Snapshot& snapshot, Programmes programmes, const Id& facility,
                                  Date first, Date last);

struct LeftOver {
    Text name, unit;  ///< of the allotment
    Units left;
};

/// A family that used a coupon here on a day, with what it has left for another time.
struct FamilyHere {
    std::string guardian;
    std::vector<LeftOver> left;  ///< none where nothing has a limit
};

/// In the order of their last use, newest first.
std::vector<FamilyHere> families_here(store::Snapshot& snapshot, Programmes programmes, const Id& facility,
                                      Date day);

}  // namespace hagukumi::desk
