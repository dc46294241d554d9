// A parent applies: drafts, sending, withdrawing.
#include "applications/apply.hpp"

#include "audit/record.hpp"
#include "messages/outbox.hpp"
#include "people/town.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using applications::Application;
using applications::State;
using rules::WrittenAnswers;

constexpr const char* form_file = R"yaml(programme: 131202-apply
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
application_rules:
  - rule: from_two_months_before
    source: T
    first_day: months_before(birth.due_date, 2 months)
    refused: { ja: "{first_day}からです。", en: "From {first_day}." }
allotments: {}
services: {}
use_rules: []
forms:
  - form: apply
    source: T
    name: { ja: 利用申請, en: Application }
    purpose: { ja: 決定のため, en: To decide }
    sending_needs: [from_two_months_before]
    answered_within: { days: 7, counted_in: calendar_days }
    pages:
      - title: { ja: はじめに, en: First }
        questions:
          - { question: name, ask: { ja: お名前, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: address, ask: { ja: 住所, en: Address }, kind: address, becomes: guardian.address }
          - { question: due, ask: { ja: 予定日, en: Due }, kind: date, required: true, becomes: birth.due_date }
          - { question: paper, ask: { ja: 書類, en: Paper }, kind: file }
)yaml";

struct Applying : Town {
    std::shared_ptr<const rules::Programme> programme =
        rules::read_programme("131202-apply.yaml", form_file).programme;
    const Id home = register_household(household_of("髙﨑 花子", "タカサキ ハナコ"));
    const Id mother = create(parent_of(home, "hana@example.jp", "")).value();
    const Id father = create(parent_of(home, "taro@example.jp", "")).value();
    const Id application = draw();
    const WrittenAnswers sound{{"name", {"髙﨑", "花子"}}, {"due", {"令和8年9月8日"}}};  // from 8 July

    Result<applications::Saved> save(const WrittenAnswers& written, std::int64_t base,
                                     std::optional<Id> account = {}, std::optional<Id> id = {})
    {
        const applications::SaveDraft command{
            now, account.value_or(mother), home, id.value_or(application), base, written};
        return change(nerima, [&](Transaction& tx) {
            return applications::save_draft(tx, *programme, "apply", command);
        });
    }
    applications::Send send_command(std::int64_t version)
    {
        return {draw(), now, mother, application, version, draw()};
    }
    Recorded<std::variant<applications::Sent, applications::NotSent>> send(const applications::Send& command)
    {
        return change(nerima, [&](Transaction& tx) { return applications::send(tx, *programme, command); });
    }
    /// The number, or empty.
    std::string sent(const applications::Send& command)
    {
        const auto outcome = send(command);
        if (!outcome || !*outcome || !std::holds_alternative<applications::Sent>(**outcome)) return {};
        return std::get<applications::Sent>(**outcome).answer.substr(11, 10);
    }
    Result<void> withdraw(std::optional<Id> key = {}, std::optional<Id> account = {})
    {
        const applications::Withdraw command{key.value_or(draw()), now, account.value_or(mother), application,
                                             draw()};
        return change(nerima, [&](Transaction& tx) { return applications::withdraw(tx, command); });
    }
    Application stored()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) { return applications::find_own(snapshot, application, mother); })
            .value();
    }
    std::vector<std::string> notices()
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            std::vector<std::string> names;
            for (const auto& one : messages::find_untold(snapshot, now, 100))
                names.push_back(one.message_template);
            return names;
        });
    }
    std::string newest_record()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1).front().action; });
    }
};

TEST_F(Applying, ADraftKeepsWhatWasTypedEvenWhereItIsMistaken)
{
    const WrittenAnswers half{{"name", {"山田1号"}}, {"due", {"2026", "9"}}};
    const auto saved = save(half, 0);
    ASSERT_TRUE(saved) << saved.error().message.en;
    ASSERT_EQ(saved->read.mistakes.size(), 1U);
    EXPECT_EQ(saved->read.mistakes[0].flaw, rules::Flaw::not_in_names);
    EXPECT_EQ(stored().written, half);
    EXPECT_EQ(stored().state, State::draft);
    EXPECT_TRUE(notices().empty());
}

