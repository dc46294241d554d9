// One poster for families of two municipalities: each checks in with its own record of the facility.

#include "facilities/shared/shared_poster.hpp"

#include <gtest/gtest.h>

#include "facilities/desk.hpp"
#include "facilities/live_code.hpp"

namespace hagukumi::test {
namespace {

using facilities::SharedState;

/// もりの助産院 lies in Nerima, and is registered in Meguro, too.
struct SharedPoster : Desk {
    facilities::Poster at_home = add(grove, "F-0001");
    facilities::Poster here = add(harbour, "M-0007", meguro);
    std::string link = facilities::poster_link("https://example.jp", nerima, at_home.token);

    facilities::SharePoster sharing(const std::string& passcode, bool by_officer = true)
    {
        facilities::SharePoster command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.id = draw();
        command.facility = harbour;
        command.scanned = link;
        command.passcode = passcode;
        command.by_officer = by_officer;
        return command;
    }
    std::string share(const facilities::SharePoster& command, MunicipalityCode municipality = meguro)
    {
        const auto done =
            run(municipality, [&](Transaction& tx) { return facilities::share_poster(tx, command); });
        return done ? "" : done.error().code;
    }
    std::vector<facilities::SharedPoster> shared()
    {
        return ask(meguro,
                   [](Snapshot& snapshot) { return facilities::shared_posters_of(snapshot, harbour); });
    }
    std::string answer(bool approves, const std::string& reason = "")
    {
        const facilities::AnswerSharedPoster command{draw(),   now,   officer, shared().front().id,
                                                     approves, reason};
        const auto done =
            run(meguro, [&](Transaction& tx) { return facilities::answer_shared_poster(tx, command); });
        return done ? "" : done.error().code;
    }
    std::string code_of(const Result<facilities::CheckIn>& opened)
    {
        return opened ? "" : opened.error().code;
    }
};

TEST_F(SharedPoster, U_18_AFamilyChecksInWithTheRecordOfItsOwnMunicipality)
{
    EXPECT_EQ(code_of(scan(link, neighbour, meguro)), "poster_of_other_municipality");
    ASSERT_EQ(share(sharing(at_home.passcode)), "");
    const auto opened = scan(link, neighbour, meguro);
    ASSERT_TRUE(opened) << opened.error().message.en;
    EXPECT_EQ(opened->facility, harbour);
    // Led on by the page of the poster's home: the same token below the own municipality's address.
    const auto led =
        scan(facilities::poster_link("https://example.jp", meguro, at_home.token), neighbour, meguro);
    ASSERT_TRUE(led) << led.error().message.en;
    EXPECT_EQ(led->facility, harbour);
    EXPECT_EQ(scan(link)->facility, grove) << "a family of the home checks in as ever";
    EXPECT_EQ(type(at_home.passcode, neighbour, meguro)->facility, harbour);
    EXPECT_EQ(type(here.passcode, neighbour, meguro)->facility, harbour) << "its own poster counts, too";
}

TEST_F(SharedPoster, U_18_SixDigitsMeanOneFacilityInAMunicipality)
{
    auto other = joining(grove, "M-0008");
    other.passcodes = {at_home.passcode};
    add(other, meguro);  // by chance the digits that the home has
    EXPECT_EQ(share(sharing(at_home.passcode)), "passcode_taken");
    EXPECT_TRUE(shared().empty()) << "nothing of it stands";
    ASSERT_EQ(share(sharing("")), "") << "the QR code alone can be shared";
    EXPECT_EQ(type(at_home.passcode, neighbour, meguro)->facility, grove);
    EXPECT_EQ(scan(link, neighbour, meguro)->facility, harbour);
}

TEST_F(SharedPoster, U_18_AFacilitysWishCountsWhenAnOfficerHasApprovedIt)
{
    ASSERT_EQ(share(sharing(at_home.passcode, false)), "");
    EXPECT_EQ(code_of(scan(link, neighbour, meguro)), "poster_of_other_municipality");
    EXPECT_EQ(answer(false), "reason_missing");
    ASSERT_EQ(answer(false, "協定がまだありません"), "");
    EXPECT_EQ(shared().front().state, SharedState::declined);
    EXPECT_EQ(shared().front().reason, "協定がまだありません");
    ASSERT_EQ(share(sharing(at_home.passcode, false)), "") << "asked once more";
    ASSERT_EQ(answer(true), "");
    EXPECT_EQ(answer(true), "shared_poster_decided");
    EXPECT_TRUE(scan(link, neighbour, meguro));
    EXPECT_EQ(shared().size(), 1U);
}

TEST_F(SharedPoster, U_18_ANewerPosterOfTheHomeTakesTheOldOnesPlace)
{
    ASSERT_EQ(share(sharing(at_home.passcode)), "");
    ASSERT_TRUE(rotate(rotation(grove, facilities::Rotate::What::qr)));
    const auto told = [&](const facilities::PosterToken& token) {
        return ask(nerima, [&](Snapshot& snapshot) { return facilities::state_of_token(snapshot, token); });
    };
    EXPECT_EQ(told(at_home.token), facilities::TokenState::retired) << "whoever holds it may ask";
    const std::string old_link = link;
    link = facilities::poster_link("https://example.jp", nerima, poster(grove).token);
    EXPECT_EQ(told(poster(grove).token), facilities::TokenState::current);
    EXPECT_EQ(code_of(scan(link, neighbour, meguro)), "poster_of_other_municipality")
        << "not silent: it is told";
    ASSERT_EQ(share(sharing(at_home.passcode)), "");
    EXPECT_TRUE(scan(link, neighbour, meguro));
    EXPECT_EQ(code_of(scan(old_link, neighbour, meguro)), "poster_retired");
    EXPECT_TRUE(type(at_home.passcode, neighbour, meguro)) << "the digits stayed";
}

TEST_F(SharedPoster, U_18_WhatEndedCountsNoMore)
{
    ASSERT_EQ(share(sharing(at_home.passcode)), "");
    const auto end = [&](std::optional<Id> facility) {
        const auto done = run(meguro, [&](Transaction& tx) {
            return facilities::end_shared_poster(tx, {draw(), now, officer, shared().front().id, facility});
        });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(end(grove), "shared_poster_not_found") << "another facility's";
    ASSERT_EQ(end(harbour), "");
    EXPECT_EQ(code_of(scan(link, neighbour, meguro)), "poster_retired");
    EXPECT_EQ(code_of(type(at_home.passcode, neighbour, meguro)), "passcode_wrong");
}

TEST_F(SharedPoster, U_18_WhatIsNoPosterOfAnotherMunicipalityIsRefused)
{
    auto command = sharing("");
    command.scanned = "https://example.jp/";
    EXPECT_EQ(share(command), "poster_unreadable");
    command.scanned = facilities::to_string(at_home.token);
    EXPECT_EQ(share(command), "poster_needs_link");
    command.scanned = facilities::poster_link("https://example.jp", meguro, here.token);
    EXPECT_EQ(share(command), "poster_is_own");
    EXPECT_EQ(share(sharing("12345")), "passcode_form");
    command = sharing("");
    command.facility = grove;
    EXPECT_EQ(share(command), "facility_not_found");
}

TEST_F(SharedPoster, X_13_WhereCodesChangeHereASharedPaperCountsNeither)
{
    ASSERT_EQ(share(sharing(at_home.passcode)), "");
    ASSERT_TRUE(run(meguro, [&](Transaction& tx) {
        return facilities::set_live_codes(tx, {draw(), now, officer, harbour, facilities::LiveSecret{1}});
    }));
    EXPECT_EQ(code_of(scan(link, neighbour, meguro)), "poster_needs_live_code");
    EXPECT_EQ(code_of(type(at_home.passcode, neighbour, meguro)), "passcode_wrong");
}

}  // namespace
}  // namespace hagukumi::test
