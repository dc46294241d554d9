// Answers that another form service collected: every mistake at its cell, every new row or nothing.
#include "imports/applications.hpp"

#include <gtest/gtest.h>

#include "audit/record.hpp"
#include "people/card/give_card.hpp"
#include "people/town.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using applications::State;
using imports::ApplicationList;
using imports::RowState;

constexpr const char* file = R"yaml(programme: 131202-care
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
application_rules:
  - rule: this_year
    source: T
    last_day: before_attained(birth.born_on, 12 months)
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: 7, more_than_left: refuse }
services:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, allotment: stay, unit: day, asks: dates, least_per_use: 1, design: 1, price: not_stated }
use_rules: []
forms:
  - form: apply
    source: T
    name: { ja: 利用申請, en: Application }
    purpose: { ja: 決定のため, en: To decide }
    sending_needs: [this_year]
    decided_by: DECIDED_BY
    pages:
      - title: { ja: はじめに, en: First }
        questions:
          - { question: name, ask: { ja: お名前, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: kana, ask: { ja: フリガナ, en: Reading }, kind: kana, required: true, reading_of: name, becomes: guardian.kana }
          - { question: mother_born, ask: { ja: 生年月日, en: Born }, kind: date, required: true, becomes: guardian.born_on }
          - { question: email, ask: { ja: メールアドレス, en: Mail }, kind: email, becomes: guardian.email }
          - { question: address, ask: { ja: 住所, en: Address }, kind: address, becomes: guardian.address }
          - { question: born, ask: { ja: 出産日, en: Born }, kind: date, required: true, becomes: birth.born_on }
          - { question: class, ask: { ja: 区分, en: Class }, kind: choice, required: true, becomes: household.class, answers: { general: { ja: 一般世帯, en: General }, tax_exempt: { ja: 非課税世帯, en: Exempt } } }
          - { question: wishes, ask: { ja: 希望, en: Wishes }, kind: choices, most: 3, answers: { stay: { ja: 宿泊, en: Stay }, visit: { ja: 訪問, en: Visit } } }
          - { question: proof, ask: { ja: 証明, en: Proof }, kind: file, required: true, most: 2 }
          - { question: agreed, ask: { ja: 同意します, en: I agree }, kind: consent, required: true }
)yaml";

constexpr const char* head =
    "受付番号,申請日時,氏名,フリガナ,生年月日,メールアドレス,住所,出産日,区分,希望,同意します\n";
constexpr const char* sound =
    "A-1,2026/7/6 21:15,髙﨑　葵,たかさき "
    "あおい,平成7年5月6日,Aoi@example.jp,豊玉北6-12-1,2026-06-20,一般世帯,"
    "\"宿泊、訪問\",同意する\n"
    "A-2,2026/7/7 08:02,佐藤 花子,サトウ ハナコ,1994-02-03,,桜台1-1,2026/6/28,非課税世帯,,はい\n";

std::shared_ptr<const rules::Programme> programme_decided_by(const std::string& who)
{
    std::string text = file;
    text.replace(text.find("DECIDED_BY"), 10, who);
    const auto read = rules::read_programme("131202-care.yaml", text);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << mistake.found.en << " " << mistake.allowed.en;
    return read.programme;
}

struct ImportingApplications : Town {
    std::shared_ptr<const rules::Programme> programme = programme_decided_by("officer");
    imports::Joined joined;
    std::string used_columns;  ///< of the file that was read last

    const rules::Form& form() const { return programme->forms().front(); }

