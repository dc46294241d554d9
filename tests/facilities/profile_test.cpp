// What a facility changes by itself, and what counts only when an officer has approved it.
#include "facilities/profile.hpp"

#include <gtest/gtest.h>

#include "facilities/desk.hpp"

namespace hagukumi::test {
namespace {

using facilities::ChangeState;
using facilities::Proposed;

const Id manager = number_id(41);

struct Profiles : Desk {
    Profiles() { add(grove, "F-0001"); }

    facilities::Profile profile()
    {
        return ask(nerima,
                   [&](Snapshot& s) { return facilities::profile_of(*facilities::find_facility(s, grove)); });
    }
    Result<Proposed> propose(facilities::Change change)
    {
        const facilities::ProposeChange command{draw(), now, manager, grove, draw(), std::move(change)};
        return run(nerima, [&](Transaction& tx) { return facilities::propose_change(tx, command); });
    }
    std::vector<facilities::Proposal> open()
    {
        return ask(nerima, [&](Snapshot& s) { return facilities::open_changes(s); });
    }
    std::string decide(const Id& change, bool approve, const std::string& reason = "")
    {
        const facilities::DecideChange command{draw(), now, officer, change, approve, reason};
        const auto done =
            run(nerima, [&](Transaction& tx) { return facilities::decide_change(tx, command); });
        return done ? "" : done.error().code;
    }
    facilities::Offer price(int yen, Date first_day, std::optional<int> age = {})
    {
        return {"a-postpartum", "overnight_stay", first_day, {}, {yen}, age};
    }
    Yen fee_on(Date day)
    {
        return ask(nerima, [&](Snapshot& s) { return facilities::offers_on(s, grove, day).at(0).fee; });
    }
};

TEST_F(Profiles, TelephoneAndNoteAreTheFacilitysOwn)
{
    auto changed = profile();
    changed.phone = "000-0000-0009";
    changed.note = "授乳室があります";
    EXPECT_EQ(propose(changed).value(), Proposed::done);
    EXPECT_EQ(profile(), changed);
    EXPECT_TRUE(open().empty());
}

TEST_F(Profiles, C_12_WhatItAcceptsCountsWhenAnOfficerHasApprovedIt)
{
    auto changed = profile();
    changed.accepts_corrected_age = !changed.accepts_corrected_age;
    EXPECT_EQ(propose(changed).value(), Proposed::waits);
    EXPECT_NE(profile(), changed) << "not yet";
    ASSERT_EQ(open().size(), 1U);
    EXPECT_EQ(decide(open()[0].id, true), "");
    EXPECT_EQ(profile(), changed);
    EXPECT_TRUE(open().empty());
}

TEST_F(Profiles, C_12_AnApprovalTakesNothingBackThatWasChangedMeanwhile)
{
    auto proposed = profile();
    proposed.name = "もりの助産院 本館";
    proposed.phone = "000-0000-1111";
    EXPECT_EQ(propose(proposed).value(), Proposed::waits);
    EXPECT_EQ(profile().phone, "000-0000-1111") << "its own, so at once";
    auto own = profile();
    own.phone = "000-0000-2222";
    own.note = "授乳室があります";
    EXPECT_EQ(propose(own).value(), Proposed::done);
    auto officers = profile();
    officers.address = "別の町2-2";
    const facilities::ChangeProfile by_officer{draw(), now, officer, grove, officers};
    ASSERT_TRUE(run(nerima, [&](Transaction& tx) { return facilities::change_profile(tx, by_officer); }));
    ASSERT_EQ(open().size(), 1U);
    EXPECT_EQ(decide(open()[0].id, true), "");
    officers.name = proposed.name;
    EXPECT_EQ(profile(), officers);
}

TEST_F(Profiles, ADeclinedChangeTakesAReasonAndChangesNothing)
{
    auto changed = profile();
    const auto before = changed;
    changed.name = "ちがう助産院";
    ASSERT_TRUE(propose(changed));
    const Id change = open()[0].id;
    EXPECT_EQ(decide(change, false), "reason_missing");
    EXPECT_EQ(decide(change, false, "契約と違います"), "");
    EXPECT_EQ(profile(), before);
    EXPECT_EQ(decide(change, true), "change_decided");
    const auto own = ask(nerima, [&](Snapshot& s) { return facilities::changes_of(s, grove); });
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].state, ChangeState::declined);
    EXPECT_EQ(own[0].reason, "契約と違います");
}

TEST_F(Profiles, ANewerProposalTakesThePlaceOfAnOpenOne)
{
    ASSERT_TRUE(propose(price(32000, day(2026, 8, 1))));
    const Id first = open()[0].id;
    ASSERT_TRUE(propose(price(33000, day(2026, 8, 1), 3)));
    ASSERT_EQ(open().size(), 1U);
    EXPECT_EQ(decide(first, true), "change_decided");
    EXPECT_EQ(decide(open()[0].id, true), "");
    EXPECT_EQ(fee_on(day(2026, 7, 31)), Yen{30000}) << "past days stay as they were";
    EXPECT_EQ(fee_on(day(2026, 8, 1)), Yen{33000});
}

TEST_F(Profiles, APriceBeginsOnADayToCome)
{
    EXPECT_EQ(propose(price(33000, day(2026, 7, 8))).error().code, "offer_too_early");
    ASSERT_TRUE(propose(price(33000, day(2026, 7, 9))));
    now = now + 24h;
    EXPECT_EQ(decide(open()[0].id, true), "offer_too_early") << "its day came while it waited";
    EXPECT_EQ(fee_on(day(2026, 7, 9)), Yen{30000});
}

TEST_F(Profiles, HoursOfOneDayDoNotOverlap)
{
    const auto set = [&](std::vector<facilities::Opening> openings) {
        const facilities::SetOpenings command{draw(), now, manager, grove, std::move(openings)};
        const auto done = run(nerima, [&](Transaction& tx) { return facilities::set_openings(tx, command); });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(set({{1, 540, 720}, {1, 780, 1020}}), "");
    EXPECT_EQ(set({{1, 540, 720}, {1, 700, 1020}}), "hours_form");
    EXPECT_EQ(set({{1, 720, 540}}), "hours_form");
    EXPECT_EQ(ask(nerima, [&](Snapshot& s) { return facilities::openings_of(s, grove).size(); }), 2U)
        << "a slip changes nothing";
}

}  // namespace
}  // namespace hagukumi::test
