// What was promised is told, once, and nobody is told what is not theirs.

#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "messages/two_parents.hpp"

namespace hagukumi::test {
namespace {

using messages::Courier;
using messages::Delivery;
using messages::Outgoing;
using store::Snapshot;
using store::Transaction;

constexpr store::Statement all_deliveries{"test.all_deliveries",
                                          "SELECT params FROM delivery WHERE municipality = $1"};

TEST_F(Outbox, AHouseholdIsToldInThePortalAndWhoWantsItByMail)
{
    promise(1);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(postman.sent[0].to, "mother@example.jp");
    EXPECT_EQ(postman.sent[0].subject, "クーポンの利用を記録しました");
    EXPECT_NE(postman.sent[0].body.find("もりの助産院"), std::string::npos);
    ASSERT_EQ(notices(mother).size(), 1U);
    ASSERT_EQ(notices(father).size(), 1U);
    EXPECT_NE(notices(father)[0].body.en.find("もりの助産院"), std::string::npos);
    EXPECT_EQ(backlog().waiting, 0);
}

TEST_F(Outbox, WhoHasLineIsToldThereToo)
{
    family.people[1].line = "U2";
    promise(1);
    deliver_all();
    ASSERT_EQ(line.sent.size(), 1U);
    EXPECT_EQ(line.sent[0].to, "U2");
    EXPECT_EQ(line.sent[0].subject, "A coupon was used");
    EXPECT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(notices(father).size(), 1U);
    EXPECT_EQ(backlog().waiting, 0);
}

TEST_F(Outbox, U_05_APersonIsWrittenToInTheLanguageThatSheChose)
{
    family.people[0].language = "vi";
    family.people[0].line = "U1";
    promise(1);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    const Outgoing& mail = postman.sent[0];
    EXPECT_EQ(mail.language, "vi");
    EXPECT_EQ(mail.subject, "Đã ghi lần sử dụng phiếu");
    EXPECT_EQ(mail.body.find("Đã ghi lần sử dụng phiếu."), 0U);
    // A mail is shown at desks; what LINE shows has no room for two languages.
    const std::size_t japanese = mail.body.find("日本語\n\n利用券の利用を記録しました。");
    EXPECT_NE(japanese, std::string::npos) << mail.body;
    EXPECT_NE(mail.body.find("もりの助産院"), mail.body.rfind("もりの助産院"));
    ASSERT_EQ(line.sent.size(), 1U);
    EXPECT_EQ(line.sent[0].subject, mail.subject);
    EXPECT_EQ(line.sent[0].body.find("日本語"), std::string::npos);
}

TEST_F(Outbox, U_05_ALanguageThatNobodyKnowsIsJapanese)
{
    family.people[0].language = "tlh";
    promise(1);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(postman.sent[0].subject, "クーポンの利用を記録しました");
}

TEST_F(Outbox, AMailAndALineMessageToOnePersonHaveIdsOfTheirOwn)
{
    family.people[0].line = "U1";
    promise(1);
    deliver_all();
    ASSERT_EQ(line.sent.size(), 1U);
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_NE(line.sent[0].id, postman.sent[0].id);
}

TEST_F(Outbox, WhatWasNotCommittedIsNotTold)
{
    const auto refused = run_on(*database, nerima, [&](Transaction& tx) -> Result<int> {
        messages::enqueue(tx,
                          {number_id(1), now, messages::channel::household, household, "used", used_params});
        return fail(ErrorKind::conflict, "no", {"", ""});
    });
    EXPECT_FALSE(refused);
    deliver_all();
    EXPECT_TRUE(postman.sent.empty());
    EXPECT_TRUE(notices(mother).empty());
}

TEST_F(Outbox, TheSameEventIsToldOnce)
{
    promise(1);
    promise(1);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(notices(mother).size(), 1U);
}

TEST_F(Outbox, TheMailIsInTheLanguageOfItsReader)
{
    family.people = {{father, "en", "father@example.jp"}};
    promise(1);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(postman.sent[0].subject, "A coupon was used");
}

// Two instances look at the same rows.
TEST_F(Outbox, WhatAnotherCourierHasToldIsNotToldAgain)
{
    promise(1);
    promise(2);
    family.meanwhile = [&] {
        promise(3);
        change(nerima, [](Transaction& tx) { messages::remove(tx, number_id(1)); });
    };
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 2U);
    const auto told = notices(mother);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].id, number_id(3));
    EXPECT_EQ(told[1].id, number_id(2));
}

// Another host takes over while letters are under way.
TEST_F(Outbox, WhileTheDatabaseIsAwayNoMessageIsGivenUp)
{
    promise(1);
    courier->deliver_due();  // the household's row only
    family.is_database_away = true;
    EXPECT_THROW(deliver_all(), store::Failure);
    family.is_database_away = false;
    EXPECT_EQ(backlog().dead, 0);
    now = now + std::chrono::seconds(121);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(backlog().waiting, 0);
}

TEST_F(Outbox, AMessageThatCannotBeMadeDoesNotHoldUpTheOthers)
{
    change(nerima, [&](Transaction& tx) {
        messages::enqueue(tx, {number_id(1), now, messages::channel::household, household, "used", "{}"});
    });
    promise(2);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(backlog().dead, 1);
    EXPECT_EQ(notices(mother).size(), 1U);
}