    ApplicationList read(const std::string& rows, const std::string& headings = head)
    {
        const auto table = paper::read_csv(headings + rows);
        EXPECT_TRUE(table);
        const auto columns = ask(nerima, [&](Snapshot& snapshot) {
            return imports::columns_for(snapshot, *programme, form(), table->head);
        });
        auto list = imports::read_applications(*table, *programme, form(), columns, now);
        EXPECT_TRUE(list) << list.error().message.en;
        used_columns = imports::remembered_as(columns, table->head);
        return list.value_or(ApplicationList{});
    }
    ApplicationList look(ApplicationList list)
    {
        ask(nerima, [&](Snapshot& snapshot) {
            EXPECT_TRUE(imports::look_over(snapshot, *programme, form(), joined, now, list));
            return true;
        });
        return list;
    }
    imports::ImportApplications command_of(ApplicationList list)
    {
        imports::ImportApplications command;
        command.key = draw();
        command.at = now;
        command.officer = officer_id;
        command.file = "logoform-07.csv";
        command.joined = joined;
        command.secret_hash = "nobody's";
        command.columns = used_columns;
        for (std::size_t i = 0; i < list.rows.size() * imports::ids_to_import_applications(*programme); ++i)
            command.ids.push_back(draw());
        command.list = std::move(list);
        return command;
    }
    Result<imports::ApplicationsOutcome> import(const imports::ImportApplications& command)
    {
        return change(nerima, [&](Transaction& tx) {
            return imports::import_applications(tx, *programme, form(), command);
        });
    }
    /// What was answered; empty: it was refused.
    std::string import(const std::string& rows)
    {
        const auto done = import(command_of(read(rows)));
        EXPECT_TRUE(done) << done.error().message.en;
        if (!done || !std::holds_alternative<imports::ApplicationsImported>(*done)) return {};
        return std::get<imports::ApplicationsImported>(*done).answer;
    }
    std::vector<applications::QueueLine> queue(const std::string& text = {})
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            applications::Wanted wanted;
            wanted.text = text;
            return applications::queue(snapshot, wanted, "", 50).lines;
        });
    }
    applications::Application application(const Id& id)
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) { return applications::find_application(snapshot, id).value(); });
    }
    std::optional<people::Account> account_of(const std::string& name)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return people::find_account(snapshot, name); });
    }
};

TEST_F(ImportingApplications, M_05_EachRowBecomesAnApplicationAsIfItHadBeenSentHere)
{
    EXPECT_EQ(import(sound),
              R"({"received":2,"left_out":0,"families":2,"first":"2026-00001","last":"2026-00002"})");
    const auto lines = queue();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].applicant, "髙﨑 葵") << "no kanji is changed";
    EXPECT_EQ(lines[0].applicant_kana, "タカサキ アオイ");
    EXPECT_EQ(date_in_japan(lines[0].sent_at), day(2026, 7, 6)) << "the day on which the family applied";
    EXPECT_EQ(lines[0].file, "logoform-07.csv");
    const auto one = application(lines[0].id);
    EXPECT_EQ(one.state, State::sent);
    EXPECT_EQ(one.answers.at("name"), (std::vector<std::string>{"髙﨑", "葵"}));
    EXPECT_EQ(one.answers.at("mother_born"), std::vector<std::string>{"1995-05-06"});
    EXPECT_EQ(one.answers.at("class"), std::vector<std::string>{"general"});
    EXPECT_EQ(one.answers.at("wishes"), (std::vector<std::string>{"stay", "visit"}));
    EXPECT_EQ(one.answers.at("agreed"), std::vector<std::string>{"yes"});
    EXPECT_FALSE(one.answers.contains("proof")) << "papers stay where they were handed in";
    ask(nerima, [&](Snapshot& snapshot) {
        const auto events = applications::events_of(snapshot, one.id);
        EXPECT_EQ(events.size(), 1U);
        EXPECT_EQ(events.at(0).kind, applications::EventKind::received);
        EXPECT_EQ(events.at(0).actor, officer_id) << "the history says who took it in";
        const auto origin = applications::origin_of(snapshot, one.id);
        EXPECT_EQ(origin.value().line, 2);
        for (const auto& entry : audit::entries_before(snapshot, 0, 50))
            EXPECT_EQ(entry.detail.find("髙"), std::string::npos) << entry.action;
        return true;
    });
    EXPECT_EQ(queue("logoform").size(), 2U) << "found by the name of the file";
    EXPECT_EQ(queue("さとう").size(), 1U);
}

TEST_F(ImportingApplications, WhoIsNewSignsInByMailOrGetsANumber)
{
    ASSERT_NE(import(sound), "");
    const auto by_mail = account_of("aoi@example.jp");
    ASSERT_TRUE(by_mail);
    EXPECT_TRUE(by_mail->user_number.empty());
    const auto other = application(queue("さとう").at(0).id);
    const auto by_number = ask(
        nerima, [&](Snapshot& snapshot) { return people::load_account(snapshot, other.account).value(); });
    EXPECT_TRUE(by_number.email.empty());
    EXPECT_EQ(by_number.user_number.size(), 10U) << "for a card that the office prints";
    const auto family = ask(nerima, [&](Snapshot& snapshot) {
        return people::load_family(snapshot, other.household, people::Reader::officer).value();
    });
    EXPECT_EQ(family.household.address, "桜台1-1");
    EXPECT_EQ(family.household.resident_from, day(2026, 7, 7));
    EXPECT_EQ(family.guardians.at(0).birth_date, day(1994, 2, 3));
}

