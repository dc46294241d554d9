// Municipalities take turns; of one, all goes in the order of its arrival.

#include "base/turns.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hagukumi::test {
namespace {

constexpr MunicipalityCode nerima{131202}, meguro{131105}, okayama{331007};

TEST(Turns, OneOfEachMunicipalityInTurn)
{
    Turns<std::string> waiting;
    for (const char* of_nerima : {"n1", "n2", "n3"}) waiting.push(nerima, of_nerima);
    waiting.push(meguro, "m1");
    waiting.push(okayama, "o1");
    std::string taken;
    while (!waiting.empty()) taken += waiting.take() + " ";
    EXPECT_EQ(taken, "n1 m1 o1 n2 n3 ");
    EXPECT_EQ(waiting.line_of(nerima), nullptr);
}

TEST(Turns, ARushOnOneMunicipalityGivesAPartWhereOthersWait)
{
    Turns<int> waiting;
    for (int i = 0; i < 10; ++i) waiting.push(nerima, i);
    waiting.push(meguro, 100);
    waiting.push(meguro, 101);
    EXPECT_EQ(waiting.take(8, 2), (std::vector<int>{0, 100, 1, 101}));
    EXPECT_EQ(waiting.take(5, 2), (std::vector<int>{2, 3, 4, 5, 6})) << "nobody else waits now";
    ASSERT_NE(waiting.line_of(nerima), nullptr);
    EXPECT_EQ(waiting.line_of(nerima)->front(), 7);
    EXPECT_EQ(waiting.size(), 3U);
    EXPECT_EQ(waiting.take(8, 2).size(), 3U);
    EXPECT_TRUE(waiting.take(8, 2).empty());
}

TEST(Turns, WhoComesBackWaitsBehindThoseThatWait)
{
    Turns<std::string> waiting;
    waiting.push(nerima, "n1");
    waiting.push(meguro, "m1");
    EXPECT_EQ(waiting.take(), "n1");
    waiting.push(nerima, "n2");
    EXPECT_EQ(waiting.take(), "m1");
    EXPECT_EQ(waiting.take(), "n2");
}

}  // namespace
}  // namespace hagukumi::test
