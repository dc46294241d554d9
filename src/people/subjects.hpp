// Names as they are compared and counted; for the files of this room.
#pragma once

#include <string>
#include <string_view>

#include "base/id.hpp"
#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// The form in which a sign-in name is stored and compared.
std::string fold_name(Way way, std::string_view typed);

/// What failures on a name are counted under.  It depends on what was typed only, never on whether anybody
/// has that name, so that counting tells nothing.
Id subject_of_name(Way way, std::string_view folded_name);

/// Lets new devices try again.
void open_locks(store::Transaction& tx, Way way, std::string_view folded_name, Instant at);

}  // namespace hagukumi::people