// M-01.1: somebody without an account is written to; nothing of the letter stays behind, whether it arrived
// or not.
TEST_F(Outbox, M_01_1_ALetterToAnAddressIsForgottenOnceItIsSentOrDead)
{
    const char* const letter =
        R"({"to":"new@example.jp","language":"en","link":"https://x.example/link#secret","hours":24})";
    const auto kept = [&] {
        std::string all;
        database->read(nerima, [&](Snapshot& snapshot) {
            snapshot.query(all_deliveries, [&](const store::Row& row) { all += row.text(0); });
        });
        return all;
    };
    for (const Delivery outcome : {Delivery::sent, Delivery::never}) {
        postman.answer = [outcome] { return messages::Sent{outcome, "x"}; };
        const Id id = number_id(outcome == Delivery::sent ? 1 : 2);
        change(nerima, [&](Transaction& tx) {
            messages::enqueue(tx, {id, now, messages::channel::address, id, "link_sign_up", letter});
        });
        deliver_all();
        ASSERT_FALSE(postman.sent.empty());
        EXPECT_EQ(postman.sent.back().to, "new@example.jp");
        EXPECT_EQ(postman.sent.back().subject, "Please go on with your sign-up");
        EXPECT_NE(postman.sent.back().body.find("link#secret"), std::string::npos);
        EXPECT_EQ(kept().find("secret"), std::string::npos);
        EXPECT_EQ(kept().find("new@"), std::string::npos);
    }
    EXPECT_EQ(backlog().dead, 1);
    EXPECT_TRUE(notices(mother).empty());
}

TEST_F(Outbox, ACourierThatDiedWithALeaseIsFollowedByAnother)
{
    promise(1, messages::channel::mail, mother);
    change(nerima, [&](Transaction& tx) {
        EXPECT_EQ(messages::lease_letters(tx, now, now + std::chrono::seconds(120), 10).size(), 1U);
        EXPECT_EQ(messages::lease_letters(tx, now, now + std::chrono::seconds(120), 10).size(), 0U);
    });
    deliver_all();
    EXPECT_TRUE(postman.sent.empty());  // it may still be sending
    now = now + std::chrono::seconds(121);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(postman.sent[0].id, number_id(1));
}

TEST_F(Outbox, AnotherMunicipalitysFamilyIsNotTold)
{
    change(meguro, [&](Transaction& tx) {
        messages::enqueue(tx,
                          {number_id(1), now, messages::channel::household, household, "used", used_params});
    });
    deliver_all();
    EXPECT_TRUE(postman.sent.empty());
    EXPECT_TRUE(notices(mother).empty());
}

TEST_F(Outbox, WhoHasLeftIsNotWrittenTo)
{
    promise(1);
    courier->deliver_due();  // the household's row only
    family.people.clear();
    deliver_all();
    EXPECT_TRUE(postman.sent.empty());
    EXPECT_EQ(backlog().dead, 1);
}

TEST_F(Outbox, ANoticeIsReadOnceAndByItsOwnerOnly)
{
    promise(1);
    promise(2);
    deliver_all();
    ASSERT_EQ(notices(mother).size(), 2U);
    EXPECT_EQ(notices(mother)[0].id, number_id(2));  // newest first
    change(nerima, [&](Transaction& tx) {
        EXPECT_EQ(messages::count_unread(tx, mother), 2);
        EXPECT_TRUE(messages::mark_read(tx, mother, number_id(1), {500}));
        EXPECT_TRUE(messages::mark_read(tx, mother, number_id(1), {900}));
        EXPECT_EQ(messages::count_unread(tx, mother), 1);
        EXPECT_EQ(messages::count_unread(tx, father), 2);
        EXPECT_EQ(messages::mark_read(tx, household, number_id(1), {500}).error().kind, ErrorKind::not_found);
    });
    database->read(nerima, [](Snapshot& snapshot) {
        const auto older = messages::notices_before(snapshot, mother, number_id(2), 50);
        ASSERT_EQ(older.size(), 1U);
        EXPECT_EQ(older[0].read_at, Instant{500});
    });
}

TEST_F(Outbox, TheCourierWorksOnItsOwnThreadUntilItIsStopped)
{
    courier.reset();
    std::atomic<int> sent{0};
    postman.answer = [&] {
        ++sent;
        return messages::Sent{Delivery::sent, ""};
    };
    Courier::Settings settings;
    settings.pause = std::chrono::milliseconds(5);
    settings.now = [at = now] { return at; };
    settings.jitter = [] { return 0.0; };
    Courier running(*database, family, {&postman, nullptr}, settings);
    running.start();
    for (std::uint64_t id = 1; id <= 20; ++id) promise(id);
    for (int waited = 0; sent < 20 && waited < 5000; ++waited)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    running.stop();
    EXPECT_EQ(sent, 20);
    std::set<Id> ids;
    for (const Outgoing& one : postman.sent) ids.insert(one.id);
    EXPECT_EQ(ids.size(), 20U);
}

TEST(NextAttempt, PausesGrowToAnHourAndAreSpread)
{
    const auto pause = [](int attempts, double jitter) {
        return (messages::next_attempt({0}, attempts, jitter) - Instant{0}).count();
    };
    EXPECT_EQ(pause(1, 0), 15'000);
    EXPECT_EQ(pause(1, 1), 30'000);
    EXPECT_EQ(pause(2, 1), 60'000);
    EXPECT_EQ(pause(8, 1), 3'600'000);
    EXPECT_EQ(pause(1000, 0), 1'800'000);
}

}  // namespace
}  // namespace hagukumi::test
