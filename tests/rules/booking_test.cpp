// Rules of booking: moments, decisions, mistakes in a file, and the draw that anyone can check.
#include "rules/booking/book.hpp"

#include <algorithm>

#include "rules/booking/draw.hpp"
#include "rules/booking/moments.hpp"
#include "rules/support.hpp"

#include <rapidcheck/gtest.h>

namespace hagukumi::test {
namespace {

using namespace rules;

Instant at(Date day, int hour, int minute = 0)
{
    return start_of_day_in_japan(day) + std::chrono::minutes(hour * 60 + minute);
}

/// One service by the hour, with these lines in its entry of `booking:`.
std::string by_the_hour(const std::string& lines)
{
    return R"(application_rules: []
allotments:
  care: { source: T, name: { ja: 登録, en: Registration }, holder: registration, unit: hour, units: unlimited }
services:
  care:
    source: T
    name: { ja: 一時保育, en: Care }
    allotment: care
    unit: hour
    asks: number
    least_per_use: 1
    design: 1
    price: not_stated
use_rules: []
booking:
  - for: all
    source: T
)" + lines;
}

const std::string usual = R"(    seats: hour
    opens: { days_ahead: 10 }
    deadlines:
      book: { days_before: 0, until: 24:00 }
      change: { days_before: 1, counted_in: calendar_days, until: 17:00 }
      cancel: { days_before: 1, counted_in: calendar_days, until: 17:00 }
    hours: { opens: 8:00, closes: 17:00, slot_minutes: 60, least_slots: 2, most_slots: 9, gaps: refuse }
    days_at_once: 1
)";

std::shared_ptr<const Programme> programme_with(const std::string& lines)
{
    const ReadResult read = test::read(by_the_hour(lines));
    std::string all;
    for (const Mistake& mistake : read.mistakes) all += to_string(mistake, "en") + "\n";
    EXPECT_TRUE(read.programme) << all;
    return read.programme;
}

std::string mistakes_in(const std::string& lines)
{
    std::string all;
    for (const Mistake& mistake : test::read(by_the_hour(lines)).mistakes)
        all += to_string(mistake, "en") + "\n";
    return all;
}

// japan-rules: 「翌月分は毎月15日9時から」
TEST(BookingMoments, AWholeMonthIsReleasedAtOnce)
{
    Release release;
    release.by = Release::By::whole_month;
    release.day_of_month = 15;
    release.minute = 9 * 60;
    EXPECT_EQ(released_at(release, nullptr, ymd(2026, 8, 1)), at(ymd(2026, 7, 15), 9));
    EXPECT_EQ(released_at(release, nullptr, ymd(2026, 8, 31)), at(ymd(2026, 7, 15), 9));
    EXPECT_EQ(released_at(release, nullptr, ymd(2027, 1, 4)), at(ymd(2026, 12, 15), 9));

    // A month without a 31st releases on its last day.
    release.day_of_month = 31;
    EXPECT_EQ(released_at(release, nullptr, ymd(2026, 3, 2)), at(ymd(2026, 2, 28), 9));
}

TEST(BookingMoments, TheLastReleasedDayStandsInTheCalendar)
{
    Release release;
    release.days = 10;
    EXPECT_EQ(last_day_released(release, nullptr, at(ymd(2024, 4, 24), 0)), ymd(2024, 5, 4));  // G-13
    release.minute = 10 * 60;
    EXPECT_EQ(last_day_released(release, nullptr, at(ymd(2024, 4, 24), 9, 59)), ymd(2024, 5, 3));
    EXPECT_EQ(last_day_released(release, nullptr, at(ymd(2024, 4, 24), 10)), ymd(2024, 5, 4));
}

