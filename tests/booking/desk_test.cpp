// The facility's answer, arrival, no-shows, units set aside, the waiting list and reminders.
#include "booking/close_day.hpp"
#include "booking/nursery.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::test {
namespace {

struct Visits : testing::Test {
    Nursery nursery;
    Nursery::Family family = nursery.add_registered_family();

    Id requested(int ahead = 3) { return booked(nursery.book(nursery.visit_command(family, ahead))); }
    ledger::Coupon visits() { return nursery.coupon(family, "visits").value(); }
};

TEST_F(Visits, O_10_O_12_ABookingWaitsForTheFacilityAndReservesUnits)
{
    const Id id = requested();
    ASSERT_FALSE(id.is_nil());
    EXPECT_EQ(nursery.found(id).state, State::requested);
    EXPECT_EQ(visits().left, Units{3});
    EXPECT_EQ(visits().reserved, Units{1});
    EXPECT_EQ(nursery.at_desk(booking::accept, id), "");
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_EQ(nursery.at_desk(booking::accept, id), "wrong_state");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Visits, O_12_ADeclinedBookingGivesItsUnitsBackWithAReason)
{
    const Id id = requested();
    const booking::DeskCommand command = nursery.desk(id);
    const auto decline = [&](const std::string& message) {
        return nursery.run([&](store::Transaction& tx) {
            return booking::decline(tx, nursery.programmes, command, message);
        });
    };
    EXPECT_EQ(decline(" ").error().code, "message_missing");
    ASSERT_TRUE(decline("満室のため"));
    EXPECT_EQ(nursery.found(id).state, State::declined);
    EXPECT_EQ(nursery.found(id).message, "満室のため");
    EXPECT_EQ(visits().reserved, Units{0});
}

TEST_F(Visits, U_14_NoMoreIsBookedThanTheCouponHolds)
{
    for (const int ahead : {3, 4, 5}) ASSERT_FALSE(requested(ahead).is_nil());
    EXPECT_EQ(against(nursery.book(nursery.visit_command(family, 6))), "use ");
    EXPECT_EQ(visits().reserved, Units{3});
}

TEST_F(Visits, CancellingOnTheDayCostsAUnitAndAFee)
{
    const Id early = requested(3), late = requested(4);
    EXPECT_EQ(nursery.cancel(nursery.parent(family), early), "cancelled");
    EXPECT_EQ(visits().left, Units{3});
    nursery.now = start_of_day_in_japan(nursery.day(4)) + 8h;
    EXPECT_EQ(nursery.cancel(nursery.parent(family), late), "cancelled");
    EXPECT_EQ(visits().left, Units{2});
    EXPECT_EQ(visits().reserved, Units{0});
    EXPECT_EQ(nursery.found(late).cost_yen, Yen{500});
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Visits, U_14_TheUseTakesWhatWasSetAside)
{
    const Id id = requested(0);
    EXPECT_FALSE(nursery.read([&](store::Snapshot& s) {
        return booking::find_to_use(s, visits().id, nursery.facility, "visit", nursery.day(0)).has_value();
    })) << "the facility has not accepted it";
    ASSERT_EQ(nursery.at_desk(booking::accept, id), "");
    const auto found = nursery.read([&](store::Snapshot& s) {
        return booking::find_to_use(s, visits().id, nursery.facility, "visit", nursery.day(0));
    });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->reserved, Units{1});
}

