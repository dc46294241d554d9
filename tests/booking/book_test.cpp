// Booking, changing and cancelling by the hour: seats, limits, deadlines, the lost answer.
#include "audit/record.hpp"
#include "booking/close_day.hpp"
#include "booking/nursery.hpp"
#include "booking/openings.hpp"
#include "facilities/facility_commands.hpp"
#include "people/open_change.hpp"

namespace hagukumi::test {
namespace {

struct Booking : testing::Test {
    Nursery nursery;
    Nursery::Family family = nursery.add_registered_family();
};

TEST_F(Booking, G_14_ASeatIsTakenInEachHourAndGivenBack)
{
    const Id id = booked(nursery.book(nursery.book_command(family, 3, 9, 12)));
    ASSERT_FALSE(id.is_nil());
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_EQ(nursery.left(3, 8), 2);
    EXPECT_EQ(nursery.left(3, 9), 1);
    EXPECT_EQ(nursery.left(3, 11), 1);
    EXPECT_EQ(nursery.left(3, 12), 2);
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "cancelled");
    EXPECT_EQ(nursery.left(3, 9), 2);
    EXPECT_EQ(nursery.found(id).state, State::cancelled);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Booking, X_12_ALostAnswerFindsItsOwnBooking)
{
    const booking::Book command = nursery.book_command(family, 3);
    const Id id = booked(nursery.book(command));
    booking::Book again = command;
    again.id = nursery.draw();
    again.at = again.at + 1h;
    const auto second = nursery.book(again);
    EXPECT_EQ(booked(second), id);
    EXPECT_TRUE(std::get<booking::Booked>(**second).is_replay);
    EXPECT_EQ(nursery.left(3, 9), 1);
    again.wanted.request.boxes.push_back(11 * 60);
    EXPECT_EQ(nursery.book(again).error().code, "key_reused");
}

TEST_F(Booking, G_15_ThreeDaysAreOneTooManyAndACancelledDayFreesOne)
{
    const Id first = booked(nursery.book(nursery.book_command(family, 3)));
    ASSERT_FALSE(booked(nursery.book(nursery.book_command(family, 4))).is_nil());
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 5))), "held_limit ");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), first), "cancelled");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 5))), "booked");
}

TEST_F(Booking, G_15_TheLimitCountsOverAllNurseriesAndByChild)
{
    ASSERT_TRUE(nursery.approve(nursery.register_child(family, nursery.other_facility).registration,
                                nursery.other_facility));
    const auto there = [&](int ahead) {
        booking::Book command = nursery.book_command(family, ahead);
        command.wanted.facility = nursery.other_facility;
        command.wanted.coupon = nursery.coupon(family, "registration", nursery.other_facility).value().id;
        return command;
    };
    booking::Book here = nursery.book_command(family, 3);
    here.wanted.coupon = nursery.coupon(family, "registration", nursery.facility).value().id;
    ASSERT_EQ(against(nursery.book(here)), "booked");
    EXPECT_EQ(against(nursery.book(there(3))), "not_overlapping ");
    ASSERT_EQ(against(nursery.book(there(4))), "booked");
    EXPECT_EQ(against(nursery.book(there(5))), "held_limit ");
    const auto sibling = nursery.add_registered_family();
    EXPECT_EQ(against(nursery.book(nursery.book_command(sibling, 5))), "booked");
}

TEST_F(Booking, G_16_TheLastSeatIsSoldOnceAndTheOtherIsTold)
{
    const auto second = nursery.add_registered_family(), third = nursery.add_registered_family();
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
    ASSERT_EQ(against(nursery.book(nursery.book_command(second, 3, 10, 12))), "booked");
    // Ten to eleven has none left, nine to ten has one.
    EXPECT_EQ(against(nursery.book(nursery.book_command(third, 3, 9, 11))), "seats_free ");
    EXPECT_EQ(nursery.left(3, 9), 1) << "what was refused took no seat";
    EXPECT_EQ(against(nursery.book(nursery.book_command(third, 3, 11, 13))), "booked");
}

