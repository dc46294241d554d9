// Passkeys, made and used by a device of the tests' own; and each thing that a wrong one may do.
#include "people/passkey/passkey.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "people/passkey/authenticator.hpp"
#include "people/passkey/cbor.hpp"
#include "people/town.hpp"

namespace hagukumi::test {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr const char* origin = "https://hagukumi.example.jp";

std::string number_of(EVP_PKEY* key, const char* name)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(number);
    return bytes;
}

/// Keeps a key and signs with it, as a phone does.
class Device {
public:
    enum class Kind { es256, eddsa, rs256 };

    explicit Device(Kind kind = Kind::es256) : x_kind(kind)
    {
        x_key = kind == Kind::es256   ? EVP_EC_gen("P-256")
                : kind == Kind::eddsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                      : EVP_RSA_gen(2048);
        must(x_key != nullptr, "OpenSSL makes keys");
    }
    ~Device() { EVP_PKEY_free(x_key); }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    std::string client_data(const char* type, const std::string& challenge) const
    {
        return R"({"type":")"s + type + R"(","challenge":")" + challenge + R"(","origin":")" + page +
               R"(","crossOrigin":false})";
    }
    std::string attestation() const
    {
        const std::string data =
            authenticator_data(0x41 | verified) + std::string(16, '\0') + "\0\x08"s + credential + cose_key();
        const auto size = data.size();
        return "\xa3\x63"s + "fmt\x64none\x67" + "attStmt\xa0\x68" + "authData\x59" +
               static_cast<char>(size >> 8) + static_cast<char>(size & 0xff) + data;
    }
    std::string assertion() const { return authenticator_data(0x01 | verified); }
    std::string signature(const std::string& data, const std::string& client) const
    {
        const std::string content = data + people::sha256_of(client);
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
    std::string cose_key() const
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

    std::string credential = "device-1";  ///< eight bytes
    std::string page = origin;
    std::string site = "hagukumi.example.jp";
    int verified = 0x04;
    std::uint32_t count = 0;

private:
    std::string authenticator_data(int flags) const
    {
        std::string data = people::sha256_of(site) + static_cast<char>(flags);
        for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(count >> shift & 0xff);
        return data;
    }
    std::string padded(const char* name) const
    {
        const std::string bytes = number_of(x_key, name);
        return std::string(32 - bytes.size(), '\0') + bytes;
    }

    const Kind x_kind;
    EVP_PKEY* x_key = nullptr;
};

struct Passkeys : Town {
    const Id household = register_household(household_of("佐藤 花", "サトウ ハナ"));
    const Id account = make_parent();

    Id make_parent()
    {
        const auto parent = parent_of(household, "hana@example.jp", "0001001");
        return change(nerima, [&](Transaction& tx) { return people::create_account(tx, parent); }).value();
    }
    std::string challenge(const std::optional<Id>& whose)
    {
        const people::AskChallenge command{now, "203.0.113.0/24", whose, people::draw_token(randomness)};
        const auto asked =
            change(nerima, [&](Transaction& tx) { return people::ask_challenge(tx, command); });
        EXPECT_TRUE(asked);
        return command.challenge.reveal();
    }
    Result<void> add(const Device& device, const std::string& asked)
    {
        const people::AddPasskey command{now,
                                         account,
                                         draw(),
                                         {origin},
                                         "iPhone · Safari",
                                         device.client_data("webauthn.create", asked),
                                         device.attestation()};
        return change(nerima, [&](Transaction& tx) { return people::add_passkey(tx, command); });
    }
    Result<void> add(const Device& device) { return add(device, challenge(account)); }

    people::SignInByPasskey signed_by(const Device& device, const std::string& asked)
    {
        people::SignInByPasskey command;
        command.at = now;
        command.site = {origin};
        command.credential = device.credential;
        command.client_data = device.client_data("webauthn.get", asked);
        command.authenticator_data = device.assertion();
        command.signature = device.signature(command.authenticator_data, command.client_data);
        command.session = people::draw_token(randomness);
        command.device = people::draw_token(randomness);
        return command;
    }
    /// The code of the refusal; empty: signed in as the account.
    std::string sign_in(const people::SignInByPasskey& command, MunicipalityCode municipality = nerima)
    {
        const auto outcome =
            change(municipality, [&](Transaction& tx) { return people::sign_in_by_passkey(tx, command); });
        if (!outcome) return outcome.error().code;
        if (!*outcome) return outcome->error().code;
        EXPECT_EQ((*outcome)->caller.account, account);
        return "";
    }
    std::string sign_in(const Device& device) { return sign_in(signed_by(device, challenge(std::nullopt))); }
};

}  // namespace

TEST_F(Passkeys, EachKindOfKeySignsIn)
{
    for (const auto kind : {Device::Kind::es256, Device::Kind::eddsa, Device::Kind::rs256}) {
        Device device(kind);
        device.credential = "device-" + std::to_string(static_cast<int>(kind));
        const auto added = add(device);
        ASSERT_TRUE(added) << added.error().message.en;
        EXPECT_EQ(sign_in(device), "");
        EXPECT_EQ(sign_in(device), "") << "who does not count may sign in again";
    }
    const auto all = ask(nerima, [&](Snapshot& snapshot) { return people::passkeys_of(snapshot, account); });
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].last_used_at, now);
    EXPECT_EQ(all[0].device_name, "iPhone · Safari");
}

