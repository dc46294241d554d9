// Signing in, in three steps, so that the costly hash runs neither on the lane nor on the event loop:
//
//   prepare_sign_in (reader)  →  verify (hash pool, pure)  →  finish_sign_in (lane)
//
//  1. Known and unknown names walk the same path: an unknown one costs a dummy hash and is counted like a
//     known one (T04).  Whatever was wrong, the answer is the same (N-07).
//  2. What is counted is counted by the name that was typed, by the device or network, and for the whole
//     municipality (T01).  Too many failures on a name lock *new* devices out; a device on which this account
//     signed in before goes on, and its success opens the lock again (T38).
//  3. The caps are looked at before hashing and once more in the transaction that counts, so that a thousand
//     parallel guesses are judged like a thousand in a row.
//  4. A code of the second factor counts once.
//  5. Who signs in with `linking` has proved to be the account's owner: it moves to that LINE account, the
//     sessions of the phone before it end, and both are told (G-25).
//  6. Registering asks for two dates beside number and PIN.  A wrong date is counted and answered like a
//     wrong PIN (N-07).
//  7. By PIN (Way::staff_pin) a colleague takes over a tablet of the own facility: only beside somebody who
//     is signed in there, and only on a device on which she signed in with her second factor before.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "people/account.hpp"
#include "people/family.hpp"
#include "people/secret.hpp"
#include "people/session.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

enum class Way : std::uint8_t {
    email = 1,        ///< parents: e-mail and password
    user_number = 2,  ///< parents: 利用者番号 and 暗証番号
    staff = 3,        ///< staff and officers: name, password and six digits (TOTP)
    line = 4,         ///< parents: LINE's user id, proven above by an ID token; nothing is typed
    link = 5,         ///< parents: a link from a mail (mail_link.hpp), perhaps with a new password
    staff_pin = 6,    ///< staff: name and PIN on a tablet where a colleague is signed in
};

/// Where an attempt comes from.
struct Source {
    std::string device;            ///< the token of the device cookie; empty: none yet
    std::string network;           ///< network_of(the peer's address)
    std::string device_name = {};  ///< device_name(the browser's own words)
};

/// "203.0.113.0/24" or "2001:db8:1200::/56": the network that an address is counted under.
std::string network_of(std::string_view address);

/// Whose word it is that somebody is somebody.
enum class Issuer : std::uint8_t { line = 1 };

/// Somebody as another issuer knows them: LINE's user id.
struct Identity {
    Issuer issuer = Issuer::line;
    std::string subject;
};

/// 利用者登録 (N-04, N-05): what is asked beside user number and PIN.  When it fits what the municipality
/// knows, the account belongs to this identity from now on.
struct Registration {
    Identity identity;
    std::string nickname;  ///< what the person is called from now on, never the real name (N-04.2)
    Date mother_born_on;
    std::optional<Date> born_on, due_date;  ///< one of them
};

/// 児童の登録 (G-04) by somebody from LINE whom the municipality does not know yet; see join.hpp.
struct Joining {
    Id household, guardian, account, notice;  ///< drawn for what is written
    std::string guardian_name, postal_code, address, phone;
    Child child;  ///< the first one, with its id
    Secret pin;   ///< chosen now; with the user number it takes the account over to a new phone
};

/// 招待を受ける by somebody from LINE (sharing.hpp): into a family that is there already.
struct Accepting {
    Id guardian, notice, told;  ///< drawn for what is written
    Secret invitation;          ///< its token
    std::string name;           ///< of whoever accepts
    Secret pin;                 ///< chosen now, as by those who join
};

/// What a link in a mail is for.
enum class LinkPurpose : std::uint8_t { sign_up = 1, new_password = 2, sign_in = 3, change_email = 4 };

/// 会員登録 (M-01): a family of one guardian, and the account; the ids are drawn by the caller.
struct SignUp {
    std::string name, kana;
    Id household, guardian, account;
};

