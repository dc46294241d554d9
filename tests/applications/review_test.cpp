// The office reviews: taking, sending back, deciding alone and in twos, what an approval records and grants,
// doubles.
#include "applications/review.hpp"

#include "applications/offer.hpp"
#include "applications/reminders/remind_approved.hpp"
#include "audit/record.hpp"
#include "ledger/coupon.hpp"
#include "messages/outbox.hpp"
#include "people/town.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using applications::Application;
using applications::Match;
using applications::Outcome;
using applications::State;
using rules::WrittenAnswers;

constexpr const char* form_file = R"yaml(programme: 131202-care
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
application_rules:
  - rule: resident_on_application
    source: T
    require: resident
    refused: { ja: 住民の方が対象です。, en: For residents. }
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: if multiple_birth then 10 else 7, more_than_left: refuse }
  visit: { source: T, name: { ja: 訪問, en: Visit }, holder: birth, unit: visit, units: 3, more_than_left: refuse }
services:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, allotment: stay, unit: day, asks: dates, least_per_use: 1, design: 1, price: not_stated }
  visit: { source: T, name: { ja: 訪問, en: Visit }, allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 2, price: not_stated }
use_rules: []
forms:
  - form: apply
    source: T
    name: { ja: 利用申請, en: Application }
    purpose: { ja: 決定のため, en: To decide }
    decided_by: DECIDED_BY
    pages:
      - title: { ja: はじめに, en: First }
        questions:
          - { question: name, ask: { ja: お名前, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: kana, ask: { ja: フリガナ, en: Reading }, kind: kana, required: true, reading_of: name, becomes: guardian.kana }
          - { question: mother_born, ask: { ja: 生年月日, en: Born }, kind: date, becomes: guardian.born_on }
          - { question: address, ask: { ja: 住所, en: Address }, kind: address, becomes: guardian.address }
          - { question: due, ask: { ja: 予定日, en: Due }, kind: date, becomes: birth.due_date }
          - { question: born, ask: { ja: 出産日, en: Born }, kind: date, becomes: birth.born_on }
          - { question: children, ask: { ja: 人数, en: Children }, kind: number, least: 1, most: 9, becomes: birth.children }
          - { question: child, ask: { ja: お子さん, en: Child }, kind: name, becomes: child.name }
          - { question: child_kana, ask: { ja: 読み, en: Reading }, kind: kana, when: known(answers.child), reading_of: child, becomes: child.kana }
          - { question: class, ask: { ja: 区分, en: Class }, kind: choice, becomes: household.class, answers: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } } }
)yaml";

std::shared_ptr<const rules::Programme> programme_decided_by(const std::string& who)
{
    std::string text = form_file;
    text.replace(text.find("DECIDED_BY"), 10, who);
    const auto read = rules::read_programme("131202-care.yaml", text);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << mistake.found.en << " " << mistake.allowed.en;
    return read.programme;
}

struct Reviewing : Town {
    std::shared_ptr<const rules::Programme> programme = programme_decided_by("officer");
    const Id home = register_household(household_of("髙﨑 花子", "タカサキ ハナコ"));
    const Id mother = create(parent_of(home, "hana@example.jp", "")).value();
    const Id application = draw();
    const Id officer = officer_id, other = draw();
    const WrittenAnswers sound{{"name", {"髙﨑", "花子"}},
                               {"kana", {"たかさき", "はなこ"}},
                               {"mother_born", {"1994-02-03"}},
                               {"address", {"青町4-5"}},
                               {"due", {"2026-07-01"}},
                               {"born", {"2026-06-28"}},
                               {"children", {"2"}},
                               {"child", {"髙﨑", "一郎"}},
                               {"child_kana", {"たかさき", "いちろう"}},
                               {"class", {"tax_exempt"}}};

