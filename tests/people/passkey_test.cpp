// Passkeys, made and used by a device of the tests' own; and each thing that a wrong one may do.
#include "people/passkey/passkey.hpp"

#include "base/authenticator.hpp"
#include "messages/outbox.hpp"
#include "people/passkey/authenticator.hpp"
#include "people/passkey/cbor.hpp"
#include "people/proof.hpp"
#include "people/town.hpp"

namespace hagukumi::test {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr const char* origin = "https://hagukumi.example.jp";
constexpr const char* totp_secret = "12345678901234567890";

struct Passkeys : Town {
    const Id household = register_household(household_of("佐藤 花", "サトウ ハナ"));
    const Id account = make_parent();

    Id make_parent()
    {
        const auto parent = parent_of(household, "hana@example.jp", "0001001");
        return change(nerima, [&](Transaction& tx) { return people::create_account(tx, parent); }).value();
    }
    /// Somebody who signs in with password and six digits, too.
    Id make_staff(people::Role role, const char* name)
    {
        std::optional<Id> place;
        if (people::realm_of(role) == people::Realm::desk) place = the_facility();
        return create(staff(role, name, totp_secret, place)).value();
    }
    Id the_facility()
    {
        if (!facility) {
            facility = draw();
            change(nerima, [&](Transaction& tx) -> Result<int> {
                tx.execute(add_bare_facility, *facility);
                return 1;
            }).value();
        }
        return *facility;
    }
    std::string challenge(const std::optional<Id>& whose, people::Realm realm = people::Realm::parent)
    {
        const people::AskChallenge command{now, "203.0.113.0/24", realm, whose,
                                           people::draw_token(randomness)};
        const auto asked =
            change(nerima, [&](Transaction& tx) { return people::ask_challenge(tx, command); });
        EXPECT_TRUE(asked);
        return command.challenge.reveal();
    }
    Result<void> add(const Authenticator& device, const std::string& asked, const Id& owner)
    {
        const people::AddPasskey command{now,
                                         owner,
                                         draw(),
                                         {origin},
                                         "iPhone · Safari",
                                         device.client_data("webauthn.create", asked),
                                         device.attestation()};
        return change(nerima, [&](Transaction& tx) { return people::add_passkey(tx, command); });
    }
    Result<void> add(const Authenticator& device, const std::string& asked)
    {
        return add(device, asked, account);
    }
    Result<void> add(const Authenticator& device) { return add(device, challenge(account)); }
    Result<void> add_of(const Id& owner, people::Realm realm, const Authenticator& device)
    {
        return add(device, challenge(owner, realm), owner);
    }

    people::SignInByPasskey signed_by(const Authenticator& device, const std::string& asked,
                                      people::Realm realm = people::Realm::parent)
    {
        people::SignInByPasskey command;
        command.at = now;
        command.realm = realm;
        command.site = {origin};
        command.credential = device.credential;
        command.client_data = device.client_data("webauthn.get", asked);
        command.authenticator_data = device.assertion();
        command.signature = device.signature(command.authenticator_data, command.client_data);
        command.session = people::draw_token(randomness);
        command.device = people::draw_token(randomness);
        return command;
    }
    Result<people::SignedIn> enter(const people::SignInByPasskey& command,
                                   MunicipalityCode municipality = nerima)
    {
        return change(municipality, [&](Transaction& tx) { return people::sign_in_by_passkey(tx, command); })
            .value();
    }
    /// The code of the refusal; empty: signed in.
    std::string sign_in(const people::SignInByPasskey& command, MunicipalityCode municipality = nerima)
    {
        const auto entered = enter(command, municipality);
        return entered ? "" : entered.error().code;
    }
    std::string sign_in(const Authenticator& device, people::Realm realm = people::Realm::parent)
    {
        return sign_in(signed_by(device, challenge(std::nullopt, realm), realm));
    }
    void remove(const Id& actor, const Id& owner, const Authenticator& device)
    {
        const people::RemovePasskey command{now, actor, owner, draw(), device.credential};
        ASSERT_TRUE(change(nerima, [&](Transaction& tx) -> Result<void> {
            people::remove_passkey(tx, command);
            return {};
        }));
    }
    int told(const char* message)
    {
        int found = 0;
        read_from(*database, nerima, [&](Snapshot& snapshot) {
            for (const auto& row : messages::find_untold(snapshot, now, 1000))
                found += row.message_template == message ? 1 : 0;
            return 0;
        });
        return found;
    }

    std::optional<Id> facility;
};

}  // namespace

