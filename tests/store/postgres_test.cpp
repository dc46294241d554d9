// What is PostgreSQL's own: several instances on one database, lines that are cut, the wall between
// municipalities.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <limits>
#include <mutex>
#include <thread>

#include "scratch.hpp"
#include "statements.hpp"
#include "store/copy.hpp"
#include "store/migrations.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/migrate.hpp"

namespace hagukumi::test {
namespace {

using store::Snapshot;
using store::Transaction;
using store::postgres::Connection;

struct Postgres : testing::Test {
    Scratch scratch;
    store::Options options;

    void SetUp() override
    {
        HAGUKUMI_ONLY_ON_POSTGRES();
        options.database = TestDatabases::get().address_of(scratch.file("a"));
    }

    static Result<int> add(store::Database& database, std::uint64_t number,
                           MunicipalityCode municipality = nerima)
    {
        return database.lane().run(municipality, [number](Transaction& tx) -> Result<int> {
            write_command(tx, number_id(number));
            return 1;
        });
    }
    static std::int64_t count(store::Database& database, MunicipalityCode municipality = nerima)
    {
        std::int64_t counted = 0;
        database.read(municipality, [&](Snapshot& snapshot) { counted = commands_in(snapshot); });
        return counted;
    }
    /// Cuts every line of this database but the one that asks.
    void cut_lines() const
    {
        Connection(options.database)
            .execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid()");
    }
};

TEST_F(Postgres, TwoInstancesOverwriteNothingOfEachOther)
{
    auto one = open(options), other = open(options);
    ASSERT_TRUE(one->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        tx.execute(set_head, 0, number_id(1));
        return 1;
    }));
    // Reads, thinks and writes what it thought: lost as soon as two do it at the same time.
    const auto count_on = [](store::Database& database) {
        for (int i = 0; i < 100; ++i)
            ASSERT_TRUE(database.lane().run(nerima, [](Transaction& tx) -> Result<int> {
                const auto seq = *tx.find(find_head, [](const store::Row& row) { return row.integer(0); });
                std::this_thread::yield();
                tx.execute(set_head, seq + 1, number_id(1));
                return 1;
            }));
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back([&, t] { count_on(t % 2 == 0 ? *one : *other); });
    for (auto& thread : threads) thread.join();
    one->read(nerima, [](Snapshot& snapshot) {
        EXPECT_EQ(snapshot.find(find_head, [](const store::Row& row) { return row.integer(0); }), 400);
    });
}

TEST_F(Postgres, AnAnnouncementIsHeardOnceByEveryInstance)
{
    struct Ear {
        std::mutex mutex;
        std::condition_variable heard;
        std::vector<store::Announcement> all;
    };
    Ear ears[2];
    const auto listening = [&](Ear& ear) {
        store::Options own = options;
        own.on_committed = [&ear](std::span<const store::Announcement> some) {
            std::lock_guard lock(ear.mutex);
            ear.all.insert(ear.all.end(), some.begin(), some.end());
            ear.heard.notify_all();
        };
        return open(own);
    };
    auto one = listening(ears[0]), other = listening(ears[1]);
    // Whoever listens is not yet known to the server when it has just been opened; so it is told again until
    // both have heard, and each of it only once.
    std::uint64_t told = 0;
    for (; told < 100 && (ears[1].all.empty() || told < 3); ++told) {
        ASSERT_TRUE(one->lane().run(nerima, [told](Transaction& tx) -> Result<int> {
            write_command(tx, number_id(told));
            tx.announce({tx.municipality(), number_id(7), number_id(told), "use", R"({"tabs\tstay":1})"});
            return 1;
        }));
        std::unique_lock lock(ears[1].mutex);
        ears[1].heard.wait_for(lock, std::chrono::milliseconds(100));
    }
    std::unique_lock lock(ears[1].mutex);
    ears[1].heard.wait_for(lock, std::chrono::seconds(5),
                           [&] { return ears[1].all.back().event == number_id(told - 1); });
    EXPECT_EQ(ears[0].all.size(), told);
    EXPECT_LE(ears[1].all.size(), told);
    const store::Announcement& last = ears[1].all.back();
    EXPECT_EQ(last.municipality, nerima);
    EXPECT_EQ(last.subject, number_id(7));
    EXPECT_EQ(last.event, number_id(told - 1));
    EXPECT_EQ(last.kind, "use");
    EXPECT_EQ(last.json, R"({"tabs\tstay":1})");
}

TEST_F(Postgres, NothingIsAnnouncedThatWasTakenBack)
{
    std::atomic<int> heard{0};
    store::Options listening = options;
    listening.on_committed = [&](std::span<const store::Announcement> some) {
        heard += static_cast<int>(some.size());
    };
    auto ear = open(listening);
    auto database = open(options);
    const auto refused = database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        write_command(tx, number_id(1));
        tx.announce({tx.municipality(), number_id(7), number_id(1), "use", {}});
        return fail(ErrorKind::conflict, "no", {"", ""});
    });
    EXPECT_FALSE(refused);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_EQ(heard, 0);
}

