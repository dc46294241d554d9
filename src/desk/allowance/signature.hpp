// ES256 (ECDSA on P-256 with SHA-256): what a browser's WebCrypto verifies without a network.
#pragma once

#include <string>
#include <string_view>

#include "people/secret.hpp"

namespace hagukumi::desk {

struct SigningKey {
    std::string point;            ///< 65 bytes, as WebCrypto imports them ("raw")
    people::Secret private_part;  ///< DER
};

/// By OpenSSL's own randomness.
SigningKey draw_signing_key();

/// 64 bytes, r and s.  Another signature each time.
std::string sign(const people::Secret& private_part, std::string_view message);

}  // namespace hagukumi::desk