TEST_F(Booking, G_21_AChangeInOneStepKeepsTheSeatWhenTheNewOneIsGone)
{
    Nursery small(1);
    const auto one = small.add_registered_family(), two = small.add_registered_family();
    const Id mine = booked(small.book(small.book_command(one, 3)));
    ASSERT_EQ(against(small.book(small.book_command(two, 4))), "booked");
    EXPECT_EQ(against(small.change(one, mine, 4)), "seats_free ");
    EXPECT_EQ(small.found(mine).first_day, small.day(3));
    EXPECT_EQ(small.left(3, 9), 0);
    EXPECT_EQ(against(small.change(one, mine, 5, 9, 12)), "booked");
    EXPECT_EQ(small.left(3, 9), 1);
    EXPECT_EQ(small.left(5, 11), 0);
    EXPECT_TRUE(small.wrong_books().empty());
}

TEST_F(Booking, G_14_HoursThatHaveBegunAreBookedByTheDeskOnly)
{
    nursery.now = start_of_day_in_japan(nursery.day(0)) + 9h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 0))), "book_deadline ");
    booking::Book by_staff = nursery.book_command(family, 0);
    by_staff.asker = nursery.staff();
    EXPECT_EQ(against(nursery.book(by_staff)), "booked") << "who stands at the desk";
    const auto other = nursery.add_registered_family();
    EXPECT_EQ(against(nursery.book(nursery.book_command(other, 0, 10, 12))), "booked");
}

TEST_F(Booking, G_21_AnHourLongerOverTheOwnSeatsIsAChange)
{
    Nursery small(1);
    const auto one = small.add_registered_family();
    const Id mine = booked(small.book(small.book_command(one, 3, 9, 11)));
    EXPECT_EQ(against(small.change(one, mine, 3, 9, 12)), "booked");
    EXPECT_EQ(small.left(3, 9), 0);
    EXPECT_EQ(small.left(3, 11), 0);
    EXPECT_EQ(small.found(mine).until_minute, 12 * 60);
}

TEST_F(Booking, G_19_AfterTheDeadlineOnlyTheFacilityCancels)
{
    const Id id = booked(nursery.book(nursery.book_command(family, 1)));
    nursery.now = start_of_day_in_japan(nursery.day(0)) + 17h;
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "too_late");
    EXPECT_EQ(against(nursery.change(family, id, 3)), "change_deadline ");
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_EQ(nursery.cancel(nursery.staff(), id), "cancelled");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "booking_ended");
}

/// The nursery's deadlines of care count from the beginning of the use.
std::string by_hours()
{
    std::string text = nursery_programme;
    const std::size_t begin = text.find("      book:"), end = text.find("    facility_sets_deadlines");
    return text.replace(begin, end - begin,
                        "      book: { hours_before: 24 }\n      change: { hours_before: 6 }\n"
                        "      cancel: { hours_before: 2 }\n");
}

TEST(BookingByHours, G_19_U_03_ABookingClosesHoursBeforeItBegins)
{
    Nursery nursery(2, by_hours());
    const auto family = nursery.add_registered_family();
    const Date today = nursery.day(0);
    nursery.now = start_of_day_in_japan(today) + 8h + 59min;
    const Id id = booked(nursery.book(nursery.book_command(family, 1, 9, 11)));
    ASSERT_FALSE(id.is_nil());
    nursery.now = start_of_day_in_japan(today) + 10h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 1, 9, 11))),
              "book_deadline not_overlapping ");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 1, 11, 13))), "booked");

    nursery.now = start_of_day_in_japan(today) + 24h + 3h;
    EXPECT_EQ(against(nursery.change(family, id, 3)), "change_deadline ");
    nursery.now = start_of_day_in_japan(today) + 24h + 7h;
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "too_late");
    nursery.now = start_of_day_in_japan(today) + 24h + 6h + 59min;
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "cancelled");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST(BookingByHours, G_14_TheCalendarShowsTheTimesThatCanStillBegin)
{
    Nursery nursery(2, by_hours());
    const auto family = nursery.add_registered_family();
    nursery.now = start_of_day_in_japan(nursery.day(0)) + 12h;
    const auto opening = [&](int ahead) {
        booking::Wanted wanted = nursery.book_command(family, 1).wanted;
        wanted.request.boxes.clear();
        const auto found = nursery.read([&](store::Snapshot& snapshot) {
            return booking::openings(snapshot, nursery.programmes, nursery.parent(family), wanted,
                                     nursery.now, nursery.day(ahead));
        });
        return found->days.front();
    };
    EXPECT_EQ(opening(0).mark, booking::OpenDay::Mark::closed);
    ASSERT_TRUE(opening(0).closed_by);
    EXPECT_EQ(opening(0).closed_by->check, rules::BookingCheck::book_deadline);
    const auto tomorrow = opening(1);
    EXPECT_NE(tomorrow.mark, booking::OpenDay::Mark::closed);
    ASSERT_EQ(tomorrow.slots.size(), 4u);
    EXPECT_EQ(tomorrow.slots.front().seats.from_minute, 13 * 60) << "12:00 is no more than 24 hours away";
    EXPECT_EQ(opening(2).slots.size(), 9u);
}

