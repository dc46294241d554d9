// ID token: who opened a page inside LINE ("Verify ID token", LINE Login v2.1; OpenID Connect Core 3.1.3.7).
//
//  1. Only ES256, signed with a key that LINE publishes: a token that says it needs no key, or another, is
//     refused.
//  2. Issuer, audience (our LINE Login channel), expiry and time of issue are looked at; a nonce, where we
//     gave one.
//  3. The token is a bearer for one hour: it comes once, by POST, becomes a session, and is kept nowhere.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "line/transport.hpp"

namespace hagukumi::line {

/// What an ID token must say.
struct Expected {
    std::string issuer = "https://access.line.me";
    std::string audience;  ///< the LINE Login channel's id
    std::string nonce;     ///< empty: none was given
    Instant at;
};

/// A public key of the curve P-256, as LINE publishes it: x and y, 32 bytes each.
struct PublicKey {
    std::string x, y;
};

/// The keys of a JWKS document by their kid; those of another kind are left out.
std::map<std::string, PublicKey, std::less<>> parse_keys(std::string_view jwks);

/// The kid that the token names; empty when it is no ES256 token.
std::string key_id_of(std::string_view token);

/// LINE's user id.  `unauthenticated` "wrong_id_token" or "id_token_expired"; never says more.
Result<std::string> verify_id_token(std::string_view token, const PublicKey& key, const Expected& expected);

/// LINE's keys, asked for when a token names one that is not known, at most once a minute.  Safe on every
/// thread.
class Keys {
public:
    Keys(Transport& transport, std::string address);

    /// `unauthenticated` when LINE knows no such key; `unavailable` when LINE cannot be asked.
    Result<PublicKey> find(const std::string& key_id, Instant at);

private:
    Transport& x_transport;
    const std::string x_address;
    std::mutex x_mutex;
    std::map<std::string, PublicKey, std::less<>> x_keys;
    Instant x_asks_again_at;
};

}  // namespace hagukumi::line
