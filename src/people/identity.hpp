// Who somebody is elsewhere: an account that is known by LINE's user id, and signing in by it.
//
//  1. One LINE account is one account here, and one account has one LINE account: whoever registers with
//  number and
//     PIN from a new phone takes the place of the old one (N-07.1), and both are told.
//  2. Who lost the account to a newer sign-in is kept until told: it may have been somebody else who knew the
//  PIN.
//  3. That a person is this subject is proven above (an ID token, verified); here it is believed.
//  4. Signing in so costs no hash and counts no failure: there is nothing to guess.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/account.hpp"
#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// The account behind a subject, whether or not it may sign in; nothing when it is linked to none.
std::optional<Id> find_account_of(store::Snapshot& snapshot, const Identity& identity);

/// The subject that an account is linked to.
std::optional<std::string> find_subject_of(store::Snapshot& snapshot, Issuer issuer, const Id& account);

struct LinkIdentity {
    Instant at;
    Id account;
    Identity identity;
};
/// Links; linking what is linked already changes nothing.  `already_registered` (conflict) when the subject
/// belongs to another account.
Result<void> link_identity(store::Transaction& tx, const LinkIdentity& command);

/// The person ends the link; the account itself stays.  Nothing is linked: no error.
void unlink_identity(store::Transaction& tx, const Id& account, Issuer issuer, Instant at);

/// A sign-in that lost its account to a newer one, and was not told of it yet.
struct Moved {
    std::string subject;
    Instant at;
};
std::vector<Moved> find_untold_moves(store::Snapshot& snapshot, Issuer issuer);
void mark_told(store::Transaction& tx, Issuer issuer, const Moved& moved);

/// Opens a session for the account that the subject is linked to.  `not_registered` (unauthenticated) when
/// there is none, or when it may not sign in any more.
Recorded<SignedIn> sign_in_by_identity(store::Transaction& tx, const Identity& identity, Instant at,
                                       const FreshTokens& fresh, const std::string& device_name = {});

}  // namespace hagukumi::people
