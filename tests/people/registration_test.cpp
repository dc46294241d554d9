// 利用者登録 and LINE's user id: once, by what only the family knows, and without saying what was wrong.
#include "people/registration.hpp"

#include <gtest/gtest.h>

#include "people/identity.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::Identity;
using people::Issuer;
using people::Way;

struct Registering : Town {
    people::RegisterHousehold family = with_birth(household_of("練馬 花子", "ネリマ ハナコ"));
    const Id home = register_household(family);
    const Id mother = create(parent_of(home, "", "0012345")).value();

    people::RegisterHousehold with_birth(people::RegisterHousehold command)
    {
        people::Birth born, expected;
        born.id = draw();
        born.due_date = day(2026, 6, 1);
        born.born_on = day(2026, 5, 20);
        expected.id = draw();
        expected.due_date = day(2026, 12, 24);
        command.births = {born, expected};
        return command;
    }
    static people::Registration right(const std::string& person = "U1")
    {
        people::Registration registration;
        registration.identity = {Issuer::line, person};
        registration.nickname = "はなちゃん";
        registration.mother_born_on = day(1994, 2, 3);
        registration.born_on = day(2026, 5, 20);
        return registration;
    }
    Result<people::SignedIn> apply(const people::Registration& registration,
                                   const std::string& pin = parent_pin, const std::string& number = "0012345")
    {
        auto attempt = typed(Way::user_number, number, pin);
        attempt.registration = registration;
        return sign_in(attempt);
    }
    Result<people::SignedIn> open_line(const std::string& person = "U1")
    {
        return sign_in(typed(Way::line, person, ""));
    }
    std::int64_t promised()
    {
        return ask(nerima, [](Snapshot& snapshot) {
            return *snapshot.find(
                store::Statement{"test.promised", "SELECT count(*) FROM outbox WHERE municipality = $1"},
                [](const store::Row& row) { return row.integer(0); });
        });
    }
};

TEST_F(Registering, N_06_N_04_2_RegisteringLinksTheLineAccountAndSignsIn)
{
    const auto in = apply(right());
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.account, mother);
    EXPECT_EQ(in->display_name, "はなちゃん");  // N-04.2
    EXPECT_EQ(promised(), 1);
    const auto again = open_line();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->caller.account, mother);
}

TEST_F(Registering, N_06_1_PressingTwiceRegistersOnce)
{
    ASSERT_TRUE(apply(right()));
    ASSERT_TRUE(apply(right()));
    EXPECT_EQ(promised(), 1);
}

TEST_F(Registering, N_05_BirthOrDueDateIsThatOfOneOfHerBirths)
{
    auto expecting = right();
    expecting.born_on.reset();
    expecting.due_date = day(2026, 12, 24);
    EXPECT_TRUE(apply(expecting));
    expecting.due_date = day(2026, 12, 25);
    EXPECT_EQ(code_of(apply(expecting)), "registration_failed");
}

TEST_F(Registering, N_05_1_ABirthThatNobodyReportedYetMayBeNearItsDueDate)
{
    now = start_of_day_in_japan(day(2027, 1, 10)) + 9h;
    auto born = right();
    born.born_on = day(2026, 12, 30);
    EXPECT_TRUE(apply(born));
    born.born_on = day(2026, 9, 1);  // sixteen weeks before the due date it is 3 September
    EXPECT_EQ(code_of(apply(born)), "registration_failed");
}

TEST_F(Registering, N_05_2_DatesThatCannotBeAreRefusedBeforeAnythingIsCompared)
{
    const auto code = [&](auto spoil) {
        auto registration = right();
        spoil(registration);
        return code_of(apply(registration));
    };
    EXPECT_EQ(code([](auto& it) { it.born_on = day(2026, 7, 9); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.born_on = day(2025, 7, 6); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.born_on = day(2026, 2, 29); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.mother_born_on = day(2026, 7, 8); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.mother_born_on = day(2016, 7, 10); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.mother_born_on = day(1956, 7, 8); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.due_date = day(2026, 12, 24); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.born_on.reset(); }), "wrong_date");
    EXPECT_EQ(code([](auto& it) { it.nickname = ""; }), "wrong_nickname");
    EXPECT_EQ(code([](auto& it) { it.nickname = "あいうえおかきくけこさしすせそたちつてとな"; }),
              "wrong_nickname");
    EXPECT_EQ(code([](auto& it) { it.nickname = "a\nb"; }), "wrong_nickname");
    EXPECT_TRUE(apply(right()));
}