    void send(const WrittenAnswers& written, std::optional<Id> account = {}, std::optional<Id> household = {},
              std::optional<Id> id = {})
    {
        const Id by = account.value_or(mother), which = id.value_or(application);
        ASSERT_TRUE(change(nerima, [&](Transaction& tx) {
            return applications::save_draft(tx, *programme, "apply",
                                            {now, by, household.value_or(home), which, 0, written});
        }));
        send_again(1, by, which);
    }
    void send_again(std::int64_t version, std::optional<Id> account = {}, std::optional<Id> id = {})
    {
        pass();
        const applications::Send command{
            draw(), now, account.value_or(mother), id.value_or(application), version, draw(), draw(), ids()};
        const auto sent =
            change(nerima, [&](Transaction& tx) { return applications::send(tx, *programme, command); });
        ASSERT_TRUE(sent && *sent) << sent.error().message.en;
        ASSERT_TRUE(std::holds_alternative<applications::Sent>(**sent));
    }
    /// Two things that happen are a second apart.
    void pass() { now = now + std::chrono::seconds(1); }
    std::vector<Id> ids()
    {
        std::vector<Id> all;
        for (std::size_t i = 0; i < applications::ids_to_decide(*programme); ++i) all.push_back(draw());
        return all;
    }
    applications::Decide decision(Outcome outcome, std::string words = "")
    {
        pass();
        return {draw(),  now, officer,          application, stored().version,
                outcome, {},  std::move(words), draw(),      ids()};
    }
    Recorded<std::variant<applications::Decided, applications::NotEntitled>> decide(
        const applications::Decide& command)
    {
        return change(nerima, [&](Transaction& tx) { return applications::decide(tx, *programme, command); });
    }
    /// "" when it was done, else the error's code or "not_entitled".
    template <class Outcome>
    static std::string trouble(const Recorded<Outcome>& outcome)
    {
        if (!outcome) return outcome.error().code;
        if (!*outcome) return outcome->error().code;
        return std::holds_alternative<applications::NotEntitled>(**outcome) ? "not_entitled" : "";
    }
    std::string confirm(const Id& by, bool agrees, std::string words = "")
    {
        pass();
        const applications::Confirm command{
            draw(), now, by, application, stored().version, agrees, std::move(words), draw(), ids()};
        return trouble(
            change(nerima, [&](Transaction& tx) { return applications::confirm(tx, *programme, command); }));
    }
    std::string send_back(std::vector<std::string> questions, std::string words = "写しを確かめてください")
    {
        pass();
        const applications::ReturnForChanges command{
            draw(),           now,   officer, application, stored().version, std::move(questions),
            std::move(words), draw()};
        const auto done = change(nerima, [&](Transaction& tx) {
            return applications::return_for_changes(tx, *programme, command);
        });
        return done ? "" : done.error().code;
    }
    std::string take(const Id& by, bool take_over = false)
    {
        pass();
        const applications::Take command{draw(), now, by, application, false, take_over, draw()};
        const auto done = change(nerima, [&](Transaction& tx) { return applications::take(tx, command); });
        return done ? "" : done.error().code;
    }
    Application stored()
    {
        return *ask(nerima, [&](Snapshot& snapshot) {
            return applications::find_application(snapshot, application);
        });
    }
    people::Family family()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) {
                       return people::load_family(snapshot, home, people::Reader::officer);
                   })
            .value();
    }
    std::vector<ledger::Coupon> coupons()
    {
        return ask(nerima, [&](Snapshot& snapshot) { return ledger::coupons_of(snapshot, home); });
    }
    std::vector<std::string> happened()
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            std::vector<std::string> names;
            for (const auto& event : applications::events_of(snapshot, application))
                names.emplace_back(applications::name_of(event.kind));
            return names;
        });
    }
    std::vector<std::string> found(const std::string& text)
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            std::vector<std::string> numbers;
            for (const auto& line : applications::queue(snapshot, {State::sent, "", {}, text}, "", 10).lines)
                numbers.push_back(line.number);
            return numbers;
        });
    }
};

