// Change notices, and the papers of decisions: what is recorded, what follows,
// and what stays as it was.
#include "applications/changes.hpp"

#include "applications/notice.hpp"
#include "applications/offer.hpp"
#include "applications/review.hpp"
#include "base/age.hpp"
#include "ledger/keep.hpp"
#include "messages/notices.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"
#include "people/mail_link.hpp"
#include "people/open_change.hpp"
#include "people/own_link.hpp"
#include "people/town.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using applications::Application;
using applications::Outcome;
using applications::State;
using rules::WrittenAnswers;

constexpr const char* file = R"yaml(programme: 131202-care
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: こども課, en: Children's Office }, phone: 03-1234-5678 }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
application_rules:
  - rule: within_a_month_of_the_birth
    source: T
    when: known(birth.born_on)
    last_day: before_attained(birth.born_on, 1 month)
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: if multiple_birth then 10 else 7, more_than_left: refuse }
services:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, allotment: stay, unit: day, asks: dates, least_per_use: 1, design: 1, price: not_stated }
use_rules:
  - rule: half_a_year
    source: T
    for: all
    last_day: before_attained(birth.event_on, 6 months)
    days_outside: cut
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
forms:
  - form: apply
    source: T
    name: { ja: 利用申請, en: Application }
    purpose: { ja: 決定のため, en: To decide }
    notice:
      source: T
      title: { ja: 利用決定通知書, en: Decision }
      from: { ja: 見本市長, en: The Mayor }
      approved: { ja: 次のとおり承認します。, en: Approved. }
      declined: { ja: 承認できません。, en: Not approved. }
      appeal: { ja: 審査請求ができます。, en: You may ask for a review. }
    pages:
      - title: { ja: はじめに, en: First }
        questions:
          - { question: name, ask: { ja: お名前, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: due, ask: { ja: 予定日, en: Due }, kind: date, becomes: birth.due_date }
          - { question: children, ask: { ja: 人数, en: Children }, kind: number, least: 1, most: 9, becomes: birth.children }
  - form: change
    source: T
    name: { ja: 変更届, en: Change notice }
    purpose: { ja: 記録のため, en: To record }
    change_notice: true
    blocks_booking: true
    notice:
      source: T
      title: { ja: 変更決定通知書, en: Change }
      from: { ja: 見本市長, en: The Mayor }
      approved: { ja: 次のとおり記録しました。, en: Recorded. }
      declined: { ja: 記録できません。, en: Not recorded. }
    pages:
      - title: { ja: はじめに, en: First }
        questions:
          - { question: name, ask: { ja: お名前, en: Name }, kind: name, becomes: guardian.name }
          - { question: born, ask: { ja: 出産日, en: Born }, kind: date, becomes: birth.born_on }
          - { question: children, ask: { ja: 人数, en: Children }, kind: number, least: 1, most: 9, becomes: birth.children }
          - { question: until, ask: { ja: 転出日, en: Until }, kind: date, becomes: household.resident_until }
          - { question: class, ask: { ja: 区分, en: Class }, kind: choice, becomes: household.class, answers: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } } }
)yaml";

std::shared_ptr<const rules::Programme> read_file()
{
    const auto read = rules::read_programme("131202-care.yaml", file);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << mistake.found.en << " " << mistake.allowed.en;
    return read.programme;
}

struct Changing : Town {
    std::shared_ptr<const rules::Programme> programme = read_file();
    const Id home = register_household(household_of("髙﨑 花子", "タカサキ ハナコ"));
    const Id mother = create(parent_of(home, "hana@example.jp", "")).value();

    const WrittenAnswers asked_for{{"name", {"髙﨑", "花子"}}, {"due", {"2026-07-01"}}, {"children", {"1"}}};

