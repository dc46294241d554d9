// How days are counted: each convention that a programme uses, said in full once, with days worked out.
#pragma once

#include <set>
#include <vector>

#include "base/calendar.hpp"
#include "rules/phrase.hpp"

namespace hagukumi::rules {

/// Of the operations that a programme uses; `calendar` may be null.
std::vector<Paragraph> counting_notes(const std::set<Op>& used, const Calendar* calendar);

}  // namespace hagukumi::rules