TEST_F(Passkeys, AChallengeIsGoodOnceForItsPurposeAndForFiveMinutes)
{
    const Device device;
    ASSERT_TRUE(add(device));
    const std::string asked = challenge(std::nullopt);
    EXPECT_EQ(sign_in(signed_by(device, asked)), "");
    EXPECT_EQ(sign_in(signed_by(device, asked)), "passkey_unknown");
    EXPECT_EQ(sign_in(signed_by(device, challenge(account))), "passkey_unknown");
    const std::string old = challenge(std::nullopt);
    now = now + 5min;
    EXPECT_EQ(sign_in(signed_by(device, old)), "passkey_unknown");
    Device other;
    other.credential = "device-2";
    EXPECT_EQ(add(other, challenge(std::nullopt)).error().code, "passkey_wrong");
    EXPECT_EQ(add(other, people::draw_token(randomness).reveal()).error().code, "passkey_wrong");
}

TEST_F(Passkeys, AnotherPageAnotherSiteAndAnotherTownGetNothing)
{
    Device device;
    ASSERT_TRUE(add(device));
    device.page = "https://hagukumi.example.com";
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    device.page = origin;
    device.site = "example.jp";
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    device.site = "hagukumi.example.jp";
    EXPECT_EQ(sign_in(signed_by(device, challenge(std::nullopt)), meguro), "passkey_unknown");
    EXPECT_EQ(sign_in(device), "");
}

TEST_F(Passkeys, WhoIsNotRecognisedStaysOutside)
{
    Device device;
    ASSERT_TRUE(add(device));
    device.verified = 0;
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    device.credential = "device-2";
    EXPECT_EQ(add(device).error().code, "passkey_wrong");
}

TEST_F(Passkeys, AWrongSignatureIsNone)
{
    const Device device, other;
    ASSERT_TRUE(add(device));
    EXPECT_EQ(sign_in(other), "passkey_unknown") << "another key under the same name";
    auto command = signed_by(device, challenge(std::nullopt));
    command.signature.back() = static_cast<char>(command.signature.back() ^ 1);
    EXPECT_EQ(sign_in(command), "passkey_unknown");
    command = signed_by(device, challenge(std::nullopt));
    command.user_handle = "somebody else";
    EXPECT_EQ(sign_in(command), "passkey_unknown");
}

TEST_F(Passkeys, ACounterThatStandsStillIsACopy)
{
    Device device;
    device.count = 7;
    ASSERT_TRUE(add(device));
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    device.count = 8;
    EXPECT_EQ(sign_in(device), "");
    device.count = 0;
    EXPECT_EQ(sign_in(device), "passkey_unknown");
}

TEST_F(Passkeys, TheyEndWithTheirRemovalWithANewPasswordAndWithTheAccount)
{
    const Device device;
    ASSERT_TRUE(add(device));
    EXPECT_EQ(add(device).error().code, "passkey_known");
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) -> Result<void> {
        people::remove_passkey(tx, account, device.credential, now);
        return {};
    }));
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    ASSERT_TRUE(add(device));
    people::ResetAccount reset;
    reset.account = account;
    reset.password_hash = hash_once(parent_password);
    ASSERT_TRUE(command(reset, people::reset_account));
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    ASSERT_TRUE(add(device));
    people::DisableAccount stop;
    stop.account = account;
    stop.reason = "届出";
    ASSERT_TRUE(command(stop, people::disable_account));
    EXPECT_EQ(sign_in(device), "passkey_unknown");
}

TEST_F(Passkeys, ANetworkThatAsksWithoutEndIsToldToWait)
{
    for (int i = 0; i < people::most_challenges_of_a_network; ++i) challenge(std::nullopt);
    const people::AskChallenge command{now, "203.0.113.0/24", std::nullopt, people::draw_token(randomness)};
    const auto asked = change(nerima, [&](Transaction& tx) { return people::ask_challenge(tx, command); });
    EXPECT_EQ(asked.error().code, "too_many");
    now = now + people::challenge_lasts;
    challenge(std::nullopt);
}

// Lengths that lie, what is cut off, what comes twice and what is left over.
TEST(Cbor, ReadsWhatAuthenticatorsWriteAndNothingElse)
{
    const auto reads = [](std::string_view bytes) { return people::cbor::read(bytes) && bytes.empty(); };
    EXPECT_TRUE(reads("\xa1\x01\x26"sv));
    EXPECT_TRUE(reads("\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"sv));
    EXPECT_TRUE(reads("\x82\xf5\xf6"sv));
    for (const std::string_view wrong :
         {""sv, "\x5a\xff\xff\xff\xff"sv, "\x9b\x7f\xff\xff\xff\xff\xff\xff\xff"sv, "\x5f\x41\x01\xff"sv,
          "\xa2\x01\x02\x01\x03"sv, "\x1b\xff\xff\xff\xff\xff\xff\xff\xff"sv, "\xc0\x01"sv, "\x42\x01"sv,
          "\xf9\x3c\x00"sv, "\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01"sv})
        EXPECT_FALSE(reads(wrong)) << wrong.size();
}

TEST(AuthenticatorData, NothingIsLeftOverAndNothingIsCutOff)
{
    const Device device;
    const std::string data = device.assertion();
    EXPECT_TRUE(people::read_authenticator_data(data));
    EXPECT_FALSE(people::read_authenticator_data(data + "x"));
    const std::string attested = device.attestation();
    for (std::size_t size = 0; size < attested.size(); ++size)
        EXPECT_FALSE(people::read_attestation(attested.substr(0, size))) << size;
    EXPECT_TRUE(people::read_attestation(attested));
}

}  // namespace hagukumi::test
