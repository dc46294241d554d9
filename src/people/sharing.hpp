// Looking after a family together (U-09): whom a guardian invites, as an equal or as a helper.
//
//  1. An invitation is a link that the guardian hands on; it works once, for a week, and can be withdrawn.
//  2. A helper (a grandmother, a sitter) sees the coupons and uses them; nothing else is open to them.
//  3. A guardian removes helpers.  Guardians are equal: one cannot remove the other, the office can.
//  4. Who is removed is cut off at once, and may sign up anew with the same address.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/account.hpp"
#include "people/secret.hpp"
#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

struct Invite {
    Id key;
    Instant at;
    Id id;
    Id account;  ///< who invites
    Id household;
    std::string name;  ///< what the guardian calls the person: 「おばあちゃん」
    Rights rights = Rights::helper;
    Secret token;
};
/// Errors: `wrong_name`, `too_many_invitations` (conflict).
Result<void> invite(store::Transaction& tx, const Invite& command);

struct Invitation {
    Id id, household;
    std::string name;
    Rights rights = Rights::helper;
    Instant ends_at;
};
/// Those that can still be followed, newest first.
std::vector<Invitation> open_invitations(store::Snapshot& snapshot, const Id& household, Instant at);

/// What is shown to who opens the link.
struct Invited {
    Invitation invitation;
    std::string invited_by;  ///< display name
};
/// `invitation_over` (not_found) for one that is used, withdrawn, ended or was never given out.
Result<Invited> find_invitation(store::Snapshot& snapshot, std::string_view token, Instant at);

/// Spends it, when the person signs up; the same error.
Result<Invitation> take_invitation(store::Transaction& tx, const Id& id, Instant at);

/// What must be there to accept, made uniform.  Errors: `wrong_name`, and those of check_pin().
Result<Accepting> check_accepting(Accepting accepting);

/// 招待を受ける from LINE: an account of the family that invited, with a user number and the chosen PIN,
/// linked to this LINE account; the family is told.  Pressing twice gives the account that was made. Errors:
/// `invitation_over`; `already_registered` (conflict) for a LINE account that has another account.
Result<Id> accept(store::Transaction& tx, const Identity& identity, const Accepting& accepting,
                  const std::string& pin_hash, Instant at);

struct WithdrawInvitation {
    Id key;
    Instant at;
    Id account;
    Id household;
    Id invitation;
};
Result<void> withdraw_invitation(store::Transaction& tx, const WithdrawInvitation& command);

struct Member {
    Id account;
    std::string name;
    Rights rights = Rights::full;
    Instant since;
};
/// The active accounts of a household, oldest first.
std::vector<Member> members_of(store::Snapshot& snapshot, const Id& household);

struct RemoveMember {
    Id key;
    Instant at;
    Id actor;  ///< the guardian
    Id household;
    Id account;  ///< the helper
};
/// `not_a_helper` (not_allowed) for a guardian; `account_not_found` for who is not of this household.
Result<void> remove_member(store::Transaction& tx, const RemoveMember& command);

}  // namespace hagukumi::people