TEST_F(Visits, O_12_ARequestThatNobodyAnsweredEndsWithItsDayAndItsUnitIsFree)
{
    const Id id = requested(1);
    nursery.now = start_of_day_in_japan(nursery.day(1)) + 23h;
    EXPECT_EQ(nursery.tend().never_answered, 0);
    nursery.now = nursery.now + 1h;
    EXPECT_EQ(nursery.tend().never_answered, 1);
    EXPECT_EQ(nursery.found(id).state, State::cancelled);
    EXPECT_FALSE(nursery.found(id).message.empty());
    EXPECT_EQ(visits().reserved, Units{0});
    EXPECT_FALSE(nursery.was_told("booking_cancelled", family.household)) << "nobody is woken at midnight";
    nursery.now = nursery.now + 9h;
    EXPECT_TRUE(nursery.was_told("booking_cancelled", family.household));
    EXPECT_EQ(nursery.tend().never_answered, 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Visits, U_14_AUnitThatNobodyUsedIsFreeAfterAWeek)
{
    const Id id = requested(1);
    ASSERT_EQ(nursery.at_desk(booking::accept, id), "");
    nursery.now = nursery.now + 8 * 24h;
    nursery.tend();
    EXPECT_EQ(visits().reserved, Units{1}) << "the desk may still record the use";
    nursery.now = nursery.now + 24h;
    EXPECT_EQ(nursery.tend().never_used, 1);
    EXPECT_EQ(visits().reserved, Units{0});
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_EQ(nursery.at_desk(booking::miss, id), "") << "the desk says what became of it";
    EXPECT_EQ(nursery.tend().never_used, 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST(Holding, G_15_TwoRulesOfOneProgrammeCountTheirDaysEachByItself)
{
    std::string programme = nursery_programme;
    const std::string visits = "    needed_for_use: true\n";
    programme.insert(programme.find(visits), "    held: { days: 2, counted: over_all_facilities }\n");
    Nursery nursery{1, programme};
    const auto family = nursery.add_registered_family();
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 1))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.visit_command(family, 3))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.visit_command(family, 4))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.visit_command(family, 5))), "held_limit ");
}

struct Desk : testing::Test {
    Nursery nursery{1};
    Nursery::Family family = nursery.add_registered_family();

    Id tomorrow_at_nine() { return booked(nursery.book(nursery.book_command(family, 1))); }
};

TEST_F(Desk, AnArrivalIsNotedOnItsDayAndFinished)
{
    const Id id = tomorrow_at_nine();
    EXPECT_EQ(nursery.at_desk(booking::arrive, id), "wrong_state");
    nursery.now = nursery.now + 24h;
    EXPECT_EQ(nursery.at_desk(booking::arrive, id), "");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "booking_ended");
    EXPECT_EQ(nursery.at_desk(booking::fulfil, id), "");
    EXPECT_EQ(nursery.found(id).state, State::fulfilled);
}