TEST_F(Booking, G_19_ANurserySetsADeadlineInHours)
{
    booking::SetDeadlines command{nursery.draw(), nursery.now, nursery.officer, nursery.place(), {}};
    rules::Deadline before;
    before.minutes_before = 90;
    command.deadlines = rules::Deadlines{before, {}, before};
    const auto set = [&] {
        return nursery.run([&](store::Transaction& tx) { return booking::set_deadlines(tx, command); });
    };
    command.hours_are_booked = false;
    EXPECT_EQ(set().error().code, "wrong_deadline") << "a day has no hour from which to count";
    command.key = nursery.draw();
    command.hours_are_booked = true;
    ASSERT_TRUE(set());
    nursery.now = start_of_day_in_japan(nursery.day(0)) + 11h + 29min;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 0, 13, 15))), "booked");
    nursery.now = nursery.now + 1min;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 0, 13, 15))),
              "book_deadline not_overlapping ");
}

TEST_F(Booking, G_19_ANurserySetsItsOwnDeadline)
{
    booking::SetDeadlines command{nursery.draw(), nursery.now, nursery.officer, nursery.place(), {}};
    rules::Deadlines& deadlines = command.deadlines.emplace();
    deadlines.book.emplace().days_before = 2;
    deadlines.book->minute = 12 * 60;
    deadlines.cancel.emplace().minute = 8 * 60;
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) { return booking::set_deadlines(tx, command); }));
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 2))), "booked");
    nursery.now = nursery.now + 2h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 2, 12, 14))), "book_deadline ");
}

TEST_F(Booking, G_20_CancellingTwiceIsOneEffect)
{
    const Id id = booked(nursery.book(nursery.book_command(family, 3)));
    const booking::Cancel command = nursery.cancel_command(nursery.parent(family), id);
    const auto cancel = [&] {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::cancel(tx, nursery.programmes, command); });
    };
    ASSERT_TRUE(cancel());
    const auto again = cancel();
    ASSERT_TRUE(again);
    EXPECT_TRUE(std::get<booking::Booked>(**again).is_replay);
    EXPECT_EQ(nursery.left(3, 9), 2);
}

TEST_F(Booking, AnotherFamilysBookingIsNotFound)
{
    const Id id = booked(nursery.book(nursery.book_command(family, 3)));
    const auto stranger = nursery.add_registered_family();
    EXPECT_EQ(nursery.cancel(nursery.parent(stranger), id), "booking_not_found");
    EXPECT_EQ(against(nursery.change(stranger, id, 4)), "booking_not_found");
    booking::Book theirs = nursery.book_command(stranger, 4);
    theirs.wanted.coupon = nursery.coupon(family)->id;
    EXPECT_EQ(against(nursery.book(theirs)), "coupon_not_found");
}

TEST_F(Booking, G_11_1_TheDayOfUseMustLieInTheYearOfTheInterview)
{
    nursery.now =
        start_of_day_in_japan(Date{std::chrono::year(2027), std::chrono::month(3), std::chrono::day(25)}) +
        10h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 6))), "booked");
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 8))), "registered use ");
}