TEST_F(Postgres, ACutLineIsRepairedAndWhatWasAnsweredIsThere)
{
    auto database = open(options);
    std::uint64_t answered = 0, refused = 0, unread = 0;
    for (std::uint64_t number = 0; number < 60; ++number) {
        if (number % 20 == 10) cut_lines();
        const auto done = add(*database, number);
        if (done) ++answered;
        else {
            ++refused;
            EXPECT_EQ(done.error().kind, ErrorKind::unavailable) << done.error().message.en;
        }
        try {
            count(*database);
        } catch (const store::Failure&) {
            ++unread;  // the server hung up while it was asked
        }
    }
    EXPECT_EQ(static_cast<std::uint64_t>(count(*database)), answered);
    EXPECT_LE(unread, 6U);
    EXPECT_LE(refused, 6U);  // a lane notices only when it is asked; each of the two once
}

TEST_F(Postgres, AQuestionAskedAheadTravelsWithTheNextOne)
{
    auto database = open(options);
    Connection line(options.database);
    const auto ignore = [](const store::Row&) { return true; };
    line.execute("BEGIN");
    line.run_ahead(count_commands, nerima, {});
    line.run(find_head, nerima, {}, store::RowSink(ignore));
    cut_lines();
    std::int64_t counted = -1;
    const auto take = [&](const store::Row& row) { counted = row.integer(0); };
    line.run(count_commands, nerima, {}, store::RowSink(take));
    EXPECT_EQ(counted, 0) << "it was here before the line was cut";
    line.run(find_head, nerima, {}, store::RowSink(ignore));  // asked before, and nothing was changed
    EXPECT_THROW(line.run(find_municipality, nerima, {}, store::RowSink(ignore)), store::Failure);
}

TEST_F(Postgres, WhatWasAskedAheadOutlivesAChangeOfAnotherTable)
{
    auto database = open(options);
    Connection line(options.database);
    const auto ignore = [](const store::Row&) { return true; };
    const store::RowSink nobody(ignore);
    line.execute("BEGIN");
    line.run_ahead(count_commands, nerima, {});
    line.run_ahead(find_head, nerima, {});
    line.fetch_ahead();
    line.run_later(raise_head, nerima, {}, store::Rows::any);
    line.run(find_municipality, nerima, {}, nobody);
    cut_lines();
    line.run(count_commands, nerima, {}, nobody);
    EXPECT_THROW(line.run(find_head, nerima, {}, nobody), store::Failure) << "it is asked anew";
}

// The line is cut between the commit and its answer: the server is asked what became of it.
TEST_F(Postgres, NoAnswerIsLostWhenTheLineIsCutUnderLoad)
{
    auto database = open(options);
    std::atomic<bool> ended{false};
    std::thread cutting([&] {
        while (!ended) {
            std::this_thread::sleep_for(std::chrono::milliseconds(40));
            cut_lines();
        }
    });
    std::atomic<std::uint64_t> next{0};
    std::mutex mutex;
    std::set<std::uint64_t> done, undone, unknown;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 150; ++i) {
                const std::uint64_t number = next++;
                const auto answer = add(*database, number);
                std::lock_guard lock(mutex);
                if (answer) done.insert(number);
                else if (answer.error().kind == ErrorKind::unknown_outcome) unknown.insert(number);
                else undone.insert(number);
            }
        });
    for (auto& thread : threads) thread.join();
    ended = true;
    cutting.join();
    std::set<Id> there;
    const auto again = open(options);
    again->read(nerima, [&](Snapshot& snapshot) {
        snapshot.query(all_commands, [&](const store::Row& row) { there.insert(row.id(0)); });
    });
    EXPECT_GT(done.size(), 100U);
    for (const std::uint64_t number : done) EXPECT_TRUE(there.contains(number_id(number))) << number;
    for (const std::uint64_t number : undone) EXPECT_FALSE(there.contains(number_id(number))) << number;
    RecordProperty("unknown", static_cast<int>(unknown.size()));
}

