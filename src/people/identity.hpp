// Who somebody is elsewhere: an account that is known by LINE's user id, and signing in by it.
//
//  1. One LINE account is one account here, and one account has one LINE account: whoever registers with
//     number and PIN from a new phone takes the place of the old one (N-07.1), and both are told.
//  2. Who lost the account to a newer sign-in is kept until told: it may have been somebody else who knew the
//     PIN.
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

/// 引き継ぎ: link_identity() by somebody who has just proved to be the account's owner; tells the account
/// where it is linked now.
Result<void> take_over(store::Transaction& tx, const LinkIdentity& command);

/// The person ends the link; the account itself stays.  Nothing is linked: no error.
void unlink_identity(store::Transaction& tx, const Id& account, Issuer issuer, Instant at);

/// 連携の解除 by the person.  Errors: `only_way_in` (conflict) while nothing else signs in to the account, so
/// that nobody locks the own door from outside.
Result<void> unlink_by_person(store::Transaction& tx, const Id& account, Issuer issuer, Instant at,
                              const Id& notice);

/// Since when the account is linked; empty: it is not.
std::optional<Instant> linked_since(store::Snapshot& snapshot, Issuer issuer, const Id& account);

/// A sign-in that lost its account to a newer one, and was not told of it yet.
struct Moved {
    std::string subject;
    Instant at;
};
std::vector<Moved> find_untold_moves(store::Snapshot& snapshot, Issuer issuer);
void mark_told(store::Transaction& tx, Issuer issuer, const Moved& moved);

/// A subject whose link began or ended since somebody asked last, and whether it is linked now.
struct Changed {
    std::string subject;
    bool is_linked = false;
};
std::vector<Changed> find_changed_links(store::Snapshot& snapshot, Issuer issuer, int most);
void forget_changed_link(store::Transaction& tx, Issuer issuer, std::string_view subject);
/// Somebody who is to be looked at as if the link had changed: the account was added again.
void note_changed_link(store::Transaction& tx, const Identity& identity);

/// Opens a session for the account that the subject is linked to.  `not_registered` (unauthenticated) when
/// there is none, or when it may not sign in any more.
Recorded<SignedIn> sign_in_by_identity(store::Transaction& tx, const Identity& identity, Instant at,
                                       const FreshTokens& fresh, const std::string& device_name = {});

}  // namespace hagukumi::people