// japan-rules 5.3: a deadline stays where it is unless the rules move it.
TEST(BookingMoments, ADeadlineOnAClosedDayMovesOnlyWhereTheRulesSaySo)
{
    const auto japan = read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml")).calendar;
    ASSERT_TRUE(japan);
    Deadline deadline{2, false, 17 * 60};
    const Date tuesday = ymd(2026, 7, 21);  // 20 July is 海の日, the 19th a Sunday
    EXPECT_EQ(closes_at(deadline, japan.get(), tuesday, 0), at(ymd(2026, 7, 19), 17));
    deadline.on_closed_day = OnClosedDay::previous_open_day;
    EXPECT_EQ(closes_at(deadline, japan.get(), tuesday, 0), at(ymd(2026, 7, 17), 17));
    EXPECT_EQ(closes_at(deadline, japan.get(), ymd(2026, 7, 16), 0), at(ymd(2026, 7, 14), 17))
        << "an open day stays";
    deadline.on_closed_day = OnClosedDay::next_open_day;
    EXPECT_EQ(closes_at(deadline, japan.get(), tuesday, 0), at(tuesday, 17));
}

// 「利用開始の24時間前まで」: by the clock, over a closed day or not (地方自治法4条の2:
// 時をもって定める期間).
TEST(BookingMoments, U_03_ADeadlineCountsInHoursFromTheBeginningOfTheUse)
{
    const Date tuesday = ymd(2026, 7, 21);
    Deadline deadline;
    deadline.minutes_before = 24 * 60;
    EXPECT_EQ(closes_at(deadline, nullptr, tuesday, 10 * 60), at(ymd(2026, 7, 20), 10));
    EXPECT_EQ(closes_at(deadline, nullptr, tuesday, 13 * 60 + 30), at(ymd(2026, 7, 20), 13, 30));
    deadline.minutes_before = 2 * 60;
    EXPECT_EQ(closes_at(deadline, nullptr, tuesday, 60), at(ymd(2026, 7, 20), 23));
    deadline.minutes_before = 0;
    EXPECT_EQ(closes_at(deadline, nullptr, tuesday, 8 * 60), at(tuesday, 8));
    deadline.minutes_before = 90;
    deadline.use_begins = 10 * 60;
    EXPECT_EQ(closes_at(deadline, nullptr, tuesday, 0), at(tuesday, 8, 30));
}

/// The usual rules with these three deadlines.
std::string with_deadlines(const std::string& book, const std::string& change, const std::string& cancel)
{
    const std::size_t begin = usual.find("      book:"), end = usual.find("    hours:");
    return usual.substr(0, begin) + "      book: " + book + "\n      change: " + change +
           "\n      cancel: " + cancel + "\n" + usual.substr(end);
}

TEST(BookingDecisions, U_03_HoursBeforeTheUseAreJudgedToTheMinute)
{
    const auto programme =
        programme_with(with_deadlines("{ hours_before: 24 }", "{ hours_before: 6 }", "{ hours_before: 2 }") +
                       "    cancelling: [{ from: { hours_before: 6 }, fee_yen: 500 }]\n");
    const Date day = ymd(2026, 7, 10);
    BookingFacts facts;
    facts.seats_left = 1;
    BookingRequest request{"care", day, {}, {11 * 60, 10 * 60}};
    const auto outcome = [&](Instant now) {
        facts.at = now;
        return book(*programme, facts, request).outcome;
    };
    EXPECT_EQ(outcome(at(ymd(2026, 7, 9), 9, 59)), BookingOutcome::booked);
    EXPECT_EQ(outcome(at(ymd(2026, 7, 9), 10)), BookingOutcome::refused);
    const BookingDecision late = book(*programme, facts, request);
    const auto look = std::find_if(late.looks.begin(), late.looks.end(),
                                   [](const BookingLook& one) { return one.verdict != Verdict::met; });
    ASSERT_EQ(look->check, BookingCheck::book_deadline);
    EXPECT_EQ(sentence_of(*programme, *look, "care").ja,
              "この日時の予約は令和8年7月9日（木）10時まででした。施設へお電話ください。");
    EXPECT_EQ(late.change_until, at(day, 4));
    EXPECT_EQ(late.cancel_until, at(day, 8));
    request.boxes = {13 * 60, 14 * 60};
    EXPECT_EQ(outcome(at(ymd(2026, 7, 9), 10)), BookingOutcome::booked)
        << "the afternoon of the same day is in time";

    const HeldBooking held{{}, day, day, 10 * 60, 12 * 60};
    request.first_day = ymd(2026, 7, 12);
    const auto changed = [&](Instant now) {
        facts.at = now;
        return change_booking(*programme, facts, held, request).outcome;
    };
    EXPECT_EQ(changed(at(day, 3, 59)), BookingOutcome::booked);
    EXPECT_EQ(changed(at(day, 4)), BookingOutcome::refused);

    const auto cancelled = [&](Instant now) {
        facts.at = now;
        const Cancellation answer = may_cancel(*programme, facts, "care", day, 10 * 60);
        return std::pair(answer.allowed, answer.fee.amount);
    };
    EXPECT_EQ(cancelled(at(day, 3, 59)), std::pair(true, std::int64_t{0}));
    EXPECT_EQ(cancelled(at(day, 4)), std::pair(true, std::int64_t{500}));
    EXPECT_EQ(cancelled(at(day, 7, 59)), std::pair(true, std::int64_t{500}));
    EXPECT_FALSE(cancelled(at(day, 8)).first);
}

