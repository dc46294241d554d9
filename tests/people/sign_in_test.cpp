// Signing in: two ways for parents, two factors for staff, and guessers who get nowhere and lock nobody out.

#include "people/sign_in.hpp"

#include <gtest/gtest.h>

#include <map>

#include "people/totp.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::Realm;
using people::Role;
using people::Way;

struct SignIn : Town {
    const Id home = register_household(household_of("練馬 花子", "ネリマ ハナコ"));
    const Id mother = create(parent_of(home, "Hanako@example.jp", "００12345")).value();
    const std::string number = "0012345";
    const std::string secret = people::draw_totp_secret(randomness);
    const Id officer = create(staff(Role::officer, "tanto", secret)).value();

    Result<people::SignedIn> by_number(const std::string& pin, const std::string& device = "",
                                       const std::string& network = "203.0.113.0/24")
    {
        return sign_in(typed(Way::user_number, number, pin, device, network));
    }
};

TEST_F(SignIn, AParentSignsInByEmailAndPassword)
{
    const auto in = sign_in(typed(Way::email, " hanako@EXAMPLE.jp ", parent_password));
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.account, mother);
    EXPECT_EQ(in->caller.household, home);
    EXPECT_EQ(in->caller.role, Role::parent);
    ASSERT_TRUE(caller(in->session));
    EXPECT_EQ(caller(in->session)->account, mother);
}

// N-04.1
TEST_F(SignIn, N_04_1_FullWidthDigitsAreTakenAndLeadingZerosKept)
{
    EXPECT_TRUE(by_number(parent_pin));
    EXPECT_TRUE(sign_in(typed(Way::user_number, "００１２３４５", "０４８２")));
    EXPECT_TRUE(sign_in(typed(Way::user_number, "001 23-45", parent_pin)));
    EXPECT_EQ(code_of(sign_in(typed(Way::user_number, "12345", parent_pin))), "sign_in_failed");
    const auto account =
        ask(nerima, [&](Snapshot& snapshot) { return people::load_account(snapshot, mother); });
    EXPECT_EQ(account->user_number, number);
}

// N-07: refused, without saying which.
TEST_F(SignIn, N_07_WrongNumberAndWrongPinGetOneAnswer)
{
    const auto wrong_pin = by_number("9999");
    const auto wrong_number = sign_in(typed(Way::user_number, "7654321", parent_pin));
    ASSERT_FALSE(wrong_pin);
    ASSERT_FALSE(wrong_number);
    EXPECT_EQ(wrong_pin.error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(wrong_pin.error().message, wrong_number.error().message);
    EXPECT_NE(wrong_pin.error().message.ja.find("000-0000-0000"), std::string::npos);
}

TEST_F(SignIn, N_07_NumbersThatNobodyHasAreCappedLikeOthers)
{
    guess(Way::user_number, number, 5);
    guess(Way::user_number, "7654321", 5);
    const auto known = by_number(parent_pin);
    const auto unknown = sign_in(typed(Way::user_number, "7654321", parent_pin));
    EXPECT_EQ(code_of(known), "sign_in_locked");
    EXPECT_EQ(code_of(unknown), "sign_in_locked");
    EXPECT_EQ(known.error().message, unknown.error().message);
}

// N-07: limited per account; and whoever guesses does not lock the family out.
TEST_F(SignIn, N_07_GuessersLockOnlyNewDevicesAndTheOwnersSuccessOpensAgain)
{
    const auto before = by_number(parent_pin);
    ASSERT_TRUE(before);
    const std::string phone = before->device->reveal();
    guess(Way::user_number, number, 30);
    EXPECT_EQ(code_of(by_number(parent_pin)), "sign_in_locked");  // a new device, with the right PIN
    const auto own = by_number(parent_pin, phone);
    ASSERT_TRUE(own) << own.error().message.en;
    EXPECT_FALSE(own->device) << "the device keeps its token";
    EXPECT_TRUE(by_number(parent_pin)) << "the owner's success opens it for new devices";
}

TEST_F(SignIn, N_07_TheOtherWayStaysOpenWhileThePinIsLocked)
{
    guess(Way::user_number, number, 10);
    EXPECT_EQ(code_of(by_number(parent_pin)), "sign_in_locked");
    EXPECT_TRUE(sign_in(typed(Way::email, "hanako@example.jp", parent_password)));
}

TEST_F(SignIn, N_07_OneFamilysGuesserDoesNotLockTheNeighbours)
{
    const Id other_home = register_household(household_of("大泉 月子", "オオイズミ ツキコ"));
    ASSERT_TRUE(create(parent_of(other_home, "", "0099999")));
    guess(Way::user_number, number, 30);
    EXPECT_TRUE(sign_in(typed(Way::user_number, "0099999", parent_pin)));
}

TEST_F(SignIn, N_07_ANetworkIsCappedForItsNewDevicesOnly)
{
    const auto before = by_number(parent_pin);
    ASSERT_TRUE(before);
    for (int i = 0; i < 20; ++i) {  // one network, many numbers
        const auto job = prepare(typed(Way::user_number, "70000" + std::to_string(10 + i), "9999"));
        ASSERT_TRUE(job) << i;
        finish(*job, {});
    }
    EXPECT_EQ(code_of(by_number(parent_pin)), "sign_in_wait");
    EXPECT_TRUE(by_number(parent_pin, before->device->reveal()));
    EXPECT_TRUE(by_number(parent_pin, "", "192.0.2.0/24"));
    now = now + 1h;
    EXPECT_TRUE(by_number(parent_pin));
}

TEST_F(SignIn, N_07_OwnMistakesMakeOneWaitAQuarterOfAnHour)
{
    const auto before = by_number(parent_pin);
    const std::string phone = before->device->reveal();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(by_number("9999", phone)), "sign_in_failed");
    const auto capped = by_number(parent_pin, phone);
    EXPECT_EQ(code_of(capped), "sign_in_wait");
    EXPECT_EQ(capped.error().retry_after_seconds, 900);
    now = now + 15min;
    EXPECT_TRUE(by_number(parent_pin, phone));
}

