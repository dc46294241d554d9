// What a statement's text says of what it reads and changes.

#include "store/statement_shape.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::test {
namespace {

using store::for_many;
using store::influence_of;
using store::shape_of_change;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

constexpr const char* take =
    "UPDATE coupon SET used = used + $3, left = CASE WHEN limited = 0 OR left < $3 THEN 0 ELSE left - $3 END "
    "WHERE municipality = $1 AND id = $2 AND state = 1 "
    "AND (limited = 0 OR left >= $3)";
constexpr const char* set_last = "UPDATE facility SET last_entry = $3 WHERE municipality = $1 AND id = $2";
constexpr const char* add =
    "INSERT INTO command (municipality, key, actor, kind) VALUES ($1, $2, $3, 'use') ON CONFLICT "
    "(municipality, key) DO NOTHING";

TEST(ShapeOfChange, SaysWhichRowsAndColumnsAreMeant)
{
    const auto update = shape_of_change(take);
    EXPECT_EQ(update.table, "coupon");
    EXPECT_EQ(update.assigned, (std::vector<std::string_view>{"used", "left"}));
    ASSERT_EQ(update.pins.size(), 1U);
    EXPECT_EQ(update.pins[0].column, "id");
    EXPECT_EQ(update.pins[0].parameter, 2U);
    EXPECT_FALSE(update.replaces) << "it adds to what is there";

    const auto insert = shape_of_change(add);
    ASSERT_EQ(insert.pins.size(), 2U);
    EXPECT_EQ(insert.pins[1].column, "actor");
    EXPECT_EQ(insert.pins[1].parameter, 3U);

    EXPECT_EQ(shape_of_change("DELETE FROM outbox WHERE municipality = $1 AND id = $2").pins.size(), 1U);
    EXPECT_TRUE(shape_of_change("DELETE FROM outbox WHERE municipality = $1 AND at < $2").pins.empty());
    EXPECT_TRUE(shape_of_change("INSERT INTO a (municipality, id) SELECT municipality, id FROM b WHERE "
                                "municipality = $1 AND id = $2")
                    .pins.empty());
    EXPECT_THROW(shape_of_change("SELECT 1 FROM a WHERE municipality = $1"), BugFound);
}

TEST(ShapeOfChange, WhoSetsTheSameRowsAgainReplaces)
{
    EXPECT_TRUE(shape_of_change(set_last).replaces);
    EXPECT_TRUE(shape_of_change("UPDATE head SET seq = $2, hash = $3 WHERE municipality = $1").replaces);
    EXPECT_TRUE(shape_of_change("UPDATE a SET b = NULL WHERE municipality = $1 AND id = $2").replaces);
    for (const char* once : {
             "UPDATE a SET b = $3 WHERE municipality = $1 AND id = $2 AND b IS NULL",
             "UPDATE a SET b = $3 WHERE municipality = $1 AND b = $2",
             "UPDATE a SET b = b + $3 WHERE municipality = $1 AND id = $2",
             "UPDATE a SET b = c WHERE municipality = $1 AND id = $2",
             "UPDATE a SET b = COALESCE(b, $3) WHERE municipality = $1 AND id = $2",
             "UPDATE a SET b = $3 WHERE municipality = $1 AND id = $2 OR c = $3",
             "DELETE FROM a WHERE municipality = $1 AND id = $2",
         })
        EXPECT_FALSE(shape_of_change(once).replaces) << once;
}

TEST(Influence, OfOneRowOnTheQuestionForThatRow)
{
    const auto shape = shape_of_change(take);
    const auto same =
        influence_of(shape, "SELECT left, state FROM coupon WHERE municipality = $1 AND id = $2");
    EXPECT_TRUE(same.is_possible);
    EXPECT_EQ(same.where_equal, (Pairs{{2, 2}}));
    const auto joined =
        influence_of(shape,
                     "SELECT c.left, e.units FROM coupon c JOIN entry e ON e.municipality = $1 "
                     "AND e.id = c.last WHERE c.municipality = $1 AND c.id = $3 AND e.at > $2");
    EXPECT_EQ(joined.where_equal, (Pairs{{3, 2}}));
}

TEST(Influence, WhereTheRowIsNotNamedAnyChangeCounts)
{
    const auto shape = shape_of_change(take);
    for (const char* any : {
             "SELECT left FROM coupon WHERE municipality = $1 AND household = $2",
             "SELECT left FROM coupon WHERE municipality = $1 AND id <> $2",
             "SELECT left FROM coupon WHERE municipality = $1 AND id = $2 OR household = $3",
             "SELECT left FROM coupon WHERE municipality = $1 AND NOT id = $2",
             "SELECT left FROM coupon WHERE municipality = $1 AND id = $2 || $3",
             "SELECT c.left FROM coupon c JOIN coupon d ON d.id = c.before WHERE c.municipality = $1 AND "
             "c.id = $2",
             "SELECT e.id FROM entry e JOIN coupon c ON c.id = e.coupon AND c.left > 0 WHERE e.municipality "
             "= $1 "
             "AND e.id = $2",
             "SELECT 1 FROM entry WHERE municipality = $1 AND id = $2 AND EXISTS (SELECT 1 FROM coupon WHERE "
             "id = "
             "$2 AND left > 0)",
             "WITH RECURSIVE chain AS (SELECT left FROM coupon WHERE municipality = $1 AND id = $2) SELECT "
             "left "
             "FROM chain",
         }) {
        const auto influence = influence_of(shape, any);
        EXPECT_TRUE(influence.is_possible) << any;
        EXPECT_TRUE(influence.where_equal.empty()) << any;
    }
}

TEST(Influence, NoneOnOtherTablesAndOtherColumns)
{
    const auto last = shape_of_change(set_last);
    EXPECT_FALSE(
        influence_of(last, "SELECT name FROM facility WHERE municipality = $1 AND id = $2").is_possible);
    EXPECT_FALSE(influence_of(last, "SELECT count(*) FROM facility WHERE municipality = $1").is_possible);
    EXPECT_FALSE(influence_of(last, "SELECT last_entry FROM coupon WHERE municipality = $1").is_possible);
    EXPECT_TRUE(influence_of(last, "SELECT f.* FROM facility f WHERE f.municipality = $1").is_possible);
    EXPECT_TRUE(influence_of(last,
                             "SELECT e.id FROM entry e JOIN facility f ON f.last_entry = e.id WHERE "
                             "f.municipality = $1")
                    .is_possible);
    EXPECT_TRUE(influence_of(shape_of_change(add), "SELECT count(*) FROM command WHERE municipality = $1")
                    .is_possible)
        << "a new row counts, whatever its columns";
}

TEST(InEachOthersWay, WhereOneReadsOrChangesWhatTheOtherChanges)
{
    EXPECT_TRUE(store::are_in_each_others_way(take, "DELETE FROM coupon WHERE municipality = $1"));
    EXPECT_TRUE(store::are_in_each_others_way(
        set_last,
        "INSERT INTO entry (municipality, before) VALUES ($1, (SELECT last_entry FROM facility WHERE "
        "municipality = $1))"));
    EXPECT_FALSE(store::are_in_each_others_way(take, set_last));
}

TEST(ForMany, OneStatementWithArrays)
{
    const std::vector<std::string_view> types{"bytea[]", "bigint[]"};
    const std::string each = "unnest(CAST($2 AS bytea[]), CAST($3 AS bigint[]))";
    EXPECT_EQ(for_many(set_last, types), "UPDATE facility SET last_entry = given.p3 FROM " + each +
                                             " AS given(p2, p3) WHERE municipality = $1 AND id = given.p2");
    EXPECT_EQ(for_many(add, types),
              "INSERT INTO command (municipality, key, actor, kind) SELECT $1, given.p2, given.p3, "
              "'use' FROM " +
                  each + " AS given(p2, p3) ON CONFLICT (municipality, key) DO NOTHING");
    EXPECT_EQ(for_many("DELETE FROM a WHERE municipality = $1 AND id = $2 AND at < $3", types),
              "DELETE FROM a USING " + each +
                  " AS given(p2, p3) WHERE municipality = $1 AND id = given.p2 AND at < given.p3");
    EXPECT_EQ(
        for_many("SELECT b FROM a WHERE municipality = $1 AND id = $2 LIMIT $3", types),
        "SELECT answer.*, given.n FROM " + each +
            " WITH ORDINALITY AS given(p2, p3, n) CROSS JOIN LATERAL (SELECT b FROM a WHERE municipality = "
            "$1 AND "
            "id = given.p2 LIMIT given.p3 OFFSET 0) answer");
}

TEST(ForMany, NotWhatCannotBeToldFromTheText)
{
    const std::vector<std::string_view> types{"bytea[]"};
    EXPECT_FALSE(for_many("SELECT seq FROM head WHERE municipality = $1", {}));
    for (const char* alone : {
             "INSERT INTO a (municipality, id) SELECT municipality, id FROM b WHERE municipality = $1 AND id "
             "= $2",
             "INSERT INTO a (municipality, b) VALUES ($1, $2) ON CONFLICT (municipality) DO UPDATE SET b = "
             "excluded.b",
             "INSERT INTO a (municipality, b) VALUES ($1, (SELECT max(b) FROM a WHERE municipality = $1 AND "
             "b < $2))",
             "UPDATE a SET b = (SELECT max(b) FROM a WHERE municipality = $1) WHERE municipality = $1 AND id "
             "= $2",
             "SELECT b FROM a WHERE municipality = $1 ORDER BY b LIMIT 1 OFFSET $2",
         })
        EXPECT_FALSE(for_many(alone, types)) << alone;
}

}  // namespace
}  // namespace hagukumi::test
