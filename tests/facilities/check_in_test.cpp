// At the desk: a poster is scanned or six digits are typed, and the check-in that comes of it.

#include "facilities/check_in.hpp"

#include <gtest/gtest.h>

#include "audit/record.hpp"
#include "facilities/desk.hpp"

namespace hagukumi::test {
namespace {

using facilities::Rotate;
using facilities::Way;

struct CheckIn : Desk {
    facilities::Poster on_desk = add(grove, "F-0001");
    std::string link = facilities::poster_link("https://example.jp", nerima, on_desk.token);
};

// N-10
TEST_F(CheckIn, N_10_TheScannedLinkOpensACheckInAtItsFacility)
{
    const auto opened = scan(link);
    ASSERT_TRUE(opened) << opened.error().message.en;
    EXPECT_EQ(opened->facility, grove);
    EXPECT_EQ(opened->way, Way::qr);
    EXPECT_EQ(opened->household, family);
    const auto found = find(opened->id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->facility, grove);
    EXPECT_EQ(found->ends_at, opened->ends_at);
}

// M-16: same checks, same record.
TEST_F(CheckIn, M_16_TheSixDigitsOpenTheSameCheckIn)
{
    const auto opened = type(on_desk.passcode);
    ASSERT_TRUE(opened) << opened.error().message.en;
    EXPECT_EQ(opened->facility, grove);
    EXPECT_EQ(opened->way, Way::passcode);
    EXPECT_TRUE(find(opened->id));
}

TEST_F(CheckIn, M_16_DigitsAreTakenAsPeopleTypeThem)
{
    const std::string& digits = on_desk.passcode;
    EXPECT_TRUE(type(digits.substr(0, 3) + " " + digits.substr(3)));
    EXPECT_TRUE(type(digits.substr(0, 3) + "-" + digits.substr(3)));
    std::string wide;
    for (const char digit : digits) wide += std::string("\xEF\xBC") + static_cast<char>(0x90 + (digit - '0'));
    EXPECT_TRUE(type(wide));
}

// What cannot be six digits is no guess.
TEST_F(CheckIn, M_16_1_WhatIsNotSixDigitsIsNotCounted)
{
    for (int times = 0; times < 30; ++times) EXPECT_EQ(type_code("12345"), "passcode_form");
    EXPECT_EQ(type_code("1234567"), "passcode_form");
    EXPECT_EQ(type_code("abcdef"), "passcode_form");
    EXPECT_TRUE(type(on_desk.passcode));
}

// M-16.1
TEST_F(CheckIn, M_16_1_WrongDigitsAreCountedAndCapped)
{
    for (int times = 0; times < 5; ++times) EXPECT_EQ(type_code(wrong_passcode()), "passcode_wrong");
    const auto capped = type(on_desk.passcode);  // even the right ones
    ASSERT_FALSE(capped);
    EXPECT_EQ(capped.error().code, "passcode_wait");
    EXPECT_EQ(capped.error().kind, ErrorKind::too_many);
    EXPECT_EQ(capped.error().retry_after_seconds, 600);
    EXPECT_TRUE(scan(link)) << "the QR code is the way that stays open";
}

TEST_F(CheckIn, M_16_1_TheCapOpensByItself)
{
    for (int times = 0; times < 5; ++times) type_code(wrong_passcode());
    now = now + 10min + -1ms;
    EXPECT_EQ(type_code(on_desk.passcode), "passcode_wait");
    now = now + 1ms;
    EXPECT_TRUE(type(on_desk.passcode));
}

TEST_F(CheckIn, M_16_1_TwentyAreAllADayHoweverSlowlyTheyAreTyped)
{
    for (int times = 0; times < 20; ++times) {
        EXPECT_EQ(type_code(wrong_passcode()), "passcode_wrong") << times;
        now = now + 11min;
    }
    EXPECT_EQ(type_code(on_desk.passcode), "passcode_wait");
}

TEST_F(CheckIn, M_16_1_WhoGuessesLocksNobodyElseOut)
{
    for (int times = 0; times < 10; ++times) type_code(wrong_passcode());
    EXPECT_EQ(type_code(on_desk.passcode), "passcode_wait");
    EXPECT_TRUE(type(on_desk.passcode, neighbour));
}

TEST_F(CheckIn, M_16_1_ManyGuessersRingTheAlarmAndStillLockNobodyOut)
{
    settings.alarm_an_hour = 12;
    const auto alarm = [&] {
        return ask(nerima,
                   [&](Snapshot& snapshot) { return facilities::passcode_alarm(snapshot, settings, now); });
    };
    for (std::uint64_t guesser = 100; guesser < 111; ++guesser)
        EXPECT_EQ(type_code(wrong_passcode(), number_id(guesser)), "passcode_wrong");
    EXPECT_FALSE(alarm());
    type_code(wrong_passcode(), number_id(111));
    EXPECT_TRUE(alarm());
    EXPECT_TRUE(type(on_desk.passcode));
    now = now + 1h;
    EXPECT_FALSE(alarm());
}

TEST_F(CheckIn, M_16_1_WrongRetiredAndForeignDigitsGetOneAnswer)
{
    const auto elsewhere = add(harbour, "F-0001", meguro);
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::passcode)));
    const auto retired = type(on_desk.passcode), wrong = type(wrong_passcode()),
               foreign = type(elsewhere.passcode);
    ASSERT_FALSE(retired);
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(foreign);
    EXPECT_EQ(retired.error().code, "passcode_wrong");
    EXPECT_EQ(retired.error().message, wrong.error().message);
    EXPECT_EQ(foreign.error().message, wrong.error().message);
    EXPECT_NE(wrong.error().message.ja.find("新しい掲示"), std::string::npos);
}

