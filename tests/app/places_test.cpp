// The file that says which municipality lives in which database: what it may say, and how it is refused.
#include "app/places.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::app {
namespace {

using test::meguro;
using test::nerima;
using test::Scratch;

std::string mistake_in(std::string_view text)
{
    const auto places = parse_places("places", text);
    return places ? "" : places.error().message.en;
}

TEST(Places, NamesDatabasesAndWhoLivesThere)
{
    const auto places = parse_places("places",
                                     "# a comment\n"
                                     "\n"
                                     "database yokohama postgresql://role:pass@host/yokohama\n"
                                     "municipality 141003 yokohama\n"
                                     "municipality 131202 closed   # while it is moved\n"
                                     "municipality 131105 main\n");
    ASSERT_TRUE(places) << places.error().message.en;
    ASSERT_EQ(places->databases.size(), 1u);
    EXPECT_EQ(places->databases[0].name, "yokohama");
    EXPECT_EQ(places->databases[0].address, "postgresql://role:pass@host/yokohama");
    EXPECT_EQ(places->homes, (std::map<MunicipalityCode, std::string>{
                                 {{141003}, "yokohama"}, {nerima, "closed"}, {meguro, "main"}}));
}

TEST(Places, SaysInWhichLineWhatIsWrong)
{
    EXPECT_EQ(mistake_in("\ncity yokohama a.db\n"),
              "places:2: found city; allowed: `database` or `municipality`");
    EXPECT_EQ(mistake_in("municipality 141003 nowhere"),
              "places:1: found nowhere; allowed: the name of a database in a line above, main or closed");
    EXPECT_EQ(mistake_in("municipality 14100 main"),
              "places:1: found 14100; allowed: six digits, the municipality's code");
    EXPECT_EQ(mistake_in("municipality 141003 main\nmunicipality 141003 closed"),
              "places:2: found 141003; allowed: one line a municipality");
    EXPECT_EQ(mistake_in("database a a.db\ndatabase a b.db"),
              "places:2: found a; allowed: a name that is not there yet");
    EXPECT_NE(mistake_in("database main a.db"), "");
    EXPECT_NE(mistake_in("database Yokohama a.db"), "");
}

TEST(Places, NeverRepeatsAnAddressWhichMayHoldAPassword)
{
    for (const char* text : {"database city postgresql://role:hunter2@host/city more",
                             "database postgresql://role:hunter2@host/city"})
        EXPECT_EQ(mistake_in(text).find("hunter2"), std::string::npos) << mistake_in(text);
}

TEST(Places, OpenWithoutAFileIsOneDatabase)
{
    const Scratch scratch;
    store::Options options;
    options.database = scratch.file("main.db");
    const auto database = open_places("", options);
    ASSERT_TRUE(database) << database.error().message.en;
    EXPECT_EQ((*database)->parts(), 1u);
    EXPECT_EQ((*database)->name_of(0), "main");
    EXPECT_EQ((*database)->home_of(nerima), 0u);
}

TEST(Places, WhoMovedAwayIsServedNoMoreFromThere)
{
    const Scratch scratch;
    std::ofstream(scratch.file("places"))
        << "database city " << scratch.file("city.db") << "\nmunicipality 131202 city\n";
    store::Options options;
    options.database = scratch.file("main.db");
    const auto database = open_places(scratch.file("places"), options);
    ASSERT_TRUE(database) << database.error().message.en;
    EXPECT_EQ((*database)->home_of(nerima), 1u);
    ASSERT_TRUE(mark_moved_away((*database)->part(0), nerima, Instant{1'780'000'000'000}));
    EXPECT_TRUE(demand_lives_here(**database, nerima));
    EXPECT_TRUE(demand_lives_here((*database)->part(0), meguro));
    const auto refused = demand_lives_here((*database)->part(0), nerima);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "moved_away");
}

}  // namespace
}  // namespace hagukumi::app
