#include "people/own_link.hpp"

#include "people/manage_accounts.hpp"
#include "people/sign_in.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"

namespace hagukumi::people {

std::string give_link(store::Transaction& tx, const Id& account, const OwnLink& link, Instant at)
{
    const auto owner = load_account(tx, account);
    if (!owner || owner->state != AccountState::active || owner->email.empty()) return {};
    const TokenHash hash = hash_of(link.token.reveal());
    tx.execute(sql::add_link, bytes_of(hash), LinkPurpose::sign_in, owner->email, std::optional<Id>(), "",
               owner->language, at, at + own_link_lasts, std::optional<Id>());
    return link.page + "link#" + link.token.reveal();
}

}  // namespace hagukumi::people