/// What somebody who comes by a link wants done on the way in.
struct ByLink {
    LinkPurpose purpose = LinkPurpose::sign_in;
    std::array<Id, 2> keys;  ///< of its commands
    std::optional<SignUp> sign_up;
};

struct SignIn {
    Realm realm = Realm::parent;
    Way way = Way::email;
    std::string name;  ///< as typed: e-mail, user number or staff name; or LINE's id, or the link's token
    Secret secret;     ///< password or PIN, as typed; by a link the new password, if one is set
    std::string code;  ///< the second factor's six digits; staff and officers
    Source source;
    Instant at;
    std::optional<Registration> registration;  ///< with number and PIN only
    std::optional<Joining> joining;            ///< with LINE only
    std::optional<Accepting> accepting;        ///< with LINE only
    std::optional<Identity> linking;           ///< who signs in so takes the account over to this identity
    std::optional<ByLink> by_link;             ///< by a link only
    Secret new_pin;      ///< by password and second factor only: the PIN for the shared tablet, chosen now
    std::string beside;  ///< by staff's PIN only: the token of the session that is open on the tablet
};

/// Caps of T01, T18 and T38; numbers of failures.
struct SignInLimits {
    int pin_in_total = 5;         ///< per user number, new devices, until somebody opens it again
    int password_in_total = 100;  ///< per name with a password, new devices (NIST SP 800-63B)
    int name_and_source_in_15_minutes = 5;
    int device_a_day = 10;
    int network_an_hour = 20;        ///< new devices only: carriers share addresses among thousands
    int municipality_an_hour = 100;  ///< above it: challenge mode
    int challenge_an_hour = 20;      ///< further failures of new devices within the hour
    std::chrono::milliseconds challenge_delay{2000};
    std::string phone;  ///< the municipality's telephone number, for the texts; may be empty
};

/// What the pool computes.  Copies of secrets live as long as the job.
struct HashJob {
    SignIn sign_in;
    std::string name;         ///< folded
    std::string stored_hash;  ///< of the account, or the dummy hash
    std::string totp_secret;
    std::optional<Id> account;
    bool known_device = false;
    std::chrono::milliseconds delay{0};  ///< challenge mode: answer no sooner than this after the request
};

/// What verify() found.
struct Verdict {
    bool secret_matches = false;
    std::optional<std::int64_t> totp_step;  ///< the matching step of the second factor
    std::string new_hash;                   ///< of the PIN that somebody chose, of the password by a link
};

/// Random tokens that the caller drew for the new session and, if there is none yet, for the device.
struct FreshTokens {
    Secret session;
    Secret device;
};

struct SignedIn {
    Caller caller;
    std::string display_name;
    Secret session;                      ///< for the cookie; given here and never again
    std::optional<Secret> device;        ///< for the device cookie, when it is new
    std::chrono::milliseconds lifetime;  ///< the longest that the session can last
};

/// Reads what the hash is compared with.  Errors: `malformed` (nothing typed), `too_many` (wait).
Result<HashJob> prepare_sign_in(store::Snapshot& snapshot, const SignInLimits& limits, SignIn sign_in);

/// Pure, and costs about 30 ms and 19 MiB on purpose.  Run it in the HashPool.
Verdict verify(const HashJob& job);

/// Opens the session, or counts the failure.  The inner error is the answer to the person.
Recorded<SignedIn> finish_sign_in(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                                  const Verdict& verdict, const FreshTokens& fresh);

/// Opens a session under a fresh token, for somebody who has proved who they are.
Result<SignedIn> open_session(store::Transaction& tx, const Id& account, Role role, Realm realm, Instant at,
                              const Secret& token, const std::string& device_name);

/// Whether the municipality is in challenge mode, for the alarm and for /metrics.
bool in_challenge_mode(store::Snapshot& snapshot, const SignInLimits& limits, Instant at);

}  // namespace hagukumi::people