TEST(BookingReader, U_05_ADeadlineIsByTheDayOrByTheHour)
{
    const auto mistakes = [](const std::string& book) {
        return mistakes_in(with_deadlines(book, "never", "{ hours_before: 2 }"));
    };
    EXPECT_EQ(mistakes("{ minutes_before: 30 }"), "");
    EXPECT_NE(mistakes("{ until: 17:00 }").find("days_before"), std::string::npos);
    EXPECT_NE(mistakes("{ days_before: 0 }").find("until"), std::string::npos);
    for (const char* other : {"days_before: 1", "until: 17:00", "counted_in: open_days",
                              "on_closed_day: stays", "minutes_before: 30"}) {
        EXPECT_NE(mistakes("{ hours_before: 24, " + std::string(other) + " }").find("beside `hours_before`"),
                  std::string::npos)
            << other;
    }
    EXPECT_NE(mistakes("{ hours_before: 24, use_begins: 10:00 }").find("where hours are booked"),
              std::string::npos);
    EXPECT_NE(mistakes("{ days_before: 1, counted_in: calendar_days, until: 17:00, use_begins: 10:00 }")
                  .find("without `hours_before`"),
              std::string::npos);
    const std::string by_day = R"(    seats: day
    opens: { days_ahead: 10 }
    deadlines: { book: { hours_before: 24 }, change: never, cancel: { hours_before: 24, use_begins: 10:00 } }
    days_at_once: 1
)";
    const std::string all = mistakes_in(by_day);
    EXPECT_NE(all.find("hours before the use, where whole days are booked"), std::string::npos) << all;
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 1) << all;
}

TEST(BookingReader, ADeadlineThatMovesWantsACalendar)
{
    std::string lines = usual;
    const std::string stays = "change: { days_before: 1, counted_in: calendar_days, until: 17:00 }";
    lines.replace(lines.find(stays), stays.size(),
                  "change: { days_before: 1, counted_in: calendar_days, on_closed_day: previous_open_day, "
                  "until: 17:00 }");
    EXPECT_NE(mistakes_in(lines).find("open days without a calendar"), std::string::npos);
}

TEST(BookingMoments, AnOfferNeverRunsInTheQuietHours)
{
    WaitingList list;
    list.offer_minutes = 30;
    list.quiet_from = 21 * 60;
    list.quiet_until = 7 * 60;
    const Date day = ymd(2026, 7, 8);
    EXPECT_EQ(offer_time(list, at(day, 12)), std::pair(at(day, 12), at(day, 12, 30)));
    EXPECT_EQ(offer_time(list, at(day, 20, 30)), std::pair(at(day, 20, 30), at(day, 21)));
    EXPECT_EQ(offer_time(list, at(day, 20, 31)),
              std::pair(at(ymd(2026, 7, 9), 7), at(ymd(2026, 7, 9), 7, 30)));
    EXPECT_EQ(offer_time(list, at(day, 3)), std::pair(at(day, 7), at(day, 7, 30)));
    EXPECT_EQ(offer_time(list, at(day, 7)), std::pair(at(day, 7), at(day, 7, 30)));
}