TEST_F(Registering, N_07_WhateverIsWrongTheAnswerIsTheSame)
{
    auto other_mother = right(), other_birth = right();
    other_mother.mother_born_on = day(1994, 2, 4);
    other_birth.born_on = day(2026, 5, 21);
    const std::vector<Result<people::SignedIn>> answers{apply(right(), "9999"),
                                                        apply(right(), parent_pin, "7654321"),
                                                        apply(other_mother), apply(other_birth)};
    for (const auto& answer : answers) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, "registration_failed");
        EXPECT_EQ(answer.error().message.ja, answers.front().error().message.ja);
    }
    EXPECT_EQ(promised(), 0);
}

TEST_F(Registering, N_07_FiveWrongDatesLockLikeFiveWrongPins)
{
    auto wrong = right();
    wrong.born_on = day(2026, 5, 21);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(apply(wrong)), "registration_failed");
    const auto locked = apply(right());
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().kind, ErrorKind::too_many);
}

TEST_F(Registering, N_07_1_ANewLineAccountTakesThePlaceOfTheOldOne)
{
    ASSERT_TRUE(apply(right("U1")));
    ASSERT_TRUE(apply(right("U2")));
    EXPECT_TRUE(open_line("U2"));
    EXPECT_EQ(code_of(open_line("U1")), "not_registered");
}

TEST_F(Registering, G_25_NumberAndPinTakeTheAccountOverAndTheOldPhoneIsSignedInNoLonger)
{
    ASSERT_TRUE(apply(right("U1")));
    const auto on_the_old_phone = open_line("U1");
    ASSERT_TRUE(on_the_old_phone);
    auto attempt = typed(Way::user_number, "0012345", parent_pin);
    attempt.linking = Identity{Issuer::line, "U2"};
    ASSERT_TRUE(sign_in(attempt));
    EXPECT_FALSE(open_line("U1"));
    EXPECT_EQ(open_line("U2")->caller.account, mother);
    EXPECT_EQ(promised(), 2);  // registered, and moved
    const auto session = ask(nerima, [&](Snapshot& snapshot) {
        return people::find_session(snapshot, people::Realm::parent, on_the_old_phone->session.reveal(), now)
            .has_value();
    });
    EXPECT_FALSE(session);
}

TEST_F(Registering, G_25_AWrongPinTakesNothingOver)
{
    ASSERT_TRUE(apply(right("U1")));
    auto attempt = typed(Way::user_number, "0012345", "9753");
    attempt.linking = Identity{Issuer::line, "U2"};
    EXPECT_FALSE(sign_in(attempt));
    EXPECT_TRUE(open_line("U1"));
    EXPECT_FALSE(open_line("U2"));
}

TEST_F(Registering, ALinkThatIsTheOnlyWayInIsNotEnded)
{
    ASSERT_TRUE(apply(right("U1")));
    const auto unlink = [&] {
        return change(nerima, [&](Transaction& tx) {
            return people::unlink_by_person(tx, mother, Issuer::line, now, draw());
        });
    };
    EXPECT_TRUE(unlink());
    EXPECT_FALSE(open_line("U1"));
    EXPECT_TRUE(unlink());  // once more: nothing
}

TEST_F(Registering, OneLineAccountIsOneAccountHere)
{
    const Id other_home = register_household(with_birth(household_of("佐藤 恵", "サトウ メグミ")));
    create(parent_of(other_home, "", "0054321")).value();
    ASSERT_TRUE(apply(right("U1")));
    EXPECT_EQ(code_of(apply(right("U1"), parent_pin, "0054321")), "already_registered");
    EXPECT_EQ(open_line("U1")->caller.account, mother);
}

TEST_F(Registering, N_19_WithoutARegistrationNobodyIsSignedIn)
{
    EXPECT_EQ(code_of(open_line("U9")), "not_registered");
    ASSERT_TRUE(apply(right("U1")));
    EXPECT_EQ(code_of(sign_in(typed(Way::line, "U1", ""), meguro)), "not_registered");
}

TEST_F(Registering, ADisabledAccountIsNotOpenedByLineEither)
{
    ASSERT_TRUE(apply(right()));
    people::DisableAccount command;
    command.account = mother;
    command.reason = "転出";
    ASSERT_TRUE(this->command(command, people::disable_account));
    EXPECT_EQ(code_of(open_line()), "not_registered");
}

TEST_F(Registering, ALinkEndsWhenThePersonEndsIt)
{
    ASSERT_TRUE(apply(right()));
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) -> Result<void> {
        people::unlink_identity(tx, mother, Issuer::line, now);
        return {};
    }));
    EXPECT_EQ(code_of(open_line()), "not_registered");
}

}  // namespace
}  // namespace hagukumi::test
