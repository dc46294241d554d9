// Bookings that the rules refuse by what is known now.
#include "booking/refused.hpp"

#include "booking/nursery.hpp"
#include "people/family_commands.hpp"

namespace hagukumi::test {
namespace {

struct KnownSince : testing::Test {
    Nursery nursery{1, nursery_for_residents()};
    Nursery::Family family = nursery.add_registered_family();

    std::vector<booking::RefusedBooking> refused()
    {
        return nursery.read([&](store::Snapshot& snapshot) {
            return booking::refused_bookings(snapshot, nursery.programmes, family.household, nursery.now);
        });
    }
    std::vector<Id> ids()
    {
        std::vector<Id> ids;
        for (const booking::RefusedBooking& one : refused()) ids.push_back(one.booking.id);
        return ids;
    }
    void move_away(int last_day_ahead)
    {
        people::ChangeResidence command;
        command.key = nursery.draw();
        command.at = nursery.now;
        command.actor = nursery.officer;
        command.household = family.household;
        command.resident_from = Date(std::chrono::sys_days{});
        command.resident_until = nursery.day(last_day_ahead);
        ASSERT_TRUE(
            nursery.run([&](store::Transaction& tx) { return people::change_residence(tx, command); }));
    }
    booking::CancelRefused cancelling(std::vector<Id> bookings)
    {
        return {nursery.draw(),   nursery.now,         nursery.officer,
                family.household, std::move(bookings), "届出の記録により取り消しました"};
    }
    std::string cancel(const booking::CancelRefused& command)
    {
        const auto done = nursery.run(
            [&](store::Transaction& tx) { return booking::cancel_refused(tx, nursery.programmes, command); });
        return done ? "cancelled" : done.error().code;
    }
};

TEST_F(KnownSince, X_09_WhatIsRefusedByNowIsShownAndTheOfficerEndsIt)
{
    const Id early = booked(nursery.book(nursery.visit_command(family, 4)));
    const Id late = booked(nursery.book(nursery.visit_command(family, 30)));
    const Id care = booked(nursery.book(nursery.book_command(family, 3)));
    EXPECT_TRUE(refused().empty()) << "what was allowed when it was booked";

    move_away(4);
    const auto found = refused();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].booking.id, late);
    EXPECT_EQ(found[0].why.ja, "市民の方");
    EXPECT_EQ(nursery.found(late).state, State::requested) << "it was only looked at";

    const auto command = cancelling({late});
    EXPECT_EQ(cancel(command), "cancelled");
    EXPECT_EQ(nursery.found(late).state, State::cancelled);
    EXPECT_EQ(nursery.found(late).message, "届出の記録により取り消しました");
    EXPECT_EQ(nursery.found(early).state, State::requested);
    EXPECT_EQ(nursery.found(care).state, State::booked);
    EXPECT_EQ(nursery.coupon(family, "visits")->reserved, Units{1});
    EXPECT_TRUE(nursery.was_told("booking_cancelled", family.household));
    EXPECT_TRUE(refused().empty());
    EXPECT_EQ(cancel(command), "cancelled") << "the same key is the same deed (X-12)";
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(KnownSince, U_15_ASeatThatIsFreedGoesToWhoWaits)
{
    const auto other = nursery.add_registered_family();
    const Id seat = booked(nursery.book(nursery.book_command(family, 5)));
    booking::Book waiting = nursery.book_command(other, 5);
    waiting.wait = true;
    const Id line = booked(nursery.book(waiting));
    ASSERT_EQ(nursery.found(line).state, State::waiting);
    move_away(4);
    EXPECT_EQ(cancel(cancelling({seat})), "cancelled");
    EXPECT_EQ(nursery.found(line).state, State::offered);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(KnownSince, O_14_AMoveThatWasNotifiedLeavesWhatTheOfficerDoesNotChoose)
{
    const Id first = booked(nursery.book(nursery.visit_command(family, 5)));
    const Id second = booked(nursery.book(nursery.visit_command(family, 6)));
    move_away(4);
    EXPECT_EQ(ids(), (std::vector<Id>{first, second}));
    EXPECT_EQ(cancel(cancelling({first})), "cancelled");
    EXPECT_EQ(nursery.found(second).state, State::requested) << "by the officer's leave";
    EXPECT_EQ(ids(), std::vector<Id>{second});
}

TEST_F(KnownSince, X_09_OnlyWhatIsRefusedIsCancelledAndNeverWithoutAWord)
{
    const Id allowed = booked(nursery.book(nursery.visit_command(family, 3)));
    const Id refused_one = booked(nursery.book(nursery.visit_command(family, 5)));
    move_away(4);
    EXPECT_EQ(cancel(cancelling({allowed, refused_one})), "bookings_changed");
    auto silent = cancelling({refused_one});
    silent.message = " \n";
    EXPECT_EQ(cancel(silent), "message_missing");
    EXPECT_EQ(nursery.found(refused_one).state, State::requested);

    const auto command = cancelling({refused_one});
    EXPECT_EQ(cancel(command), "cancelled");
    auto other = command;
    other.message = "別の理由";
    EXPECT_EQ(cancel(other), "key_reused");
    EXPECT_EQ(cancel(cancelling({refused_one})), "bookings_changed") << "it has ended";
}

TEST_F(KnownSince, X_09_WhoHasArrivedStays)
{
    const Id here = booked(nursery.book(nursery.book_command(family, 0, 11, 13)));
    ASSERT_EQ(nursery.at_desk(booking::arrive, here), "");
    move_away(-1);
    EXPECT_TRUE(refused().empty());
}

}  // namespace
}  // namespace hagukumi::test
