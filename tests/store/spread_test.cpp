// Each municipality lives in one of several databases, and nothing reaches into two.  The second one is
// always a file of SQLite, so that a run on PostgreSQL is one of both kinds.
#include "store/spread.hpp"

#include <gtest/gtest.h>

#include "store/copy.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using store::Spread;
using store::Transaction;

std::unique_ptr<store::Database> open_file(const std::string& file)
{
    store::Options options;
    options.database = file;
    auto database = store::open_database(std::move(options));
    if (!database) throw std::runtime_error(database.error().message.en);
    return std::move(*database);
}

struct Country : testing::Test {
    Scratch scratch;
    store::Database* main = nullptr;
    store::Database* city = nullptr;

    std::unique_ptr<Spread> spread(Spread::Map map)
    {
        std::vector<Spread::Part> parts;
        parts.push_back({"main", open(scratch.file("main.db"))});
        parts.push_back({"city", open_file(scratch.file("city.db"))});
        main = parts[0].database.get();
        city = parts[1].database.get();
        return std::make_unique<Spread>(std::move(parts), std::move(map));
    }

    static Result<void> write(store::Database& database, MunicipalityCode municipality, std::uint64_t key)
    {
        return database.lane().run(municipality, [&](Transaction& tx) -> Result<void> {
            tx.execute(add_municipality, "町");
            write_command(tx, number_id(key));
            return {};
        });
    }

    static std::int64_t commands(store::Database& database, MunicipalityCode municipality)
    {
        std::int64_t count = 0;
        database.read(municipality, [&](store::Snapshot& snapshot) { count = commands_in(snapshot); });
        return count;
    }
};

TEST_F(Country, EachMunicipalityIsWrittenAndReadWhereItLives)
{
    const auto all = spread({{nerima, 1}});
    ASSERT_TRUE(write(*all, nerima, 1));
    ASSERT_TRUE(write(*all, meguro, 2));
    EXPECT_EQ(commands(*city, nerima), 1);
    EXPECT_EQ(commands(*main, nerima), 0);
    EXPECT_EQ(commands(*main, meguro), 1);
    EXPECT_EQ(commands(*city, meguro), 0);
    EXPECT_EQ(commands(*all, nerima), 1);
    EXPECT_EQ(all->municipalities(), (std::vector{meguro, nerima}));
    EXPECT_EQ(all->counters().commands, main->counters().commands + city->counters().commands);
}

TEST_F(Country, WhatAMoveLeftBehindIsNobodys)
{
    {
        const auto before = spread({});
        ASSERT_TRUE(write(*before, nerima, 1));
        ASSERT_TRUE(write(*before, meguro, 2));
    }
    const auto all = spread({{nerima, 1}});
    EXPECT_EQ(all->municipalities(), std::vector{meguro});
    EXPECT_EQ(all->part(0).municipalities(), std::vector{meguro});
    EXPECT_TRUE(all->part(1).municipalities().empty());
    EXPECT_EQ(commands(*all, nerima), 0);
}

TEST_F(Country, AClosedMunicipalityIsUnavailableAndTheOthersGoOn)
{
    const auto all = spread({{nerima, Spread::closed}});
    const auto refused = write(*all, nerima, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(refused.error().code, "municipality_moving");
    EXPECT_GT(refused.error().retry_after_seconds, 0);
    EXPECT_THROW(commands(*all, nerima), store::Failure);
    EXPECT_TRUE(write(*all, meguro, 2));
}

TEST_F(Country, ADatabaseThatIsAwayStopsItsOwnMunicipalitiesOnly)
{
    const auto all = spread({{nerima, 1}});
    city->stop();
    const auto refused = write(*all, nerima, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(write(*all, meguro, 2));
}

TEST_F(Country, ACopyOfEachFileIsWritten)
{
    const auto all = spread({{nerima, 1}});
    ASSERT_TRUE(write(*all, nerima, 1));
    ASSERT_TRUE(all->backup(scratch.path() / "copy.db"));
    EXPECT_EQ(commands(*open_file(scratch.file("city-copy.db")), nerima), 1);
    EXPECT_EQ(std::filesystem::exists(scratch.path() / "copy.db"), !runs_on_postgres());
}

TEST_F(Country, OneMunicipalityMovesBesideOthersAndOnlyOnce)
{
    const auto all = spread({});
    ASSERT_TRUE(write(*all, nerima, 1));
    ASSERT_TRUE(write(*all, meguro, 2));
    ASSERT_TRUE(write(*city, meguro, 3));
    const auto copied = store::copy_municipality(*main, *city, nerima);
    ASSERT_TRUE(copied) << copied.error().message.en;
    EXPECT_EQ(copied->rows, 2);
    EXPECT_EQ(commands(*city, nerima), 1);
    EXPECT_EQ(commands(*city, meguro), 1);
    const auto again = store::copy_municipality(*main, *city, nerima);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "not_empty");
}

}  // namespace
}  // namespace hagukumi::test
