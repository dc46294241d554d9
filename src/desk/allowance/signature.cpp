#include "desk/allowance/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

#include "base/owned.hpp"
#include "base/result.hpp"

namespace hagukumi::desk {

namespace {

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

constexpr std::size_t point_bytes = 65, number_bytes = 32;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

SigningKey draw_signing_key()
{
    const Key key(EVP_EC_gen("P-256"));
    must(key != nullptr, "a key can be made");
    std::string point(point_bytes, '\0');
    std::size_t length = 0;
    must(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                         reinterpret_cast<unsigned char*>(point.data()), point.size(),
                                         &length) == 1 &&
             length == point_bytes && point[0] == 4,
         "a key's point is uncompressed");
    std::string der(static_cast<std::size_t>(i2d_PrivateKey(key.get(), nullptr)), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    must(i2d_PrivateKey(key.get(), &out) == static_cast<int>(der.size()), "a key can be written");
    return {std::move(point), people::Secret(std::move(der))};
}

std::string sign(const people::Secret& private_part, std::string_view message)
{
    const std::string_view der = private_part.reveal();
    const unsigned char* in = octets(der);
    const Key key(d2i_AutoPrivateKey(nullptr, &in, static_cast<long>(der.size())));
    const DigestContext context(EVP_MD_CTX_new());
    std::array<unsigned char, 128> made{};
    std::size_t length = made.size();
    must(key && context &&
             EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
             EVP_DigestSign(context.get(), made.data(), &length, octets(message), message.size()) == 1,
         "a sealed key signs");
    const unsigned char* read = made.data();
    const Signature signature(d2i_ECDSA_SIG(nullptr, &read, static_cast<long>(length)));
    must(signature != nullptr, "a signature is one");
    std::string numbers(2 * number_bytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(numbers.data());
    must(
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, number_bytes) == number_bytes &&
            BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + number_bytes, number_bytes) == number_bytes,
        "a signature's numbers have 32 bytes each");
    return numbers;
}

}  // namespace hagukumi::desk