    void pass() { now = now + std::chrono::seconds(1); }
    std::vector<Id> ids()
    {
        std::vector<Id> all;
        for (std::size_t i = 0; i < applications::ids_to_decide(*programme); ++i) all.push_back(draw());
        return all;
    }
    Id send(const char* form, const WrittenAnswers& written)
    {
        const Id id = draw();
        EXPECT_TRUE(change(nerima, [&](Transaction& tx) {
            return applications::save_draft(tx, *programme, form, {now, mother, home, id, 0, written});
        }));
        pass();
        const applications::Send command{draw(), now, mother, id, 1, draw(), draw(), ids()};
        const auto sent =
            change(nerima, [&](Transaction& tx) { return applications::send(tx, *programme, command); });
        EXPECT_TRUE(sent && *sent && std::holds_alternative<applications::Sent>(**sent));
        return id;
    }
    /// "" when it was done, else the error's code.
    std::string decide(const Id& id, Outcome outcome = Outcome::approved, std::string words = {},
                       std::optional<people::OwnLink> link = {})
    {
        pass();
        applications::Decide command{draw(),  now, officer_id,       id,     stored(id).version,
                                     outcome, {},  std::move(words), draw(), ids()};
        command.link = std::move(link);
        const auto done =
            change(nerima, [&](Transaction& tx) { return applications::decide(tx, *programme, command); });
        if (!done) return done.error().code;
        if (!*done) return done->error().code;
        return std::holds_alternative<applications::NotEntitled>(**done) ? "not_entitled" : "";
    }
    Application stored(const Id& id)
    {
        return *ask(nerima, [&](Snapshot& snapshot) { return applications::find_application(snapshot, id); });
    }
    people::Family family()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) {
                       return people::load_family(snapshot, home, people::Reader::officer);
                   })
            .value();
    }
    ledger::Coupon coupon()
    {
        return ask(nerima, [&](Snapshot& snapshot) { return ledger::coupons_of(snapshot, home); }).at(0);
    }
    applications::Changes changes(const Id& id)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return applications::changes_of(snapshot, id); });
    }
    bool is_open()
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::has_open_change(snapshot, home, programme->code());
        });
    }
    Result<paper::Document> notice(const Id& id, Language language = Language::ja)
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            const Application application = stored(id);
            return applications::decision_notice(
                snapshot, *programme, *programme->find_form(application.form), application, language);
        });
    }
    /// All words of the paper, block after block.
    static std::string words_of(const paper::Document& document)
    {
        std::string all;
        for (const paper::Block& block : document.blocks) {
            if (const auto* one = std::get_if<paper::Title>(&block)) all += one->text + "\n";
            if (const auto* one = std::get_if<paper::Heading>(&block)) all += one->text + "\n";
            if (const auto* one = std::get_if<paper::Paragraph>(&block)) all += one->text + "\n";
            if (const auto* one = std::get_if<paper::FactList>(&block))
                for (const auto& [label, text] : one->facts) all += label + "：" + text + "\n";
            if (const auto* one = std::get_if<paper::Table>(&block))
                for (const paper::Row& row : one->rows)
                    for (const std::string& cell : row.cells) all += cell + "|";
        }
        return all;
    }
    /// An expected birth with its coupon, from an application that was approved.
    Id approved()
    {
        const Id id = send("apply", asked_for);
        EXPECT_EQ(decide(id), "");
        return id;
    }
};

TEST_F(Changing, O_11_1_TheBirthAndTwinsAreRecordedAndWhatIsLeftFollows)
{
    approved();
    EXPECT_EQ(coupon().left.count, 7);
    now = start_of_day_in_japan(day(2026, 9, 20));  // long after the month in which one may apply
    const Id notice = send("change", {{"born", {"令和8年6月28日"}}, {"children", {"2"}}});
    ASSERT_EQ(decide(notice), "");
    EXPECT_EQ(family().births.size(), 1U);
    EXPECT_EQ(family().births[0].born_on, day(2026, 6, 28));
    EXPECT_EQ(family().births[0].due_date, day(2026, 7, 1)) << "both days stay";
    EXPECT_EQ(coupon().granted.count, 10);
    EXPECT_EQ(coupon().left.count, 10);
    const auto changed = changes(notice);
    ASSERT_EQ(changed.answers.size(), 2U);
    EXPECT_EQ(changed.answers[0].after, std::vector<std::string>{"2026-06-28"});
    EXPECT_EQ(changed.answers[1].before, std::vector<std::string>{"1"});
    ASSERT_EQ(changed.coupons.size(), 1U);
    EXPECT_EQ(changed.coupons[0].before.granted.count, 7);
    EXPECT_EQ(changed.coupons[0].after.granted.count, 10);
    EXPECT_EQ(changed.coupons[0].after.last_day, day(2026, 12, 27));
}

