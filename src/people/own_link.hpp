// A link that nobody asked for: it comes in a mail with news that its owner is to look at, and signs in once
// (O-07.1).
#pragma once

#include <chrono>
#include <string>

#include "people/secret.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

struct OwnLink {
    Secret token;
    std::string page;  ///< the parents' pages: "https://…/131202/"
};
inline constexpr std::chrono::hours own_link_lasts{72};

/// The address by which the account's owner signs in once, within own_link_lasts.  Another one is had from
/// the sign-in page.  Empty: the account has no e-mail.
std::string give_link(store::Transaction& tx, const Id& account, const OwnLink& link, Instant at);

}  // namespace hagukumi::people
