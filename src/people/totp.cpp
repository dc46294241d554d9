#include "people/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "base/percent.hpp"
#include "base/result.hpp"
#include "people/fold.hpp"

namespace hagukumi::people {

namespace {

constexpr std::int64_t step_milliseconds = 30'000;

}  // namespace

std::string draw_totp_secret(Randomness& randomness)
{
    std::array<std::uint8_t, 20> bytes;
    randomness.fill(bytes.data(), bytes.size());
    return std::string(bytes.begin(), bytes.end());
}

std::int64_t totp_step(Instant at)
{
    return at.milliseconds / step_milliseconds;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits)
{
    must(digits >= 6 && digits <= 8, "a code has six to eight digits");
    std::array<unsigned char, 8> counter;
    for (std::size_t i = 0; i < 8; ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (7 - i)));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac;
    unsigned int length = 0;
    const auto* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
                            counter.size(), mac.data(), &length);
    must(made != nullptr && length == 20, "HMAC-SHA-1 gives 20 bytes");

    // Dynamic truncation, RFC 4226 section 5.3.
    const std::size_t offset = mac[19] & 15u;
    const std::uint32_t number = (mac[offset] & 0x7fu) << 24 | mac[offset + 1] << 16 | mac[offset + 2] << 8 |
                                 static_cast<std::uint32_t>(mac[offset + 3]);
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    std::string code = std::to_string(number % modulus);
    return std::string(static_cast<std::size_t>(digits) - code.size(), '0') + code;
}

std::optional<std::int64_t> matching_totp_step(std::string_view secret, std::string_view code, Instant at)
{
    const std::string typed = fold_digits(code);
    std::optional<std::int64_t> matching;
    if (secret.empty() || typed.size() != 6) return matching;
    for (std::int64_t step = totp_step(at) - 1; step <= totp_step(at) + 1; ++step)
        if (sodium_memcmp(totp_code(secret, step).data(), typed.data(), 6) == 0) matching = step;
    return matching;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account_name)
{
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account_name) +
           "?secret=" + base32(secret) + "&issuer=" + percent_encoded(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

std::string base32(std::string_view bytes)
{
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += letters[(held >> bits) & 31u];
        }
    }
    if (bits > 0) out += letters[(held << (5 - bits)) & 31u];
    return out;
}

}  // namespace hagukumi::people
