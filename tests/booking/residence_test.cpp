// A family moves away with bookings open.
#include "booking/residence.hpp"

#include "booking/nursery.hpp"

namespace hagukumi::test {
namespace {

struct MovingAway : testing::Test {
    Nursery nursery{1, nursery_for_residents()};
    Nursery::Family family = nursery.add_registered_family();

    std::vector<Id> beyond(int ahead)
    {
        std::vector<Id> ids;
        for (const booking::Booking& one : nursery.read([&](store::Snapshot& snapshot) {
                 return booking::bookings_beyond(snapshot, nursery.programmes, family.household,
                                                 nursery.day(ahead), nursery.now);
             }))
            ids.push_back(one.id);
        return ids;
    }
    booking::ChangeResidence moving(std::optional<int> ahead, std::vector<Id> shown)
    {
        booking::ChangeResidence command;
        command.residence.key = nursery.draw();
        command.residence.at = nursery.now;
        command.residence.actor = nursery.officer;
        command.residence.household = family.household;
        command.residence.resident_from = Date(std::chrono::sys_days{});
        if (ahead) command.residence.resident_until = nursery.day(*ahead);
        command.shown = std::move(shown);
        command.message = "転出のため";
        return command;
    }
    Result<int> move(const booking::ChangeResidence& command)
    {
        return nursery.run([&](store::Transaction& tx) {
            return booking::change_residence(tx, nursery.programmes, command);
        });
    }
    std::optional<Date> resident_until()
    {
        return nursery
            .read([&](store::Snapshot& snapshot) {
                return people::load_family(snapshot, family.household, people::Reader::officer);
            })
            .value()
            .household.resident_until;
    }
};

TEST_F(MovingAway, X_09_BookingsAfterTheLastDayAreShownCancelledToldAndGiveTheirUnitsBack)
{
    const Id on_the_day = booked(nursery.book(nursery.visit_command(family, 4)));
    const Id after = booked(nursery.book(nursery.visit_command(family, 5)));
    ASSERT_EQ(nursery.coupon(family, "visits")->reserved, Units{2});
    ASSERT_EQ(beyond(4), std::vector<Id>{after});
    EXPECT_EQ(nursery.found(after).state, State::requested) << "it was only looked at";

    EXPECT_EQ(move(moving(4, {after})).value(), 1);
    EXPECT_EQ(nursery.found(on_the_day).state, State::requested);
    EXPECT_EQ(nursery.found(after).state, State::cancelled);
    EXPECT_EQ(nursery.found(after).message, "転出のため");
    EXPECT_EQ(nursery.coupon(family, "visits")->reserved, Units{1});
    EXPECT_TRUE(nursery.was_told("booking_cancelled", family.household));
    EXPECT_EQ(resident_until(), nursery.day(4));
    EXPECT_TRUE(beyond(4).empty());
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(MovingAway, U_15_TheSeatGoesToWhoWaitsAndNotToTheFamilyItself)
{
    const auto other = nursery.add_registered_family();
    const Id seat = booked(nursery.book(nursery.book_command(family, 5)));
    booking::Book waiting = nursery.book_command(other, 5);
    waiting.wait = true;
    const Id line = booked(nursery.book(waiting));
    const Id others = booked(nursery.book(nursery.book_command(other, 6)));
    booking::Book own = nursery.book_command(family, 6);
    own.wait = true;
    const Id own_line = booked(nursery.book(own));
    ASSERT_EQ(nursery.found(own_line).state, State::waiting);

    EXPECT_EQ(beyond(4), (std::vector<Id>{own_line, seat})) << "who has no seat first";
    EXPECT_EQ(move(moving(4, {seat, own_line})).value(), 2);
    EXPECT_EQ(nursery.found(line).state, State::offered);
    EXPECT_EQ(nursery.found(own_line).state, State::cancelled);
    EXPECT_EQ(nursery.found(others).state, State::booked);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(MovingAway, X_09_NothingIsCancelledThatTheOfficerHasNotSeen)
{
    const Id first = booked(nursery.book(nursery.visit_command(family, 5)));
    const Id second = booked(nursery.book(nursery.visit_command(family, 6)));
    EXPECT_EQ(move(moving(4, {first})).error().code, "bookings_not_shown");
    auto silent = moving(4, {first, second});
    silent.message = " \n";
    EXPECT_EQ(move(silent).error().code, "message_missing");
    EXPECT_EQ(nursery.found(first).state, State::requested);
    EXPECT_FALSE(resident_until()) << "nothing is recorded";
    EXPECT_EQ(move(moving(5, {first, second})).value(), 1) << "one of them is on the last day";
    EXPECT_EQ(nursery.found(first).state, State::requested);
}

TEST_F(MovingAway, X_12_OneKeyMovesOnceAndStayingAfterAllCancelsNothing)
{
    const Id id = booked(nursery.book(nursery.visit_command(family, 5)));
    const auto command = moving(4, {id});
    EXPECT_EQ(move(command).value(), 1);
    EXPECT_EQ(move(command).value(), 0);
    auto other = command;
    other.residence.resident_until = nursery.day(3);
    EXPECT_EQ(move(other).error().code, "key_reused");

    EXPECT_EQ(move(moving({}, {})).value(), 0);
    EXPECT_FALSE(resident_until());
    EXPECT_EQ(against(nursery.book(nursery.visit_command(family, 5))), "booked") << "it can be booked again";
}

TEST_F(MovingAway, X_09_AMoveThatIsNotifiedLateIsLookedAtFromTodayOn)
{
    const Id id = booked(nursery.book(nursery.visit_command(family, 1)));
    EXPECT_EQ(beyond(-30), std::vector<Id>{id});
    EXPECT_EQ(move(moving(-30, {id})).value(), 1);
}

// An approved change notice records the day alone; the office finds what is left and records it once more.
TEST_F(MovingAway, O_14_WhatAChangeNoticeLeftIsStillFoundAndEnded)
{
    const Id id = booked(nursery.book(nursery.visit_command(family, 5)));
    const people::ChangeResidence notified = moving(4, {}).residence;
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) { return people::change_residence(tx, notified); }));
    EXPECT_EQ(nursery.found(id).state, State::requested);
    ASSERT_EQ(beyond(4), std::vector<Id>{id});
    EXPECT_EQ(move(moving(4, {id})).value(), 1);
    EXPECT_EQ(nursery.found(id).state, State::cancelled);
}

TEST(MovingAwayFromAProgrammeForAll, X_09_WhatTheRulesAllowAllTheSameStays)
{
    Nursery nursery;  // no rule asks where a family lives
    const auto family = nursery.add_registered_family();
    const Id visit = booked(nursery.book(nursery.visit_command(family, 5)));
    booking::ChangeResidence command;
    command.residence.key = nursery.draw();
    command.residence.at = nursery.now;
    command.residence.actor = nursery.officer;
    command.residence.household = family.household;
    command.residence.resident_until = nursery.day(1);
    const auto done = nursery.run(
        [&](store::Transaction& tx) { return booking::change_residence(tx, nursery.programmes, command); });
    EXPECT_EQ(done.value(), 0);
    EXPECT_EQ(nursery.found(visit).state, State::requested);
}

}  // namespace
}  // namespace hagukumi::test
