// What was promised is told, once, and a relay that is away stops nothing.

#include "messages/courier.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>

#include "messages/choices.hpp"
#include "messages/notices.hpp"
#include "messages/push_devices.hpp"
#include "messages/undelivered.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using messages::Courier;
using messages::Delivery;
using messages::Message;
using messages::Outgoing;
using messages::Recipient;
using store::Snapshot;
using store::Transaction;

const Id mother = number_id(11), father = number_id(12), household = number_id(1);

struct Family final : messages::AddressBook {
    std::vector<Recipient> people{{mother, "ja", "mother@example.jp"}, {father, "en", std::nullopt}};

    std::function<void()> meanwhile = [] {};

    std::vector<Recipient> people_of_household(Snapshot& snapshot, const Id& which) override
    {
        std::exchange(meanwhile, [] {})();
        if (which != household || snapshot.municipality() != nerima) return {};
        return people;
    }
    bool is_database_away = false;

    std::optional<Recipient> person(Snapshot&, const Id& account) override
    {
        if (is_database_away) throw store::Failure(store::Failure::Kind::unavailable, "line cut");
        for (const Recipient& person : people)
            if (person.account == account) return person;
        return std::nullopt;
    }
};

struct Postman final : messages::Sender {
    std::vector<Outgoing> sent;
    std::function<messages::Sent()> answer = [] { return messages::Sent{Delivery::sent, ""}; };

    messages::Sent send(const Outgoing& message) override
    {
        sent.push_back(message);
        return answer();
    }
};

const char* const params =
    R"({"coupon":"利用券","facility":"もりの助産院","when":"7月8日","service":"宿泊型","units":2,"unit":"日","left":"5日"})";

constexpr store::Statement all_deliveries{"test.all_deliveries",
                                          "SELECT params FROM delivery WHERE municipality = $1"};

struct Outbox : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("messages.sqlite"));
    Family family;
    Postman postman, line, push;
    Instant now{1'000'000'000'000};
    std::vector<std::string> log;
    std::unique_ptr<Courier> courier = make_courier();

    Outbox()
    {
        for (const MunicipalityCode municipality : {nerima, meguro})
            change(municipality, [](Transaction& tx) { tx.execute(add_municipality, "町"); });
    }

    std::unique_ptr<Courier> make_courier()
    {
        Courier::Settings settings;
        settings.now = [this] { return now; };
        settings.jitter = [] { return 0.5; };
        settings.log = [this](const std::string& what) { log.push_back(what); };
        return std::make_unique<Courier>(*database, family, messages::Senders{&postman, &line, &push},
                                         settings);
    }

    template <class Change>
    void change(MunicipalityCode municipality, Change what)
    {
        const auto done = run_on(*database, municipality, [&](Transaction& tx) -> Result<int> {
            what(tx);
            return 1;
        });
        ASSERT_TRUE(done) << done.error().message.en;
    }

    void promise(std::uint64_t id, std::string_view channel = messages::channel::household, Id to = household)
    {
        change(nerima, [&](Transaction& tx) {
            messages::enqueue(tx, {number_id(id), now, channel, to, "used", params});
        });
    }

    messages::Backlog backlog()
    {
        messages::Backlog found;
        database->read(nerima, [&](Snapshot& snapshot) { found = messages::backlog(snapshot, {0}); });
        return found;
    }

    std::vector<messages::Notice> notices(const Id& account)
    {
        std::vector<messages::Notice> found;
        database->read(
            nerima, [&](Snapshot& snapshot) { found = messages::notices_before(snapshot, account, {}, 50); });
        return found;
    }

    void deliver_all()
    {
        for (int rounds = 0; rounds < 10 && courier->deliver_due() > 0; ++rounds) {
        }
    }
};

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

/// A browser of hers, at the push service of this name.
void show_on(Transaction& tx, std::uint64_t id, const Id& account, const std::string& endpoint)
{
    const messages::PushServices services{"", messages::known_push_services()};
    const auto kept = messages::keep_device(
        tx, services, {number_id(id), account, endpoint, "\x04" + std::string(64, 'p'), std::string(16, 'a')},
        Instant{1'000'000'000'000});
    if (!kept) throw std::runtime_error(kept.error().message.en);
}

std::size_t devices_in(store::Database& database, const Id& account)
{
    std::size_t count = 0;
    database.read(nerima,
                  [&](Snapshot& snapshot) { count = messages::devices_of(snapshot, account).size(); });
    return count;
}