TEST_F(Booking, G_13_ClosedDaysAndSingleChangesStandInPlaceOfTheWeek)
{
    booking::ChangeDay command{nursery.draw(),  nursery.now,    nursery.officer,
                               nursery.place(), nursery.day(3), {}};
    command.seats = {{9 * 60, 10 * 60, "", 5}};
    ASSERT_TRUE(nursery.run(
        [&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, command); }));
    EXPECT_EQ(nursery.left(3, 9), 5);
    EXPECT_EQ(nursery.left(3, 10), 2);
    EXPECT_EQ(nursery.left(4, 9), 2);
    facilities::CloseDay closing{nursery.draw(),   nursery.now,    nursery.officer,
                                 nursery.facility, nursery.day(4), true};
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) { return facilities::close_day(tx, closing); }));
    EXPECT_EQ(nursery.left(4, 9), -1);
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 4))), "seats_free use ");
}

TEST_F(Booking, X_19_FewerSeatsThanAreBookedAreRefusedAndNothingIsLost)
{
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
    booking::ChangeDay command{nursery.draw(),  nursery.now,    nursery.officer,
                               nursery.place(), nursery.day(3), {}};
    command.seats = {{9 * 60, 10 * 60, "", 0}};
    const auto refused = nursery.run(
        [&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, command); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "seats_booked");
    EXPECT_NE(refused.error().message.ja.find("9:00"), std::string::npos);
    EXPECT_EQ(nursery.left(3, 9), 1);
    command.key = nursery.draw();
    command.seats = {{9 * 60, 10 * 60, "", 1}};
    EXPECT_TRUE(nursery.run(
        [&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, command); }));
    EXPECT_EQ(nursery.left(3, 9), 0);
}

TEST_F(Booking, X_19_ADayWithBookingsIsNotClosed)
{
    const Id id = booked(nursery.book(nursery.book_command(family, 3)));
    ASSERT_EQ(against(nursery.book(nursery.book_command(nursery.add_registered_family(), 3))), "booked");
    const auto close = [&](int ahead, bool closed) {
        const facilities::CloseDay command{nursery.draw(),   nursery.now,        nursery.officer,
                                           nursery.facility, nursery.day(ahead), closed};
        return nursery.run(
            [&](store::Transaction& tx) { return booking::close_day(tx, nursery.programmes, command); });
    };
    const auto refused = close(3, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "day_booked");
    EXPECT_NE(refused.error().message.ja.find("2件"), std::string::npos);
    EXPECT_EQ(nursery.found(id).state, State::booked);
    EXPECT_TRUE(close(4, true));
    EXPECT_EQ(nursery.left(4, 9), -1);
    EXPECT_TRUE(close(4, false));
    EXPECT_EQ(nursery.left(4, 9), 2);
}

TEST_F(Booking, G_13_SeatsOfOneTimeStandInOneLine)
{
    const auto hours = [](int from, int until) {
        std::vector<booking::Seats> seats;
        for (int hour = from; hour < until; ++hour) seats.push_back({hour * 60, hour * 60 + 60, "", 1});
        return seats;
    };
    booking::SetWeek week{nursery.draw(), nursery.now, nursery.officer, nursery.place(), nursery.day(0), {}};
    for (const auto& line : {hours(9, 12), hours(11, 13)})
        for (const booking::Seats& one : line) week.seats.emplace_back(1, one);
    const auto set = [&] {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::set_week(tx, nursery.programmes, week); });
    };
    const auto refused = set();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "seats_overlap");
    EXPECT_NE(refused.error().message.ja.find("11:00"), std::string::npos);
    EXPECT_EQ(nursery.left(3, 9), 2) << "nothing has changed";
    for (std::size_t i = 3; i < week.seats.size(); ++i) week.seats[i].first = 2;
    EXPECT_TRUE(set()) << "another weekday";
    booking::ChangeDay day{nursery.draw(), nursery.now, nursery.officer, nursery.place(), nursery.day(3), {}};
    day.seats = {{9 * 60, 11 * 60, "", 1}, {10 * 60, 12 * 60, "", 1}};
    const auto twice =
        nursery.run([&](store::Transaction& tx) { return booking::change_day(tx, nursery.programmes, day); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, "seats_overlap");
}