TEST(BookingDecisions, SuspensionFollowsTheMissedDays)
{
    const NoShows rule{.count = 2, .within_days = 30, .suspended_days = 14};
    EXPECT_EQ(suspended_until(rule, {}), std::nullopt);
    EXPECT_EQ(suspended_until(rule, {ymd(2026, 7, 1)}), std::nullopt);
    EXPECT_EQ(suspended_until(rule, {ymd(2026, 7, 30), ymd(2026, 7, 1)}), ymd(2026, 8, 13));
    EXPECT_EQ(suspended_until(rule, {ymd(2026, 7, 1), ymd(2026, 7, 31)}), std::nullopt);  // 30 days apart
}

TEST(BookingDecisions, ASuspendedFamilyBooksAgainTheDayAfter)
{
    const auto programme =
        programme_with(usual + "    no_shows: { count: 1, within_days: 365, suspended_days: 7 }\n");
    BookingFacts facts;
    facts.seats_left = 1;
    facts.no_shows = {ymd(2026, 7, 1)};
    const BookingRequest request{"care", ymd(2026, 7, 10), {}, {9 * 60, 10 * 60}};
    facts.at = at(ymd(2026, 7, 8), 23, 59);
    const BookingDecision refused = book(*programme, facts, request);
    ASSERT_TRUE(refused.refused());
    const auto look = std::find_if(refused.looks.begin(), refused.looks.end(),
                                   [](const BookingLook& one) { return one.verdict != Verdict::met; });
    EXPECT_EQ(look->check, BookingCheck::not_suspended);
    EXPECT_NE(sentence_of(*programme, *look, "care").ja.find("令和8年7月8日"), std::string::npos);
    facts.at = at(ymd(2026, 7, 9), 0);
    EXPECT_EQ(book(*programme, facts, request).outcome, BookingOutcome::booked);
    facts.at = at(ymd(2026, 7, 8), 12);
    facts.by = BookedBy::staff;
    EXPECT_EQ(book(*programme, facts, request).outcome, BookingOutcome::booked);
}

TEST(BookingDecisions, CancellingCostsMoreTheLaterItIs)
{
    const auto programme = programme_with(usual + R"(    reserves_units: true
    cancelling:
      - { from: { days_before: 3, counted_in: calendar_days, until: 17:00 }, fee_yen: 500 }
      - { from: { days_before: 2, counted_in: calendar_days, until: 17:00 }, units: 1, fee_yen: 1000 }
)");
    BookingFacts facts;
    const auto cost = [&](Instant now) {
        facts.at = now;
        const Cancellation answer = may_cancel(*programme, facts, "care", ymd(2026, 7, 10), 0);
        return std::tuple(answer.allowed, answer.units.count, answer.fee.amount);
    };
    EXPECT_EQ(cost(at(ymd(2026, 7, 7), 16, 59)), std::tuple(true, 0, 0));
    EXPECT_EQ(cost(at(ymd(2026, 7, 7), 17)), std::tuple(true, 0, 500));
    EXPECT_EQ(cost(at(ymd(2026, 7, 8), 17)), std::tuple(true, 1, 1000));
    EXPECT_EQ(cost(at(ymd(2026, 7, 9), 17)), std::tuple(false, 1, 1000));
}

TEST(BookingDecisions, TheFirstMinutesStandInLineByLot)
{
    const auto programme = programme_with(usual + "    lottery: { collects_minutes: 30 }\n");
    BookingFacts facts;
    facts.seats_left = 0;  // taken or not: the lot decides
    const BookingRequest request{"care", ymd(2026, 7, 20), {}, {9 * 60, 10 * 60}};
    facts.at = at(ymd(2026, 7, 10), 0);
    EXPECT_EQ(book(*programme, facts, request).outcome, BookingOutcome::in_draw);
    facts.at = at(ymd(2026, 7, 10), 0, 29);
    EXPECT_EQ(book(*programme, facts, request).outcome, BookingOutcome::in_draw);
    facts.at = at(ymd(2026, 7, 10), 0, 30);
    EXPECT_EQ(book(*programme, facts, request).outcome, BookingOutcome::refused);
}