TEST_F(Reviewing, O_07_AnApprovalRecordsWhatWasAnsweredAndGrantsInOneTransaction)
{
    send(sound);
    ASSERT_EQ(trouble(decide(decision(Outcome::approved))), "");
    EXPECT_EQ(stored().state, State::approved);
    const people::Family now_known = family();
    ASSERT_EQ(now_known.births.size(), 1U);
    EXPECT_EQ(now_known.births[0].born_on, day(2026, 6, 28));
    EXPECT_EQ(now_known.births[0].due_date, day(2026, 7, 1));
    EXPECT_EQ(now_known.births[0].children, 2);
    EXPECT_EQ(now_known.births[0].mother, now_known.guardians[0].id);
    ASSERT_EQ(now_known.children.size(), 1U);
    EXPECT_EQ(now_known.children[0].name, "髙﨑 一郎");
    EXPECT_EQ(now_known.household.address, "青町4-5");
    EXPECT_EQ(people::class_on(now_known.household, day(2026, 7, 8)), "tax_exempt");
    ASSERT_EQ(coupons().size(), 2U);
    EXPECT_EQ(coupons()[0].granted.count, 10) << "twins";
    EXPECT_EQ(coupons()[0].birth, now_known.births[0].id);
    EXPECT_EQ(happened(), (std::vector<std::string>{"sent", "approved"}));
    EXPECT_EQ(trouble(decide(decision(Outcome::declined, "遅い"))), "already_decided");
}

TEST_F(Reviewing, TheSameApprovalTwiceGrantsOnceAndAnotherKeyFindsItDecided)
{
    send(sound);
    const auto command = decision(Outcome::approved);
    ASSERT_EQ(trouble(decide(command)), "");
    ASSERT_EQ(trouble(decide(command)), "");
    EXPECT_EQ(coupons().size(), 2U);
    auto again = command;
    again.key = draw();
    EXPECT_EQ(trouble(decide(again)), "already_decided");
}

TEST_F(Reviewing, ABirthThatIsKnownIsNotRecordedASecondTime)
{
    people::RecordPregnancy pregnancy;
    pregnancy.household = home;
    pregnancy.birth = draw();
    pregnancy.due_date = day(2026, 7, 1);
    ASSERT_TRUE(command(pregnancy, people::record_pregnancy));
    send(sound);
    ASSERT_EQ(trouble(decide(decision(Outcome::approved))), "");
    ASSERT_EQ(family().births.size(), 1U);
    EXPECT_EQ(family().births[0].id, pregnancy.birth);
    EXPECT_EQ(family().births[0].born_on, day(2026, 6, 28));
}

TEST_F(Reviewing, AnApprovalInPartGrantsOnlyThat)
{
    send(sound);
    auto command = decision(Outcome::approved, "訪問だけを承認します");
    command.allotments = {"no_such"};
    EXPECT_EQ(trouble(decide(command)), "allotment_not_granted");
    command.allotments = {"visit"};
    ASSERT_EQ(trouble(decide(command)), "");
    ASSERT_EQ(coupons().size(), 1U);
    EXPECT_EQ(coupons()[0].allotment, "visit");
}

TEST_F(Reviewing, WhatTheRulesRefuseIsNotApprovedAndNothingIsRecorded)
{
    send(sound);
    people::ChangeResidence moved;
    moved.household = home;
    moved.resident_from = day(2026, 7, 9);  // the day after it was sent
    ASSERT_TRUE(command(moved, people::change_residence));
    EXPECT_EQ(trouble(decide(decision(Outcome::approved))), "not_entitled");
    EXPECT_TRUE(family().births.empty());
    EXPECT_TRUE(coupons().empty());
    EXPECT_EQ(stored().state, State::sent);
    EXPECT_EQ(trouble(decide(decision(Outcome::declined, " "))), "words_missing");
    ASSERT_EQ(trouble(decide(decision(Outcome::declined, "住民の方が対象です。"))), "");
    EXPECT_EQ(stored().state, State::declined);
    EXPECT_TRUE(family().births.empty());
}