TEST_F(Postgres, ARowOfAnotherMunicipalityIsNotThereEvenForSqlThatForgetsToAsk)
{
    auto database = open(options);
    ASSERT_TRUE(add(*database, 1, nerima));
    ASSERT_TRUE(add(*database, 2, meguro));
    Connection forgetful(options.database);
    EXPECT_EQ(forgetful.word("SELECT count(*) FROM command"), "0");  // it has named none
    const auto named = [&](const char* municipality, const char* sql) {
        forgetful.queue("BEGIN");
        forgetful.queue(std::string("SELECT set_config('hagukumi.municipality', '") + municipality +
                        "', true)");
        std::string found = forgetful.word(sql);
        forgetful.execute("ROLLBACK");
        return found;
    };
    EXPECT_EQ(named("131202", "SELECT count(*) FROM command"), "1");
    EXPECT_EQ(named("131202", "SELECT min(municipality) FROM command"), "131202");
    EXPECT_EQ(named("131105", "SELECT min(municipality) FROM command"), "131105");
    const auto writes_for_another = [&] {
        Connection trespassing(options.database);
        trespassing.queue("BEGIN");
        trespassing.queue("SELECT set_config('hagukumi.municipality', '131202', true)");
        trespassing.execute("INSERT INTO audit_head (municipality, seq, hash) VALUES (131105, 1, 'x')");
    };
    EXPECT_THROW(writes_for_another(), std::exception);
    // Every table, not only this one.
    EXPECT_EQ(forgetful.word("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                             "WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname NOT IN "
                             "('schema_version', 'municipality') AND NOT (c.relrowsecurity AND "
                             "c.relforcerowsecurity)"),
              "0");
    EXPECT_GT(std::stoi(forgetful.word("SELECT count(*) FROM pg_policies")), 60);
}

// A row may be written before the one it refers to; one that refers to nothing fails its command, and no
// other.
TEST_F(Postgres, AReferenceToNothingFailsItsCommandAlone)
{
    static constexpr store::Statement add_closed_day{
        "test.add_closed_day", "INSERT INTO closed_day (municipality, facility, day) VALUES ($1, $2, $3)"};
    auto database = open(options);
    const auto refers_to_nothing = database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        tx.write(add_closed_day, number_id(9), 20'000);
        return 1;
    });
    ASSERT_FALSE(refers_to_nothing);
    EXPECT_EQ(refers_to_nothing.error().kind, ErrorKind::bug);
    EXPECT_TRUE(add(*database, 1));
}

TEST_F(Postgres, ARoleThatNoWallHoldsIsRefused)
{
    store::Options mighty = options;
    mighty.database.replace(mighty.database.find("hagukumi@"), 9, "postgres@");
    const auto refused = store::open_database(mighty);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "role_too_mighty");
    EXPECT_NE(refused.error().message.ja.find("postgres"), std::string::npos);
    std::this_thread::sleep_for(
        std::chrono::milliseconds(100));  // only another superuser could end its session
}

TEST_F(Postgres, SettingsThatMayLoseWhatWasAnsweredAreRefused)
{
    Connection(options.database)
        .execute("ALTER ROLE hagukumi IN DATABASE " +
                 options.database.substr(options.database.find("@/") + 2,
                                         options.database.find('?') - options.database.find("@/") - 2) +
                 " SET synchronous_commit = off");
    const auto refused = store::open_database(options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "settings_not_durable");
    EXPECT_NE(refused.error().message.en.find("synchronous_commit=off"), std::string::npos);
}

