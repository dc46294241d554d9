// パスキー: signing in with the lock of one's own device, without a password.
//
//   ask_challenge ─► the browser asks finger, face or the device's PIN ─► add_passkey | sign_in_by_passkey
//
//  1. A challenge is kept as its SHA-256, good for five minutes and once, for what it was drawn for.
//  2. What was signed names our address and our site's name: a passkey works on no other page (phishing).
//  3. An authenticator that counts must count upwards: one that does not was copied, and is refused.
//  4. To who may not sign in every reason reads the same.
//  5. A passkey is made by its owner, who has just signed in, and told to them; a new password or PIN, and
//     leaving, take all of an account's passkeys away.
#pragma once

#include "people/sign_in.hpp"

namespace hagukumi::people {

/// The site as browsers know it.
struct PasskeySite {
    std::string origin;  ///< "https://hagukumi.example.jp"
    /// "hagukumi.example.jp": passkeys belong to it.
    std::string name() const;
};

inline constexpr std::chrono::minutes challenge_lasts{5};
inline constexpr int most_challenges_of_a_network = 200;  ///< at a time: carriers share addresses
inline constexpr int most_passkeys = 10;                  ///< of an account

struct AskChallenge {
    Instant at;
    std::string network;
    std::optional<Id> account;  ///< that makes a passkey; empty: somebody signs in
    Secret challenge;           ///< fresh random bytes, as base64url
};
/// Keeps it.  Error: `too_many` from a network that asks without end.
Result<void> ask_challenge(store::Transaction& tx, const AskChallenge& command);

/// What the browser gave, as bytes.
struct AddPasskey {
    Instant at;
    Id account;
    Id notice;  ///< of the message to the owner
    PasskeySite site;
    std::string device_name;
    std::string client_data, attestation;
};
/// Errors: `passkey_wrong` (malformed: not what was asked for), `passkey_known` (conflict), `passkey_most`.
Result<void> add_passkey(store::Transaction& tx, const AddPasskey& command);

struct SignInByPasskey {
    Instant at;
    PasskeySite site;
    std::string device_name;
    std::string credential, client_data, authenticator_data, signature;
    std::string user_handle;  ///< the account's id as the authenticator keeps it; may be empty
    Secret session, device;   ///< drawn for the cookies
};
/// Opens a session on a device that is known from now on. The inner error is `passkey_unknown`, whatever was
/// wrong; the challenge is spent in any case.
Recorded<SignedIn> sign_in_by_passkey(store::Transaction& tx, const SignInByPasskey& command);

struct Passkey {
    std::string credential;
    std::string device_name;
    Instant made_at;
    std::optional<Instant> last_used_at;
};
/// The oldest first.
std::vector<Passkey> passkeys_of(store::Snapshot& snapshot, const Id& account);

/// One of the account's own; that it is not there any more is no error.
void remove_passkey(store::Transaction& tx, const Id& account, std::string_view credential, Instant at);

/// A new password, or the account is gone.
void forget_passkeys(store::Transaction& tx, const Id& account);

}  // namespace hagukumi::people