TEST_F(Desk, U_13_AVoidedUseOpensItsBookingAgain)
{
    const Id id = tomorrow_at_nine(), use = nursery.draw(), corrected = nursery.draw();
    nursery.now = nursery.now + 24h;
    const auto run = [&](auto work) {
        ASSERT_TRUE(nursery.run([&](store::Transaction& tx) -> Result<void> {
            work(tx);
            return {};
        }));
    };
    run([&](store::Transaction& tx) { booking::fulfil_by_use(tx, id, use, nursery.now); });
    EXPECT_EQ(nursery.left(0, 9), 0) << "the child is there";
    run([&](store::Transaction& tx) { booking::follow_correction(tx, use, corrected); });
    const auto reopen = [&](const Id& entry) {
        run([&](store::Transaction& tx) {
            booking::reopen_after_void(tx, nursery.programmes, entry, nursery.officer, nursery.now);
        });
    };
    reopen(use);
    EXPECT_EQ(nursery.found(id).state, State::fulfilled) << "its use is the corrected one by now";
    reopen(corrected);
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_FALSE(nursery.found(id).use_entry);
    EXPECT_EQ(nursery.left(0, 9), 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
    EXPECT_EQ(nursery.at_desk(booking::miss, id), "") << "the desk says what really was";
    EXPECT_EQ(nursery.left(0, 9), 1);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Desk, U_13_AVoidedUseWhoseSeatIsGoneCancelsItsBooking)
{
    const Id id = tomorrow_at_nine(), use = nursery.draw();
    nursery.now = nursery.now + 24h;
    const auto other = nursery.add_registered_family();
    const auto done = nursery.run([&](store::Transaction& tx) -> Result<void> {
        booking::fulfil_by_use(tx, id, use, nursery.now);
        return {};
    });
    ASSERT_TRUE(done);
    ASSERT_EQ(nursery.at_desk(booking::fulfil, id), "") << "the child leaves";
    booking::Book walk_in = nursery.book_command(other, 0);
    walk_in.asker = nursery.staff();
    ASSERT_EQ(against(nursery.book(walk_in)), "booked");
    const auto reopened = nursery.run([&](store::Transaction& tx) -> Result<void> {
        booking::reopen_after_void(tx, nursery.programmes, use, nursery.officer, nursery.now);
        return {};
    });
    ASSERT_TRUE(reopened);
    EXPECT_EQ(nursery.found(id).state, State::cancelled);
    EXPECT_FALSE(nursery.found(id).message.empty());
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Desk, G_16_TheSeatOfAChildThatIsThereIsNotSold)
{
    const Id id = tomorrow_at_nine(), use = nursery.draw();
    const auto other = nursery.add_registered_family();
    nursery.now = start_of_day_in_japan(nursery.day(1)) + 8h + 50min;
    const auto done = nursery.run([&](store::Transaction& tx) -> Result<void> {
        booking::fulfil_by_use(tx, id, use, nursery.now);
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(against(nursery.book(nursery.book_command(other, 0))), "seats_free ");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 0, 10, 12))), "not_overlapping seats_free ");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked") << "the used day is not held";
    EXPECT_EQ(nursery.at_desk(booking::fulfil, id), "");
    EXPECT_EQ(nursery.found(id).left_at, nursery.now);
    EXPECT_EQ(nursery.at_desk(booking::fulfil, id), "wrong_state") << "it has left";
    EXPECT_EQ(against(nursery.book(nursery.book_command(other, 0))), "booked");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST(Stay, G_16_TheBedOfAStayThatHasBegunIsNotSold)
{
    std::string programme = nursery_programme;
    const auto replace = [&](const std::string& old, const std::string& with) {
        programme.replace(programme.find(old), old.size(), with);
    };
    replace("units: 3,", "units: 20,");
    replace("seats: none", "seats: day");
    replace("    days_at_once: 1\n    accepted_by_facility", "    days_at_once: 7\n    accepted_by_facility");
    Nursery nursery{1, programme};
    nursery.offer(nursery.facility, "visit", 1, 0, 24 * 60, 24 * 60);
    const auto a = nursery.add_registered_family(), b = nursery.add_registered_family();
    booking::Book stay = nursery.visit_command(a, 0);
    stay.wanted.request.last_day = nursery.day(6);
    const Id id = booked(nursery.book(stay));
    ASSERT_EQ(nursery.at_desk(booking::accept, id), "");
    const auto done = nursery.run([&](store::Transaction& tx) -> Result<void> {
        booking::fulfil_by_use(tx, id, nursery.draw(), nursery.now);
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(against(nursery.book(nursery.visit_command(b, 3))), "seats_free ");
    nursery.now = nursery.now + 2 * 24h;
    EXPECT_EQ(nursery.at_desk(booking::fulfil, id), "") << "it goes home early";
    EXPECT_EQ(against(nursery.book(nursery.visit_command(b, 1))), "booked");
}

TEST_F(Desk, W_25_ComingAndLeavingAreTwoMoments)
{
    const Id id = tomorrow_at_nine();
    nursery.now = nursery.now + 24h;
    const Instant came = nursery.now;
    ASSERT_EQ(nursery.at_desk(booking::arrive, id), "");
    nursery.now = nursery.now + 2h;
    ASSERT_EQ(nursery.at_desk(booking::fulfil, id), "");
    EXPECT_EQ(nursery.found(id).arrived_at, came);
    EXPECT_EQ(nursery.found(id).left_at, came + 2h);
}

TEST_F(Desk, G_15_AUsedDayFreesOneOfTheTwo)
{
    const Id id = tomorrow_at_nine();
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "held_limit ");
    nursery.now = nursery.now + 24h;
    ASSERT_EQ(nursery.at_desk(booking::arrive, id), "");
    ASSERT_EQ(nursery.at_desk(booking::fulfil, id), "");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
}

TEST_F(Desk, G_15_DaysThatNobodyClosedAreHeldNoMore)
{
    ASSERT_FALSE(tomorrow_at_nine().is_nil());
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    nursery.now = nursery.now + 3 * 24h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 1))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "held_limit ");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Desk, AMissedDaySuspendsAndStaffMayStillBook)
{
    const Id id = tomorrow_at_nine();
    EXPECT_EQ(nursery.at_desk(booking::miss, id), "wrong_state");
    nursery.now = nursery.now + 24h;
    ASSERT_EQ(nursery.at_desk(booking::miss, id), "");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "not_suspended ");
    booking::Book by_staff = nursery.book_command(family, 3);
    by_staff.asker = nursery.staff();
    EXPECT_EQ(against(nursery.book(by_staff)), "booked");
}

