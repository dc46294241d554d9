// The layer below the log: what is lengthened ahead is no part of what was written.
#include "store/sqlite/gathering_vfs.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "scratch.hpp"
#include "store/sqlite/connection.hpp"

namespace hagukumi::test {
namespace {

using store::sqlite::Connection;

TEST(GatheringVfs, ALogLengthenedWithZerosEndsWhereItsCommitsEnd)
{
    Scratch scratch;
    const std::string file = scratch.file("a.sqlite");
    const std::string log = file + "-wal";
    Connection connection(file, Connection::Use::writing);
    connection.execute("PRAGMA page_size = 1024");
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA wal_autocheckpoint = 0");
    connection.execute("CREATE TABLE pile (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    std::uintmax_t longest = 0;
    int grown = 0;
    for (int i = 0; i < 400; ++i) {
        connection.execute("INSERT INTO pile VALUES (" + std::to_string(i) + ", hex(zeroblob(200)))");
        const std::uintmax_t length = std::filesystem::file_size(log);
        grown += length > longest;
        longest = std::max(longest, length);
    }
    EXPECT_LT(grown, 15) << "the log grew at nearly every commit";

    // What a machine finds that was switched off now: nothing was copied out of the log, and nobody closed
    // it.
    const std::string found = scratch.file("found.sqlite");
    std::filesystem::copy_file(file, found);
    std::filesystem::copy_file(log, found + "-wal");
    Connection after(found, Connection::Use::writing);
    EXPECT_EQ(after.number("SELECT count(*) FROM pile"), 400);
    EXPECT_EQ(after.word("PRAGMA integrity_check"), "ok");
    after.execute("INSERT INTO pile VALUES (400, 'written behind them')");
    EXPECT_EQ(after.number("SELECT count(*) FROM pile"), 401);
}

TEST(GatheringVfs, APageThatIsWrittenAgainLeavesTheFramesBehindIt)
{
    Scratch scratch;
    const std::string file = scratch.file("a.sqlite");
    Connection connection(file, Connection::Use::writing);
    connection.execute("PRAGMA page_size = 1024");
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA wal_autocheckpoint = 0");
    connection.execute("PRAGMA cache_size = 10");  // pages go to the log before the end of a transaction
    connection.execute("CREATE TABLE pile (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    connection.execute("BEGIN");
    constexpr const char* many =
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199) ";
    connection.execute(std::string(many) + "INSERT INTO pile SELECT i, hex(zeroblob(200)) FROM n");
    connection.execute("UPDATE pile SET text = 'again' WHERE number % 5 = 0");
    connection.execute("COMMIT");

    // Found by a machine that was switched off now.
    const std::string found = scratch.file("found.sqlite");
    std::filesystem::copy_file(file, found);
    std::filesystem::copy_file(file + "-wal", found + "-wal");
    Connection after(found, Connection::Use::writing);
    EXPECT_EQ(after.number("SELECT count(*) FROM pile"), 200);
    EXPECT_EQ(after.number("SELECT count(*) FROM pile WHERE text = 'again'"), 40);
    EXPECT_EQ(after.word("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace hagukumi::test