TEST_F(Applying, ADraftGoesOnOnAnotherDeviceAndNeitherOverwritesTheOther)
{
    ASSERT_EQ(save({{"name", {"髙"}}}, 0)->version, 1);
    ASSERT_EQ(save({{"name", {"髙﨑"}}}, 1)->version, 2);
    // The phone did not hear the answer and saves again; the computer stands on the old version.
    EXPECT_EQ(save({{"name", {"髙﨑"}}}, 1)->version, 2);
    EXPECT_EQ(save({{"name", {"山田"}}}, 1).error().code, "application_changed");
    EXPECT_EQ(stored().written, (WrittenAnswers{{"name", {"髙﨑"}}}));
}

TEST_F(Applying, OneDraftForEachForm)
{
    ASSERT_TRUE(save(sound, 0));
    EXPECT_EQ(save(sound, 0)->version, 1) << "the beginning, repeated";
    EXPECT_EQ(save(sound, 0, {}, draw()).error().code, "draft_exists");
    EXPECT_TRUE(save(sound, 0, father, draw())) << "the other guardian's own";
}

TEST_F(Applying, O_08_SendingGivesANumberAndTheDayOfTheAnswerOnce)
{
    ASSERT_TRUE(save(sound, 0));
    const applications::Send command = send_command(1);
    const auto outcome = send(command);
    ASSERT_TRUE(outcome && *outcome);
    EXPECT_EQ(std::get<applications::Sent>(**outcome).answer,
              R"({"number":"2026-00001","answered_by":"2026-07-15"})");
    now = now + 48h;
    EXPECT_EQ(std::get<applications::Sent>(send(command)->value()).answer,
              R"({"number":"2026-00001","answered_by":"2026-07-15"})")
        << "the same key, the first answer";
    const Application after = stored();
    EXPECT_EQ(after.state, State::sent);
    EXPECT_EQ(after.answers, (WrittenAnswers{{"name", {"髙﨑", "花子"}}, {"due", {"2026-09-08"}}}));
    EXPECT_EQ(after.written, sound);
    EXPECT_EQ(notices(), std::vector<std::string>{"application_received"});
    const auto events =
        ask(nerima, [&](Snapshot& snapshot) { return applications::events_of(snapshot, application); });
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, applications::EventKind::sent);
    EXPECT_EQ(send(send_command(2)).error().code, "already_sent");
    EXPECT_EQ(save(sound, 2).error().code, "already_sent");
}

TEST_F(Applying, NumbersRiseByOneWithinAFiscalYear)
{
    ASSERT_TRUE(save(sound, 0));
    EXPECT_EQ(sent(send_command(1)), "2026-00001");
    const auto next = [&] {
        const Id id = draw();
        EXPECT_TRUE(save(sound, 0, {}, id));
        return sent({draw(), now, mother, id, 1, draw()});
    };
    EXPECT_EQ(next(), "2026-00002");
    now = start_of_day_in_japan(day(2027, 4, 1)) + -1ms;
    EXPECT_EQ(next(), "2026-00003");
    now = now + 1ms;
    EXPECT_EQ(next(), "2027-00001");
}

TEST_F(Applying, O_01_ARefusalToSendSaysWhyChangesNothingAndLeavesTheKeyFree)
{
    ASSERT_TRUE(save({{"name", {"髙﨑", "花子"}}, {"due", {"2026-09-09"}}}, 0));
    applications::Send command = send_command(1);
    const auto refused = send(command);
    ASSERT_TRUE(refused && *refused);
    const auto& read = std::get<applications::NotSent>(**refused).read;
    ASSERT_EQ(read.against.size(), 1U);
    EXPECT_EQ(read.against[0].first_day, day(2026, 7, 9));
    EXPECT_EQ(stored().state, State::draft);
    EXPECT_TRUE(notices().empty());
    EXPECT_EQ(newest_record(), "applications.send_refused");
    command.at = now = now + 24h;
    EXPECT_EQ(sent(command), "2026-00001");
}

TEST_F(Applying, WhatIsMissingIsToldAtItsField)
{
    ASSERT_TRUE(save({{"name", {"髙﨑"}}}, 0));
    const auto refused = send(send_command(1));
    const auto& read = std::get<applications::NotSent>(refused->value()).read;
    ASSERT_EQ(read.mistakes.size(), 2U);
    EXPECT_EQ(read.mistakes[0].flaw, rules::Flaw::given_name_missing);
    EXPECT_EQ(read.mistakes[1].flaw, rules::Flaw::missing);
}

