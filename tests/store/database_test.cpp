// The database as a whole: what it is opened with, who may open it, copies and snapshots.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>

#include "scratch.hpp"
#include "statements.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"

namespace hagukumi::test {
namespace {

using store::Row;
using store::Snapshot;
using store::Statement;
using store::Transaction;
using store::sqlite::Connection;

template <class Change>
void change(store::Database& database, MunicipalityCode municipality, Change what)
{
    const auto done = database.lane().run(municipality, [&](Transaction& tx) -> Result<int> {
        what(tx);
        return 1;
    });
    ASSERT_TRUE(done) << done.error().message.en;
}

TEST(Database, IsWrittenWithFullSyncAndPagesOfFourKibibytes)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    database->read(nerima, [](Snapshot&) {});
    // What the file itself says; how the writer runs is asserted by open_database() (see the next test for
    // the alarm).
    Connection other(scratch.file("a.sqlite"), Connection::Use::reading);
    EXPECT_EQ(other.word("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(other.number("PRAGMA page_size"), 4096);
}

TEST(Database, IsTheNewestSchemaAndStaysSo)
{
    Scratch scratch;
    const int newest = store::migrations().back().number;
    for (int i = 0; i < 3; ++i) {
        auto database = open(scratch.file("a.sqlite"));
        EXPECT_EQ(database->schema_version(), newest);
        change(*database, nerima, [](Transaction& tx) { tx.execute(add_municipality, "練馬区"); });
        EXPECT_EQ(database->municipalities(), std::vector{nerima});
    }
}

TEST(Database, OfANewerProgramIsRefused)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    {
        auto database = open(scratch.file("a.sqlite"));
    }
    {
        Connection future(scratch.file("a.sqlite"), Connection::Use::writing);
        future.execute("INSERT INTO schema_version (number, name, fingerprint) VALUES (9999, 'future', 'x')");
    }
    store::Options options;
    options.database = scratch.file("a.sqlite");
    const auto refused = store::open_database(options);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "schema_too_new");
    EXPECT_NE(refused.error().message.ja.find("9999"), std::string::npos);
}

TEST(Database, WithAnEditedMigrationIsRefused)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    Connection connection(scratch.file("a.sqlite"), Connection::Use::writing);
    const std::vector<store::Migration> first{
        {1, "0001_a", "CREATE TABLE a (b bigint NOT NULL, PRIMARY KEY (b));"}};
    ASSERT_TRUE(store::sqlite::migrate(connection, first).has_value());
    ASSERT_TRUE(store::sqlite::migrate(connection, first).has_value());
    const std::vector<store::Migration> edited{
        {1, "0001_a", "CREATE TABLE a (c bigint NOT NULL, PRIMARY KEY (c));"}};
    EXPECT_EQ(store::sqlite::migrate(connection, edited).error().code, "schema_differs");
}

TEST(Database, AMigrationThatFailsLeavesNothingBehind)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    Connection connection(scratch.file("a.sqlite"), Connection::Use::writing);
    const std::vector<store::Migration> broken{
        {1, "0001_a", "CREATE TABLE a (b bigint NOT NULL, PRIMARY KEY (b));"},
        {2, "0002_b", "CREATE TABLE c (d bigint NOT NULL, PRIMARY KEY (d)); CREATE TABLE a (e bigint);"}};
    EXPECT_THROW(static_cast<void>(store::sqlite::migrate(connection, broken)), BugFound);
    EXPECT_EQ(connection.number("SELECT count(*) FROM schema_version"), 1);
    EXPECT_EQ(connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'c'"), 0);
}

// Every key begins with the municipality, so that no row can be reached without it.
TEST(Database, EveryTableBelongsToMunicipalities)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    Connection other(scratch.file("a.sqlite"), Connection::Use::reading);
    const std::string tables =
        " FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> "
        "'schema_version'";
    EXPECT_GT(other.number("SELECT count(*)" + tables), 5);
    EXPECT_EQ(
        other.number("SELECT count(*)" + tables +
                     " AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS c WHERE c.cid = 0 AND "
                     "c.name = 'municipality' AND c.pk = 1 AND c.type = 'INTEGER')"),
        0);
    EXPECT_EQ(other.number("SELECT count(*)" + tables + " AND t.sql NOT LIKE '%STRICT%'"), 0);
    int before = 0;
    for (const store::Migration& migration : store::migrations()) {
        EXPECT_GT(migration.number, before);
        before = migration.number;
    }
}

TEST(Database, RefusesAnotherOpeningInTheSameProcess)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    store::Options options;
    options.database = scratch.file("a.sqlite");
    const auto second = store::open_database(options);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(second.error().code, "database_in_use");
}

