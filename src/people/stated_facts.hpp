// What an officer has stated of a family, because the rules of some programme ask for it
// (rules/stated_facts.hpp).
#pragma once

#include <vector>

#include "base/id.hpp"
#include "rules/stated_facts.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// In the order of their keys.
std::vector<rules::StatedFact> stated_facts(store::Snapshot& snapshot, const Id& household);

/// Lays them over what births, residence and uses tell.
void load_stated_facts(store::Snapshot& snapshot, const Id& household, rules::Facts& into);

}  // namespace hagukumi::people
