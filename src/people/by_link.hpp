// Signing in by a link of a mail, alone or with a new password or a new account; the parts of sign_in.cpp's
// three steps.
#pragma once

#include "people/sign_in.hpp"

namespace hagukumi::people {

/// The link must be good for what is asked, and a new password must be one.
Result<HashJob> prepare_by_link(store::Snapshot& snapshot, SignIn sign_in);

/// Spends the link, does what it is for, and opens a session.
Recorded<SignedIn> finish_by_link(store::Transaction& tx, const HashJob& job, const Verdict& verdict,
                                  const FreshTokens& fresh);

}  // namespace hagukumi::people
