// Facilities join, change what they offer, close and leave.

#include "facilities/facility.hpp"

#include <gtest/gtest.h>

#include "audit/verify.hpp"
#include "facilities/desk.hpp"

namespace hagukumi::test {
namespace {

using facilities::Facility;
using facilities::Offer;
using facilities::OpenToday;
using facilities::Rotate;

struct Facilities : Desk {
    facilities::Poster on_desk = add(grove, "F-0001");

    std::vector<Offer> offers(Date on)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return facilities::offers_on(snapshot, grove, on); });
    }
    Result<void> change(const Offer& offer)
    {
        const facilities::ChangeOffer command{draw(), now, officer, grove, offer};
        return run(nerima, [&](Transaction& tx) { return facilities::change_offer(tx, command); });
    }
    std::vector<std::string> names(Date on, bool with_left = false)
    {
        std::vector<std::string> found;
        for (const Facility& one : ask(nerima, [&](Snapshot& snapshot) {
                 return facilities::list_facilities(snapshot, on, with_left);
             }))
            found.push_back(one.name);
        return found;
    }
    std::vector<Id> offering(const char* service, Date on)
    {
        std::vector<Id> found;
        for (const Facility& one : ask(nerima, [&](Snapshot& snapshot) {
                 return facilities::facilities_offering(snapshot, "a-postpartum", service, on);
             }))
            found.push_back(one.id);
        return found;
    }
    Result<void> leave(Date left_on)
    {
        const facilities::LeaveProgramme command{draw(), now, officer, grove, left_on};
        return run(nerima, [&](Transaction& tx) { return facilities::leave_programme(tx, command); });
    }
};

TEST_F(Facilities, AreListedByTheirKana)
{
    add(harbour, "F-0002");
    EXPECT_EQ(names(day(2026, 7, 8)), (std::vector<std::string>{"みなと助産院", "もりの助産院"}));
}

TEST_F(Facilities, AFacilityIsKnownInItsOwnMunicipalityOnly)
{
    const auto elsewhere = [&](Snapshot& snapshot) {
        return facilities::find_facility(snapshot, grove) ||
               facilities::find_facility_by_code(snapshot, "F-0001") ||
               facilities::find_poster(snapshot, grove);
    };
    EXPECT_FALSE(ask(meguro, elsewhere));
    EXPECT_TRUE(ask(nerima, elsewhere));
}

TEST_F(Facilities, SentTwiceItJoinsOnce)
{
    const auto command = joining(harbour, "F-0002");
    add(command);
    EXPECT_EQ(run(nerima, [&](Transaction& tx) { return facilities::add_facility(tx, command); }), harbour);
    EXPECT_EQ(names(day(2026, 7, 8)).size(), 2U);
}

TEST_F(Facilities, AKeyThatComesBackWithOtherHoursOrDaysIsNotTakenForTheSame)
{
    auto command = joining(harbour, "F-0002");
    add(command);
    const auto again = [&] {
        return run(nerima, [&](Transaction& tx) { return facilities::add_facility(tx, command); });
    };
    auto other = command;
    std::swap(command, other);
    command.closed_days = {day(2026, 8, 13)};
    EXPECT_EQ(again().error().code, "key_reused");
    command = other;
    command.openings = {{3, 540, 1020}};
    EXPECT_EQ(again().error().code, "key_reused");
    command = other;
    command.offers[0].last_day = day(2027, 3, 31);
    EXPECT_EQ(again().error().code, "key_reused");
    command = other;
    command.offers[0].age_limit_months = 12;
    EXPECT_EQ(again().error().code, "key_reused");
}

TEST_F(Facilities, ACodeIsGivenOnce)
{
    const auto again = joining(harbour, "F-0001");
    const auto refused = run(nerima, [&](Transaction& tx) { return facilities::add_facility(tx, again); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "facility_code_taken");
    add(again, meguro);  // another municipality numbers for itself
}

TEST_F(Facilities, M_16_APasscodeThatSomebodyHasOrHadIsGivenToNobodyElse)
{
    auto command = joining(harbour, "F-0002");
    const std::string free = command.passcodes[0];
    ASSERT_NE(free, on_desk.passcode);
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::passcode)));
    const std::string had = on_desk.passcode, has = poster(grove).passcode;
    command.passcodes = {had, has, free};
    EXPECT_EQ(add(command).passcode, free);

    auto back = rotation(grove, Rotate::What::passcode);
    back.passcodes = {had, has, free};
    const auto none = rotate(back);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "no_free_passcode");
    EXPECT_EQ(none.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(poster(grove).passcode, has);  // and the old one goes on
}

