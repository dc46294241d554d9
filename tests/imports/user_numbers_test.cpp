// Lists of user numbers: every mistake at its row, all of it or nothing.
#include "imports/user_numbers.hpp"

#include <gtest/gtest.h>

#include "ledger/coupon.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/town.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using imports::NumberList;

constexpr const char* file = R"yaml(programme: 131202-care
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: こども課, en: Children's Office }, phone: 03-1234-5678 }
words: { coupon: { ja: 券, en: coupon } }
application_rules:
  - rule: this_year
    source: T
    when: known(birth.event_on)
    last_day: before_attained(birth.event_on, 12 months)
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: 7, more_than_left: refuse }
services:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, allotment: stay, unit: day, asks: dates, least_per_use: 1, design: 1, price: not_stated }
use_rules: []
)yaml";

constexpr const char* head = "利用者番号,暗証番号,氏名,フリガナ,生年月日,出産予定日,出産日,住所,備考\n";

NumberList read_list(const std::string& rows, Date today)
{
    const auto table = paper::read_csv(head + rows);
    EXPECT_TRUE(table);
    auto list = imports::read_user_numbers(*table, today);
    EXPECT_TRUE(list) << list.error().message.en;
    return list.value_or(NumberList{});
}

struct Importing : Town {
    std::shared_ptr<const rules::Programme> programme =
        rules::read_programme("131202-care.yaml", file).programme;
    const Date today = date_in_japan(now);
    const std::string sound =
        "0000123,2468,佐藤　花子,さとう はなこ,平成6年2月3日,2026/9/1,,桜台1-1,x\n"
        "0000124,1357,髙﨑 葵,ﾀｶｻｷ ｱｵｲ,1995-05-06,,2026-06-20,豊玉北6-12-1,\n";

    void SetUp() override { ASSERT_TRUE(programme) << "the programme of these tests is right"; }

    imports::ImportUserNumbers command_of(NumberList list, const rules::Programme* grants)
    {
        imports::ImportUserNumbers command;
        command.key = draw();
        command.at = now;
        command.actor = officer_id;
        command.programme = grants;
        for (const auto& family : list.families) {
            command.pin_hashes.push_back("hash of " + family.pin.reveal());
            for (std::size_t i = 0; i < imports::ids_to_import(grants); ++i) command.ids.push_back(draw());
        }
        command.list = std::move(list);
        return command;
    }
    Result<imports::Outcome> import(const imports::ImportUserNumbers& command)
    {
        return change(nerima, [&](Transaction& tx) { return imports::import_user_numbers(tx, command); });
    }
    std::optional<people::Account> account_of(const std::string& number)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return people::find_account(snapshot, number); });
    }
};

TEST_F(Importing, N_04_EachRowBecomesAFamilyWithItsNumberAndPin)
{
    const NumberList list = read_list(sound, today);
    ASSERT_TRUE(list.mistakes.empty()) << list.mistakes[0].message.en;
    EXPECT_EQ(list.not_read, std::vector<std::string>{"備考"});
    const auto done = import(command_of(list, nullptr));
    ASSERT_TRUE(done) << done.error().message.en;
    ASSERT_TRUE(std::holds_alternative<imports::Imported>(*done));
    EXPECT_EQ(std::get<imports::Imported>(*done).answer, R"({"families":2,"coupons":0})");
    const auto account = account_of("0000124");
    ASSERT_TRUE(account);
    EXPECT_TRUE(account->has_pin);
    const auto family = ask(nerima, [&](Snapshot& snapshot) {
        return people::load_family(snapshot, *account->household, people::Reader::officer).value();
    });
    EXPECT_EQ(family.guardians.at(0).name, "髙﨑 葵") << "no kanji is changed";
    EXPECT_EQ(family.guardians.at(0).kana, "タカサキ アオイ");
    EXPECT_EQ(family.births.at(0).born_on, day(2026, 6, 20));
    EXPECT_EQ(family.births.at(0).mother, family.guardians.at(0).id);
}

TEST_F(Importing, N_04_WhereAProgrammeIsNamedEachBirthGetsItsCoupons)
{
    const auto done = import(command_of(read_list(sound, today), programme.get()));
    ASSERT_TRUE(done) << done.error().message.en;
    ASSERT_TRUE(std::holds_alternative<imports::Imported>(*done));
    const Id home = *account_of("0000123")->household;
    const auto coupons = ask(nerima, [&](Snapshot& snapshot) { return ledger::coupons_of(snapshot, home); });
    ASSERT_EQ(coupons.size(), 1U);
    EXPECT_EQ(coupons[0].left.count, 7);
    EXPECT_EQ(coupons[0].issued_on, today);
}

