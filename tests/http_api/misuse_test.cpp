// Misuse over its routes: marked by an officer, seen by the office alone, counted in the statistics (M-28).
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(MisuseApi, M_28_AUseIsMarkedWithASumSeenByTheOfficeAndCounted)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string use = world.use(family, town.desks[0]);
    const std::string path = "/office/uses/" + use + "/misuse";
    const auto body = [&](std::int64_t yen) {
        return boost::json::object{{"key", world.new_key()}, {"yen", yen}, {"reason", "別の方が使った"}};
    };
    EXPECT_EQ(world.post(family.parent, path, body(1000)).status, 401);
    EXPECT_EQ(code_of(world.post(world.chiyoda_town().officer, path, body(1000))), "use_not_found");
    EXPECT_EQ(code_of(world.post(town.officer, path, body(0))), "misuse_sum");
    const auto mark = body(1000);
    ASSERT_EQ(world.post(town.officer, path, mark).status, 204);
    EXPECT_EQ(world.post(town.officer, path, mark).status, 204) << "sent twice is once";
    EXPECT_EQ(code_of(world.post(town.officer, path, body(500))), "misuse_marked");

    const std::string seen = "/office/families/" + to_string(family.household) + "?why=search";
    const auto misuses = [&] { return body_of(world.get(town.officer, seen)).at("misuses").as_array(); };
    ASSERT_EQ(misuses().size(), 1U);
    EXPECT_EQ(misuses()[0].at("use").as_string(), use);
    EXPECT_EQ(misuses()[0].at("state").as_string(), "claimed");
    for (const char* of_parent : {"/parent/history", "/parent/coupons"})
        EXPECT_EQ(world.get(family.parent, of_parent).body.find("別の方"), std::string::npos);

    const std::string id(misuses()[0].at("id").as_string());
    const boost::json::object repaid{
        {"key", world.new_key()}, {"outcome", "repaid"}, {"reason", "納付書で入金"}};
    EXPECT_EQ(world.post(world.chiyoda_town().officer, "/office/misuses/" + id + "/close", repaid).status,
              404);
    ASSERT_EQ(world.post(town.officer, "/office/misuses/" + id + "/close", repaid).status, 204);
    EXPECT_EQ(misuses()[0].at("state").as_string(), "repaid");

    const std::string report = "/office/reports?first=2026-04&last=2026-12&by=month";
    const auto sum = body_of(world.get(town.officer, report)).at("misuse").as_object();
    EXPECT_EQ(sum.at("uses").as_int64(), 1);
    EXPECT_EQ(sum.at("claimed_yen").as_int64(), 1000);
    EXPECT_EQ(sum.at("repaid_yen").as_int64(), 1000);
    EXPECT_TRUE(body_of(world.get(town.officer, report + "&published=true")).at("misuse").is_null());
    const boost::json::object file{
        {"first", "2026-04"}, {"last", "2026-12"}, {"by", "month"}, {"format", "xlsx"}};
    EXPECT_EQ(world.post(town.officer, "/office/reports/file", file).status, 200);
}

}  // namespace hagukumi::test
