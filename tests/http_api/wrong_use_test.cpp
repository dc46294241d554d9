// Until when and by whom a use is put right, as its family reads it.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

boost::json::value correction_of(World& world, const Person& parent, const std::string& use)
{
    const auto history = body_of(world.get(parent, "/parent/history"));
    for (const auto& entry : history.at("entries").as_array())
        if (entry.at("id").as_string() == use) return entry.at("correction");
    ADD_FAILURE() << "the use is not in the history";
    return nullptr;
}

}  // namespace

TEST(WrongUseApi, M_24_AFamilyReadsUntilWhenTheFacilityPutsItRight)
{
    World world;
    const Town& town = world.add_town("202029-coupons");
    const std::string use = world.use(town.families[0], town.desks[0]);
    const auto correction = correction_of(world, town.families[0].parent, use);
    EXPECT_EQ(correction.at("facility_until").as_string(),
              to_string_in_japan(world.at + std::chrono::hours(24)));
    EXPECT_TRUE(correction.at("facility_phone").is_string());
}

TEST(WrongUseApi, N_17_WhereOnlyTheOfficeCorrectsTheFamilyReadsSo)
{
    World world;
    const Town& town = world.nerima_town();
    const std::string use = world.use(town.families[0], town.desks[0]);
    const auto correction = correction_of(world, town.families[0].parent, use);
    EXPECT_TRUE(correction.at("facility_until").is_null());
    EXPECT_TRUE(correction.at("facility_phone").is_null());
}

}  // namespace hagukumi::test