TEST_F(Reviewing, O_02_TheFamilyCorrectsWhatItWasAskedAndNothingElse)
{
    send(sound);
    EXPECT_EQ(send_back({}), "questions_missing");
    EXPECT_EQ(send_back({"no_such"}), "question_unknown");
    EXPECT_EQ(send_back({"address"}, ""), "words_missing");
    ASSERT_EQ(send_back({"address"}), "");
    EXPECT_EQ(stored().state, State::returned);
    EXPECT_EQ(trouble(decide(decision(Outcome::approved))), "waits_for_changes");
    auto corrected = sound;
    corrected["address"] = {"赤町6-7"};
    corrected["children"] = {"9"};
    const auto saved = change(nerima, [&](Transaction& tx) {
        return applications::save_draft(tx, *programme, "apply",
                                        {now, mother, home, application, stored().version, corrected});
    });
    ASSERT_TRUE(saved) << saved.error().message.en;
    send_again(stored().version);
    EXPECT_EQ(stored().answers.at("address"), std::vector<std::string>{"赤町6-7"});
    EXPECT_EQ(stored().answers.at("children"), std::vector<std::string>{"2"});
    EXPECT_EQ(*stored().serial, 1) << "the number stays";
    EXPECT_EQ(happened(), (std::vector<std::string>{"sent", "returned", "sent_again"}));
    ASSERT_EQ(trouble(decide(decision(Outcome::approved))), "");
    EXPECT_EQ(family().household.address, "赤町6-7");
}

TEST_F(Reviewing, AnotherOfficerTakesItOverBeforeDeciding)
{
    send(sound);
    ASSERT_EQ(take(other), "");
    EXPECT_EQ(take(officer), "taken_by_another");
    EXPECT_EQ(trouble(decide(decision(Outcome::approved))), "taken_by_another");
    ASSERT_EQ(take(officer, true), "");
    EXPECT_EQ(trouble(decide(decision(Outcome::approved))), "");
    EXPECT_EQ(happened(), (std::vector<std::string>{"sent", "taken", "taken", "approved"}));
}

TEST_F(Reviewing, WhatWasLookedAtIsWhatIsDecided)
{
    send(sound);
    const auto old = decision(Outcome::approved);
    ASSERT_EQ(send_back({"address"}), "");
    send_again(stored().version);
    EXPECT_EQ(trouble(decide(old)), "application_changed");
}

TEST_F(Reviewing, TwoOfficersDecideWhereTheFileSaysSo)
{
    programme = programme_decided_by("two_officers");
    send(sound);
    ASSERT_EQ(trouble(decide(decision(Outcome::approved))), "");
    EXPECT_EQ(stored().state, State::sent);
    EXPECT_TRUE(coupons().empty());
    EXPECT_EQ(confirm(officer, true), "own_proposal");
    EXPECT_EQ(confirm(other, false), "words_missing");
    ASSERT_EQ(confirm(other, false, "人数を確かめてください"), "");
    EXPECT_EQ(confirm(other, true), "not_proposed");
    ASSERT_EQ(trouble(decide(decision(Outcome::approved))), "");
    ASSERT_EQ(confirm(other, true), "");
    EXPECT_EQ(stored().state, State::approved);
    EXPECT_EQ(coupons().size(), 2U);
    EXPECT_EQ(happened(),
              (std::vector<std::string>{"sent", "proposed", "not_confirmed", "proposed", "approved"}));
}

TEST_F(Reviewing, TheRulesApproveWhereTheFileSaysSoAndNothingIsInDoubt)
{
    programme = programme_decided_by("rules");
    send(sound);
    EXPECT_EQ(stored().state, State::approved);
    EXPECT_EQ(coupons().size(), 2U);
    EXPECT_EQ(stored().officer, std::nullopt);
    EXPECT_EQ(happened(), (std::vector<std::string>{"sent", "approved"}));

    const Id next_door = register_household(household_of("高崎 花子", "たかさき はなこ"));
    const Id second = create(parent_of(next_door, "second@example.jp", "")).value();
    const Id in_doubt = draw();
    send(sound, second, next_door, in_doubt);
    const auto doubtful =
        ask(nerima, [&](Snapshot& snapshot) { return *applications::find_application(snapshot, in_doubt); });
    EXPECT_EQ(doubtful.state, State::sent) << "the same child in another family: a person looks at it";
}