TEST_F(Booking, ARefusalHasNoEffectAndIsInTheRecord)
{
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 11))), "released ");
    const auto newest = nursery.read([](store::Snapshot& s) { return audit::entries_before(s, 0, 1); });
    ASSERT_EQ(newest.size(), 1u);
    EXPECT_EQ(newest[0].action, "booking.refused");
    EXPECT_NE(newest[0].detail.find("released"), std::string::npos);
}

TEST(Book, G_14_1_WhetherASeatIsOneOfTheDayOrOfEachHourIsASetting)
{
    const std::string by_hour = nursery_programme;
    std::string by_day = by_hour;
    by_day.replace(by_day.find("seats: hour"), std::string("seats: hour").size(), "seats: day");
    for (const auto& [text, second] : {std::pair{by_hour, "booked"}, std::pair{by_day, "seats_free "}}) {
        Nursery nursery(1, text);
        const auto first = nursery.add_registered_family(), other = nursery.add_registered_family();
        EXPECT_EQ(against(nursery.book(nursery.book_command(first, 3, 9, 11))), "booked");
        EXPECT_EQ(against(nursery.book(nursery.book_command(other, 3, 14, 16))), second)
            << "other hours of a day with one seat";
        EXPECT_EQ(against(nursery.book(nursery.book_command(other, 4, 14, 16))), "booked");
        EXPECT_TRUE(nursery.wrong_books().empty());
    }
}

TEST(Book, O_04_TheDayOfLeavingIsSharedWithAnotherFacilityOnly)
{
    std::string programme = nursery_programme;
    const auto replace = [&](const std::string& old, const std::string& with) {
        programme.replace(programme.find(old), old.size(), with);
    };
    replace("units: 3,", "units: 20,");
    replace("seats: none", "seats: day");
    replace("    days_at_once: 1\n    accepted_by_facility", "    days_at_once: 5\n    accepted_by_facility");
    Nursery nursery{2, programme};
    const auto family = nursery.add_registered_family();
    for (const Id& one : {nursery.facility, nursery.other_facility})
        nursery.offer(one, "visit", 5, 0, 24 * 60, 24 * 60);
    const auto book = [&](const Id& facility, int first, int last) {
        booking::Book command = nursery.visit_command(family, first);
        command.wanted.facility = facility;
        command.wanted.request.last_day = nursery.day(last);
        return against(nursery.book(command));
    };
    ASSERT_EQ(book(nursery.facility, 6, 8), "booked");
    EXPECT_EQ(book(nursery.facility, 8, 10), "not_overlapping ") << "one longer stay";
    EXPECT_EQ(book(nursery.other_facility, 7, 7), "not_overlapping ");
    EXPECT_EQ(book(nursery.other_facility, 7, 9), "not_overlapping ");
    EXPECT_EQ(book(nursery.other_facility, 8, 10), "booked");
    EXPECT_EQ(book(nursery.facility, 10, 10), "booked");
    EXPECT_EQ(book(nursery.other_facility, 6, 6), "booked") << "used by day, then the stay begins";
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST(Book, O_14_AFamilyWhoseChangeIsOpenBooksWhenItIsAnswered)
{
    Nursery nursery;
    const auto family = nursery.add_registered_family();
    const Id kept = booked(nursery.book(nursery.book_command(family, 3)));
    const Id change = nursery.draw(), elsewhere = nursery.draw();
    const auto note = [&](const Id& application, const char* programme) {
        ASSERT_TRUE(nursery.run([&](store::Transaction& tx) -> Result<void> {
            people::note_open_change(tx, {family.household, application, programme, nursery.now});
            return {};
        }));
    };
    note(elsewhere, "another-programme");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), booked(nursery.book(nursery.book_command(family, 5)))),
              "cancelled");
    note(change, "131202-nursery");
    booking::Book command = nursery.book_command(family, 6);
    EXPECT_EQ(against(nursery.book(command)), "change_open");
    EXPECT_EQ(against(nursery.change(family, kept, 4)), "change_open");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), kept), "cancelled") << "giving up is always possible";
    command.asker = nursery.staff();
    EXPECT_EQ(against(nursery.book(command)), "booked") << "it is not the facility's business";
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) -> Result<void> {
        people::close_open_change(tx, family.household, change);
        return {};
    }));
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 7))), "booked");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

}  // namespace
}  // namespace hagukumi::test
