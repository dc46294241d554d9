// U-17: what is promised is shown on the devices of who wants it, and a device that is gone is forgotten.

#include <gtest/gtest.h>

#include "messages/choices.hpp"
#include "messages/push_devices.hpp"
#include "messages/two_parents.hpp"

namespace hagukumi::test {
namespace {

using messages::Delivery;
using store::Snapshot;
using store::Transaction;

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

}  // namespace
}  // namespace hagukumi::test
