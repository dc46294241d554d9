// News, facilities and serial codes over their routes.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(PortalApi, M_13_NewsAreWrittenReadAndWithdrawn)
{
    World world;
    const Town& town = world.nerima_town();
    const Person& parent = town.families[0].parent;
    const auto unread = [&] { return body_of(world.get(parent, "/parent/me")).at("unread").as_int64(); };
    const auto before = unread();
    const boost::json::object letter{{"key", world.new_key()},
                                     {"title_ja", "夏の休み"},
                                     {"body_ja", "本文\n2行目"},
                                     {"last_day", "2026-12-31"},
                                     {"programme", town.programme}};
    EXPECT_EQ(world.post(town.officer, "/office/news", letter).status, 204);
    EXPECT_EQ(unread(), before + 1);
    const auto shown = body_of(world.get(parent, "/parent/news"));
    ASSERT_EQ(shown.at("news").as_array().size(), 1U);
    const auto& one = shown.at("news").as_array()[0].as_object();
    EXPECT_EQ(one.at("title").at("en").as_string(), "夏の休み") << "nobody wrote English";
    const std::string id(one.at("id").as_string());
    EXPECT_EQ(world.post(parent, "/parent/news/" + id + "/read", {}).status, 204);
    EXPECT_EQ(unread(), before);
    EXPECT_EQ(world.post(world.chiyoda_town().families[0].parent, "/parent/news/" + id + "/read", {}).status,
              404);
    EXPECT_EQ(body_of(world.get(town.officer, "/office/news")).at("news").as_array().size(), 1U);
    EXPECT_EQ(world.post(town.officer, "/office/news/" + id + "/withdraw", {{"key", world.new_key()}}).status,
              204);
    EXPECT_TRUE(body_of(world.get(parent, "/parent/news")).at("news").as_array().empty());
}

TEST(PortalApi, FacilitiesAreListedAndOnesOwnFavouritesMarked)
{
    World world;
    const Town& town = world.nerima_town();
    const Person& parent = town.families[0].parent;
    const auto favourites = [&](const Person& who) {
        int count = 0;
        const auto seen = body_of(world.get(who, "/parent/facilities"));
        for (const auto& one : seen.at("facilities").as_array()) count += one.at("favourite").as_bool();
        return count;
    };
    ASSERT_EQ(body_of(world.get(parent, "/parent/facilities")).at("facilities").as_array().size(), 2U);
    const std::string path = "/parent/facilities/" + to_string(town.desks[0].facility) + "/favourite";
    EXPECT_EQ(world.post(parent, path, {{"deed", "add"}}).status, 204);
    EXPECT_EQ(world.post(parent, path, {{"deed", "add"}}).status, 204);
    EXPECT_EQ(favourites(parent), 1);
    EXPECT_EQ(favourites(town.families[1].parent), 0);
    EXPECT_EQ(world.post(parent, path, {{"deed", "remove"}}).status, 204);
    EXPECT_EQ(favourites(parent), 0);
    const std::string foreign = to_string(world.chiyoda_town().desks[0].facility);
    EXPECT_EQ(world.post(parent, "/parent/facilities/" + foreign + "/favourite", {{"deed", "add"}}).status,
              404);
}

// M-05, M-07: the child of the demonstration has a set already; its sibling receives one.
TEST(PortalApi, M_05_ASerialCodeIsLookedAtAndReceivedForAChild)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const auto made = world.post(town.officer, "/office/codes",
                                 {{"key", world.new_key()},
                                  {"programme", town.programme},
                                  {"label", "4月発送分"},
                                  {"count", 2},
                                  {"last_day", "2026-12-31"}});
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string batch = "/office/codes/" + std::string(body_of(made).at("batch").as_string());
    const auto shown = body_of(world.get(town.officer, batch));
    const std::string code(shown.at("codes").as_array()[0].at("code").as_string());
    const auto seen = world.post(family.parent, "/parent/codes/look", {{"code", code}});
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_FALSE(body_of(seen).at("coupons").as_array().empty());
    const auto receive = [&](const std::string& child) {
        return world.post(family.parent, "/parent/codes/receive",
                          {{"key", world.new_key()}, {"code", code}, {"child", child}});
    };
    EXPECT_EQ(code_of(receive(to_string(family.child))), "set_received");

    const boost::json::array twin{boost::json::object{{"name", "小夏"}}};
    ASSERT_EQ(world
                  .post(family.parent, "/parent/family/births",
                        {{"key", world.new_key()}, {"born_on", "2026-10-20"}, {"children", twin}})
                  .status,
              204);
    std::string sibling;
    const auto me = body_of(world.get(family.parent, "/parent/me"));
    for (const auto& one : me.at("children").as_array())
        if (one.at("name").as_string() == "小夏") sibling = one.at("id").as_string();
    const auto received = receive(sibling);
    EXPECT_EQ(received.status, 201) << received.body;
    EXPECT_EQ(code_of(receive(sibling)), "code_received");
    EXPECT_EQ(code_of(world.post(town.families[1].parent, "/parent/codes/look", {{"code", code}})),
              "code_unusable");
    const auto traced = body_of(world.post(town.officer, "/office/codes/trace", {{"code", code}}));
    EXPECT_EQ(traced.at("code").at("household").as_string(), to_string(family.household));
    EXPECT_EQ(body_of(world.get(town.officer, batch)).at("batch").at("received").as_int64(), 1);
    EXPECT_EQ(
        world.post(town.officer, batch + "/withdraw", {{"key", world.new_key()}, {"reason", "確認"}}).status,
        204);
}

