// What an officer has seen of a family and writes down by hand, because some programme asks for it: proofs,
// tax years, a stay with relatives, brothers and sisters.  Everything else is known from births, residence
// and uses.
//
// Each is kept as text under the key that it has in a file of facts, so that a programme file that asks for a
// new one needs no other place to keep it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/facts.hpp"
#include "rules/facts_to_try.hpp"

namespace hagukumi::rules {

/// "documents.work.valid_until" with "2027-03-31", "household.class_by_tax_year.2026" with a code,
/// "household.levy_by_tax_year.2026" with yen, "household.children_born_on" with "2022-08-01 2025-03-01".
struct StatedFact {
    std::string key;
    std::string value;
};

/// Those that this programme asks for; what is known for each tax year, for `tax_year` and the one before.
std::vector<FactToTry> facts_to_state(const Programme& programme, int tax_year);

/// Whether there are any; cheap.
bool asks_an_officer(const Programme& programme);

/// Lays one over the others.  False, and nothing is changed, where key or value is none.
bool lay_over(Facts& facts, const StatedFact& fact);

}  // namespace hagukumi::rules
