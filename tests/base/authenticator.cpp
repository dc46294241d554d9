#include "base/authenticator.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include "base/result.hpp"

namespace hagukumi::test {

namespace {

using namespace std::string_literals;

constexpr int user_present = 0x01, user_verified = 0x04, has_credential = 0x40;

std::string number_of(EVP_PKEY* key, const char* name)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(number);
    return bytes;
}

std::string sha256(const std::string& bytes)
{
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
           reinterpret_cast<unsigned char*>(hash.data()));
    return hash;
}

}  // namespace

Authenticator::Authenticator(Kind kind) : x_kind(kind)
{
    x_key = kind == Kind::es256   ? EVP_EC_gen("P-256")
            : kind == Kind::eddsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                  : EVP_RSA_gen(2048);
    must(x_key != nullptr, "OpenSSL makes keys");
}

Authenticator::~Authenticator()
{
    EVP_PKEY_free(x_key);
}

std::string Authenticator::client_data(const char* type, const std::string& challenge) const
{
    return R"({"type":")"s + type + R"(","challenge":")" + challenge + R"(","origin":")" + page +
           R"(","crossOrigin":false})";
}

std::string Authenticator::attestation() const
{
    const std::string all =
        data(has_credential) + std::string(16, '\0') + "\0\x08"s + credential + cose_key();
    const auto size = all.size();
    return "\xa3\x63"s + "fmt\x64none\x67" + "attStmt\xa0\x68" + "authData\x59" +
           static_cast<char>(size >> 8) + static_cast<char>(size & 0xff) + all;
}

std::string Authenticator::assertion() const
{
    return data(0);
}

std::string Authenticator::signature(const std::string& assertion, const std::string& client_data) const
{
    const std::string content = assertion + sha256(client_data);
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, x_kind == Kind::eddsa ? nullptr : EVP_sha256(), nullptr, x_key);
    std::size_t size = 1024;
    std::string signed_by_us(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signed_by_us.data()), &size,
                   reinterpret_cast<const unsigned char*>(content.data()), content.size());
    EVP_MD_CTX_free(context);
    signed_by_us.resize(size);
    return signed_by_us;
}

std::string Authenticator::cose_key() const
{
    if (x_kind == Kind::es256)
        return "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + padded(OSSL_PKEY_PARAM_EC_PUB_X) +
               "\x22\x58\x20" + padded(OSSL_PKEY_PARAM_EC_PUB_Y);
    if (x_kind == Kind::rs256)
        return "\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00"s + number_of(x_key, OSSL_PKEY_PARAM_RSA_N) +
               "\x21\x43\x01\x00\x01"s;
    std::string x(32, '\0');
    std::size_t size = x.size();
    EVP_PKEY_get_raw_public_key(x_key, reinterpret_cast<unsigned char*>(x.data()), &size);
    return "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"s + x;
}

std::string Authenticator::data(int flags) const
{
    std::string all =
        sha256(site) + static_cast<char>(flags | user_present | (recognises ? user_verified : 0));
    for (int shift = 24; shift >= 0; shift -= 8) all += static_cast<char>(count >> shift & 0xff);
    return all;
}

std::string Authenticator::padded(const char* name) const
{
    const std::string bytes = number_of(x_key, name);
    return std::string(32 - bytes.size(), '\0') + bytes;
}

}  // namespace hagukumi::test
