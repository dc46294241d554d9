// What an authenticator says (Web Authentication Level 2, sections 6.1, 6.5 and 7), and whether it is true.
// Pure: bytes in, values out.
//
//  1. Nothing of an attestation is believed ("none"): whose make a device is says nothing about who holds it.
//  2. The person was there and was recognised (user present, user verified): a passkey is both factors.
//  3. A key is one of three kinds that browsers make: ES256 (P-256), EdDSA (Ed25519), RS256 (2048 bits or
//     more).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hagukumi::people {

/// Longer ones no authenticator may make.
inline constexpr std::size_t longest_credential_id = 1023;

/// What stands in authenticatorData.
struct AuthenticatorData {
    std::string rp_id_hash;  ///< SHA-256 of the site's name
    bool user_present = false, user_verified = false;
    std::uint32_t sign_count = 0;  ///< zero: the authenticator does not count
    std::string credential_id;     ///< of a new credential
    std::string public_key;        ///< COSE_Key, as it came; empty for a signature
};

/// Nothing when it is none, or when something is left over behind it.
std::optional<AuthenticatorData> read_authenticator_data(std::string_view bytes);

/// The authenticatorData of an attestationObject.
std::optional<AuthenticatorData> read_attestation(std::string_view bytes);

/// What the browser collected (clientDataJSON).
struct ClientData {
    std::string type;       ///< "webauthn.create", "webauthn.get"
    std::string challenge;  ///< as bytes
    std::string origin;     ///< "https://hagukumi.example.jp"
    bool cross_origin = false;
};
std::optional<ClientData> read_client_data(std::string_view json);

/// Whether a key is one that verify_signature() understands.
bool is_public_key(std::string_view cose_key);

/// Whether the holder of the key signed authenticatorData and the hash of clientDataJSON.
bool verify_signature(std::string_view cose_key, std::string_view authenticator_data,
                      std::string_view client_data_json, std::string_view signature);

std::string sha256_of(std::string_view bytes);

}  // namespace hagukumi::people