TEST_F(ImportingApplications, TheSameRowsAreLeftOutHoweverOftenTheyCome)
{
    ASSERT_NE(import(sound), "");
    const auto list = look(read(sound));
    EXPECT_TRUE(list.mistakes.empty());
    for (const auto& row : list.rows) EXPECT_EQ(row.state, RowState::there) << row.line;
    EXPECT_EQ(import(sound), "") << "there is nothing new";
    EXPECT_EQ(queue().size(), 2U);
    const std::string more = "A-3,2026/7/8,山田 花,ヤマダ ハナ,1996-01-01,,,2026-07-01,一般世帯,,○\n";
    EXPECT_EQ(import(sound + more + more),
              R"({"received":1,"left_out":3,"families":1,"first":"2026-00003","last":"2026-00003"})");
}

TEST_F(ImportingApplications, X_15_TheSameBirthInOtherWordsIsLeftOutAndADeclinedOneIsNot)
{
    ASSERT_NE(import(sound), "");
    const std::string again =
        "B-9,2026/7/8,高崎 あおい,タカサキ アオイ,1995-05-06,,練馬,2026-06-20,非課税世帯,,はい\n";
    EXPECT_EQ(look(read(again)).rows.at(0).state, RowState::there);
    const auto line = queue("たかさき").at(0);
    applications::Decide refusal;
    refusal.key = draw();
    refusal.at = now;
    refusal.officer = officer_id;
    refusal.application = line.id;
    refusal.outcome = applications::Outcome::declined;
    refusal.words = "対象外です。";
    refusal.event = draw();
    for (std::size_t i = 0; i < applications::ids_to_decide(*programme); ++i) refusal.ids.push_back(draw());
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) -> Result<void> {
        const auto done = TRY(applications::decide(tx, *programme, refusal));
        if (!done) return tl::unexpected(done.error());
        return {};
    }));
    const auto list = look(read(again));
    EXPECT_EQ(list.rows.at(0).state, RowState::fresh);
    EXPECT_EQ(list.rows.at(0).alike.size(), 1U) << "and shown";
}

TEST_F(ImportingApplications, OneRowThatIsWrongKeepsEveryRowOutside)
{
    const auto list = look(read(std::string(sound) + "A-3,2026/7/9,山田 花,ヤマダ ハナ,1996-02-30,=cmd|' /C "
                                                     "calc'!A0,,2025-01-01,ひとり親,旅行,いやです\n"));
    std::vector<std::string> wrong;
    for (const auto& mistake : list.mistakes) {
        EXPECT_EQ(mistake.line, 4);
        EXPECT_FALSE(mistake.message.ja.empty() || mistake.message.en.empty());
        wrong.push_back(mistake.column);
    }
    EXPECT_EQ(wrong, (std::vector<std::string>{"申請日時", "生年月日", "メールアドレス", "区分", "希望",
                                               "同意します", ""}));
    EXPECT_EQ(list.mistakes[1].found, "1996-02-30");
    EXPECT_NE(list.mistakes[3].message.ja.find("非課税世帯"), std::string::npos) << "what is allowed";
    EXPECT_NE(list.mistakes[6].message.ja.find("令和7年12月31日"), std::string::npos)
        << "the rule's own sentence: " << list.mistakes[6].message.ja;
    const auto done = import(command_of(list));
    ASSERT_TRUE(done);
    EXPECT_TRUE(std::holds_alternative<ApplicationList>(*done));
    EXPECT_TRUE(queue().empty());
    EXPECT_FALSE(account_of("aoi@example.jp"));
}

TEST_F(ImportingApplications, TheSameImportUnderTheSameKeyIsOne)
{
    const auto command = command_of(read(sound));
    const auto first = import(command), second = import(command);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(std::get<imports::ApplicationsImported>(*first).answer,
              std::get<imports::ApplicationsImported>(*second).answer);
    EXPECT_EQ(queue().size(), 2U);
}

TEST_F(ImportingApplications, AKnownAddressAndReadingIsTheFamilyThatIsKnown)
{
    const Id home = register_household(household_of("髙﨑 葵", "タカサキ アオイ"));
    const Id mother = create(parent_of(home, "aoi@example.jp", "")).value();
    ASSERT_NE(import(sound), "");
    const auto one = application(queue("たかさき").at(0).id);
    EXPECT_EQ(one.account, mother);
    EXPECT_EQ(one.household, home);

    const auto list = look(
        read("A-4,2026/7/8,中村 花,ナカムラ ハナ,1996-01-01,aoi@example.jp,,2026-07-01,一般世帯,,はい\n"));
    ASSERT_EQ(list.mistakes.size(), 1U) << "somebody else's address";
    EXPECT_EQ(list.mistakes[0].column, "メールアドレス");
}

