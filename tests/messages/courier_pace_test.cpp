// Of 1,741 municipalities most have nothing to tell at a time: asking all of them each second was most of
// what an instance did when nobody came.

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <thread>

#include "messages/courier.hpp"
#include "messages/notices.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using messages::Courier;
using messages::Recipient;
using store::Snapshot;
using store::Transaction;

const Id mother = number_id(11), household = number_id(1);

struct Home final : messages::AddressBook {
    std::vector<Recipient> people_of_household(Snapshot&, const Id&) override
    {
        return {{mother, "ja", std::nullopt}};
    }
    std::optional<Recipient> person(Snapshot&, const Id&) override { return std::nullopt; }
};

/// Counts how often each municipality is read.
class Counting final : public store::Database {
public:
    explicit Counting(std::unique_ptr<store::Database> database) : x_database(std::move(database)) {}

    store::Lane& lane() override { return x_database->lane(); }
    void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) override
    {
        {
            const std::lock_guard lock(x_mutex);
            ++x_reads[municipality];
        }
        x_database->read(municipality, read);
    }
    std::vector<MunicipalityCode> municipalities() override { return x_database->municipalities(); }
    std::vector<store::Table> tables() override { return x_database->tables(); }
    int schema_version() override { return x_database->schema_version(); }
    store::Counters counters() const override { return x_database->counters(); }
    Result<void> backup(const std::filesystem::path& to) override { return x_database->backup(to); }
    void stop() override { x_database->stop(); }

    int reads_of(MunicipalityCode municipality)
    {
        const std::lock_guard lock(x_mutex);
        return x_reads[municipality];
    }

private:
    std::unique_ptr<store::Database> x_database;
    std::mutex x_mutex;
    std::map<MunicipalityCode, int> x_reads;
};

struct Pace : testing::Test {
    static constexpr int towns = 40;
    Scratch scratch;
    Counting database{open(scratch.file("messages.sqlite"))};
    Home home;

    void SetUp() override
    {
        for (int i = 0; i < towns; ++i) {
            ASSERT_TRUE(run_on(database, town(i), [](Transaction& tx) -> Result<void> {
                tx.execute(add_municipality, "町");
                return {};
            }));
        }
    }

    static MunicipalityCode town(int number) { return {100'000 + 10 * number}; }

    std::unique_ptr<Courier> start(std::chrono::milliseconds pause_of_one)
    {
        Courier::Settings settings;
        settings.pause = std::chrono::milliseconds(20);
        settings.pause_of_one = pause_of_one;
        settings.now = [] { return Instant{2'000'000}; };
        settings.jitter = [] { return 0.5; };
        auto courier = std::make_unique<Courier>(database, home, messages::Senders{}, settings);
        courier->start();
        return courier;
    }

    Result<void> promise(MunicipalityCode municipality)
    {
        return run_on(database, municipality, [](Transaction& tx) -> Result<void> {
            messages::enqueue(
                tx, {number_id(77), Instant{1'000'000}, messages::channel::household, household, "used",
                     R"({"coupon":"利用券","facility":"園","when":"7月8日","service":"宿泊型",)"
                     R"("units":2,"unit":"日","left":"5日"})"});
            return {};
        });
    }

    bool is_told(MunicipalityCode municipality)
    {
        std::int64_t unread = 0;
        database.read(municipality,
                      [&](Snapshot& snapshot) { unread = messages::count_unread(snapshot, mother); });
        return unread > 0;
    }

    template <class Holds>
    static bool soon(Holds holds)
    {
        for (int i = 0; i < 100 && !holds(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return holds();
    }
};

TEST_F(Pace, WhereNothingWasDueIsNotAskedAgainAtOnce)
{
    const auto courier = start(std::chrono::hours(1));
    ASSERT_TRUE(soon([&] { return database.reads_of(town(towns - 1)) > 0; }));
    const int once = database.reads_of(town(0));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(database.reads_of(town(0)), once);
}

TEST_F(Pace, WhatIsHeardOfIsToldInTheNextRound)
{
    const auto courier = start(std::chrono::hours(1));
    ASSERT_TRUE(soon([&] { return database.reads_of(town(towns - 1)) > 0; }));
    ASSERT_TRUE(promise(town(7)));
    courier->expect(town(7));
    EXPECT_TRUE(soon([&] { return is_told(town(7)); }));
}

TEST_F(Pace, ATownAloneIsAskedAtEveryRoundAndHearsWithoutBeingTold)
{
    const auto courier = start(std::chrono::milliseconds(0));
    ASSERT_TRUE(soon([&] { return database.reads_of(town(towns - 1)) > 4; }));
    ASSERT_TRUE(promise(town(7)));
    EXPECT_TRUE(soon([&] { return is_told(town(7)); }));
}

}  // namespace
}  // namespace hagukumi::test
