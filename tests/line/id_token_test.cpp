// ID tokens: only LINE's, for us, and for now.
#include "line/id_token.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/base64url.hpp"
#include "line/fake_line.hpp"

namespace hagukumi::test {
namespace {

using line::Expected;

/// A key of LINE's, with which this test signs.
struct Signer {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    ~Signer() { EVP_PKEY_free(key); }

    std::string part(const char* name) const
    {
        BIGNUM* number = nullptr;
        EVP_PKEY_get_bn_param(key, name, &number);
        std::string bytes(32, '\0');
        BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32);
        BN_free(number);
        return bytes;
    }
    line::PublicKey key_of() const { return {part("qx"), part("qy")}; }
    std::string jwks(const std::string& kid) const
    {
        return R"({"keys":[{"kty":"RSA","kid":"other"},{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":")" +
               kid + R"(","x":")" + to_base64url(part("qx")) + R"(","y":")" + to_base64url(part("qy")) +
               R"("}]})";
    }
    std::string sign(const std::string& head, const std::string& claims) const
    {
        const std::string text = to_base64url(head) + "." + to_base64url(claims);
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
        std::size_t size = 0;
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        EVP_DigestSign(context, nullptr, &size, bytes, text.size());
        std::string der(size, '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size, bytes, text.size());
        EVP_MD_CTX_free(context);
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
        std::string raw(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(pair), reinterpret_cast<unsigned char*>(raw.data()), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(pair), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
        ECDSA_SIG_free(pair);
        return text + "." + to_base64url(raw);
    }
};

struct IdToken : testing::Test {
    Signer signer;
    const std::string head = R"({"typ":"JWT","alg":"ES256","kid":"k1"})";
    const std::int64_t now = 1'800'000'000;
    Expected expected{"https://access.line.me", "2000000001", "", Instant{now * 1000}};

    std::string claims(const std::string& spoilt = {}, const boost::json::value& with = nullptr)
    {
        boost::json::object out{{"iss", "https://access.line.me"},
                                {"sub", "U1"},
                                {"aud", "2000000001"},
                                {"exp", now + 3600},
                                {"iat", now - 5}};
        if (!spoilt.empty()) {
            if (with.is_null()) out.erase(spoilt);
            else out[spoilt] = with;
        }
        return boost::json::serialize(out);
    }
    Result<std::string> verify(const std::string& token)
    {
        return verify_id_token(token, signer.key_of(), expected);
    }
};

TEST_F(IdToken, NamesWhoOpenedThePage)
{
    EXPECT_EQ(verify(signer.sign(head, claims())).value(), "U1");
}

TEST_F(IdToken, OfAnotherIssuerChannelOrTimeIsRefused)
{
    const std::vector<std::pair<std::string, boost::json::value>> spoilt{{"iss", "https://evil.example"},
                                                                         {"aud", "2000000002"},
                                                                         {"exp", now - 61},
                                                                         {"iat", now + 61},
                                                                         {"sub", ""},
                                                                         {"iss", nullptr},
                                                                         {"aud", nullptr},
                                                                         {"exp", nullptr},
                                                                         {"iat", nullptr},
                                                                         {"sub", nullptr},
                                                                         {"exp", "never"},
                                                                         {"nonce", "other"}};
    for (const auto& [name, value] : spoilt) {
        const auto found = verify(signer.sign(head, claims(name, value)));
        ASSERT_FALSE(found.has_value()) << name;
        EXPECT_EQ(found.error().kind, ErrorKind::unauthenticated);
    }
    EXPECT_EQ(verify(signer.sign(head, claims("exp", now - 61))).error().code, "id_token_expired");
}

TEST_F(IdToken, ANonceThatWeGaveMustComeBack)
{
    expected.nonce = "n-1";
    EXPECT_FALSE(verify(signer.sign(head, claims())));
    EXPECT_TRUE(verify(signer.sign(head, claims("nonce", "n-1"))));
}

TEST_F(IdToken, SignedWithAnotherKeyOrNoneIsRefused)
{
    const Signer other;
    EXPECT_FALSE(verify(other.sign(head, claims())));
    EXPECT_FALSE(verify(signer.sign(R"({"alg":"HS256","kid":"k1"})", claims())));
    EXPECT_FALSE(verify(to_base64url(R"({"alg":"none","kid":"k1"})") + "." + to_base64url(claims()) + "."));
    const std::string token = signer.sign(head, claims());
    const auto first = token.find('.'), second = token.rfind('.');
    EXPECT_FALSE(
        verify(token.substr(0, first + 1) + to_base64url(claims("sub", "U2")) + token.substr(second)));
    for (const std::string& odd :
         {std::string(), std::string("a"), std::string("a.b"), std::string("a.b.c.d"), token + ".",
          token.substr(0, second + 1), std::string(100'000, '.'), token + "="})
        EXPECT_FALSE(verify(odd)) << odd.substr(0, 40);
}

TEST_F(IdToken, KeysAreAskedForOnceAndAgainWhenOneIsNew)
{
    FakeLine fake;
    line::Keys keys(fake, "https://api.test/oauth2/v2.1/certs");
    const Instant at{now * 1000};
    fake.answers = {FakeLine::answer(200, signer.jwks("k1")), FakeLine::answer(200, signer.jwks("k2"))};
    EXPECT_EQ(keys.find("k1", at).value().x, signer.part("qx"));
    EXPECT_TRUE(keys.find("k1", at));
    EXPECT_EQ(fake.asked.size(), 1u);
    EXPECT_FALSE(keys.find("k2", at)) << "not more than once a minute";
    EXPECT_TRUE(keys.find("k2", at + std::chrono::minutes(1)));
    EXPECT_EQ(fake.asked.size(), 2u);
}

TEST_F(IdToken, LineThatIsAwayIsSaidAndAskedAgainAtOnce)
{
    FakeLine fake;
    line::Keys keys(fake, "https://api.test/oauth2/v2.1/certs");
    fake.answers = {FakeLine::silence(line::HttpAnswer::Reached::no),
                    FakeLine::answer(200, signer.jwks("k1"))};
    EXPECT_EQ(keys.find("k1", expected.at).error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(keys.find("k1", expected.at));
}

}  // namespace
}  // namespace hagukumi::test
