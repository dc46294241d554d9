// Whether what was typed is right, counted when it is not; for the files of this room.
#pragma once

#include <optional>
#include <string>

#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// The account as far as signing in needs it.
struct Candidate {
    Id id;
    Role role = Role::parent;
    AccountState state = AccountState::active;
    std::string hash, totp_secret;
};

/// The account whose name and secret these are.  The inner error is the one answer to everything that was
/// wrong, and was counted; `attempt` is unique to it.
Recorded<Candidate> judge(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                          const Verdict& verdict, const Id& attempt);

/// Knows the device from now on: by the token that it has, where the account or a colleague at the same
/// facility signed in on it before; else by `fresh`, which is given back for the cookie.  A token that nobody
/// of them knows is never taken over: somebody may have planted it (T16).
std::optional<Secret> keep_device(store::Transaction& tx, const Id& account, const std::string& token,
                                  const Secret& fresh, Instant at);

/// A name for an attempt, made of a token that was drawn for it.
Id attempt_of(const Secret& fresh);

}  // namespace hagukumi::people