TEST_F(ImportingApplications, X_15_AFamilyThatIsAlikeIsJoinedOnlyByAnOfficer)
{
    const Id home = register_household(household_of("佐藤 花子", "サトウ ハナコ"));
    const auto born = ask(nerima, [&](Snapshot& snapshot) {
        return people::load_family(snapshot, home, people::Reader::officer)
            .value()
            .guardians.at(0)
            .birth_date;
    });
    const std::string row =
        "A-2,2026/7/7,佐藤 花子,サトウ ハナコ," + to_string(*born) + ",,桜台1-1,2026/6/28,非課税世帯,,はい\n";
    const auto list = look(read(row));
    EXPECT_TRUE(list.mistakes.empty());
    ASSERT_EQ(list.rows.at(0).families.size(), 1U);
    EXPECT_EQ(list.rows.at(0).families[0].household, home);
    joined = {{2, home}};
    EXPECT_EQ(import(row),
              R"({"received":1,"left_out":0,"families":0,"first":"2026-00001","last":"2026-00001"})");
    EXPECT_EQ(application(queue().at(0).id).household, home);
    joined = {{2, register_household(household_of("別 人", "ベツ ジン"))}};
    EXPECT_EQ(look(read("A-5,,原 花,ハラ ハナ,1994-01-01,,,2026/6/1,一般世帯,,はい\n")).mistakes.size(), 2U)
        << "no day of sending, and nobody of this reading in that family";
}

TEST_F(ImportingApplications, WhatNoColumnAnswersIsToldOnceAndMayBeTheSameForAll)
{
    const std::string headings = "氏名,フリガナ,生年月日,出産日,同意します\n";
    const std::string rows =
        "山田 花,ヤマダ ハナ,1996-01-01,2026-07-01,はい\n中村 葵,ナカムラ "
        "アオイ,1995-01-01,2026-07-02,はい\n";
    ApplicationList list = look(read(rows, headings));
    ASSERT_EQ(list.mistakes.size(), 1U);
    EXPECT_EQ(list.mistakes[0].question, "class");
    const auto refused = import(command_of(list));
    ASSERT_TRUE(refused);
    EXPECT_TRUE(std::holds_alternative<ApplicationList>(*refused)) << "the second row lacks it, too";

    const auto table = paper::read_csv(headings + rows);
    imports::Columns columns = imports::columns_alike(form(), table->head);
    columns.questions["class"].same = "general";
    auto command = command_of(
        imports::read_applications(*table, *programme, form(), columns, now).value_or(ApplicationList{}));
    command.columns = imports::remembered_as(columns, table->head);
    const auto done = import(command);
    ASSERT_TRUE(done);
    EXPECT_TRUE(std::holds_alternative<imports::ApplicationsImported>(*done));
    const auto next_time = ask(nerima, [&](Snapshot& snapshot) {
        return imports::columns_for(snapshot, *programme, form(), table->head);
    });
    EXPECT_TRUE(next_time.are_remembered);
    EXPECT_EQ(next_time.questions.at("class").same, "general");
    EXPECT_EQ(next_time.questions.at("born").columns, std::vector<std::size_t>{3});
    const auto of_another_file = ask(nerima, [&](Snapshot& snapshot) {
        return imports::columns_for(snapshot, *programme, form(),
                                    {"お名前（姓）", "お名前（名）", "フリガナ（セイ）"});
    });
    EXPECT_FALSE(of_another_file.are_remembered);
    EXPECT_EQ(of_another_file.questions.at("name").columns, (std::vector<std::size_t>{0, 1}));
}

TEST_F(ImportingApplications, TheRulesDecideOnlyWhereNoPaperIsToBeLookedAt)
{
    programme = programme_decided_by("rules");
    ASSERT_NE(import(sound), "");
    EXPECT_EQ(queue().at(0).state, State::sent) << "a proof is asked for";
}

TEST_F(ImportingApplications, ColumnsThatDoNotFitAreRefused)
{
    const auto table = paper::read_csv("氏名\n山田 花\n");
    for (const auto& wrong : std::vector<std::pair<std::string, imports::Source>>{
             {"name", {{7}, ""}}, {"nothing", {{0}, ""}}, {"class", {{}, "rich"}}, {"name", {{}, "x"}}}) {
        imports::Columns columns;
        columns.questions[wrong.first] = wrong.second;
        const auto list = imports::read_applications(*table, *programme, form(), columns, now);
        ASSERT_FALSE(list) << wrong.first;
        EXPECT_EQ(list.error().code, "columns_wrong");
    }
}

}  // namespace
}  // namespace hagukumi::test
