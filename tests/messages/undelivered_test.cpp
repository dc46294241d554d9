// A relay that is away is asked again; what never arrives is given up, shown to the office and sent again.

#include <gtest/gtest.h>

#include "messages/two_parents.hpp"
#include "messages/undelivered.hpp"

namespace hagukumi::test {
namespace {

using messages::Delivery;
using store::Snapshot;
using store::Transaction;

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

}  // namespace
}  // namespace hagukumi::test