TEST_F(Changing, O_14_NothingThatWasDecidedIsRewritten)
{
    const Id application = approved();
    const auto before = stored(application);
    const std::string paper = words_of(notice(application).value());
    ASSERT_EQ(
        decide(send("change", {{"born", {"2026-06-28"}}, {"children", {"2"}}, {"name", {"山田", "花子"}}})),
        "");
    const auto after = stored(application);
    EXPECT_EQ(after.answers, before.answers);
    EXPECT_EQ(after.decided_at, before.decided_at);
    EXPECT_EQ(words_of(notice(application).value()), paper);
    const Id held = coupon().id;
    const auto entries =
        ask(nerima, [&](Snapshot& snapshot) { return ledger::history_of_coupon(snapshot, held, 10); });
    ASSERT_EQ(entries.size(), 2U) << "one more entry; the first stays";
    EXPECT_EQ(entries[0].units.count, 3);
    EXPECT_EQ(entries[1].units.count, 7);
}

TEST_F(Changing, O_14_OfANameOnlyThatItChangedIsKeptInTheHistory)
{
    approved();
    const Id notice = send("change", {{"name", {"山田", "花子"}}});
    ASSERT_EQ(decide(notice), "");
    EXPECT_EQ(family().guardians[0].name, "山田 花子");
    const auto changed = changes(notice);
    ASSERT_EQ(changed.answers.size(), 1U);
    EXPECT_EQ(changed.answers[0].question, "name");
    EXPECT_TRUE(changed.answers[0].before.empty() && changed.answers[0].after.empty());
    for (const auto& event :
         ask(nerima, [&](Snapshot& snapshot) { return applications::events_of(snapshot, notice); }))
        EXPECT_TRUE(event.kind != applications::EventKind::approved ||
                    event.detail.find("山田") == std::string::npos);
}

TEST_F(Changing, O_14_MovingOutAndANewClassHoldFromTheirDays)
{
    approved();
    const Date today = date_in_japan(now);
    ASSERT_EQ(decide(send("change", {{"until", {"2026-12-31"}}, {"class", {"tax_exempt"}}})), "");
    EXPECT_EQ(family().household.resident_until, day(2026, 12, 31));
    EXPECT_EQ(people::class_on(family().household, today), "tax_exempt");
    EXPECT_EQ(people::class_on(family().household, day_before(today)), "general")
        << "O-14.1: never for the past";
}

TEST_F(Changing, FewerUnitsThanWereUsedWaitForAnOfficerAndChangeNothing)
{
    approved();
    ASSERT_EQ(decide(send("change", {{"children", {"2"}}})), "");
    ASSERT_EQ(coupon().granted.count, 10);
    const Id held = coupon().id;
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return ledger::set_units_aside(tx, held, Units{9}); }));
    const Id notice = send("change", {{"children", {"1"}}, {"name", {"山田", "花子"}}});
    EXPECT_EQ(decide(notice), "used_more_than_entitled");
    EXPECT_EQ(family().guardians[0].name, "髙﨑 花子") << "all of it, or nothing";
    EXPECT_EQ(stored(notice).state, State::sent);
}

TEST_F(Changing, O_14_AnOpenChangeIsKnownUntilItIsDecided)
{
    approved();
    EXPECT_FALSE(is_open());
    const Id notice = send("change", {{"children", {"2"}}});
    EXPECT_TRUE(is_open());
    ASSERT_EQ(decide(notice, Outcome::declined, "確認できませんでした"), "");
    EXPECT_FALSE(is_open());
    EXPECT_EQ(coupon().granted.count, 7);
}

