// The language in which a person is written to: chosen in the portal, remembered with the account.
#pragma once

#include "base/language.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// From now on mails and LINE messages to this person are in `language`.
void choose_language(store::Transaction& tx, const Id& account, Language language);

}  // namespace hagukumi::people
