#include "line/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/result.hpp"

namespace hagukumi::line {

std::string sign(std::string_view channel_secret, std::string_view body)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const auto* made =
        HMAC(EVP_sha256(), channel_secret.data(), static_cast<int>(channel_secret.size()),
             reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), &size);
    must(made != nullptr && size == 32, "an HMAC-SHA256 has 32 bytes");
    std::array<unsigned char, 48> text{};
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return {text.begin(), text.begin() + length};
}

bool is_signed(std::string_view channel_secret, std::string_view body, std::string_view signature)
{
    const std::string right = sign(channel_secret, body);
    return signature.size() == right.size() &&
           CRYPTO_memcmp(signature.data(), right.data(), right.size()) == 0;
}

}  // namespace hagukumi::line