// A thousand parallel guesses are all prepared before the first is counted.
TEST_F(SignIn, N_07_ParallelGuessesAreJudgedLikeGuessesInARow)
{
    std::vector<people::HashJob> jobs;
    for (int i = 0; i < 12; ++i)
        jobs.push_back(
            prepare(typed(Way::user_number, number, "9999", "", "198.51." + std::to_string(i) + ".0/24"))
                .value());
    const auto right = prepare(typed(Way::user_number, number, parent_pin, "", "198.51.99.0/24")).value();
    int judged = 0;
    for (const auto& job : jobs) judged += code_of(finish(job, {})) == "sign_in_failed";
    EXPECT_EQ(judged, 5);
    EXPECT_EQ(code_of(finish(right, people::verify(right))), "sign_in_locked");
}

TEST_F(SignIn, N_07_ManyFailuresSlowNewDevicesInTheWholeMunicipality)
{
    limits.municipality_an_hour = 8;
    EXPECT_EQ(prepare(typed(Way::user_number, number, parent_pin))->delay, 0ms);
    for (int i = 0; i < 8; ++i) guess(Way::user_number, "71000" + std::to_string(10 + i), 1, i);
    EXPECT_TRUE(
        ask(nerima, [&](Snapshot& snapshot) { return people::in_challenge_mode(snapshot, limits, now); }));
    EXPECT_EQ(prepare(typed(Way::user_number, number, parent_pin))->delay, 2000ms);
    EXPECT_FALSE(
        ask(meguro, [&](Snapshot& snapshot) { return people::in_challenge_mode(snapshot, limits, now); }));
}

TEST_F(SignIn, N_07_AnOfficerOpensTheLockWithANewPin)
{
    guess(Way::user_number, number, 5);
    const auto old = sign_in(typed(Way::email, "hanako@example.jp", parent_password));
    ASSERT_TRUE(old);
    people::ResetAccount reset;
    reset.account = mother;
    reset.pin_hash = hash_once("7395");
    ASSERT_TRUE(command(reset, people::reset_account));
    EXPECT_TRUE(by_number("7395"));
    EXPECT_EQ(code_of(by_number(parent_pin)), "sign_in_failed");
    EXPECT_FALSE(caller(old->session)) << "all sessions end";
}

TEST_F(SignIn, WhatIsMissingIsNotCounted)
{
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(code_of(by_number("")), "sign_in_form");
        EXPECT_EQ(code_of(by_number("abcd")), "sign_in_form");
        EXPECT_EQ(code_of(sign_in(typed(Way::email, "", "x"))), "sign_in_form");
    }
    EXPECT_TRUE(by_number(parent_pin));
}

