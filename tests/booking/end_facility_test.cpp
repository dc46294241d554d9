// A facility leaves the programme with bookings and units open.
#include "booking/end_facility.hpp"

#include "booking/nursery.hpp"

namespace hagukumi::test {
namespace {

struct Ending : testing::Test {
    Nursery nursery;
    Nursery::Family family = nursery.add_registered_family();

    Result<int> end(int ahead, const std::string& reason = "改修のため")
    {
        return end(
            {nursery.draw(), nursery.now, nursery.officer, nursery.facility, nursery.day(ahead), reason});
    }
    Result<int> end(const booking::EndFacility& command)
    {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::end_facility(tx, nursery.programmes, command); });
    }
};

TEST_F(Ending, X_20_BookingsFromTheDayOnAreCancelledToldAndGiveTheirUnitsBack)
{
    const Id before = booked(nursery.book(nursery.visit_command(family, 3)));
    const Id after = booked(nursery.book(nursery.visit_command(family, 5)));
    ASSERT_EQ(nursery.coupon(family, "visits")->reserved, Units{2});
    EXPECT_EQ(end(4).value(), 1);
    EXPECT_EQ(nursery.found(before).state, State::requested);
    EXPECT_EQ(nursery.found(after).state, State::cancelled);
    EXPECT_EQ(nursery.found(after).message, "改修のため");
    EXPECT_EQ(nursery.coupon(family, "visits")->reserved, Units{1});
    EXPECT_TRUE(nursery.was_told("booking_cancelled", family.household));
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Ending, X_20_NobodyWhoWaitsIsOfferedASeatThatTheEndFrees)
{
    Nursery small(1);
    const auto first = small.add_registered_family(), second = small.add_registered_family();
    const Id seat = booked(small.book(small.book_command(first, 5)));
    booking::Book waiting = small.book_command(second, 5);
    waiting.wait = true;
    const Id line = booked(small.book(waiting));
    ASSERT_EQ(small.found(line).state, State::waiting);
    const booking::EndFacility command{small.draw(),   small.now,    small.officer,
                                       small.facility, small.day(4), "改修のため"};
    const auto ended = small.run(
        [&](store::Transaction& tx) { return booking::end_facility(tx, small.programmes, command); });
    EXPECT_EQ(ended.value(), 2);
    EXPECT_EQ(small.found(seat).state, State::cancelled);
    EXPECT_EQ(small.found(line).state, State::cancelled);
    EXPECT_FALSE(small.was_told("booking_offered", second.household));
    EXPECT_TRUE(small.wrong_books().empty());
}

TEST_F(Ending, X_20_FromThatDayOnNothingIsBookedAndBeforeItEverythingIs)
{
    ASSERT_TRUE(end(4));
    EXPECT_FALSE(booked(nursery.book(nursery.visit_command(family, 3))).is_nil());
    EXPECT_NE(against(nursery.book(nursery.visit_command(family, 4))), "booked");
}

TEST_F(Ending, ItIsDoneOnceForADayToComeAndWithAReason)
{
    EXPECT_EQ(end(0).error().code, "left_on_past");
    EXPECT_EQ(end(4, " ").error().code, "message_missing");
    const booking::EndFacility command{nursery.draw(),   nursery.now,    nursery.officer,
                                       nursery.facility, nursery.day(4), "改修のため"};
    EXPECT_TRUE(end(command));
    EXPECT_EQ(end(command).value(), 0) << "sent twice";
    EXPECT_EQ(end(4).error().code, "left_already");
    EXPECT_TRUE(end(2)) << "earlier than was said first";
}

}  // namespace
}  // namespace hagukumi::test
