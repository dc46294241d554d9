// Families in which somebody of the same reading and birthday is: shown to a person, never joined.
#pragma once

#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// With a guardian who is read like this and was born on that day.  Empty kana: none.
std::vector<Id> households_with_guardian(store::Snapshot& snapshot, std::string_view kana, Date born_on);

/// With a child who is read like this and was born on that day.
std::vector<Id> households_with_child(store::Snapshot& snapshot, std::string_view kana, Date born_on);

}  // namespace hagukumi::people