const std::string phone = "https://fcm.googleapis.com/fcm/send/phone",
                  tablet = "https://web.push.apple.com/tablet";

TEST_F(Outbox, U_17_EachOfAPersonsDevicesIsShownTheNoticeOnce)
{
    change(nerima, [](Transaction& tx) {
        show_on(tx, 101, mother, phone);
        show_on(tx, 102, mother, tablet);
    });
    promise(1);
    deliver_all();
    ASSERT_EQ(push.sent.size(), 2U);
    EXPECT_NE(push.sent[0].id, push.sent[1].id);
    EXPECT_EQ(push.sent[0].subject, "クーポンの利用を記録しました");
    const auto device = messages::device_at(push.sent[0].to);
    ASSERT_TRUE(device);
    EXPECT_EQ(device->endpoint, phone);
    EXPECT_EQ(device->p256dh, "\x04" + std::string(64, 'p'));
    EXPECT_EQ(device->auth, std::string(16, 'a'));
    EXPECT_EQ(postman.sent.size(), 1U) << "the mail goes as before";
    EXPECT_EQ(backlog().waiting, 0);
}

TEST_F(Outbox, U_17_ADeviceThatItsPushServiceDoesNotKnowIsForgotten)
{
    change(nerima, [](Transaction& tx) {
        show_on(tx, 101, mother, phone);
        show_on(tx, 102, mother, tablet);
    });
    push.answer = [&] {
        return messages::Sent{push.sent.size() == 1 ? Delivery::gone : Delivery::sent, "410"};
    };
    promise(1);
    deliver_all();
    EXPECT_EQ(devices_in(*database, mother), 1U);
    EXPECT_EQ(backlog().dead, 0) << "nobody has to know";
    promise(2);
    deliver_all();
    EXPECT_EQ(push.sent.size(), 3U);
}

TEST_F(Outbox, U_17_APushServiceThatIsBusyIsAskedAgain)
{
    change(nerima, [](Transaction& tx) { show_on(tx, 101, mother, phone); });
    push.answer = [] { return messages::Sent{Delivery::later, "429"}; };
    promise(1);
    deliver_all();
    EXPECT_EQ(push.sent.size(), 1U);
    EXPECT_EQ(backlog().waiting, 1);
    push.answer = [] { return messages::Sent{Delivery::sent, ""}; };
    now = now + std::chrono::minutes(2);
    deliver_all();
    ASSERT_EQ(push.sent.size(), 2U);
    EXPECT_EQ(push.sent[0].id, push.sent[1].id) << "one message, one tag on the screen";
    EXPECT_EQ(backlog().waiting, 0);
}

TEST_F(Outbox, U_17_WhatIsNotWantedIsShownOnNoDevice)
{
    change(nerima, [](Transaction& tx) {
        show_on(tx, 101, mother, phone);
        messages::NoticeChoices wanted;
        wanted.push = {messages::NoticeKind::reminders};
        messages::keep_notice_choices(tx, mother, wanted);
    });
    promise(1);
    deliver_all();
    EXPECT_TRUE(push.sent.empty());
    EXPECT_EQ(postman.sent.size(), 1U);
}

TEST_F(Outbox, U_17_ADeviceIsItsLastOwnersAndAnAccountHasTenAtMost)
{
    change(nerima, [](Transaction& tx) {
        show_on(tx, 101, mother, phone);
        show_on(tx, 102, father, phone);
    });
    EXPECT_EQ(devices_in(*database, mother), 0U);
    EXPECT_EQ(devices_in(*database, father), 1U);
    change(nerima, [](Transaction& tx) {
        for (std::uint64_t id = 200; id < 212; ++id) show_on(tx, id, mother, tablet + std::to_string(id));
    });
    EXPECT_EQ(devices_in(*database, mother), 10U);
    change(nerima, [](Transaction& tx) { messages::forget_device(tx, mother, phone); });
    EXPECT_EQ(devices_in(*database, father), 1U) << "another's device is nobody's to take away";
    change(nerima, [](Transaction& tx) { messages::delete_notices(tx, father); });
    EXPECT_EQ(devices_in(*database, father), 0U);
}

