// A municipality whose code begins with a zero, as all from Hokkaido to Tochigi: every address keeps the
// zero.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

TEST(NorthernTown, EveryAddressKeepsTheZeroOfItsCode)
{
    World world;
    const Town& town = world.add_town("131202-postpartum", "011002");
    EXPECT_EQ(town.code.value, 11002);
    const Family& family = town.families[0];
    const auto about = body_of(world.get(family.parent, "/about"));
    EXPECT_EQ(about.at("code").as_string(), "011002");

    const std::string address = "https://hagukumi.example.jp/011002/";
    const auto invited =
        body_of(world.post(family.parent, "/parent/family/invitations",
                           {{"key", world.new_key()}, {"name", "祖母"}, {"rights", "helper"}}));
    EXPECT_TRUE(invited.at("url").as_string().starts_with(address + "join#")) << invited.at("url");
    const auto made = body_of(world.post(town.officer, "/office/codes",
                                         {{"key", world.new_key()},
                                          {"programme", town.programme},
                                          {"label", "発送分"},
                                          {"count", 1},
                                          {"last_day", "2026-12-31"}}));
    const auto shown =
        body_of(world.get(town.officer, "/office/codes/" + std::string(made.at("batch").as_string())));
    EXPECT_EQ(shown.at("url").as_string(), address + "receive#");
}

}  // namespace
}  // namespace hagukumi::test
