// The page cache drops what lies beyond the end, and nothing else.
#include "store/sqlite/page_cache.hpp"

#include <gtest/gtest.h>

#include "scratch.hpp"
#include "store/sqlite/connection.hpp"

namespace hagukumi::test {
namespace {

using store::sqlite::Connection;

TEST(PageCache, AFileThatShrinksAndGrowsAgainHoldsWhatWasWritten)
{
    Scratch scratch;
    Connection connection(scratch.file("a.sqlite"), Connection::Use::writing);
    EXPECT_TRUE(store::sqlite::is_page_cache_bounded()) << "SQLite was used before it was told";
    connection.execute("PRAGMA page_size = 1024");
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("CREATE TABLE pile (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    const auto fill = [&](const std::string& word) {
        // In no order, so that pages split in the middle.
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999) "
            "INSERT OR REPLACE INTO pile SELECT (i * 7919) % 3000, printf('" +
            word + "%d', i) || hex(zeroblob(100)) FROM n");
    };
    for (int round = 0; round < 4; ++round) {
        const std::string word = "round" + std::to_string(round) + "-";
        fill(word);
        const std::int64_t full = connection.number("PRAGMA page_count");
        EXPECT_EQ(connection.number("SELECT count(*) FROM pile WHERE text LIKE '" + word + "%'"), 3000);
        connection.execute("DELETE FROM pile WHERE number % 10 <> 0");
        connection.execute("PRAGMA incremental_vacuum");
        EXPECT_LT(connection.number("PRAGMA page_count"), full / 2);
        EXPECT_EQ(connection.word("PRAGMA integrity_check"), "ok");
        EXPECT_EQ(connection.number("SELECT count(*) FROM pile WHERE text LIKE '" + word + "%'"), 300);
    }
}

}  // namespace
}  // namespace hagukumi::test