TEST(Database, RefusesASecondProcess)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    const pid_t child = fork();
    if (child == 0) {
        store::Options options;
        options.database = scratch.file("a.sqlite");
        const auto second = store::open_database(options);
        _exit(!second && second.error().code == "database_in_use" ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    database.reset();
    EXPECT_NO_THROW(open(scratch.file("a.sqlite")));  // and gives way when it has ended
}

TEST(Database, SaysWhyItCannotBeOpened)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    store::Options options;
    options.database = scratch.file("missing") + "/a.sqlite";
    EXPECT_EQ(store::open_database(options).error().code, "database_not_writable");
    std::ofstream(scratch.file("text.sqlite")) << std::string(4096, 'x');
    options.database = scratch.file("text.sqlite");
    const auto refused = store::open_database(options);
    EXPECT_EQ(refused.error().code, "database_unusable");
    EXPECT_FALSE(refused.error().message.ja.empty());
}

TEST(Database, GivesBackEveryKindOfValueAsItWas)
{
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    const bool held = rc::check("values come back", [&] {
        const auto number = *rc::gen::arbitrary<std::int64_t>();
        const auto bytes = *rc::gen::arbitrary<std::vector<std::uint8_t>>();
        const auto letters = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5));
        std::string text;
        for (const int letter : letters)
            text += std::vector<std::string>{"", "a", "'", "育", "𠮷"}[static_cast<std::size_t>(letter)];
        const auto undone = database->lane().run(nerima, [&](Transaction& tx) -> Result<int> {
            tx.execute(add_command, number_id(1), number_id(2), text, store::Bytes(bytes), Instant{number},
                       "");
            tx.query(
                find_command,
                [&](const Row& row) {
                    RC_ASSERT(row.id(0) == number_id(2));
                    RC_ASSERT(row.text(1) == text);
                    RC_ASSERT(std::vector<std::uint8_t>(row.bytes(2).begin(), row.bytes(2).end()) == bytes);
                    RC_ASSERT(row.instant(3).milliseconds == number);
                    RC_ASSERT(row.text(4).empty() && !row.is_null(4));
                },
                number_id(1));
            return fail(ErrorKind::conflict, "undone", {"", ""});
        });
        RC_ASSERT(!undone);
    });
    EXPECT_TRUE(held);
}

// A row of one municipality is not there for another, whatever the statement asks for (T19).
TEST(Database, AMunicipalitySeesItsOwnRowsOnly)
{
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    change(*database, nerima, [](Transaction& tx) { write_command(tx, number_id(1)); });
    database->read(meguro, [](Snapshot& snapshot) {
        EXPECT_EQ(commands_in(snapshot), 0);
        EXPECT_FALSE(snapshot.find(
            find_command, [](const Row&) { return true; }, number_id(1)));
    });
    change(*database, meguro,
           [](Transaction& tx) { write_command(tx, number_id(1)); });  // the same key is free
}

TEST(Database, StatementsThatReachOutsideAreBugs)
{
    static constexpr Statement everything{"test.everything", "SELECT count(*) FROM command"};
    static constexpr Statement two{"test.two", "SELECT $1; DELETE FROM command WHERE municipality = $1"};
    static constexpr Statement wrong{"test.wrong", "SELECT nothing FROM nowhere WHERE municipality = $1"};
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    // Each in a read of its own: behind an error a read goes no further in PostgreSQL.
    const auto reads = [&](const Statement& statement, const auto&... arguments) {
        database->read(nerima, [&](Snapshot& snapshot) {
            snapshot.query(
                statement, [](const Row&) {}, arguments...);
        });
    };
    EXPECT_THROW(reads(everything), BugFound);
    EXPECT_THROW(reads(two), BugFound);
    EXPECT_THROW(reads(wrong), BugFound);
    EXPECT_THROW(reads(find_command), BugFound);                              // a parameter is missing
    EXPECT_THROW(reads(find_command, number_id(1), number_id(2)), BugFound);  // one too many
    EXPECT_THROW(reads(raise_head), store::Failure);                          // a reader cannot write
    // What was read as what it is not is a bug as well, and the reader can be used again.
    change(*database, nerima, [](Transaction& tx) { write_command(tx, number_id(1)); });
    database->read(nerima, [](Snapshot& snapshot) {
        EXPECT_THROW(snapshot.query(
                         find_command, [](const Row& row) { row.text(0); }, number_id(1)),
                     BugFound);
        EXPECT_EQ(commands_in(snapshot), 1);
    });
}