TEST_F(CheckIn, M_16_1_ANewPasscodeLeavesTheQrCodeAsItIs)
{
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::passcode)));
    EXPECT_FALSE(type(on_desk.passcode));
    EXPECT_TRUE(type(poster(grove).passcode));
    EXPECT_TRUE(scan(link));
}

TEST_F(CheckIn, M_16_1_ANewQrCodeEndsTheOldOneWithWordsOfItsOwn)
{
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::qr)));
    const auto old = scan(link);
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().code, "poster_retired");
    EXPECT_NE(old.error().message.ja.find("新しい掲示"), std::string::npos);
    EXPECT_TRUE(scan(facilities::poster_link("https://example.jp", nerima, poster(grove).token)));
    EXPECT_TRUE(type(on_desk.passcode));
}

// A retired poster that the parent scanned before stays a check-in: the person stood there.
TEST_F(CheckIn, M_16_1_ACheckInOutlivesThePosterThatItCameFrom)
{
    const auto opened = scan(link);
    ASSERT_TRUE(opened);
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::qr)));
    EXPECT_TRUE(find(opened->id));
}

// N-10.1: each with its own text.
TEST_F(CheckIn, N_10_1_ADamagedCodeAnUnknownOneAndAnotherWardsAreToldApart)
{
    const auto damaged = scan(link.substr(0, link.size() - 3));
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, "poster_unreadable");
    const auto unknown = scan(facilities::to_string(facilities::draw_poster_token(randomness)));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "poster_unknown");
    const auto elsewhere = add(harbour, "F-0001", meguro);
    const auto foreign = scan(facilities::poster_link("https://example.jp", meguro, elsewhere.token));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, "poster_of_other_municipality");
}

// The bare token says no municipality, so only this one's tokens are known at all.
TEST_F(CheckIn, N_10_1_AnotherMunicipalitysTokenIsNotFound)
{
    const auto elsewhere = add(harbour, "F-0001", meguro);
    const auto bare = scan(facilities::to_string(elsewhere.token));
    ASSERT_FALSE(bare);
    EXPECT_EQ(bare.error().code, "poster_unknown");
    // Relabelled with this municipality's number, it is still the other's.
    const auto relabelled = scan(facilities::poster_link("https://example.jp", nerima, elsewhere.token));
    ASSERT_FALSE(relabelled);
    EXPECT_EQ(relabelled.error().code, "poster_unknown");
    EXPECT_TRUE(scan(facilities::to_string(elsewhere.token), mother, meguro));
}

TEST_F(CheckIn, X_20_AFacilityThatLeftIsRefusedFromItsLastDayOnByBothWays)
{
    const facilities::LeaveProgramme leaving{draw(), now, officer, grove, day(2026, 7, 9)};
    ASSERT_TRUE(run(nerima, [&](Transaction& tx) { return facilities::leave_programme(tx, leaving); }));
    EXPECT_TRUE(scan(link));  // the day before
    now = start_of_day_in_japan(day(2026, 7, 9));
    const auto scanned = scan(link);
    ASSERT_FALSE(scanned);
    EXPECT_EQ(scanned.error().code, "facility_left");
    EXPECT_EQ(type_code(on_desk.passcode), "facility_left");
}