TEST_F(Postgres, InstancesThatStartTogetherMigrateOnce)
{
    store::Options fresh = options;
    fresh.database = TestDatabases::get().empty_address_of(scratch.file("fresh"));
    std::vector<std::future<int>> versions;
    for (int i = 0; i < 4; ++i)
        versions.push_back(std::async(std::launch::async, [&] { return open(fresh)->schema_version(); }));
    for (auto& version : versions) EXPECT_EQ(version.get(), store::migrations().back().number);
}

TEST_F(Postgres, AnEditedOrNewerSchemaIsRefusedAndABrokenMigrationLeavesNothing)
{
    const std::string address = TestDatabases::get().empty_address_of(scratch.file("fresh"));
    Connection connection(address);
    const std::vector<store::Migration> first{
        {1, "0001_a", "CREATE TABLE a (municipality bigint NOT NULL, b text, PRIMARY KEY (municipality));"}};
    ASSERT_TRUE(store::postgres::migrate(connection, first).has_value());
    ASSERT_TRUE(store::postgres::migrate(connection, first).has_value());
    const std::vector<store::Migration> edited{{1, "0001_a", "CREATE TABLE a (municipality bigint);"}};
    EXPECT_EQ(store::postgres::migrate(connection, edited).error().code, "schema_differs");
    EXPECT_EQ(store::postgres::migrate(connection, {}).error().code, "schema_too_new");
    auto broken = first;
    broken.push_back(
        {2, "0002_b", "CREATE TABLE c (municipality bigint); CREATE TABLE a (municipality bigint);"});
    EXPECT_THROW(static_cast<void>(store::postgres::migrate(connection, broken)), BugFound);
    Connection other(address);
    EXPECT_EQ(other.word("SELECT count(*) FROM schema_version"), "1");
    EXPECT_EQ(other.word("SELECT count(*) FROM pg_class WHERE relname = 'c'"), "0");
    EXPECT_EQ(other.word("SELECT count(*) FROM pg_class WHERE relname = 'a' AND relforcerowsecurity"), "1");
}

TEST_F(Postgres, EverythingMovesToAFileAndBackAgain)
{
    auto database = open(options);
    for (std::uint64_t number = 0; number < 1200; ++number)
        ASSERT_TRUE(add(*database, number, number % 3 == 0 ? meguro : nerima));
    for (const MunicipalityCode municipality : {nerima, meguro})
        ASSERT_TRUE(database->lane().run(municipality, [](Transaction& tx) -> Result<int> {
            tx.write(add_municipality, "区");
            tx.write(set_head, std::numeric_limits<std::int64_t>::max(), store::Bytes());
            return 1;
        }));
    const auto rows_of = [](store::Database& some) {
        std::string all;
        for (const MunicipalityCode municipality : some.municipalities())
            some.read(municipality, [&](Snapshot& snapshot) {
                snapshot.query(all_commands, [&](const store::Row& row) { all += to_string(row.id(0)); });
                snapshot.query(find_municipality, [&](const store::Row& row) { all += row.text(0); });
                snapshot.query(find_head,
                               [&](const store::Row& row) { all += std::to_string(row.integer(0)); });
            });
        return all;
    };
    store::Options file;
    file.database = scratch.file("moved.sqlite");
    auto moved = std::move(*store::open_database(file));
    const auto there = store::copy_rows(*database, *moved);
    ASSERT_TRUE(there) << there.error().message.en;
    EXPECT_EQ(there->municipalities, 2);
    EXPECT_EQ(there->rows, 1204);
    auto back = open(scratch.file("back"));
    EXPECT_EQ(store::copy_rows(*moved, *back)->rows, 1204);
    EXPECT_EQ(rows_of(*moved), rows_of(*database));
    EXPECT_EQ(rows_of(*back), rows_of(*database));
    EXPECT_EQ(store::copy_rows(*moved, *back).error().code, "not_empty");
}

TEST_F(Postgres, SaysWhyItCannotBeReached)
{
    options.database = "postgresql://hagukumi@/nothing?host=/nowhere";
    const auto refused = store::open_database(options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "database_unusable");
    EXPECT_NE(refused.error().message.en.find("/nowhere"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