TEST(Database, AStatementMayRunInsideItsOwnRows)
{
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    change(*database, nerima, [](Transaction& tx) {
        for (std::uint64_t i = 0; i < 3; ++i) write_command(tx, number_id(i));
    });
    database->read(nerima, [](Snapshot& snapshot) {
        int pairs = 0;
        snapshot.query(all_commands,
                       [&](const Row&) { snapshot.query(all_commands, [&](const Row&) { ++pairs; }); });
        EXPECT_EQ(pairs, 9);
    });
}

TEST(Database, AReadSeesOneStateHoweverLongItTakes)
{
    Scratch scratch;
    auto database = open(scratch.file("a.sqlite"));
    change(*database, nerima, [](Transaction& tx) { write_command(tx, number_id(0)); });
    std::atomic<bool> ended{false};
    std::thread writer([&] {
        for (std::uint64_t i = 1; !ended; ++i)
            change(*database, nerima,
                   [i](Transaction& tx) {  // two rows at a time: an odd number is never committed
                       write_command(tx, number_id(2 * i));
                       write_command(tx, number_id(2 * i + 1));
                   });
    });
    for (int i = 0; i < 200; ++i)
        database->read(nerima, [](Snapshot& snapshot) {
            const auto before = commands_in(snapshot);
            std::this_thread::yield();
            EXPECT_EQ(before % 2, 1);
            EXPECT_EQ(commands_in(snapshot), before);
        });
    ended = true;
    writer.join();
}

TEST(Database, ManyReadersShareTheFew)
{
    Scratch scratch;
    store::Options options;
    options.database = scratch.file("a.sqlite");
    options.readers = 2;
    auto database = open(options);
    std::atomic<int> inside{0}, most{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i)
                database->read(nerima, [&](Snapshot&) {
                    const int now = ++inside;
                    int seen = most;
                    while (seen < now && !most.compare_exchange_weak(seen, now)) {
                    }
                    --inside;
                });
        });
    for (auto& thread : threads) thread.join();
    EXPECT_LE(most, 2);
}

// The copy is the state of one instant, while the service goes on and checkpoints.
TEST(Database, ABackupIsOneStateWhileCommandsGoOn)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    store::Options options;
    options.database = scratch.file("a.sqlite");
    options.checkpoint_after_bytes = 800'000;
    auto database = open(options);
    std::atomic<bool> ended{false};
    std::atomic<std::uint64_t> acknowledged{0};
    std::thread writer([&] {
        for (std::uint64_t i = 0; !ended; ++i) {
            change(*database, nerima, [i](Transaction& tx) {
                write_command(tx, number_id(2 * i), std::string(300, 'x'));
                write_command(tx, number_id(2 * i + 1), std::string(300, 'y'));
            });
            acknowledged = 2 * i + 2;
        }
    });
    for (int copies = 0; copies < 5; ++copies) {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        const std::uint64_t before = acknowledged;
        const auto done = database->backup(scratch.file("copy.sqlite"));
        ASSERT_TRUE(done.has_value()) << done.error().message.en;
        auto copy = open(scratch.file("copy.sqlite"));
        copy->read(nerima, [&](Snapshot& snapshot) {
            const auto rows = static_cast<std::uint64_t>(commands_in(snapshot));
            EXPECT_EQ(rows % 2, 0U);
            EXPECT_GE(rows, before);
        });
        Connection raw(scratch.file("copy.sqlite"), Connection::Use::reading);
        EXPECT_EQ(raw.word("PRAGMA integrity_check"), "ok");
    }
    ended = true;
    writer.join();
    EXPECT_FALSE(std::filesystem::exists(scratch.file("copy.sqlite.part")));
    EXPECT_FALSE(database->backup(scratch.file("missing") + "/copy.sqlite").has_value());
}

TEST(Database, TheLogIsBegunAnewSoThatItDoesNotGrow)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    store::Options options;
    options.database = scratch.file("a.sqlite");
    options.checkpoint_after_bytes = 4 << 20;
    auto database = open(options);
    std::atomic<bool> ended{false};
    std::thread reader([&] {
        // The log begins anew between two reads, as it can wherever a city's pages are read.
        for (; !ended; std::this_thread::sleep_for(std::chrono::milliseconds(2)))
            database->read(nerima, [](Snapshot& snapshot) { commands_in(snapshot); });
    });
    for (std::uint64_t i = 0; i < 6000; ++i)
        change(*database, nerima,
               [i](Transaction& tx) { write_command(tx, number_id(i), std::string(900, 'x')); });
    ended = true;
    reader.join();
    // Each command adds three pages and more: without beginning anew, some 74 MB.
    EXPECT_LT(std::filesystem::file_size(scratch.file("a.sqlite-wal")), 14U << 20);
    EXPECT_GT(std::filesystem::file_size(scratch.file("a.sqlite")), 2U << 20);
}

}  // namespace
}  // namespace hagukumi::test
