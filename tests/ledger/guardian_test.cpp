// A cap for each guardian: whose use it is, is the account that entered it first.
#include "ledger/books.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::test {
namespace {

/// Visits of `holder` (birth or household), three a year for each guardian.
std::string three_visits_for_each_guardian(const std::string& holder)
{
    std::string text = small_programme;
    const auto replace = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    replace("en: Visit }, holder: birth", "en: Visit }, holder: " + holder);
    replace("for: all", "for: [stay]");  // a household's coupon has no birth
    return text + R"(  - rule: three_for_each
    source: T-5
    for: [visit, day]
    at_most: 3
    per: fiscal_year
    counting: [visit, day]
    of: guardian
    beyond: refuse
    refused: { ja: "お一人{needed}まで、あと{left}です。", en: "{needed} each, {left} left." }
)";
}

/// A family with a father beside the mother, each with an account.
struct Parents {
    explicit Parents(Books& books)
    {
        people::RegisterHousehold command;
        command.key = books.draw();
        command.at = books.now;
        command.actor = books.officer;
        command.household.id = mother.household = books.draw();
        for (const bool is_mother : {true, false}) {
            people::Guardian guardian;
            guardian.id = books.draw();
            guardian.name = is_mother ? "見本 花子" : "見本 太郎";
            guardian.kana = is_mother ? "ミホン ハナコ" : "ミホン タロウ";
            guardian.is_mother = is_mother;
            command.guardians.push_back(guardian);
        }
        people::Birth birth;
        birth.id = mother.birth = books.draw();
        birth.mother = command.guardians.front().id;
        birth.born_on = mother.born_on = date_of_days(days_since_epoch(date_in_japan(books.now)) - 30);
        command.births = {birth};
        EXPECT_TRUE(
            books.run([&](store::Transaction& tx) { return people::register_household(tx, command); }));
        father = mother;
        mother.account = add_account(books, command.guardians[0].id, "hanako@example.jp");
        father.account = add_account(books, command.guardians[1].id, "taro@example.jp");
        books.grant(mother);
    }

    Id add_account(Books& books, const Id& guardian, const char* email) const
    {
        people::CreateAccount command;
        command.key = books.draw();
        command.at = books.now;
        command.actor = books.officer;
        command.id = books.draw();
        command.role = people::Role::parent;
        command.email = email;
        command.password_hash = "$argon2id$";
        command.household = mother.household;
        command.guardian = guardian;
        command.display_name = "見本";
        command.language = "ja";
        const auto made =
            books.run([&](store::Transaction& tx) { return people::create_account(tx, command); });
        EXPECT_TRUE(made) << made.error().message.en;
        return command.id;
    }

    Books::Family mother, father;
};

auto use(Books& books, const Books::Family& by, std::int64_t units)
{
    return books.redeem(books.redeem_command(by, "visit", units, books.check_in(by, books.poster)));
}

TEST(Guardians, U_01_EachHasACapOfTheirOwn)
{
    Books books(three_visits_for_each_guardian("household"));
    const Parents parents(books);
    EXPECT_TRUE(is_used(use(books, parents.mother, 3)));
    EXPECT_TRUE(is_refused(use(books, parents.mother, 1)));
    EXPECT_TRUE(is_used(use(books, parents.father, 2)));
}

TEST(Guardians, U_01_WhatNobodyInParticularUsedCountsForEach)
{
    Books books(three_visits_for_each_guardian("household"));
    const Parents parents(books);
    Books::Family desk = parents.mother;
    desk.account = books.staff;
    ASSERT_TRUE(is_used(use(books, desk, 2)));
    EXPECT_TRUE(is_refused(use(books, parents.mother, 2)));
    EXPECT_TRUE(is_refused(use(books, parents.father, 2)));
    EXPECT_TRUE(is_used(use(books, parents.father, 1)));
}

TEST(Guardians, U_01_ACorrectionStaysWithTheOneWhoUsedIt)
{
    Books books(three_visits_for_each_guardian("household"));
    const Parents parents(books);
    const auto command =
        books.redeem_command(parents.father, "visit", 2, books.check_in(parents.father, books.poster));
    ASSERT_TRUE(is_used(books.redeem(command)));
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(command.id, 3))));
    // An officer entered the correction; it is the father's use as before.
    EXPECT_TRUE(is_refused(use(books, parents.father, 1)));
    EXPECT_TRUE(is_used(use(books, parents.mother, 2)));
}

TEST(Guardians, U_01_ABirthsCouponIsItsMothers)
{
    Books books(three_visits_for_each_guardian("birth"));
    const Parents parents(books);
    EXPECT_TRUE(is_used(use(books, parents.mother, 2)));
    EXPECT_TRUE(is_refused(use(books, parents.father, 2)));
}

}  // namespace
}  // namespace hagukumi::test
