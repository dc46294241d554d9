// The smallest use of a service: what lists judge and price before anybody asks for a certain use.
#pragma once

#include "rules/facts.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

/// As many units as one use takes at least; of an allotment of notes its smallest note, if that is more.
Units least_units(const Programme& programme, const Service& service);

/// A request for them on `day`. Hours begin at ten in the morning, as a use by day would. Nothing for a
/// service whose use is the bill in yen: it has no least price.
std::optional<Request> least_use(const Programme& programme, const Service& service, Date day);

}  // namespace hagukumi::rules
