// 窓口の控え: a sheet of paper for a day on which nothing works (U-24): who is expected, with what is left,
// and rows for who comes besides.  What is written on it is entered afterwards as late uses, each at its own
// time.
//
//  1. It holds what the staff need and no more: no birthday, no address, no number of a family that is
//     expected.
//  2. Who has it drawn is in the record.
#pragma once

#include <string>
#include <vector>

#include "desk/expected.hpp"
#include "facilities/facility.hpp"
#include "paper/document.hpp"

namespace hagukumi::desk {

struct DaySheet {
    std::string municipality;  ///< 「千代田区」
    facilities::Facility facility;
    Date day{};
    Instant made_at;
    std::vector<Expected> expected;
};

paper::Document day_sheet(const DaySheet& sheet);

/// That it was drawn.
void note_day_sheet(store::Transaction& tx, Instant at, const Id& actor, const Id& facility, Date day);

}  // namespace hagukumi::desk