TEST_F(Passkeys, EachKindOfKeySignsIn)
{
    for (const auto kind :
         {Authenticator::Kind::es256, Authenticator::Kind::eddsa, Authenticator::Kind::rs256}) {
        Authenticator device(kind);
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
    const Authenticator device;
    ASSERT_TRUE(add(device));
    const std::string asked = challenge(std::nullopt);
    const auto entered = enter(signed_by(device, asked));
    ASSERT_TRUE(entered);
    EXPECT_EQ(entered->caller.account, account);
    EXPECT_EQ(sign_in(signed_by(device, asked)), "passkey_unknown");
    EXPECT_EQ(sign_in(signed_by(device, challenge(account))), "passkey_unknown");
    const std::string old = challenge(std::nullopt);
    now = now + 5min;
    EXPECT_EQ(sign_in(signed_by(device, old)), "passkey_unknown");
    Authenticator other;
    other.credential = "device-2";
    EXPECT_EQ(add(other, challenge(std::nullopt)).error().code, "passkey_wrong");
    EXPECT_EQ(add(other, people::draw_token(randomness).reveal()).error().code, "passkey_wrong");
}

TEST_F(Passkeys, AnotherPageAnotherSiteAndAnotherTownGetNothing)
{
    Authenticator device;
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
    Authenticator device;
    ASSERT_TRUE(add(device));
    device.recognises = false;
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    device.credential = "device-2";
    EXPECT_EQ(add(device).error().code, "passkey_wrong");
}

TEST_F(Passkeys, AWrongSignatureIsNone)
{
    const Authenticator device, other;
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
    Authenticator device;
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
    const Authenticator device;
    ASSERT_TRUE(add(device));
    EXPECT_EQ(add(device).error().code, "passkey_known");
    EXPECT_EQ(told("passkey_added"), 1);
    remove(account, account, device);
    EXPECT_EQ(sign_in(device), "passkey_unknown");
    EXPECT_EQ(told("passkey_removed"), 1) << "its owner learns of it";
    remove(account, account, device);
    EXPECT_EQ(told("passkey_removed"), 1) << "and once";
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
    const people::AskChallenge command{now, "203.0.113.0/24", people::Realm::office, std::nullopt,
                                       people::draw_token(randomness)};
    const auto asked = change(nerima, [&](Transaction& tx) { return people::ask_challenge(tx, command); });
    EXPECT_EQ(asked.error().code, "too_many");
    now = now + people::challenge_lasts;
    challenge(std::nullopt);
}

// T18: two factors for officers and staff. The device that has recognised its owner is both.
TEST_F(Passkeys, StaffAndOfficersSignInWithoutPasswordAndDigits)
{
    Authenticator officers, desks;
    desks.credential = "device-2";
    const Id officer = make_staff(people::Role::officer, "officer");
    const Id desk = make_staff(people::Role::facility_staff, "desk");
    ASSERT_TRUE(add_of(officer, people::Realm::office, officers));
    ASSERT_TRUE(add_of(desk, people::Realm::desk, desks));
    EXPECT_EQ(told("staff_passkey_added"), 2);
    const auto in_office =
        enter(signed_by(officers, challenge(std::nullopt, people::Realm::office), people::Realm::office));
    ASSERT_TRUE(in_office);
    EXPECT_EQ(in_office->caller.role, people::Role::officer);
    EXPECT_EQ(in_office->lifetime, people::session_limits(people::Role::officer).absolute);
    const auto at_desk =
        enter(signed_by(desks, challenge(std::nullopt, people::Realm::desk), people::Realm::desk));
    ASSERT_TRUE(at_desk);
    EXPECT_EQ(at_desk->caller.facility, facility);
}

TEST_F(Passkeys, EachOpensItsOwnSiteOnly)
{
    Authenticator parents, officers, desks;
    officers.credential = "device-2";
    desks.credential = "device-3";
    ASSERT_TRUE(add(parents));
    ASSERT_TRUE(add_of(make_staff(people::Role::officer, "officer"), people::Realm::office, officers));
    ASSERT_TRUE(add_of(make_staff(people::Role::facility_manager, "desk"), people::Realm::desk, desks));
    using people::Realm;
    for (const Realm realm : {Realm::parent, Realm::desk, Realm::office}) {
        EXPECT_EQ(sign_in(parents, realm), realm == Realm::parent ? "" : "passkey_unknown");
        EXPECT_EQ(sign_in(desks, realm), realm == Realm::desk ? "" : "passkey_unknown");
        EXPECT_EQ(sign_in(officers, realm), realm == Realm::office ? "" : "passkey_unknown");
    }
    EXPECT_EQ(sign_in(signed_by(officers, challenge(std::nullopt, Realm::office), Realm::office), meguro),
              "passkey_unknown")
        << "and its own municipality";
    EXPECT_EQ(sign_in(signed_by(officers, challenge(std::nullopt, Realm::parent), Realm::office)),
              "passkey_unknown")
        << "with a challenge that was drawn on another site";
}

TEST_F(Passkeys, StaffWhoseDeviceHasNotRecognisedThemStayOutside)
{
    Authenticator device;
    const Id officer = make_staff(people::Role::officer, "officer");
    device.recognises = false;
    EXPECT_EQ(add_of(officer, people::Realm::office, device).error().code, "passkey_wrong");
    device.recognises = true;
    ASSERT_TRUE(add_of(officer, people::Realm::office, device));
    device.recognises = false;
    EXPECT_EQ(sign_in(device, people::Realm::office), "passkey_unknown") << "one factor is not two";
}

TEST_F(Passkeys, AStoppedMemberOfStaffIsOutAndComesBackWithoutThem)
{
    const Authenticator device;
    const Id desk = make_staff(people::Role::facility_staff, "desk");
    ASSERT_TRUE(add_of(desk, people::Realm::desk, device));
    const auto entered =
        enter(signed_by(device, challenge(std::nullopt, people::Realm::desk), people::Realm::desk));
    ASSERT_TRUE(entered);
    people::DisableAccount stop;
    stop.account = desk;
    stop.reason = "退職";
    ASSERT_TRUE(command(stop, people::disable_account));
    EXPECT_EQ(sign_in(device, people::Realm::desk), "passkey_unknown");
    EXPECT_FALSE(caller(entered->session, people::Realm::desk));
    people::ResetAccount reset;
    reset.account = desk;
    reset.password_hash = hash_once(staff_password);
    ASSERT_TRUE(command(reset, people::reset_account));
    EXPECT_EQ(sign_in(device, people::Realm::desk), "passkey_unknown");
}

TEST_F(Passkeys, AnOfficerRemovesThatOfALostDeviceAndWhoeverHoldsItIsSignedOut)
{
    const Authenticator device;
    const Id desk = make_staff(people::Role::facility_staff, "desk");
    ASSERT_TRUE(add_of(desk, people::Realm::desk, device));
    const auto entered =
        enter(signed_by(device, challenge(std::nullopt, people::Realm::desk), people::Realm::desk));
    ASSERT_TRUE(entered);
    remove(officer_id, desk, device);
    EXPECT_FALSE(caller(entered->session, people::Realm::desk));
    EXPECT_EQ(sign_in(device, people::Realm::desk), "passkey_unknown");
    EXPECT_EQ(told("staff_passkey_removed"), 1);
}

// Whoever signs in by passkey on a shared tablet leaves it to the others as it was.
TEST_F(Passkeys, ASharedTabletStaysKnownToItsColleagues)
{
    const Authenticator device;
    const Id first = make_staff(people::Role::facility_staff, "first");
    const Id second = make_staff(people::Role::facility_staff, "second");
    ASSERT_TRUE(add_of(second, people::Realm::desk, device));
    const auto by_password = Town::sign_in(typed_by_staff(people::Realm::desk, "first", totp_secret));
    ASSERT_TRUE(by_password && by_password->device);
    auto command = signed_by(device, challenge(std::nullopt, people::Realm::desk), people::Realm::desk);
    command.known_device = by_password->device->reveal();
    const auto entered = enter(command);
    ASSERT_TRUE(entered);
    EXPECT_FALSE(entered->device) << "it keeps its token";
    const auto here = ask(nerima, [&](Snapshot& snapshot) {
        return people::colleagues_here(snapshot, *facility, command.known_device);
    });
    ASSERT_EQ(here.size(), 2U);
    for (const people::Colleague& one : here) EXPECT_TRUE(one.account == first || one.account == second);
    command = signed_by(device, challenge(std::nullopt, people::Realm::desk), people::Realm::desk);
    command.known_device = "planted by somebody";
    EXPECT_TRUE(enter(command)->device) << "and an unknown one is not taken over";
}

// So that four digits never become two factors.
TEST_F(Passkeys, ASessionOfAColleaguesPinIsKnownAsOne)
{
    make_staff(people::Role::facility_staff, "first");
    auto typed = typed_by_staff(people::Realm::desk, "first", totp_secret);
    typed.new_pin = people::Secret("4826");
    const auto by_password = Town::sign_in(typed);
    ASSERT_TRUE(by_password) << by_password.error().message.en;
    people::SignIn by_pin =
        this->typed(people::Way::staff_pin, "first", "4826", by_password->device->reveal());
    by_pin.realm = people::Realm::desk;
    by_pin.beside = by_password->session.reveal();
    const auto entered = Town::sign_in(by_pin);
    ASSERT_TRUE(entered) << entered.error().message.en;
    const auto was_by_pin = [&](const people::Secret& session, people::Realm realm) {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::was_opened_by_pin(snapshot, realm, session.reveal());
        });
    };
    EXPECT_TRUE(was_by_pin(entered->session, people::Realm::desk));
    EXPECT_FALSE(was_by_pin(entered->session, people::Realm::office));
    const auto again = Town::sign_in([&] {
        now = now + 30s;
        return typed_by_staff(people::Realm::desk, "first", totp_secret);
    }());
    ASSERT_TRUE(again) << again.error().message.en;
    EXPECT_FALSE(was_by_pin(again->session, people::Realm::desk));
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
    const Authenticator device;
    const std::string data = device.assertion();
    EXPECT_TRUE(people::read_authenticator_data(data));
    EXPECT_FALSE(people::read_authenticator_data(data + "x"));
    const std::string attested = device.attestation();
    for (std::size_t size = 0; size < attested.size(); ++size)
        EXPECT_FALSE(people::read_attestation(attested.substr(0, size))) << size;
    EXPECT_TRUE(people::read_attestation(attested));
}

}  // namespace hagukumi::test