TEST_F(Reviewing, X_15_DoublesAreFoundByKanaAndDayAndOnlyShown)
{
    const Id next_door = register_household(household_of("高崎 花子", "たかさき はなこ"));
    const Id second = create(parent_of(next_door, "second@example.jp", "")).value();
    const Id twin = draw();
    send(sound);
    auto theirs = sound;
    theirs["name"] = {"高崎", "花子"};
    send(theirs, second, next_door, twin);
    const auto doubles = ask(nerima, [&](Snapshot& snapshot) {
        const rules::Form& form = *programme->find_form("apply");
        const Application own = *applications::find_application(snapshot, application);
        const auto read = applications::look_at(snapshot, *programme, form, own, now).value();
        return applications::duplicates_of(snapshot, form, own, read);
    });
    ASSERT_EQ(doubles.size(), 2U);
    EXPECT_EQ(doubles[0].what, Match::child);
    EXPECT_EQ(doubles[0].application, twin);
    EXPECT_EQ(doubles[1].what, Match::guardian);
    EXPECT_EQ(doubles[1].household, next_door);
}

TEST_F(Reviewing, AnApplicationIsFoundByNumberNameAndKana)
{
    send(sound);
    for (const char* text : {"2026-00001", "２０２６０", "髙﨑", "高崎", "タカサキ", "いちろう"})
        EXPECT_EQ(found(text), std::vector<std::string>{"2026-00001"}) << text;
    EXPECT_TRUE(found("やまだ").empty());
    const auto in_line = ask(nerima, [&](Snapshot& snapshot) {
        return applications::queue(snapshot, {State::sent, "131202-care/apply", {}, ""}, "", 10);
    });
    ASSERT_EQ(in_line.lines.size(), 1U);
    EXPECT_EQ(in_line.lines[0].applicant, "髙﨑 花子");
    const auto elsewhere = ask(meguro, [&](Snapshot& snapshot) {
        return applications::queue(snapshot, {State::sent, "", {}, ""}, "", 10);
    });
    EXPECT_TRUE(elsewhere.lines.empty());
}

/// Approved at 9:00 of 8 July.
struct Approved : Reviewing {
    Approved()
    {
        send(sound);
        EXPECT_EQ(trouble(decide(decision(Outcome::approved))), "");
    }
    int remind(int days_after = 7)
    {
        return change(nerima,
                      [&](Transaction& tx) {
                          return applications::remind_of_approvals(tx, std::span(&programme, 1), days_after,
                                                                   now, randomness);
                      })
            .value();
    }
};

TEST_F(Approved, C_14_1_WhoHasNotLookedSinceIsRemindedOnceAfterSoManyDays)
{
    now = now + 6 * 24h;
    EXPECT_EQ(remind(), 0) << "six days after";
    EXPECT_EQ(remind(0), 0) << "zero reminds nobody";
    now = now + 22h;
    EXPECT_EQ(remind(), 0) << "before nine in the morning";
    now = now + 2h;
    EXPECT_EQ(remind(), 1);
    EXPECT_EQ(remind(), 0) << "once";
    now = now + 24h;
    EXPECT_EQ(remind(), 0);
}

TEST_F(Approved, C_14_1_WhoSignedInSinceIsNotReminded)
{
    now = now + 24h;
    const auto in = change(nerima, [&](Transaction& tx) {
        static constexpr store::Statement looked{"test.looked",
                                                 "INSERT INTO known_device (municipality, account, "
                                                 "device_hash, last_used_at) VALUES ($1, $2, $3, $4)"};
        tx.execute(looked, mother, draw(), now);
        return Result<void>{};
    });
    ASSERT_TRUE(in);
    now = now + 7 * 24h;
    EXPECT_EQ(remind(), 0);
}

TEST_F(Approved, C_14_1_ANumberThatIsSetLaterDoesNotWriteToTheFamiliesOfLongAgo)
{
    now = now + 40 * 24h;
    EXPECT_EQ(remind(), 0);
}

}  // namespace
}  // namespace hagukumi::test