TEST(BookingDecisions, TheAgeGroupIsThatOfTheDayOfUse)
{
    const std::vector<AgeGroup> groups{{"infants", {}, 12}, {"toddlers", {}, 36}, {"older", {}, 0}};
    EXPECT_EQ(age_group_of(groups, ymd(2025, 7, 10), ymd(2026, 7, 9)), 0u);
    EXPECT_EQ(age_group_of(groups, ymd(2025, 7, 10), ymd(2026, 7, 10)), 1u);
    EXPECT_EQ(age_group_of(groups, ymd(2020, 1, 1), ymd(2026, 7, 10)), 2u);
}

// Numbers worked out with `printf %s NUMBER | openssl dgst -sha256 -hmac SEED`.
TEST(BookingDraw, AnyoneWithTheSeedFindsTheSameOrder)
{
    EXPECT_EQ(ticket_of("seed", "1001"), "c65940d145ee8aa4bcd90d76a0f10a5465bc753f20adb4bb54d0dfe68226b213");
    EXPECT_EQ(commitment_of("seed"), "19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b");
}

RC_GTEST_PROP(BookingDraw, TheOrderDoesNotDependOnTheOrderOfApplications, ())
{
    const auto numbers = *rc::gen::unique<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>());
    std::vector<DrawEntry> entries;
    for (const std::uint32_t number : numbers) entries.push_back({std::to_string(number), number % 3});
    const auto in_order = [](const std::vector<DrawEntry>& of) {
        std::vector<std::string> order;
        for (const DrawnPlace& place : draw("seed", of)) order.push_back(of[place.entry].number);
        return order;
    };
    std::vector<DrawEntry> reversed(entries.rbegin(), entries.rend());
    const auto order = in_order(entries);
    RC_ASSERT(order == in_order(reversed));
    RC_ASSERT(order.size() == entries.size());
    for (std::size_t i = 1; i < order.size(); ++i) {
        RC_ASSERT(std::stoul(order[i - 1]) % 3 <= std::stoul(order[i]) % 3);
    }
}

/// What is asked may be anything; the answer is always one, and a booking keeps every rule.
RC_GTEST_PROP(BookingDecisions, AreTotalAndKeepTheRules, ())
{
    static const auto programme =
        programme_with(usual + R"(    held: { days: 2, counted: over_all_facilities }
)");
    const auto day = [] { return date_of_days(*rc::gen::inRange<std::int64_t>(20000, 20020)); };
    BookingFacts facts;
    facts.at = start_of_day_in_japan(day()) + std::chrono::minutes(*rc::gen::inRange(0, 24 * 60));
    facts.seats_left = *rc::gen::inRange<std::int64_t>(-1, 3);
    const int held = *rc::gen::inRange(0, 4);
    for (int i = 0; i < held; ++i) {
        HeldBooking booking;
        booking.first_day = booking.last_day = day();
        booking.from = *rc::gen::inRange(0, 1440);
        booking.until = *rc::gen::inRange(0, 1440);
        facts.held.push_back(booking);
    }
    BookingRequest request;
    request.service = *rc::gen::element<std::string>("care", "other");
    if (*rc::gen::inRange(0, 10) != 0) request.first_day = day();
    if (*rc::gen::inRange(0, 5) == 0) request.last_day = day();
    request.boxes = *rc::gen::container<std::vector<int>>(
        rc::gen::map(rc::gen::inRange(-1, 26), [](int h) { return h * 60; }));
    const BookingDecision decision = book(*programme, facts, request);
    for (const BookingLook& look : decision.looks) {
        RC_ASSERT(!sentence_of(*programme, look, request.service).ja.empty());
    }
    if (decision.refused()) return;
    RC_ASSERT(*facts.seats_left > 0);
    RC_ASSERT(held < 2);
    RC_ASSERT(request.boxes.size() >= 2);
    RC_ASSERT(decision.until - decision.from == static_cast<int>(request.boxes.size()) * 60);
    RC_ASSERT(days_since_epoch(decision.first_day) <= days_since_epoch(date_in_japan(facts.at)) + 10);
    RC_ASSERT(facts.at < start_of_day_in_japan(decision.first_day) + std::chrono::hours(24));
}