TEST(PortalApi, X_14_AnOfficerUndoesTheTakingOfACodeAndBothFamiliesReadOfIt)
{
    World world;
    const Town& town = world.add_town("202029-coupons");
    const Family &owner = town.families[0], &taker = town.families[1];
    const auto add_sibling = [&](const Family& family) {
        const boost::json::array sibling{boost::json::object{{"name", "小夏"}}};
        world.post(family.parent, "/parent/family/births",
                   {{"key", world.new_key()}, {"born_on", "2026-10-20"}, {"children", sibling}});
        const auto me = body_of(world.get(family.parent, "/parent/me"));
        for (const auto& one : me.at("children").as_array())
            if (one.at("name").as_string() == "小夏") return std::string(one.at("id").as_string());
        return std::string();
    };
    const std::string of_owner = add_sibling(owner), of_taker = add_sibling(taker);
    const auto made = body_of(world.post(town.officer, "/office/codes",
                                         {{"key", world.new_key()},
                                          {"programme", town.programme},
                                          {"label", "発送分"},
                                          {"count", 1},
                                          {"last_day", "2026-12-31"}}));
    const auto shown =
        body_of(world.get(town.officer, "/office/codes/" + std::string(made.at("batch").as_string())));
    const std::string code(shown.at("codes").at(0).at("code").as_string());
    const auto receive = [&](const Family& family, const std::string& child) {
        return world.post(family.parent, "/parent/codes/receive",
                          {{"key", world.new_key()}, {"code", code}, {"child", child}});
    };
    ASSERT_EQ(receive(taker, of_taker).status, 201);
    EXPECT_EQ(code_of(receive(owner, of_owner)), "code_unusable");

    const auto trace = [&] {
        return body_of(world.post(town.officer, "/office/codes/trace", {{"code", code}}));
    };
    ASSERT_FALSE(trace().at("opened").as_array().empty());
    EXPECT_EQ(trace().at("opened").at(0).at("used").as_int64(), 0);
    boost::json::object undo{{"key", world.new_key()},
                             {"code", code},
                             {"owner", to_string(owner.household)},
                             {"last_day", "2027-01-31"},
                             {"reason", "通知書を読み上げた"}};
    EXPECT_EQ(world.post(owner.parent, "/office/codes/give-back", undo).status, 401);
    EXPECT_EQ(code_of(world.post(world.nerima_town().officer, "/office/codes/give-back", undo)),
              "code_unknown");
    const auto undone = world.post(town.officer, "/office/codes/give-back", undo);
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(world.post(town.officer, "/office/codes/give-back", undo).body, undone.body);
    EXPECT_TRUE(trace().at("code").at("received_at").is_null());
    EXPECT_EQ(trace().at("code").at("kept_for").as_string(), to_string(owner.household));

    // The taker's history says what it was; nothing of it has run out.
    const auto history = body_of(world.get(taker.parent, "/parent/history"));
    std::int64_t revoked = 0;
    for (const auto& entry : history.at("entries").as_array())
        revoked += entry.at("kind").as_string() == "revoke";
    EXPECT_EQ(revoked, body_of(undone).at("coupons").as_int64());
    EXPECT_EQ(code_of(receive(taker, of_taker)), "code_unusable");
    EXPECT_EQ(receive(owner, of_owner).status, 201);
}

}  // namespace hagukumi::test
