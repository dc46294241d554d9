#include "people/passkey/authenticator.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

#include <boost/json.hpp>
#include <memory>

#include "base/base64url.hpp"
#include "base/owned.hpp"
#include "people/passkey/cbor.hpp"

namespace hagukumi::people {

namespace json = boost::json;

namespace {

/// Of flags (6.1).
constexpr unsigned present = 0x01, verified = 0x04, with_credential = 0x40, with_extensions = 0x80;
constexpr std::size_t aaguid_size = 16, hash_size = 32;

/// Of COSE keys (RFC 9053, RFC 8230).
enum Label : std::int64_t { kty = 1, alg = 3, crv = -1, x_coordinate = -2, y_coordinate = -3 };
enum Algorithm : std::int64_t { es256 = -7, eddsa = -8, rs256 = -257 };
constexpr std::int64_t okp = 1, ec2 = 2, rsa = 3, p256 = 1, ed25519 = 6;
constexpr std::int64_t modulus = -1, exponent = -2;  // of an RSA key
constexpr std::size_t least_modulus = 256, most_modulus = 512, most_exponent = 4;

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Number = Owned<BIGNUM, BN_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string_view take(std::string_view& bytes, std::size_t size)
{
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(taken.size());
    return taken;
}

std::uint32_t big_endian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

std::optional<std::int64_t> integer_in(const cbor::Value& map, std::int64_t label)
{
    const cbor::Value* const found = map.find(label);
    if (found == nullptr || found->kind != cbor::Value::Kind::integer) return std::nullopt;
    return found->integer;
}

/// Empty when there are none.
std::string bytes_in(const cbor::Value& map, std::int64_t label)
{
    const cbor::Value* const found = map.find(label);
    return found != nullptr && found->kind == cbor::Value::Kind::bytes ? found->bytes : std::string();
}

Key key_from(const char* type, OSSL_PARAM_BLD* builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return Key(key);
}

/// OpenSSL refuses a point that is not on the curve.
Key elliptic_key(const cbor::Value& cose)
{
    const std::string x = bytes_in(cose, x_coordinate), y = bytes_in(cose, y_coordinate);
    if (integer_in(cose, crv) != p256 || x.size() != 32 || y.size() != 32) return {};
    const std::string point = "\x04" + x + y;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return {};
    return key_from("EC", builder.get());
}

Key edwards_key(const cbor::Value& cose)
{
    const std::string x = bytes_in(cose, x_coordinate);
    if (integer_in(cose, crv) != ed25519 || x.size() != 32) return {};
    return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(x), x.size()));
}

/// Its size is bounded both ways: a short one is weak, a long one costs the server time.
Key rsa_key(const cbor::Value& cose)
{
    const std::string n = bytes_in(cose, modulus), e = bytes_in(cose, exponent);
    if (n.size() < least_modulus || n.size() > most_modulus || n[0] == '\0' || e.empty() ||
        e.size() > most_exponent)
        return {};
    const Number n_number(BN_bin2bn(octets(n), static_cast<int>(n.size()), nullptr));
    const Number e_number(BN_bin2bn(octets(e), static_cast<int>(e.size()), nullptr));
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || !n_number || !e_number ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n_number.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e_number.get()) != 1)
        return {};
    return key_from("RSA", builder.get());
}

/// With the digest that its signatures are made over; Ed25519 has its own.
struct PublicKey {
    Key key;
    const EVP_MD* digest = nullptr;
};

PublicKey read_key(std::string_view cose_key)
{
    const auto cose = cbor::read(cose_key);
    if (!cose || !cose_key.empty()) return {};
    const auto type = integer_in(*cose, kty), algorithm = integer_in(*cose, alg);
    if (type == ec2 && algorithm == es256) return {elliptic_key(*cose), EVP_sha256()};
    if (type == okp && algorithm == eddsa) return {edwards_key(*cose), nullptr};
    if (type == rsa && algorithm == rs256) return {rsa_key(*cose), EVP_sha256()};
    return {};
}

std::string text_in(const json::object& object, const char* name)
{
    const json::value* const found = object.if_contains(name);
    const json::string* const text = found != nullptr ? found->if_string() : nullptr;
    return text != nullptr ? std::string(text->begin(), text->end()) : std::string();
}

}  // namespace

std::optional<AuthenticatorData> read_authenticator_data(std::string_view bytes)
{
    if (bytes.size() < hash_size + 1 + 4) return std::nullopt;
    AuthenticatorData data;
    data.rp_id_hash = take(bytes, hash_size);
    const unsigned flags = big_endian(take(bytes, 1));
    data.user_present = (flags & present) != 0;
    data.user_verified = (flags & verified) != 0;
    data.sign_count = big_endian(take(bytes, 4));
    if ((flags & with_credential) != 0) {
        if (bytes.size() < aaguid_size + 2) return std::nullopt;
        take(bytes, aaguid_size);
        const std::size_t size = big_endian(take(bytes, 2));
        if (size == 0 || size > longest_credential_id || size > bytes.size()) return std::nullopt;
        data.credential_id = take(bytes, size);
        const std::string_view before = bytes;
        if (!cbor::read(bytes)) return std::nullopt;
        data.public_key = before.substr(0, before.size() - bytes.size());
    }
    if ((flags & with_extensions) != 0) {
        const auto extensions = cbor::read(bytes);
        if (!extensions || extensions->kind != cbor::Value::Kind::map) return std::nullopt;
    }
    if (!bytes.empty()) return std::nullopt;
    return data;
}

std::optional<AuthenticatorData> read_attestation(std::string_view bytes)
{
    const auto object = cbor::read(bytes);
    if (!object || !bytes.empty()) return std::nullopt;
    const cbor::Value* const data = object->find("authData");
    if (data == nullptr || data->kind != cbor::Value::Kind::bytes) return std::nullopt;
    return read_authenticator_data(data->bytes);
}

std::optional<ClientData> read_client_data(std::string_view text)
{
    boost::system::error_code problem;
    json::parse_options strict;
    strict.max_depth = 4;
    const json::value parsed = json::parse({text.data(), text.size()}, problem, {}, strict);
    if (problem || !parsed.is_object()) return std::nullopt;
    const json::object& object = parsed.get_object();
    auto challenge = from_base64url(text_in(object, "challenge"));
    if (!challenge) return std::nullopt;
    ClientData data;
    data.type = text_in(object, "type");
    data.challenge = std::move(*challenge);
    data.origin = text_in(object, "origin");
    const json::value* const crossing = object.if_contains("crossOrigin");
    data.cross_origin = crossing != nullptr && (!crossing->is_bool() || crossing->get_bool());
    return data;
}

bool is_public_key(std::string_view cose_key)
{
    return read_key(cose_key).key != nullptr;
}

bool verify_signature(std::string_view cose_key, std::string_view authenticator_data,
                      std::string_view client_data_json, std::string_view signature)
{
    const PublicKey known = read_key(cose_key);
    if (!known.key) return false;
    const std::string content = std::string(authenticator_data) + sha256_of(client_data_json);
    const DigestContext context(EVP_MD_CTX_new());
    return context &&
           EVP_DigestVerifyInit(context.get(), nullptr, known.digest, nullptr, known.key.get()) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(content),
                            content.size()) == 1;
}

std::string sha256_of(std::string_view bytes)
{
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    SHA256(octets(bytes), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()));
    return hash;
}

}  // namespace hagukumi::people
