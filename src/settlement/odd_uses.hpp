// 気になる利用: patterns that an officer may want to ask about, each with why.  Nothing here accuses anybody:
// a night birth or a twin explains many.  Pure: values in, findings out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "settlement/report.hpp"

namespace hagukumi::settlement {

enum class Oddity {
    at_night,          ///< entered between 22:00 and 5:00
    many_of_a_family,  ///< a family used far more in a day than others do
    many_at_facility,  ///< a facility entered far more in a day than it usually does
    two_places,        ///< one family, two facilities within minutes, or two stays that overlap
    many_corrections,  ///< a facility corrects or voids much of what it enters
};
std::string_view name_of(Oddity kind);  ///< "at_night", …

struct Finding {
    Oddity kind = Oddity::at_night;
    std::optional<Id> facility, household;
    Date day;
    std::vector<Id> uses;  ///< the entries that it is about
    Text why;              ///< with the numbers that it stands on
};

/// From which numbers on something is told.
struct OddLimits {
    int uses_of_family = 4;        ///< on one day
    int uses_at_facility = 10;     ///< on one day, and
    int times_the_usual = 3;       ///< so many times the median of its days with uses
    int minutes_between = 20;      ///< of two uses at two facilities
    int corrections = 5;           ///< in the time that is looked at, and
    int corrections_percent = 20;  ///< of what the facility entered
};

/// Newest day first.  `uses` in the order of their entry; `voids` counts the voids of each facility in the
/// same time.
std::vector<Finding> find_odd(const std::vector<UseRow>& uses, const std::map<Id, std::int64_t>& voids,
                              const OddLimits& limits, Date today);

/// Voids of uses since `since`, by facility.
std::map<Id, std::int64_t> voids_since(store::Snapshot& snapshot, Instant since);

}  // namespace hagukumi::settlement