TEST_F(Applying, AnIdentifierOfNoDocumentIsNoAttachment)
{
    WrittenAnswers with_paper = sound;
    with_paper["paper"] = {to_string(draw())};
    ASSERT_TRUE(save(with_paper, 0));
    const auto refused = send(send_command(1));
    EXPECT_EQ(std::get<applications::NotSent>(refused->value()).read.mistakes.front().flaw,
              rules::Flaw::not_a_document);
}

TEST_F(Applying, AnOldReviewPageDoesNotSendWhatItDidNotShow)
{
    ASSERT_TRUE(save(sound, 0));
    ASSERT_TRUE(save({{"name", {"山田", "花子"}}, {"due", {"2026-09-08"}}}, 1));
    EXPECT_EQ(send(send_command(1)).error().code, "application_changed");
    EXPECT_EQ(sent(send_command(2)), "2026-00001");
}

TEST_F(Applying, WhatWasSentIsWithdrawnOnceAndADraftIsForgotten)
{
    ASSERT_TRUE(save(sound, 0));
    ASSERT_EQ(sent(send_command(1)), "2026-00001");
    const Id key = draw();
    ASSERT_TRUE(withdraw(key));
    ASSERT_TRUE(withdraw(key));
    EXPECT_EQ(withdraw().error().code, "already_withdrawn");
    EXPECT_EQ(stored().state, State::withdrawn);
    EXPECT_EQ(notices(), (std::vector<std::string>{"application_received", "application_withdrawn"}));
    const Id other = draw();
    ASSERT_TRUE(save(sound, 0, {}, other));
    const applications::Withdraw forget{draw(), now, mother, other, draw()};
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return applications::withdraw(tx, forget); }));
    const auto mine =
        ask(nerima, [&](Snapshot& snapshot) { return applications::applications_of(snapshot, mother, 10); });
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0].id, application);
}

TEST_F(Applying, X_17_TheOtherGuardianAndOtherMunicipalitiesFindNothing)
{
    ASSERT_TRUE(save(sound, 0));
    const auto found = [&](MunicipalityCode municipality, const Id& account) {
        return ask(municipality, [&](Snapshot& snapshot) {
            return applications::find_own(snapshot, application, account);
        });
    };
    EXPECT_TRUE(found(nerima, mother));
    EXPECT_EQ(found(nerima, father).error().code, "not_found");
    EXPECT_EQ(found(meguro, mother).error().code, "not_found");
    EXPECT_EQ(withdraw({}, father).error().code, "not_found");
    EXPECT_EQ(save(sound, 1, father).error().code, "not_found");
}

TEST_F(Applying, WhatTheFamilyToldBeforeIsFilledInButNoProtectedAddress)
{
    const rules::Form& form = *programme->find_form("apply");
    const auto known = [&] {
        return ask(nerima, [&](Snapshot& snapshot) {
            const auto family = people::load_family(snapshot, home, people::Reader::parent).value();
            return applications::known_answers(form, family, {});
        });
    };
    EXPECT_EQ(known(), (WrittenAnswers{{"name", {"髙﨑", "花子"}}, {"address", {"緑町1-2-3"}}}));
    people::ProtectAddress protect;
    protect.household = home;
    ASSERT_TRUE(command(protect, people::protect_address));
    EXPECT_EQ(known(), (WrittenAnswers{{"name", {"髙﨑", "花子"}}}));
}

TEST_F(Applying, NothingThatWasWrittenStandsInTheRecord)
{
    ASSERT_TRUE(save(sound, 0));
    ASSERT_EQ(sent(send_command(1)), "2026-00001");
    ASSERT_TRUE(withdraw());
    const auto entries =
        ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 3); });
    for (const auto& entry : entries) {
        EXPECT_EQ(entry.action.rfind("applications.", 0), 0U) << entry.action;
        EXPECT_EQ(entry.detail.find("髙﨑"), std::string::npos);
        EXPECT_EQ(entry.detail.find("2026-09"), std::string::npos);
    }
}

}  // namespace
}  // namespace hagukumi::test
