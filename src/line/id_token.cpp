#include "line/id_token.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <boost/json.hpp>
#include <optional>

#include "base/base64url.hpp"
#include "base/owned.hpp"

namespace hagukumi::line {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_token = 8192;
/// Clocks differ, and the token is on its way for a moment.
constexpr std::int64_t clocks_differ_seconds = 60;
constexpr std::chrono::minutes between_questions{1};

tl::unexpected<Error> wrong()
{
    return fail(ErrorKind::unauthenticated, "wrong_id_token",
                {"LINEでの本人確認ができませんでした。画面を閉じて、もう一度LINEから開いてください。",
                 "LINE did not confirm who you are. Please close the page and open it from LINE again."});
}

std::string text_in(const json::object& object, const char* name)
{
    const auto* found = object.if_contains(name);
    const auto* text = found != nullptr ? found->if_string() : nullptr;
    return text != nullptr ? std::string(text->begin(), text->end()) : std::string();
}

std::optional<std::int64_t> seconds_in(const json::object& object, const char* name)
{
    const auto* found = object.if_contains(name);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    return found->as_int64();
}

std::optional<json::object> object_of(std::string_view part)
{
    const auto text = from_base64url(part);
    if (!text) return std::nullopt;
    boost::system::error_code error;
    json::value value = json::parse(*text, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

struct Parts {
    std::string_view head, claims, signature, signed_text;
};
std::optional<Parts> split(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > longest_token || second == std::string_view::npos ||
        token.find('.', second + 1) != std::string_view::npos)
        return std::nullopt;
    return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                 token.substr(second + 1), token.substr(0, second)};
}

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;

Key open_key(const PublicKey& key)
{
    const std::string point = "\x04" + key.x + key.y;  // SEC 1: uncompressed
    std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char*>("prime256v1"), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, const_cast<char*>(point.data()),
                                          point.size()),
        OSSL_PARAM_construct_end()};
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1)
        return nullptr;
    return Key(made);
}

/// JWS has r and s side by side, OpenSSL wants them in DER.
std::string der_of(std::string_view signature)
{
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(signature.data());
    must(pair != nullptr && ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytes, 32, nullptr),
                                           BN_bin2bn(bytes + 32, 32, nullptr)) == 1,
         "there is memory for a signature");
    std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

bool is_signed_with(const PublicKey& key, std::string_view text, std::string_view signature)
{
    if (signature.size() != 64) return false;
    const Key opened = open_key(key);
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    if (!opened || !context) return false;
    const std::string der = der_of(signature);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, opened.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(der.data()), der.size(),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

}  // namespace

std::map<std::string, PublicKey, std::less<>> parse_keys(std::string_view jwks)
{
    std::map<std::string, PublicKey, std::less<>> keys;
    boost::system::error_code error;
    const json::value value = json::parse(jwks, error);
    const auto* object = error ? nullptr : value.if_object();
    const auto* list = object != nullptr ? object->if_contains("keys") : nullptr;
    if (list == nullptr || !list->is_array()) return keys;
    for (const json::value& one : list->as_array()) {
        const auto* key = one.if_object();
        if (key == nullptr || text_in(*key, "kty") != "EC" || text_in(*key, "crv") != "P-256") continue;
        const auto x = from_base64url(text_in(*key, "x")), y = from_base64url(text_in(*key, "y"));
        if (x && y && x->size() == 32 && y->size() == 32) keys[text_in(*key, "kid")] = {*x, *y};
    }
    return keys;
}

std::string key_id_of(std::string_view token)
{
    const auto parts = split(token);
    const auto head = parts ? object_of(parts->head) : std::nullopt;
    if (!head || text_in(*head, "alg") != "ES256") return {};
    return text_in(*head, "kid");
}

Result<std::string> verify_id_token(std::string_view token, const PublicKey& key, const Expected& expected)
{
    const auto parts = split(token);
    if (!parts || key_id_of(token).empty()) return wrong();
    const auto signature = from_base64url(parts->signature);
    if (!signature || !is_signed_with(key, parts->signed_text, *signature)) return wrong();

    // From here on the token is LINE's; is it for us, and for now?
    const auto claims = object_of(parts->claims);
    if (!claims) return wrong();
    const auto expires = seconds_in(*claims, "exp"), issued = seconds_in(*claims, "iat");
    const std::int64_t now = expected.at.milliseconds / 1000;
    std::string subject = text_in(*claims, "sub");
    if (text_in(*claims, "iss") != expected.issuer || expected.audience.empty() ||
        text_in(*claims, "aud") != expected.audience || subject.empty() || !expires || !issued ||
        *issued > now + clocks_differ_seconds || text_in(*claims, "nonce") != expected.nonce)
        return wrong();
    if (*expires <= now - clocks_differ_seconds)
        return fail(
            ErrorKind::unauthenticated, "id_token_expired",
            {"時間がたったため、LINEでの本人確認が切れました。画面を閉じて、もう一度LINEから開いてください。",
             "LINE's confirmation has expired. Please close the page and open it from LINE again."});
    return subject;
}

Keys::Keys(Transport& transport, std::string address) : x_transport(transport), x_address(std::move(address))
{
}

Result<PublicKey> Keys::find(const std::string& key_id, Instant at)
{
    if (key_id.empty()) return wrong();
    const std::lock_guard lock(x_mutex);
    const auto known = x_keys.find(key_id);
    if (known != x_keys.end()) return known->second;
    if (at < x_asks_again_at) return wrong();
    const HttpAnswer answer = x_transport.send({"GET", x_address, {}, {}});
    if (answer.reached != HttpAnswer::Reached::answered || answer.status != 200)
        return fail(ErrorKind::unavailable, "line_unavailable",
                    {"LINEのサーバーにつながりません。少し待ってもう一度お試しください。",
                     "LINE's server does not answer. Please try again in a moment."},
                    10);
    x_asks_again_at = at + between_questions;
    x_keys = parse_keys(answer.body);
    const auto found = x_keys.find(key_id);
    if (found == x_keys.end()) return wrong();
    return found->second;
}

}  // namespace hagukumi::line