TEST_F(Desk, G_03_AWalkInTakesTheSeatOfNow)
{
    booking::Book walk_in = nursery.book_command(family, 0, 10, 12);
    walk_in.asker = nursery.staff();
    walk_in.arrived = true;
    const Id id = booked(nursery.book(walk_in));
    ASSERT_FALSE(id.is_nil());
    EXPECT_EQ(nursery.found(id).state, State::arrived);
    EXPECT_EQ(nursery.left(0, 10), 0);
    booking::Book ahead = nursery.book_command(family, 3, 10, 12);
    ahead.asker = nursery.staff();
    ahead.arrived = true;
    EXPECT_EQ(against(nursery.book(ahead)), "arrived_ahead");
}

TEST_F(Desk, AnotherFacilitysBookingIsNotFound)
{
    const Id id = tomorrow_at_nine();
    booking::DeskCommand command = nursery.desk(id);
    command.facility = nursery.other_facility;
    const auto done =
        nursery.run([&](store::Transaction& tx) { return booking::accept(tx, nursery.programmes, command); });
    EXPECT_EQ(done.error().code, "booking_not_found");
}

struct Waiting : testing::Test {
    Nursery nursery{1};
    Nursery::Family first = nursery.add_registered_family(), second = nursery.add_registered_family(),
                    third = nursery.add_registered_family();
    Id taken = booked(nursery.book(nursery.book_command(first, 3)));

    Id wait(const Nursery::Family& family)
    {
        booking::Book command = nursery.book_command(family, 3);
        command.wait = true;
        nursery.now = nursery.now + 1s;
        return booked(nursery.book(command));
    }
    std::string take_offer(const Nursery::Family& family, const Id& id)
    {
        const booking::TakeOffer command{nursery.draw(), nursery.now, nursery.draw(), nursery.parent(family),
                                         id};
        const auto done = nursery.run(
            [&](store::Transaction& tx) { return booking::take_offer(tx, nursery.programmes, command); });
        return done ? "" : done.error().code;
    }
};