TEST_F(Outbox, U_17_AnAddressThatNoBrowserGaveIsRefused)
{
    const messages::PushServices services{"", messages::known_push_services()};
    const messages::PushDevice good{number_id(1), mother, phone, "\x04" + std::string(64, 'p'),
                                    std::string(16, 'a')};
    change(nerima, [&](Transaction& tx) {
        messages::PushDevice bad = good;
        bad.endpoint = "https://10.0.0.1/x";
        EXPECT_FALSE(messages::keep_device(tx, services, bad, now));
        bad = good;
        bad.p256dh.pop_back();
        EXPECT_FALSE(messages::keep_device(tx, services, bad, now));
        bad = good;
        bad.auth += 'a';
        EXPECT_FALSE(messages::keep_device(tx, services, bad, now));
        EXPECT_TRUE(messages::keep_device(tx, services, good, now));
    });
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
        messages::enqueue(tx, {number_id(1), now, messages::channel::household, household, "used", params});
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

TEST_F(Outbox, ARelayThatIsAwayIsAskedAgainUnderTheSameNumberWithGrowingPauses)
{
    promise(1);
    postman.answer = [] { return messages::Sent{Delivery::later, "connection refused"}; };
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 1U);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 1U);  // not before its time
    now = now + std::chrono::seconds(31);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 2U);
    now = now + std::chrono::seconds(31);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 2U);  // the second pause is longer
    postman.answer = [] { return messages::Sent{Delivery::sent, ""}; };
    now = now + std::chrono::seconds(31);
    deliver_all();
    ASSERT_EQ(postman.sent.size(), 3U);
    EXPECT_EQ(postman.sent[0].id, postman.sent[2].id);
    EXPECT_EQ(backlog().waiting, 0);
    EXPECT_EQ(backlog().dead, 0);
}

TEST_F(Outbox, AfterADayAMessageIsGivenUpAndCounted)
{
    promise(1);
    postman.answer = [] { return messages::Sent{Delivery::later, "connection refused"}; };
    for (int hours = 0; hours < 26; ++hours) {
        deliver_all();
        now = now + std::chrono::hours(1);
    }
    const std::size_t attempts = postman.sent.size();
    EXPECT_GE(attempts, 20U);
    EXPECT_EQ(backlog().waiting, 0);
    EXPECT_EQ(backlog().dead, 1);
    now = now + std::chrono::hours(48);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), attempts);
}

TEST_F(Outbox, AnAddressThatDoesNotExistIsNotTriedAgain)
{
    promise(1);
    postman.answer = [] { return messages::Sent{Delivery::never, "no such user"}; };
    deliver_all();
    now = now + std::chrono::hours(2);
    deliver_all();
    EXPECT_EQ(postman.sent.size(), 1U);
    EXPECT_EQ(backlog().dead, 1);
    ASSERT_FALSE(log.empty());
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

TEST_F(Outbox, WhatWasGivenUpIsShownAndSentAgainForAnotherDayUnderItsOwnNumber)
{
    promise(1);
    postman.answer = [] { return messages::Sent{Delivery::never, "no such user"}; };
    deliver_all();
    std::vector<messages::Undelivered> found;
    const auto look = [&] {
        database->read(nerima, [&](Snapshot& snapshot) { found = messages::find_undelivered(snapshot, 10); });
    };
    look();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].channel, "mail");
    EXPECT_EQ(found[0].why, "no such user");
    EXPECT_EQ(found[0].account, mother);
    now = now + std::chrono::hours(48);
    const Id id = found[0].id;
    change(nerima, [&](Transaction& tx) {
        EXPECT_TRUE(messages::send_again(tx, id, now));
        EXPECT_FALSE(messages::send_again(tx, id, now));
    });
    postman.answer = [] { return messages::Sent{Delivery::later, "connection refused"}; };
    deliver_all();
    EXPECT_EQ(backlog().waiting, 1);  // its day begins anew
    postman.answer = [] { return messages::Sent{Delivery::sent, ""}; };
    now = now + std::chrono::hours(1);
    deliver_all();
    EXPECT_EQ(postman.sent.back().id, id);
    look();
    EXPECT_TRUE(found.empty());
}

TEST_F(Outbox, WhoWasToldOtherwiseIsShownNoLonger)
{
    promise(1);
    postman.answer = [] { return messages::Sent{Delivery::never, "no such user"}; };
    deliver_all();
    std::vector<messages::Undelivered> found;
    database->read(nerima, [&](Snapshot& snapshot) { found = messages::find_undelivered(snapshot, 10); });
    ASSERT_EQ(found.size(), 1U);
    change(nerima, [&](Transaction& tx) { EXPECT_TRUE(messages::forget_undelivered(tx, found[0].id)); });
    deliver_all();
    EXPECT_EQ(backlog().dead, 0);
    EXPECT_EQ(postman.sent.size(), 1U);
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
        messages::enqueue(tx, {number_id(1), now, messages::channel::household, household, "used", params});
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
