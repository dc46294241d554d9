#include "people/secret.hpp"

#include <sodium.h>

#include <string_view>

#include "base/result.hpp"

namespace hagukumi::people {

void Secret::wipe() noexcept
{
    if (!x_text.empty()) sodium_memzero(x_text.data(), x_text.size());
    x_text.clear();
}

Secret draw_token(Randomness& randomness)
{
    std::array<std::uint8_t, 32> bytes;
    randomness.fill(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    Secret token{std::string(text.data())};
    sodium_memzero(bytes.data(), bytes.size());
    sodium_memzero(text.data(), text.size());
    return token;
}

TokenHash hash_of(std::string_view token)
{
    TokenHash hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
    return hash;
}

}  // namespace hagukumi::people
