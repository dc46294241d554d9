// The `booking:` section of a programme file, for the rules room.
#pragma once

#include "rules/expression.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

/// Reads `booking:` of the file, after services and calendar; without it nothing can be booked.
void read_booking(const Node& root, Parts& parts, const Names& names, Mistakes& mistakes);

}  // namespace hagukumi::rules
