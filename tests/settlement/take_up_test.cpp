// Who has not begun: by area and language, few hidden (U-23).
#include "settlement/take_up.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace hagukumi::test {
namespace {

using settlement::BegunRow;

std::vector<BegunRow> families(const std::string& key, int count, int begun)
{
    std::vector<BegunRow> rows;
    for (int i = 0; i < count; ++i) rows.push_back({key, i < begun});
    return rows;
}

std::vector<BegunRow> joined(std::vector<std::vector<BegunRow>> all)
{
    std::vector<BegunRow> rows;
    for (const auto& one : all) rows.insert(rows.end(), one.begin(), one.end());
    return rows;
}

TEST(TakeUp, U_23_AreasAreCountedWithThoseThatHaveNotBegun)
{
    const auto begun = settlement::count(joined({families("北区", 40, 15), families("南区", 30, 10)}), 10);
    ASSERT_EQ(begun.rows.size(), 2U);
    EXPECT_EQ(begun.rows[0].key, "北区");
    EXPECT_EQ(begun.rows[0].births, 40);
    EXPECT_EQ(begun.rows[0].unused, 25);
    EXPECT_EQ(begun.total.births, 70);
    EXPECT_EQ(begun.total.unused, 45);
}

TEST(TakeUp, U_23_FewAreHiddenAlsoAgainstTheDifference)
{
    const auto begun = settlement::count(joined({families("北区", 40, 10), families("南区", 30, 10),
                                                 families("東区", 4, 1), families("中区", 60, 10)}),
                                         10);
    const auto hidden =
        std::count_if(begun.rows.begin(), begun.rows.end(), [](const auto& row) { return row.is_hidden; });
    EXPECT_GE(hidden, 2) << "the total less the others would tell the one";
    for (const auto& row : begun.rows) {
        if (row.is_hidden) EXPECT_EQ(row.births + row.unused, 0) << row.key;
        else EXPECT_GE(row.unused, 10) << row.key;
    }
}

TEST(TakeUp, U_23_FewThatHaveNotBegunAreAsTellingAsFewBirths)
{
    const auto begun = settlement::count(
        joined({families("ja", 50, 20), families("vi", 40, 38), families("pt", 45, 20)}), 10);
    const auto vi =
        std::find_if(begun.rows.begin(), begun.rows.end(), [](const auto& row) { return row.key == "vi"; });
    ASSERT_NE(vi, begun.rows.end());
    EXPECT_TRUE(vi->is_hidden) << "two families of forty";
}

TEST(TakeUp, U_23_ATotalOfFewTellsNothing)
{
    const auto begun = settlement::count(families("北区", 5, 1), 10);
    EXPECT_TRUE(begun.total.is_hidden);
    EXPECT_TRUE(begun.rows.at(0).is_hidden);
    EXPECT_TRUE(settlement::count(families("北区", 13, 11), 10).total.is_hidden)
        << "two of thirteen have not begun";
}

}  // namespace
}  // namespace hagukumi::test
