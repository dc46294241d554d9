// Portable SQL as each engine reads it.

#include "store/sql_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/result.hpp"

namespace hagukumi::test {
namespace {

using store::Engine;
using store::migration_statements;
using store::statement_text;

TEST(StatementText, ParametersAreNumbersNotNames)
{
    EXPECT_EQ(statement_text("UPDATE a SET b = b - $3 WHERE municipality = $1 AND id = $2", Engine::sqlite),
              "UPDATE a SET b = b - ?3 WHERE municipality = ?1 AND id = ?2");
    EXPECT_EQ(statement_text("SELECT $12, $1", Engine::sqlite), "SELECT ?12, ?1");
}

TEST(StatementText, LiteralsNamesAndCommentsStay)
{
    EXPECT_EQ(statement_text("SELECT '$2 it''s $3?', \"$4\", $1 -- $5\n/* $6 ? */", Engine::sqlite),
              "SELECT '$2 it''s $3?', \"$4\", ?1 -- $5\n/* $6 ? */");
}

TEST(StatementText, AStatementWithoutMunicipalityIsABug)
{
    EXPECT_THROW(statement_text("SELECT 1", Engine::sqlite), BugFound);
    EXPECT_THROW(statement_text("SELECT $2", Engine::sqlite), BugFound);
    EXPECT_THROW(statement_text("SELECT $10, $11", Engine::sqlite), BugFound);
    EXPECT_THROW(statement_text("SELECT '$1'", Engine::sqlite), BugFound);
    EXPECT_THROW(statement_text("SELECT 1 -- $1", Engine::sqlite), BugFound);
}

TEST(StatementText, OtherParametersAreABug)
{
    for (const char* sql : {"SELECT $1, ?", "SELECT $1, ?2", "SELECT $1, :a", "SELECT $1, @a",
                            "SELECT $1, $a", "SELECT $1, $", "SELECT $1, $0"})
        EXPECT_THROW(statement_text(sql, Engine::sqlite), BugFound) << sql;
}

TEST(StatementText, AnyTextEndsOrThrows)
{
    const bool held = rc::check("a translation has as many parameters as its statement", [] {
        const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9));
        const char* const words[] = {"'", "\"", "--", "\n", "/*", "*/", "$1", "$2", " a "};
        std::string sql = "$1 ";
        for (const int piece : pieces) sql += words[piece];
        RC_ASSERT(statement_text(sql, Engine::sqlite).size() == sql.size());
    });
    EXPECT_TRUE(held);
}

TEST(MigrationStatements, TypesAreTranslatedAndTablesStrict)
{
    const auto all = migration_statements(
        "CREATE TABLE a (b bigint NOT NULL, c text, d bytea, PRIMARY KEY (b));", Engine::sqlite);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0],
              "CREATE TABLE a (b INTEGER NOT NULL, c TEXT, d BLOB, PRIMARY KEY (b)) STRICT, WITHOUT ROWID");
}

// A column may be called "text"; texts are compared byte by byte, as in SQLite, not as some language sorts
// them.
TEST(MigrationStatements, PostgresKeepsTypesAndComparesTextByBytes)
{
    const auto all = migration_statements(
        "CREATE TABLE a (b bigint NOT NULL, text text NOT NULL, d bytea);ALTER TABLE a ADD COLUMN e text "
        "NULL;",
        Engine::postgres);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], "CREATE TABLE a (b bigint NOT NULL, text text COLLATE \"C\" NOT NULL, d bytea)");
    EXPECT_EQ(all[1], "ALTER TABLE a ADD COLUMN e text COLLATE \"C\" NULL");
}

TEST(MigrationStatements, PostgresLooksAtReferencesWhenTheCommandHasEnded)
{
    const auto all = migration_statements(
        "CREATE TABLE a (b bigint, FOREIGN KEY (b) REFERENCES c (d), CHECK (b IN (1, 2)));",
        Engine::postgres);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(
        all[0],
        "CREATE TABLE a (b bigint, FOREIGN KEY (b) REFERENCES c (d) DEFERRABLE INITIALLY DEFERRED, CHECK (b "
        "IN (1, 2)))");
}

TEST(StatementText, PostgresTakesPortableSqlAsItIs)
{
    const char* const sql = "UPDATE a SET b = b - $3, c = '?' WHERE municipality = $1 AND id = $2";
    EXPECT_EQ(statement_text(sql, Engine::postgres), sql);
    EXPECT_THROW(statement_text("SELECT $2", Engine::postgres), BugFound);
}

TEST(StatementText, SaysWhichTableAChangeChanges)
{
    EXPECT_EQ(store::changed_table("INSERT INTO audit (municipality) VALUES ($1)"), "audit");
    EXPECT_EQ(store::changed_table("UPDATE coupon SET units_left = 0 WHERE municipality = $1"), "coupon");
    EXPECT_EQ(store::changed_table("DELETE FROM outbox WHERE municipality = $1"), "outbox");
    EXPECT_EQ(store::changed_table("DELETE FROM outbox"), "outbox");
    EXPECT_THROW(store::changed_table("SELECT 1 FROM coupon WHERE municipality = $1"), BugFound);
}

TEST(StatementText, SaysWhetherATableIsRead)
{
    const char* const sql =
        "SELECT c.id, c.facility FROM coupon c JOIN check_in k ON k.coupon = c.id WHERE c.municipality = $1";
    EXPECT_TRUE(store::reads_table(sql, "coupon"));
    EXPECT_TRUE(store::reads_table(sql, "check_in"));
    EXPECT_FALSE(store::reads_table(sql, "check")) << "a part of a word";
    EXPECT_FALSE(store::reads_table(sql, "facility")) << "a column";
    EXPECT_TRUE(store::reads_table("SELECT 1 FROM audit", "audit")) << "the last word";
    EXPECT_TRUE(store::reads_table("SELECT 1 FROM a WHERE b IN (SELECT b FROM audit)", "audit"));
}

TEST(MigrationStatements, WideRowsKeepTheirRowid)
{
    const auto all = migration_statements(
        "-- wide rows\nCREATE TABLE a (b bigint);\nCREATE TABLE c (d text);", Engine::sqlite);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_NE(all[0].find(") STRICT"), std::string::npos);
    EXPECT_EQ(all[0].find("WITHOUT ROWID"), std::string::npos);
    EXPECT_NE(all[1].find("WITHOUT ROWID"), std::string::npos);
}

TEST(MigrationStatements, SemicolonsInLiteralsDoNotEndAStatement)
{
    const auto all = migration_statements(
        "-- one; two\nCREATE INDEX a ON b (c);\nINSERT INTO b (c) VALUES ('x; text bigint');\n -- end;\n",
        Engine::sqlite);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_NE(all[0].find("CREATE INDEX a ON b (c)"), std::string::npos);
    EXPECT_NE(all[1].find("('x; text bigint')"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