TEST_F(Changing, AChangeNoticeIsOfferedOnlyToWhomThereIsSomethingToChange)
{
    const auto forms = [&] {
        return ask(nerima, [&](Snapshot& snapshot) {
            std::vector<std::string> codes;
            const std::vector<std::shared_ptr<const rules::Programme>> programmes{programme};
            const people::Family known = family();
            for (const auto& one : applications::offered_forms(snapshot, programmes, known, now))
                codes.push_back(one.form->code);
            return codes;
        });
    };
    EXPECT_EQ(forms(), std::vector<std::string>{"apply"});
    approved();
    EXPECT_EQ(forms(), (std::vector<std::string>{"apply", "change"}));
}

TEST_F(Changing, O_07_TheDecisionNoticeStandsInTheWordsOfTheMunicipality)
{
    const Id id = send("apply", asked_for);
    EXPECT_EQ(notice(id).error().code, "not_decided");
    ASSERT_EQ(decide(id, Outcome::approved, "お大事に"), "");
    const std::string words = words_of(notice(id).value());
    for (const char* part :
         {"受付番号 2026-00001", "髙﨑　花子　様", "見本市長", "利用決定通知書", "次のとおり承認します。",
          "決定：承認します", "宿泊|7日|", "お大事に", "こども課", "03-1234-5678"})
        EXPECT_NE(words.find(part), std::string::npos) << part << " in " << words;
    EXPECT_EQ(words.find("審査請求"), std::string::npos) << "everything was granted";
    EXPECT_NE(words_of(notice(id, Language::en).value()).find("Approved."), std::string::npos);
}

TEST_F(Changing, ARefusalSaysWhyAndHowToAppeal)
{
    const Id id = send("apply", asked_for);
    ASSERT_EQ(decide(id, Outcome::declined, "書類を確認できませんでした"), "");
    const std::string words = words_of(notice(id).value());
    for (const char* part : {"承認できません。", "決定：承認しません", "理由", "書類を確認できませんでした",
                             "審査請求ができます。"})
        EXPECT_NE(words.find(part), std::string::npos) << part;
    EXPECT_EQ(words.find("7日|"), std::string::npos);
}

TEST_F(Changing, O_07_1_TheMailOfAnApprovalSignsInOnceAndOnlyUntilItsEnd)
{
    const std::string token(43, 'k');
    const people::OwnLink link{people::Secret(token), "https://hagukumi.example.jp/131202/"};
    const Id id = send("apply", asked_for);
    ASSERT_EQ(decide(id, Outcome::approved, {}, link), "");
    const auto letters = change(nerima, [&](Transaction& tx) -> Result<std::vector<messages::Waiting>> {
        return messages::lease_letters(tx, now, now + 1min, 10);
    });
    ASSERT_EQ(letters->size(), 1U) << "one mail, and no second one without the link";
    EXPECT_EQ(letters->front().message_template, "application_approved_mail");
    EXPECT_NE(letters->front().params.find("https://hagukumi.example.jp/131202/link#" + token),
              std::string::npos);
    EXPECT_NE(letters->front().params.find("hana@example.jp"), std::string::npos);
    const auto found = [&](Instant at) {
        return ask(nerima, [&](Snapshot& snapshot) { return people::find_link(snapshot, token, at); });
    };
    ASSERT_TRUE(found(now));
    EXPECT_EQ(found(now)->purpose, people::LinkPurpose::sign_in);
    EXPECT_EQ(found(now + people::own_link_lasts).error().code, "link_over");
    const auto spend = [&] {
        return change(nerima, [&](Transaction& tx) {
            return people::spend_link(tx, token, people::LinkPurpose::sign_in, now);
        });
    };
    ASSERT_TRUE(spend());
    EXPECT_EQ(spend().error().code, "link_used");
    const auto notices =
        ask(nerima, [&](Snapshot& snapshot) { return messages::notices_before(snapshot, mother, {}, 10); });
    ASSERT_FALSE(notices.empty());
    for (const auto& one : notices)
        EXPECT_EQ(one.body.ja.find(token), std::string::npos) << "the portal keeps no link";
}

}  // namespace
}  // namespace hagukumi::test