TEST_F(Waiting, U_15_AFreedSeatIsOfferedInTurnAndKeptForASetTime)
{
    const Id a = wait(second), b = wait(third);
    EXPECT_EQ(nursery.found(a).state, State::waiting);
    ASSERT_EQ(nursery.cancel(nursery.parent(first), taken), "cancelled");
    EXPECT_EQ(nursery.found(a).state, State::offered);
    EXPECT_EQ(nursery.found(a).offered_until, nursery.now + 30min);
    EXPECT_EQ(nursery.found(b).state, State::waiting);
    EXPECT_EQ(nursery.left(3, 9), 0) << "nobody else takes the seat meanwhile";
    EXPECT_EQ(take_offer(third, b), "offer_ended");
    EXPECT_EQ(take_offer(second, a), "");
    EXPECT_EQ(nursery.found(a).state, State::booked);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Waiting, U_15_TheOrderIsStrictWithinOneMillisecond)
{
    std::vector<Id> waiting;
    for (int i = 0; i < 5; ++i) {
        booking::Book command = nursery.book_command(nursery.add_registered_family(), 3);
        command.wait = true;
        waiting.push_back(booked(nursery.book(command)));
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        EXPECT_EQ(nursery.found(waiting[i]).line_number, static_cast<int>(i) + 1);
        EXPECT_EQ(nursery.read([&](store::Snapshot& s) {
            return booking::waiting_before(s, *booking::find_booking(s, waiting[i]));
        }),
                  static_cast<int>(i));
    }
    ASSERT_EQ(nursery.cancel(nursery.parent(first), taken), "cancelled");
    EXPECT_EQ(nursery.found(waiting[0]).state, State::offered);
}

TEST_F(Waiting, U_15_NobodyStandsTwiceInOneLine)
{
    ASSERT_FALSE(wait(second).is_nil());
    booking::Book command = nursery.book_command(second, 3, 10, 12);
    command.wait = true;
    EXPECT_EQ(against(nursery.book(command)), "already_in_line");
}

TEST_F(Waiting, U_15_AnOfferThatNobodyTakesGoesToTheNextAndEndsAfterTwo)
{
    const Id a = wait(second), b = wait(third);
    ASSERT_EQ(nursery.cancel(nursery.parent(first), taken), "cancelled");
    nursery.now = nursery.now + 30min;
    EXPECT_EQ(take_offer(second, a), "offer_ended");
    EXPECT_EQ(nursery.tend().offers_ended, 1);
    EXPECT_EQ(nursery.found(a).state, State::waiting);
    EXPECT_EQ(nursery.found(b).state, State::offered);
    for (int i = 0; i < 3; ++i) {
        nursery.now = nursery.now + 30min;
        nursery.tend();
    }
    EXPECT_EQ(nursery.found(a).state, State::cancelled);
    EXPECT_EQ(nursery.found(b).state, State::cancelled);
    EXPECT_EQ(nursery.left(3, 9), 1);
    EXPECT_EQ(nursery.tend().offers_ended, 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Waiting, U_15_NobodyIsWokenAtNight)
{
    const Id a = wait(second);
    nursery.now = start_of_day_in_japan(nursery.day(0)) + 22h;
    ASSERT_EQ(nursery.cancel(nursery.parent(first), taken), "cancelled");
    EXPECT_EQ(nursery.found(a).offered_from, start_of_day_in_japan(nursery.day(1)) + 7h);
    EXPECT_EQ(nursery.found(a).offered_until, start_of_day_in_japan(nursery.day(1)) + 7h + 30min);
}

TEST_F(Waiting, U_15_ASeatThatTheDeskAddsIsOfferedToWhoWaits)
{
    const Id a = wait(second);
    booking::ChangeDay command{nursery.draw(),  nursery.now,    nursery.officer,
                               nursery.place(), nursery.day(3), {}};
    command.seats = {{9 * 60, 10 * 60, "", 2}, {10 * 60, 11 * 60, "", 2}};
    ASSERT_TRUE(nursery.run(
        [&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, command); }));
    EXPECT_EQ(nursery.found(a).state, State::offered);
    EXPECT_EQ(against(nursery.book(nursery.book_command(third, 3))), "seats_free ");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Waiting, U_15_SeatsThatTheWeekAddsAreOfferedToWhoWaits)
{
    const Id a = wait(second), b = wait(third);
    nursery.offer(nursery.facility, "care", 2, 8 * 60, 17 * 60, 60);
    EXPECT_EQ(nursery.found(a).state, State::offered);
    EXPECT_EQ(nursery.found(b).state, State::waiting);
    EXPECT_EQ(take_offer(second, a), "");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Waiting, U_15_ADayThatOpensAgainIsOfferedToWhoWaits)
{
    const auto seats = [&](int count) {
        booking::ChangeDay command{nursery.draw(),  nursery.now,    nursery.officer,
                                   nursery.place(), nursery.day(4), {}};
        command.seats = {{9 * 60, 10 * 60, "", count}, {10 * 60, 11 * 60, "", count}};
        return nursery.run(
            [&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, command); });
    };
    const auto close = [&](bool closed) {
        const facilities::CloseDay command{nursery.draw(),   nursery.now,    nursery.officer,
                                           nursery.facility, nursery.day(4), closed};
        return nursery.run(
            [&](store::Transaction& tx) { return booking::close_day(tx, nursery.programmes, command); });
    };
    ASSERT_TRUE(seats(0));
    booking::Book waits = nursery.book_command(second, 4);
    waits.wait = true;
    const Id a = booked(nursery.book(waits));
    ASSERT_TRUE(close(true)) << "who only waits has nothing to lose";
    ASSERT_TRUE(seats(1));
    EXPECT_EQ(nursery.found(a).state, State::waiting) << "closed";
    ASSERT_TRUE(close(false));
    EXPECT_EQ(nursery.found(a).state, State::offered);
}

