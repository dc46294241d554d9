// What the desk plans by, and a day on paper that is entered afterwards (U-24).
#include <gtest/gtest.h>

#include "audit/record.hpp"
#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

TEST(Planning, TheDeskSeesWhatTodaysFamiliesHaveLeftOfWhatItOffers)
{
    World world;
    Town& town = world.nerima_town();
    EXPECT_TRUE(body_of(world.get(town.desks[0].staff, "/desk/planning")).at("here").as_array().empty());
    world.use(town.families[0], town.desks[0]);
    const json::object planning = body_of(world.get(town.desks[0].staff, "/desk/planning"));
    ASSERT_EQ(planning.at("here").as_array().size(), 1U);
    const json::value& family = planning.at("here").at(0);
    EXPECT_FALSE(family.at("guardian").as_string().empty());
    bool is_told = false;
    for (const json::value& one : family.at("left").as_array())
        is_told = is_told || one.at("left").as_int64() > 0;
    EXPECT_TRUE(is_told);
    EXPECT_TRUE(body_of(world.get(town.desks[1].staff, "/desk/planning")).at("here").as_array().empty())
        << "another desk's families are none of its business";
}

TEST(DaySheet, U_24_ItIsAPaperWithRowsToWriteInAndItsDrawingIsOnRecord)
{
    World world;
    Town& town = world.nerima_town();
    const auto sheet = world.post(town.desks[0].staff, "/desk/day-sheet", {{"day", "2026-11-19"}});
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    EXPECT_EQ(sheet.content_type, "application/pdf");
    EXPECT_EQ(sheet.body.substr(0, 4), "%PDF");
    world.database().read(town.code, [&](store::Snapshot& snapshot) {
        const auto newest = audit::entries_before(snapshot, 0, 1).front();
        EXPECT_EQ(newest.action, "desk.day_sheet");
        EXPECT_EQ(newest.object, town.desks[0].facility);
    });
}

/// What the month of a desk says, without what differs by the drawing of ids.
json::object month_of(World& world, const Town& town, const Desk& desk)
{
    const Person manager = world.add_manager(town, desk);
    json::object month = body_of(world.get(manager, "/desk/statements/2026-11"));
    json::array lines;
    for (const json::value& line : month.at("lines").as_array())
        lines.push_back(json::object{{"service", line.at("service")},
                                     {"first_day", line.at("first_day")},
                                     {"last_day", line.at("last_day")},
                                     {"units", line.at("units")},
                                     {"fee_yen", line.at("fee_yen")},
                                     {"parent_yen", line.at("parent_yen")}});
    return {{"uses", month.at("uses")}, {"total", month.at("total")}, {"lines", std::move(lines)}};
}

// A drill: one day with the tablet, the same day on paper, entered on the next one.
TEST(DaySheet, U_24_ADayOnPaperThatIsEnteredOnTheNextGivesTheSameStatement)
{
    World with_tablet, on_paper;
    {
        Town& town = with_tablet.chiyoda_town();
        with_tablet.use(town.families[0], town.desks[0]);
    }
    Town& town = on_paper.chiyoda_town();
    const Family& family = town.families[0];
    on_paper.add_number(town, family, "0001001");
    const json::object use = on_paper.use_of(family, on_paper.new_key());
    on_paper.at = on_paper.at + std::chrono::hours(22);
    json::object entered{{"key", on_paper.new_key()},
                         {"seconds_ago", 22 * 3600},
                         {"user_number", "0001001"},
                         {"birthday", 203},
                         {"programme", town.programme}};
    for (const char* member : {"service", "units", "first_day", "last_day"})
        if (use.contains(member)) entered[member] = use.at(member);
    const Desk& desk = town.desks[0];
    const auto settled = on_paper.post(on_paper.sign_in(desk.staff), "/desk/late-uses", entered);
    ASSERT_EQ(settled.status, 200) << settled.body;
    ASSERT_FALSE(body_of(settled).at("number").is_null()) << settled.body;
    EXPECT_EQ(month_of(on_paper, town, desk),
              month_of(with_tablet, with_tablet.chiyoda_town(), with_tablet.chiyoda_town().desks[0]));
}

}  // namespace
}  // namespace hagukumi::test
