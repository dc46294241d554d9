// パスキー: signing in with the lock of one's own device, without a password.
//
//   ask_challenge ─► the browser asks finger, face or the device's PIN ─► add_passkey | sign_in_by_passkey
//
//  1. A challenge is kept as its SHA-256, good for five minutes and once, for what it was drawn for and on
//     which site: parents', desk or office.  A passkey opens a session of its account's site only.
//  2. What was signed names our address and our site's name: a passkey works on no other page (phishing).
//  3. An authenticator that counts must count upwards: one that does not was copied, and is refused.
//  4. To who may not sign in every reason reads the same.
//  5. A passkey is made by its owner, who has just signed in, and told to them, and so is its removal; a new
//     password or PIN, and leaving, take all of an account's passkeys away.
//  6. Staff and officers sign in with two factors (T18: TOTP or WebAuthn).  A passkey is both of them: the
//     device is what they have, and it signs only after it has recognised them, by finger, face or its PIN
//     (user verification; NIST SP 800-63B 5.1.9, multi-factor cryptographic device).  Without that it opens
//     nothing.  So that no single factor becomes two, a session that a colleague's PIN opened on a shared
//     tablet makes none.
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

/// A colleague's PIN opened this session: it makes no passkey (6).
void note_pin_session(store::Transaction& tx, std::string_view token);
bool was_opened_by_pin(store::Snapshot& snapshot, Realm realm, std::string_view token);

struct AskChallenge {
    Instant at;
    std::string network;
    Realm realm = Realm::parent;
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
    std::string device_name;  ///< by which its owner knows it again
    std::string client_data, attestation;
};
/// Of an account that signs in.  Errors: `passkey_wrong` (malformed: not what was asked for), `passkey_known`
/// (conflict), `passkey_most`.
Result<void> add_passkey(store::Transaction& tx, const AddPasskey& command);

struct SignInByPasskey {
    Instant at;
    Realm realm = Realm::parent;
    PasskeySite site;
    std::string known_device;  ///< the token of the device cookie; empty: none yet
    std::string device_name;
    std::string credential, client_data, authenticator_data, signature;
    std::string user_handle;  ///< the account's id as the authenticator keeps it; may be empty
    Secret session, device;   ///< drawn for the cookies
};
/// Opens a session of the realm on a device that is known from now on. The inner error is `passkey_unknown`,
/// whatever was wrong: also for a passkey of another site or of another municipality. The challenge is spent
/// in any case.
Recorded<SignedIn> sign_in_by_passkey(store::Transaction& tx, const SignInByPasskey& command);

struct Passkey {
    std::string credential;
    std::string device_name;
    Instant made_at;
    std::optional<Instant> last_used_at;
};
/// The oldest first.
std::vector<Passkey> passkeys_of(store::Snapshot& snapshot, const Id& account);

/// By its owner; or by an officer because a member of staff lost the device, which may be signed in: then all
/// sessions of the account end.
struct RemovePasskey {
    Instant at;
    Id actor;
    Id account;
    Id notice;  ///< of the message to the owner
    std::string credential;
};
/// One of the account's; that it is not there any more is no error.
void remove_passkey(store::Transaction& tx, const RemovePasskey& command);

/// A new password, or the account is gone.
void forget_passkeys(store::Transaction& tx, const Id& account);

}  // namespace hagukumi::people
