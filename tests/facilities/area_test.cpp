// In which part of the municipality a facility lies.

#include "facilities/area.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

using facilities::area_of;

TEST(Area, N_09_IsTheTownWithoutItsNumbers)
{
    EXPECT_EQ(area_of("松本市見本町1-3-4", "松本市"), "見本町");
    EXPECT_EQ(area_of("長野県松本市丸の内３番７号", "松本市"), "丸の内");
    EXPECT_EQ(area_of("東京都千代田区神田神保町一丁目5", "千代田区"), "神田神保町");
    EXPECT_EQ(area_of("東京都千代田区 三番町2", "千代田区"), "三番町");
    EXPECT_EQ(area_of("目黒区三田2-10", "目黒区"), "三田");
    EXPECT_EQ(area_of("港区三田三丁目", "港区"), "三田");
    EXPECT_EQ(area_of("長野県北佐久郡軽井沢町大字長倉2381-1", "軽井沢町"), "長倉");
    EXPECT_EQ(area_of("松本市　島内（公民館の隣）", "松本市"), "島内");
}

TEST(Area, N_09_IsTheWardOfADesignatedCity)
{
    EXPECT_EQ(area_of("岡山市北区大供一丁目1-1", "岡山市"), "北区");
    EXPECT_EQ(area_of("神奈川県横浜市保土ケ谷区川辺町2-9", "横浜市"), "保土ケ谷区");
}

TEST(Area, N_09_IsNotGuessedWhereTheAddressSaysNone)
{
    EXPECT_EQ(area_of("", "松本市"), "");
    EXPECT_EQ(area_of("松本市", "松本市"), "");
    EXPECT_EQ(area_of("松本市1-2-3", "松本市"), "");
    EXPECT_EQ(area_of("塩尻市大門七番町3-3", "松本市"), "") << "a facility of a neighbour";
    EXPECT_EQ(area_of("見本町1-2", ""), "");
}

}  // namespace
}  // namespace hagukumi::test