TEST_F(CheckIn, N_10_1_AClosedFacilityIsRefusedOnThatDayOnly)
{
    facilities::CloseDay closing{draw(), now, officer, grove, day(2026, 7, 8), true};
    ASSERT_TRUE(run(nerima, [&](Transaction& tx) { return facilities::close_day(tx, closing); }));
    const auto refused = scan(link);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "facility_closed");
    EXPECT_NE(refused.error().message.ja.find("000-0000-0001"), std::string::npos);
    for (int times = 0; times < 8; ++times) EXPECT_EQ(type_code(on_desk.passcode), "facility_closed");
    closing = {draw(), now, officer, grove, day(2026, 7, 8), false};
    ASSERT_TRUE(run(nerima, [&](Transaction& tx) { return facilities::close_day(tx, closing); }));
    EXPECT_TRUE(scan(link));
}

TEST_F(CheckIn, N_10_1_AFacilityThatHasNotBegunSaysFromWhen)
{
    auto command = joining(harbour, "F-0002");
    command.facility.opened_on = day(2026, 7, 9);
    const auto soon = add(command);
    const auto refused = type(soon.passcode);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "facility_not_yet");
    EXPECT_NE(refused.error().message.ja.find("2026-07-09"), std::string::npos);
    now = start_of_day_in_japan(day(2026, 7, 9));
    EXPECT_TRUE(type(soon.passcode));
}

// The parent chose one facility and typed the other's digits.
TEST_F(CheckIn, M_16_TheDigitsMustBeTheChosenFacilitys)
{
    const auto other = add(harbour, "F-0002");
    auto command = arriving();
    command.passcode = other.passcode;
    command.facility = grove;
    const auto wrong = open_check_in(command);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "passcode_wrong");
    command = arriving();
    command.passcode = other.passcode;
    command.facility = harbour;
    const auto right = open_check_in(command);
    ASSERT_TRUE(right);
    EXPECT_EQ(right->facility, harbour);
}

TEST_F(CheckIn, M_16_AMunicipalityMayAskForTheFacilityFirst)
{
    settings.passcode_needs_facility = true;
    EXPECT_EQ(type_code(on_desk.passcode), "passcode_needs_facility");
    auto command = arriving();
    command.passcode = on_desk.passcode;
    command.facility = grove;
    EXPECT_TRUE(open_check_in(command));
}

// N-12.1
TEST_F(CheckIn, N_12_1_AfterFifteenMinutesItHasEndedAndCanBeOpenedAgain)
{
    const auto opened = scan(link);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->ends_at - opened->at, 15min);
    now = now + 15min + -1ms;
    EXPECT_TRUE(find(opened->id));
    now = now + 1ms;
    const auto ended = find(opened->id);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, "check_in_expired");
    EXPECT_EQ(ended.error().kind, ErrorKind::conflict);
    const auto again = scan(link);
    ASSERT_TRUE(again);
    EXPECT_TRUE(find(again->id));
}

TEST_F(CheckIn, N_12_ACheckInIsItsOwnersAlone)
{
    const auto opened = scan(link);
    ASSERT_TRUE(opened);
    const auto by_other = find(opened->id, neighbour);
    ASSERT_FALSE(by_other);
    EXPECT_EQ(by_other.error().kind, ErrorKind::not_found);
    EXPECT_EQ(by_other.error().code, find(draw()).error().code);  // as if there were none
    EXPECT_EQ(find(opened->id, mother, meguro).error().code, "check_in_not_found");
}

// An ended check-in of somebody else is not told from none.
TEST_F(CheckIn, N_12_1_WhoseCheckInEndedIsNotTold)
{
    const auto opened = scan(link);
    ASSERT_TRUE(opened);
    now = now + 1h;
    EXPECT_EQ(find(opened->id, neighbour).error().code, "check_in_not_found");
}

TEST_F(CheckIn, ARefusedCheckInIsOnRecordWithoutTheDigits)
{
    const std::string wrong = wrong_passcode();
    type_code(wrong);
    const auto entries =
        ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1); });
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].action, "facilities.check_in_refused");
    EXPECT_EQ(entries[0].actor, mother);
    EXPECT_EQ(entries[0].detail.find(wrong), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
