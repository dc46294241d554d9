// The second factor: six digits that change every 30 seconds (RFC 6238, HMAC-SHA-1, as every app computes
// them).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace hagukumi::people {

/// 160 random bits, as RFC 4226 recommends.
std::string draw_totp_secret(Randomness& randomness);

std::int64_t totp_step(Instant at);

/// The code of one step; `digits` is 6 for people, 8 in the RFC's own examples.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

/// The step that `code` belongs to, among the step of `at`, the one before and the one after.
std::optional<std::int64_t> matching_totp_step(std::string_view secret, std::string_view code, Instant at);

/// "otpauth://totp/…", for the QR code that the person scans once.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account_name);

std::string base32(std::string_view bytes);  ///< RFC 4648, without padding

}  // namespace hagukumi::people