TEST_F(SignIn, APlantedDeviceTokenIsNotTakenOver)
{
    const auto in = by_number(parent_pin, "planted-by-somebody");
    ASSERT_TRUE(in);
    ASSERT_TRUE(in->device);
    EXPECT_NE(in->device->reveal(), "planted-by-somebody");
    guess(Way::user_number, number, 5);
    EXPECT_EQ(code_of(by_number(parent_pin, "planted-by-somebody")), "sign_in_locked");
}

TEST_F(SignIn, AnotherMunicipalityKnowsNeitherTheNameNorTheSession)
{
    EXPECT_EQ(code_of(sign_in(typed(Way::user_number, number, parent_pin), meguro)), "sign_in_failed");
    const auto in = by_number(parent_pin);
    ASSERT_TRUE(in);
    EXPECT_FALSE(caller(in->session, Realm::parent, meguro));
    // The same number may be another family's there.
    const Id there = register_household(household_of("目黒 星子", "メグロ ホシコ"), meguro);
    const auto namesake = create(parent_of(there, "", "0012345"), meguro);
    ASSERT_TRUE(namesake);
    EXPECT_EQ(sign_in(typed(Way::user_number, number, parent_pin), meguro)->caller.account, *namesake);
}

TEST_F(SignIn, StaffNeedAllThree)
{
    const auto good = typed_by_staff(Realm::office, "TANTO", secret);
    auto wrong = good;
    wrong.secret = people::Secret("asa-no-mado-wo-shimeru");
    EXPECT_EQ(code_of(sign_in(wrong)), "sign_in_failed");
    wrong = good;
    wrong.code = good.code == "000000" ? "000001" : "000000";
    EXPECT_EQ(code_of(sign_in(wrong)), "sign_in_failed");
    wrong.code = "";
    EXPECT_EQ(code_of(sign_in(wrong)), "sign_in_form");
    const auto in = sign_in(good);
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.role, Role::officer);
}

TEST_F(SignIn, ACodeOfTheSecondFactorCountsOnce)
{
    const auto seen = typed_by_staff(Realm::office, "tanto", secret);
    ASSERT_TRUE(sign_in(seen));
    EXPECT_EQ(code_of(sign_in(seen)), "sign_in_failed") << "somebody looked over the shoulder";
    now = now + 30s;
    auto late = seen;
    late.at = now;
    EXPECT_EQ(code_of(sign_in(late)), "sign_in_failed") << "still in its window, and still used";
    EXPECT_TRUE(sign_in(typed_by_staff(Realm::office, "tanto", secret)));
}

TEST_F(SignIn, EachRoleHasItsOwnSite)
{
    EXPECT_EQ(code_of(sign_in(typed_by_staff(Realm::desk, "tanto", secret))), "sign_in_failed");
    const auto in = sign_in(typed_by_staff(Realm::office, "tanto", secret));
    ASSERT_TRUE(in);
    EXPECT_TRUE(caller(in->session, Realm::office));
    EXPECT_FALSE(caller(in->session, Realm::desk));
    EXPECT_FALSE(caller(in->session, Realm::parent));
}

TEST_F(SignIn, StaffBelongToAFacilityThatExists)
{
    change(nerima, [](Transaction& tx) -> Result<int> {
        tx.execute(add_bare_facility, number_id(31));
        return 1;
    }).value();
    EXPECT_EQ(create(staff(Role::facility_staff, "mori", secret, number_id(32))).error().code,
              "account_of_nobody");
    EXPECT_EQ(create(staff(Role::facility_staff, "mori", secret)).error().code, "account_incomplete");
    ASSERT_TRUE(create(staff(Role::facility_staff, "mori", secret, number_id(31))));
    const auto in = sign_in(typed_by_staff(Realm::desk, "mori", secret));
    ASSERT_TRUE(in);
    EXPECT_EQ(in->caller.facility, number_id(31));
    EXPECT_FALSE(in->caller.household);
}

TEST_F(SignIn, AnAccountHasWhatItsRoleNeedsAndANameOfItsOwn)
{
    EXPECT_EQ(create(staff(Role::officer, "zwei", "")).error().code, "account_incomplete");
    EXPECT_EQ(create(parent_of(home, "", "")).error().code, "account_incomplete");
    EXPECT_EQ(create(parent_of(draw(), "", "0055555")).error().code, "account_of_nobody");
    EXPECT_EQ(create(parent_of(home, "HANAKO@example.jp", "")).error().code, "account_name_taken");
    EXPECT_EQ(create(parent_of(home, "", "0012345")).error().code, "account_name_taken");
}

}  // namespace
}  // namespace hagukumi::test