TEST_F(Facilities, M_16_1_RotatingCountsVersionsApart)
{
    EXPECT_EQ(rotate(rotation(grove, Rotate::What::qr))->poster_version, 2);
    EXPECT_EQ(rotate(rotation(grove, Rotate::What::qr))->poster_version, 3);
    const auto rotated = rotate(rotation(grove, Rotate::What::passcode));
    EXPECT_EQ(rotated->poster_version, 3);
    EXPECT_EQ(rotated->passcode_version, 2);
}

// The button was pressed, the answer was lost, it was pressed again: the poster that is printing stays valid.
TEST_F(Facilities, M_16_1_RotatingSentTwiceIsDoneOnce)
{
    auto command = rotation(grove, Rotate::What::qr);
    ASSERT_TRUE(rotate(command));
    const auto token = poster(grove).token;
    command.token = facilities::draw_poster_token(randomness);  // drawn anew for the second request
    const auto again = rotate(command);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->poster_version, 2);
    EXPECT_EQ(poster(grove).token, token);
    command.what = Rotate::What::passcode;
    EXPECT_EQ(rotate(command).error().code, "key_reused");
}

TEST_F(Facilities, M_16_1_NobodyRotatesAnotherMunicipalitysPoster)
{
    const auto command = rotation(grove, Rotate::What::qr);
    const auto refused = run(meguro, [&](Transaction& tx) { return facilities::rotate(tx, command); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
    EXPECT_EQ(poster(grove).token, on_desk.token);
}

TEST_F(Facilities, ANewFeeBeginsOnItsDayAndTheOldOneEndsTheDayBefore)
{
    ASSERT_TRUE(change({"a-postpartum", "overnight_stay", day(2026, 8, 1), {}, {33000}, {}}));
    ASSERT_EQ(offers(day(2026, 7, 31)).size(), 1U);
    EXPECT_EQ(offers(day(2026, 7, 31))[0].fee, Yen{30000});
    EXPECT_EQ(offers(day(2026, 7, 31))[0].age_limit_months, 4);
    ASSERT_EQ(offers(day(2026, 8, 1)).size(), 1U);
    EXPECT_EQ(offers(day(2026, 8, 1))[0].fee, Yen{33000});
    EXPECT_FALSE(offers(day(2026, 8, 1))[0].age_limit_months);
    EXPECT_TRUE(offers(day(2026, 3, 31)).empty());
}

TEST_F(Facilities, AFeeIsNotNegativeAndDaysAreInOrder)
{
    EXPECT_EQ(change({"a-postpartum", "overnight_stay", day(2026, 8, 1), {}, {-1}, {}}).error().code,
              "offer_form");
    EXPECT_EQ(
        change({"a-postpartum", "overnight_stay", day(2026, 8, 1), day(2026, 7, 31), {1}, {}}).error().code,
        "offer_form");
    EXPECT_EQ(offers(day(2026, 8, 1))[0].fee, Yen{30000});
}

// M-14.2: those that do are named.
TEST_F(Facilities, M_14_2_WhoOffersAServiceOnADayIsKnown)
{
    auto command = joining(harbour, "F-0002");
    command.offers.push_back({"a-postpartum", "day_visit", day(2026, 7, 1), day(2026, 7, 31), {9000}, {}});
    add(command);
    EXPECT_EQ(offering("overnight_stay", day(2026, 7, 8)), (std::vector<Id>{harbour, grove}));
    EXPECT_EQ(offering("day_visit", day(2026, 7, 8)), std::vector<Id>{harbour});
    EXPECT_EQ(offering("day_visit", day(2026, 7, 31)), std::vector<Id>{harbour});
    EXPECT_TRUE(offering("day_visit", day(2026, 8, 1)).empty());
    EXPECT_TRUE(offering("home_visit", day(2026, 7, 8)).empty());
}

TEST_F(Facilities, X_20_WhoLeftOffersNothingAndIsListedOnlyWhenAskedFor)
{
    ASSERT_TRUE(change({"a-postpartum", "overnight_stay", day(2026, 10, 1), {}, {33000}, {}}));
    ASSERT_TRUE(leave(day(2026, 8, 1)));
    EXPECT_EQ(offers(day(2026, 7, 31)).size(), 1U);
    EXPECT_TRUE(offers(day(2026, 8, 1)).empty());
    EXPECT_TRUE(offers(day(2026, 10, 1)).empty());
    EXPECT_EQ(names(day(2026, 7, 31)).size(), 1U);
    EXPECT_TRUE(names(day(2026, 8, 1)).empty());
    EXPECT_EQ(names(day(2026, 8, 1), true).size(), 1U);
    EXPECT_TRUE(offering("overnight_stay", day(2026, 8, 1)).empty());
}

TEST_F(Facilities, FixedHoursCloseTheOtherWeekdaysAndNoHoursCloseNone)
{
    auto command = joining(harbour, "F-0002");
    command.openings = {{1, 540, 1020}, {3, 540, 720}, {3, 780, 1020}};  // Mondays and Wednesdays
    command.closed_days = {day(2026, 7, 15)};
    add(command);
    const auto open = [&](const Id& id, Date on) {
        return ask(nerima, [&](Snapshot& snapshot) {
            return facilities::open_on(snapshot, *facilities::find_facility(snapshot, id), on);
        });
    };
    EXPECT_EQ(open(harbour, day(2026, 7, 8)), OpenToday::open);  // Wednesday
    EXPECT_EQ(open(harbour, day(2026, 7, 9)), OpenToday::closed_weekday);
    EXPECT_EQ(open(harbour, day(2026, 7, 15)), OpenToday::closed_day);
    EXPECT_EQ(open(grove, day(2026, 7, 12)), OpenToday::open);  // a Sunday
}

TEST_F(Facilities, TheRulesGetTheFeesOfAllDaysAndTheClosedOnesAskedFor)
{
    ASSERT_TRUE(change({"a-postpartum", "overnight_stay", day(2026, 8, 1), {}, {33000}, {}}));
    for (const Date closed : {day(2026, 7, 31), day(2026, 8, 2), day(2026, 8, 5)}) {
        const facilities::CloseDay command{draw(), now, officer, grove, closed, true};
        ASSERT_TRUE(run(nerima, [&](Transaction& tx) { return facilities::close_day(tx, command); }));
    }
    const auto facts = ask(nerima, [&](Snapshot& snapshot) {
        return facilities::load_facility_facts(snapshot, grove, "a-postpartum", day(2026, 7, 31),
                                               day(2026, 8, 2));
    });
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->offers.size(), 2U);
    EXPECT_EQ(facts->closed_on, (std::vector<Date>{day(2026, 7, 31), day(2026, 8, 2)}));
    const auto none = ask(meguro, [&](Snapshot& snapshot) {
        return facilities::load_facility_facts(snapshot, grove, "a-postpartum", day(2026, 7, 31),
                                               day(2026, 8, 2));
    });
    EXPECT_EQ(none.error().kind, ErrorKind::not_found);
}

TEST_F(Facilities, EveryDeedIsOnRecord)
{
    ASSERT_TRUE(rotate(rotation(grove, Rotate::What::qr)));
    ASSERT_TRUE(leave(day(2026, 8, 1)));
    std::vector<std::string> actions;
    for (const auto& entry :
         ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 9); }))
        actions.push_back(entry.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"facilities.leave_programme", "facilities.rotate_poster",
                                                 "facilities.add_facility"}));
    EXPECT_EQ(ask(nerima, [](Snapshot& snapshot) { return audit::verify(snapshot); }).finding,
              audit::Finding::intact);
}

}  // namespace
}  // namespace hagukumi::test
