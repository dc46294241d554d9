#include "push/web_push.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <array>
#include <boost/json.hpp>

#include "base/base64url.hpp"
#include "base/owned.hpp"
#include "base/result.hpp"

namespace hagukumi::push {

namespace {

using PKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = Owned<BIGNUM, BN_clear_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;

constexpr const char* curve = "prime256v1";

const unsigned char* octets(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* octets(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

PKey key_of(OSSL_PARAM_BLD* builder, int selection)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
        return nullptr;
    return PKey(key);
}

/// d times the curve's generator; empty when d is none of 1 … order - 1.
std::string point_of(const BIGNUM* d)
{
    const Owned<EC_GROUP, EC_GROUP_free> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const Owned<EC_POINT, EC_POINT_free> point(EC_POINT_new(group.get()));
    if (BN_is_zero(d) || BN_cmp(d, EC_GROUP_get0_order(group.get())) >= 0 ||
        EC_POINT_mul(group.get(), point.get(), d, nullptr, nullptr, nullptr) != 1)
        return {};
    std::string bytes(65, '\0');
    const std::size_t size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                                octets(bytes), bytes.size(), nullptr);
    return size == bytes.size() ? bytes : std::string();
}

std::string hmac(std::string_view key, std::string_view text)
{
    std::string out(32, '\0');
    unsigned size = 0;
    must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets(text), text.size(), octets(out),
              &size) != nullptr &&
             size == out.size(),
         "SHA-256 can be computed");
    return out;
}

/// HKDF of one block (RFC 5869): never more than 32 bytes are wanted.
std::string hkdf(std::string_view salt, std::string_view secret, std::string_view info, std::size_t size)
{
    return hmac(hmac(salt, secret), std::string(info) + '\x01').substr(0, size);
}

}  // namespace

struct KeyPair::Key {
    PKey key;
};

KeyPair::KeyPair(std::unique_ptr<Key> key, std::string point)
    : x_key(std::move(key)), x_point(std::move(point))
{
}
KeyPair::~KeyPair() = default;
KeyPair::KeyPair(KeyPair&&) noexcept = default;
KeyPair& KeyPair::operator=(KeyPair&&) noexcept = default;

std::optional<KeyPair> KeyPair::from_bytes(std::string_view private_key)
{
    if (private_key.size() != 32) return std::nullopt;
    const Number d(BN_bin2bn(octets(private_key), 32, nullptr));
    must(d != nullptr, "there is memory for a key");
    BN_set_flags(d.get(), BN_FLG_CONSTTIME);
    std::string point = point_of(d.get());
    const Builder builder(OSSL_PARAM_BLD_new());
    if (point.empty() || !builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get()) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return std::nullopt;
    PKey key = key_of(builder.get(), EVP_PKEY_KEYPAIR);
    if (!key) return std::nullopt;
    return KeyPair(std::make_unique<Key>(Key{std::move(key)}), std::move(point));
}

std::optional<std::string> KeyPair::shared_with(std::string_view point) const
{
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return std::nullopt;
    const PKey other = key_of(builder.get(), EVP_PKEY_PUBLIC_KEY);
    if (!other) return std::nullopt;
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, x_key->key.get(), nullptr));
    std::string secret(32, '\0');
    std::size_t size = secret.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
        EVP_PKEY_derive(context.get(), octets(secret), &size) != 1 || size != secret.size())
        return std::nullopt;
    return secret;
}

std::string KeyPair::sign(std::string_view text) const
{
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    std::string der(80, '\0');
    std::size_t size = der.size();
    must(context &&
             EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, x_key->key.get()) == 1 &&
             EVP_DigestSign(context.get(), octets(der), &size, octets(text), text.size()) == 1,
         "a text can be signed");
    // JWS has r and s side by side, OpenSSL has them in DER.
    const unsigned char* in = octets(std::string_view(der));
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(size)));
    std::string out(64, '\0');
    must(pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), octets(out), 32) == 32 &&
             BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), octets(out) + 32, 32) == 32,
         "a signature is two numbers of 32 bytes");
    return out;
}

std::optional<std::string> encrypt(std::string_view text, const BrowserKeys& browser, const KeyPair& once,
                                   std::string_view salt)
{
    must(salt.size() == salt_bytes && text.size() <= longest_text, "a push message is one record");
    const auto shared = once.shared_with(browser.p256dh);
    if (!shared) return std::nullopt;
    // RFC 8291, 3.4
    const std::string secret =
        hkdf(browser.auth, *shared,
             std::string("WebPush: info") + '\0' + browser.p256dh + once.public_point(), 32);
    const std::string key = hkdf(salt, secret, std::string("Content-Encoding: aes128gcm") + '\0', 16);
    const std::string nonce = hkdf(salt, secret, std::string("Content-Encoding: nonce") + '\0', 12);

    // RFC 8188, 2.1: salt, record size, the length of the sender's key and the key itself.
    const std::string head = std::string(salt) + std::string("\0\0\x10\0", 4) + '\x41' + once.public_point();
    const std::string plain = std::string(text) + '\x02';  // the last record, without padding
    std::string sealed(plain.size(), '\0'), tag(16, '\0');
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    int size = 0, rest = 0;
    must(context &&
             EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, octets(std::string_view(key)),
                                octets(std::string_view(nonce))) == 1 &&
             EVP_EncryptUpdate(context.get(), octets(sealed), &size, octets(std::string_view(plain)),
                               static_cast<int>(plain.size())) == 1 &&
             EVP_EncryptFinal_ex(context.get(), octets(sealed) + size, &rest) == 1 &&
             EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, 16, tag.data()) == 1,
         "AES-GCM encrypts");
    return head + sealed + tag;
}

std::string vapid(const KeyPair& key, std::string_view origin, std::string_view contact, Instant ends_at)
{
    const boost::json::object claims{{"aud", origin}, {"exp", ends_at.milliseconds / 1000}, {"sub", contact}};
    const std::string signed_text =
        to_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + to_base64url(boost::json::serialize(claims));
    return "vapid t=" + signed_text + "." + to_base64url(key.sign(signed_text)) +
           ", k=" + to_base64url(key.public_point());
}

}  // namespace hagukumi::push
