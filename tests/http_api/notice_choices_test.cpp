// What a parent wants to be written about, over its routes.
#include <gtest/gtest.h>

#include "base/base64url.hpp"
#include "http/api/push_door.hpp"
#include "http_api/world.hpp"
#include "messages/push_devices.hpp"

namespace hagukumi::test {

TEST(NoticeChoicesApi, U_17_EverybodyChoosesForThemselves)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person helper = world.add_guardian(town, family, people::Rights::helper);
    const auto before = body_of(world.get(helper, "/parent/notice-choices"));
    EXPECT_EQ(before.at("mail").at("wanted").as_array().size(), 4u);
    EXPECT_TRUE(before.at("mail").at("arrives").as_bool());
    EXPECT_FALSE(before.at("line").at("arrives").as_bool()) << "nobody comes from LINE here";
    EXPECT_EQ(
        world.post(helper, "/parent/notice-choices", {{"mail", {"uses"}}, {"line", boost::json::array()}})
            .status,
        204);
    const auto after = body_of(world.get(helper, "/parent/notice-choices"));
    EXPECT_EQ(after.at("mail").at("wanted"), (boost::json::array{"uses"}));
    EXPECT_TRUE(after.at("line").at("wanted").as_array().empty());
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/notice-choices")).at("mail").at("wanted").as_array().size(),
        4u);
}

TEST(NoticeChoicesApi, AKindThatThereIsNotIsAMistake)
{
    World world;
    const Person& parent = world.nerima_town().families[0].parent;
    EXPECT_EQ(
        world.post(parent, "/parent/notice-choices", {{"mail", {"account"}}, {"line", boost::json::array()}})
            .status,
        400);
}

/// As long as the operator has a key.
struct Offered {
    explicit Offered(const messages::PushServices& services) { http::offer_push(&services); }
    ~Offered() { http::offer_push(nullptr); }
    Offered(const Offered&) = delete;
};

TEST(NoticeChoicesApi, U_17_ADeviceIsOnesOwnAndASignOutElsewhereTakesItAway)
{
    World world;
    const Town& town = world.nerima_town();
    const Person& parent = town.families[0].parent;
    const boost::json::object device{{"endpoint", "https://fcm.googleapis.com/fcm/send/x"},
                                     {"p256dh", to_base64url("\x04" + std::string(64, 'p'))},
                                     {"auth", to_base64url(std::string(16, 'a'))}};
    EXPECT_TRUE(body_of(world.get(parent, "/parent/notice-choices")).at("push").at("key").is_null());
    EXPECT_EQ(world.post(parent, "/parent/push-devices", device).status, 404) << "no key, no push";

    const messages::PushServices services{"BKey", messages::known_push_services()};
    const Offered offered(services);
    const auto push = [&] { return body_of(world.get(parent, "/parent/notice-choices")).at("push"); };
    EXPECT_EQ(push().at("key"), "BKey");
    EXPECT_FALSE(push().at("arrives").as_bool());
    EXPECT_EQ(world.post(parent, "/parent/push-devices", device).status, 204);
    EXPECT_EQ(world.post(parent, "/parent/push-devices", device).status, 204);
    EXPECT_TRUE(push().at("arrives").as_bool());
    EXPECT_EQ(push().at("devices"), 1);

    boost::json::object inside = device;
    inside["endpoint"] = "https://127.0.0.1:8080/metrics";
    EXPECT_EQ(world.post(parent, "/parent/push-devices", inside).status, 400);

    EXPECT_EQ(world
                  .post(parent, "/parent/notice-choices",
                        {{"mail", {"uses"}}, {"line", boost::json::array()}, {"push", {"bookings"}}})
                  .status,
              204);
    EXPECT_EQ(push().at("wanted"), (boost::json::array{"bookings"}));
    EXPECT_EQ(
        world.post(parent, "/parent/notice-choices", {{"mail", {"uses"}}, {"line", boost::json::array()}})
            .status,
        204);
    EXPECT_EQ(push().at("wanted"), (boost::json::array{"bookings"})) << "a page of before leaves it";

    EXPECT_EQ(world.post(parent, "/parent/push-devices/end", {{"endpoint", device.at("endpoint")}}).status,
              204);
    EXPECT_EQ(push().at("devices"), 0);
    EXPECT_EQ(world.post(parent, "/parent/push-devices", device).status, 204);
    EXPECT_EQ(push().at("devices"), 1);
    EXPECT_EQ(world.post(parent, "/parent/account/sign-out-others", boost::json::object()).status, 204);
    // These requests bring no cookie, so that their own session ended with the others.
    const Person again = world.sign_in(parent);
    EXPECT_EQ(body_of(world.get(again, "/parent/notice-choices")).at("push").at("devices"), 0)
        << "a lost phone shows nothing any more";
}

TEST(LanguageApi, U_05_TheLanguageIsRememberedWithTheAccountAndIsEverybodysOwn)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person helper = world.add_guardian(town, family, people::Rights::helper);
    EXPECT_EQ(world.post(helper, "/parent/language", {{"language", "vi"}}).status, 204);
    EXPECT_EQ(body_of(world.get(helper, "/parent/me")).at("language"), "vi");
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/me")).at("language"), "ja");
    EXPECT_EQ(world.post(helper, "/parent/language", {{"language", "ja-easy"}}).status, 204);
    EXPECT_EQ(body_of(world.get(helper, "/parent/me")).at("language"), "ja-easy");
    EXPECT_EQ(world.post(helper, "/parent/language", {{"language", "vi-VN"}}).status, 400);
    EXPECT_EQ(body_of(world.get(helper, "/parent/me")).at("language"), "ja-easy");
}

}  // namespace hagukumi::test