TEST(BookingReader, EachMistakeIsToldWithItsPlace)
{
    const std::string all = mistakes_in(R"(    seats: hours
    opens: { days_ahead: 10, on_day: 3 }
    deadlines:
      book: { days_before: 2, until: 17:00 }
      change: { days_before: 1, counted_in: open_days, until: 17:00 }
      cancel: nevr
    hours: { opens: 8:00, closes: 17:30, slot_minutes: 60, least_slots: 2, most_slots: 1, gaps: refuse }
    days_at_once: 2
    held: { days: 1, counted: everywhere }
    priority: [{ group: Siblings, name: { ja: 兄弟, en: Siblings }, when: "1" }]
    cancelling: [{ from: { days_before: 0, until: 0:00 }, units: 1 }]
    qestions: []
)");
    for (const char* part : {"`hours` as `seats`", "`days_ahead` beside `on_day`", "`counted_in`",
                             "open days without a calendar", "`nevr`", "whole slots of 60 minutes",
                             "over_all_facilities or at_each_facility", "fewer days held", "`Siblings`",
                             "`priority` without `lottery`", "units lost that were never set aside",
                             "did you mean `questions`"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
    }
}

TEST(BookingDecisions, HoursAreBookedADayAtATimeHoweverManyDaysInOneGo)
{
    std::string lines = usual;
    lines.replace(lines.find("days_at_once: 1"), 15, "days_at_once: 3");
    const auto programme = programme_with(lines);
    EXPECT_EQ(programme->booking_of("care")->most_days, 3);
    BookingFacts facts;
    facts.seats_left = 5;
    facts.at = at(ymd(2026, 7, 10), 9);
    const std::vector<int> boxes{9 * 60, 10 * 60};
    const BookingRequest two_days{"care", ymd(2026, 7, 13), ymd(2026, 7, 14), boxes};
    EXPECT_TRUE(book(*programme, facts, two_days).refused());
    const BookingRequest one_day{"care", ymd(2026, 7, 13), {}, boxes};
    EXPECT_EQ(book(*programme, facts, one_day).outcome, BookingOutcome::booked);
}

TEST(BookingReader, AServiceIsBookedByOneEntry)
{
    const std::string all = mistakes_in(usual + "  - for: [care]\n    source: T\n" + usual);
    EXPECT_NE(all.find("a second entry for `care`"), std::string::npos) << all;
}

TEST(BookingReader, AnInterviewIsBookedOnceAndReservesNothing)
{
    const std::string all =
        mistakes_in(usual + "  - for: interview\n    source: T\n" + usual +
                    "    reserves_units: true\n  - for: interview\n    source: T\n" + usual);
    EXPECT_NE(all.find("`reserves_units` of an interview"), std::string::npos) << all;
    EXPECT_NE(all.find("a second entry for the interview"), std::string::npos) << all;
    EXPECT_NE(programme_with(usual + "  - for: interview\n    source: T\n" + usual)->booking_of("interview"),
              nullptr);
}

TEST(BookingReader, ACaseThatFailsSaysWhatItGot)
{
    const auto programme = programme_with(usual + R"(    cases:
      - case: too late
        shows: [T]
        now: 2026-07-08 9:00
        book: { day: 2026-07-18, from: 9:00, until: 11:00 }
        expect: { outcome: refused, against: [released], cancel_until: 2026-07-17 18:00 }
)");
    const auto results = run_cases(*programme);
    ASSERT_EQ(results.size(), 1u);
    ASSERT_EQ(results[0].failures.size(), 3u);
    EXPECT_EQ(results[0].failures[0].ja, "outcome は refused のはずが、booked です");
    EXPECT_EQ(results[0].failures[0].en, "outcome: expected refused, got booked");
    EXPECT_EQ(results[0].failures[1].en, "against: expected released, got ");
    EXPECT_EQ(results[0].failures[2].en,
              "cancel_until: expected 2026-07-17T18:00:00+09:00, got 2026-07-17T17:00:00+09:00");
}

}  // namespace
}  // namespace hagukumi::test
