// The `forms:` section of a programme file, for the rules room.
#pragma once

#include "rules/expression.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

/// Reads `forms:` of the file, after the application rules; without it nothing is applied for here.
void read_forms(const Node& root, Parts& parts, const Names& names, Mistakes& mistakes);

}  // namespace hagukumi::rules