TEST_F(Waiting, U_15_HoursThatHaveBegunAreOfferedToNobody)
{
    const Id a = wait(second);
    nursery.now = start_of_day_in_japan(nursery.day(3)) + 8h + 50min;
    EXPECT_EQ(nursery.cancel(nursery.staff(), taken), "cancelled");
    EXPECT_EQ(nursery.found(a).state, State::offered);
    nursery.now = nursery.now + 10min;
    EXPECT_EQ(take_offer(second, a), "offer_ended") << "ten minutes and not thirty";
    nursery.tend();
    EXPECT_EQ(nursery.found(a).state, State::waiting) << "and not once more";
}

TEST_F(Waiting, WhoWaitsForAFreeSeatBooksIt)
{
    booking::Book command = nursery.book_command(second, 4);
    command.wait = true;
    EXPECT_EQ(nursery.found(booked(nursery.book(command))).state, State::booked);
}

TEST_F(Waiting, U_15_WhoWaitedInVainStandsInLineNoMore)
{
    const Id a = wait(second);
    nursery.now = start_of_day_in_japan(nursery.day(3)) + 12h;
    EXPECT_EQ(nursery.tend().waited_in_vain, 0);
    nursery.now = nursery.now + 24h;
    EXPECT_EQ(nursery.tend().waited_in_vain, 1);
    EXPECT_EQ(nursery.found(a).state, State::cancelled);
    EXPECT_FALSE(nursery.found(a).message.empty());
}

TEST_F(Waiting, WhoBookedTodayForTomorrowIsNotRememberedOfIt)
{
    ASSERT_EQ(against(nursery.book(nursery.book_command(second, 1))), "booked");
    EXPECT_EQ(nursery.tend().reminded, 0);
}

TEST_F(Waiting, TomorrowIsRememberedOnce)
{
    nursery.now = start_of_day_in_japan(nursery.day(2)) + 8h;
    EXPECT_EQ(nursery.tend().reminded, 0);
    nursery.now = nursery.now + 1h;
    EXPECT_EQ(nursery.tend().reminded, 1);
    EXPECT_EQ(nursery.tend().reminded, 0);
    const auto told =
        nursery.read([&](store::Snapshot& s) { return messages::find_untold(s, nursery.now, 100); });
    EXPECT_EQ(std::count_if(
                  told.begin(), told.end(),
                  [](const messages::Waiting& one) { return one.message_template == "booking_reminder"; }),
              1);
}

}  // namespace
}  // namespace hagukumi::test
