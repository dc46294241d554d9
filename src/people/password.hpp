// Passwords and PINs as argon2id hashes (libsodium).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "people/secret.hpp"

namespace hagukumi::people {

/// How costly a hash is.  The least that is allowed, and the default: 19 MiB, two passes (T35).
struct HashCost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = 19u << 20;
};

/// The argon2id text form of the secret's NFKC form, with a salt of its own.  Slow on purpose.
std::string hash_password(const Secret& secret, HashCost cost = {});

/// Slow on purpose; constant in what it compares.
bool hash_matches(const std::string& stored, const Secret& secret);

/// A hash of the default cost that no password matches, for names that nobody has.
const std::string& dummy_hash();

/// A password has 10 to 128 characters (staff, officers 12), a PIN 4 to 8 digits; a PIN of one digit repeated
/// or of a plain row (1234) is refused.  The PIN is given back with half-width digits.
Result<Secret> check_password(const Secret& typed, std::size_t least_characters = 10);
Result<Secret> check_pin(const Secret& typed);

}  // namespace hagukumi::people
