// Which facts of a made-up family a programme looks at, for the form in which an officer tries one.
//
// Births, household class and registration as a resident are asked for with every programme; these are the
// others.
#pragma once

#include <string>
#include <vector>

#include "rules/programme.hpp"

namespace hagukumi::rules {

struct FactToTry {
    enum class Kind { date, dates, number, truth };

    std::string key;  ///< as in a file of facts: "guardian.born_on"
    Kind kind = Kind::date;
    Text name;
};

std::vector<FactToTry> facts_to_try(const Programme& programme);

}  // namespace hagukumi::rules