TEST_F(Importing, WhomTheRulesGrantNothingIsToldBeforehand)
{
    NumberList list = read_list("1,2468,山田 花,ヤマダ ハナ,1996-01-01,,2025-01-01,,\n", today);
    ASSERT_TRUE(list.mistakes.empty());
    ask(nerima, [&](Snapshot& snapshot) {
        imports::look_over(snapshot, programme.get(), now, list);
        return true;
    });
    ASSERT_EQ(list.mistakes.size(), 1U);
    EXPECT_EQ(list.mistakes[0].line, 2);
    const auto done = import(command_of(
        read_list("1,2468,山田 花,ヤマダ ハナ,1996-01-01,,2025-01-01,,\n", today), programme.get()));
    ASSERT_TRUE(done);
    EXPECT_TRUE(std::holds_alternative<NumberList>(*done));
    EXPECT_FALSE(account_of("1"));
}

TEST_F(Importing, OneRowThatIsWrongKeepsTheWholeListOutside)
{
    ASSERT_TRUE(import(command_of(read_list(sound, today), nullptr)));
    NumberList again = read_list(
        "0000999,2468,山田 花,ヤマダ ハナ,1996-01-01,2026-09-01,,,\n"
        "0000123,2468,中村 花,ナカムラ ハナ,1996-01-01,2026-09-01,,,\n",
        today);
    ASSERT_TRUE(again.mistakes.empty());
    const auto done = import(command_of(again, nullptr));
    ASSERT_TRUE(done);
    const auto& left = std::get<NumberList>(*done);
    ASSERT_EQ(left.mistakes.size(), 1U);
    EXPECT_EQ(left.mistakes[0].line, 3);
    EXPECT_EQ(left.mistakes[0].column, "利用者番号");
    EXPECT_FALSE(account_of("0000999"));
}

TEST_F(Importing, TheSameListUnderTheSameKeyIsOneImport)
{
    const auto command = command_of(read_list(sound, today), nullptr);
    const auto first = import(command), second = import(command);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(std::get<imports::Imported>(*first).answer, std::get<imports::Imported>(*second).answer);
}

TEST_F(Importing, X_15_AFamilyThatIsAlikeIsToldAndNotJoined)
{
    const Id known = register_household(household_of("佐藤 花子", "サトウ ハナコ"));
    const auto mother = ask(nerima, [&](Snapshot& snapshot) {
        return people::load_family(snapshot, known, people::Reader::officer).value().guardians.at(0);
    });
    ASSERT_TRUE(mother.birth_date);
    NumberList list = read_list(
        "1,2468,佐藤 華子,サトウ ハナコ," + to_string(*mother.birth_date) + ",2026-09-01,,,\n", today);
    ask(nerima, [&](Snapshot& snapshot) {
        imports::look_over(snapshot, nullptr, now, list);
        return true;
    });
    EXPECT_TRUE(list.mistakes.empty()) << "an officer looks; the list is not wrong";
    ASSERT_TRUE(list.alike.contains(2));
    EXPECT_EQ(list.alike.at(2), std::vector<Id>{known});
}

TEST_F(Importing, EveryMistakeOfARowIsTold)
{
    const NumberList list = read_list("12a,1111,佐藤花子1,HANAKO,2026-02-30,,,,\n", today);
    EXPECT_TRUE(list.families.empty());
    std::vector<std::string> wrong;
    for (const auto& mistake : list.mistakes) {
        EXPECT_EQ(mistake.line, 2);
        EXPECT_FALSE(mistake.message.ja.empty() || mistake.message.en.empty());
        wrong.push_back(mistake.column);
    }
    EXPECT_EQ(wrong, (std::vector<std::string>{"利用者番号", "暗証番号", "母の氏名", "母のフリガナ",
                                               "母の生年月日", "出産予定日"}));
}

TEST_F(Importing, N_04_1_ZerosThatASpreadsheetDroppedAreTold)
{
    const NumberList list = read_list(
        "0000123,0246,佐藤 花子,サトウ ハナコ,1994-02-03,2026-09-01,,,\n"
        "124,135,中村 花,ナカムラ ハナ,1996-01-01,2026-09-01,,,\n"
        "0000123,1357,山田 花,ヤマダ ハナ,1996-01-01,2026-09-01,,,\n",
        today);
    ASSERT_EQ(list.mistakes.size(), 2U + 1U);
    EXPECT_EQ(list.mistakes[0].line, 3);
    EXPECT_NE(list.mistakes[0].message.ja.find("7桁"), std::string::npos);
    EXPECT_EQ(list.mistakes[2].line, 4) << "the number of line 2";
}

TEST_F(Importing, AListWithoutItsColumnsSaysWhichAreMissing)
{
    const auto table = paper::read_csv("利用者番号,氏名\n1,佐藤\n");
    const auto list = imports::read_user_numbers(*table, today);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, "columns_missing");
    EXPECT_NE(list.error().message.ja.find("「暗証番号」"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
