// What parents do, over their routes.
#include <gtest/gtest.h>

#include <map>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(ParentApi, AParentSignsInWithEMailAndPassword)
{
    World world;
    const Person nobody{nerima, people::Realm::parent, "", {}};
    const auto in = world.post(
        nobody, "/parent/sign-in",
        {{"way", "email"}, {"email", "chizuru1312020@example.jp"}, {"password", "plum rain over Tokyo"}});
    EXPECT_EQ(in.status, 200) << in.body;
    const auto out =
        world.post(nobody, "/parent/sign-in",
                   {{"way", "email"}, {"email", "chizuru1312020@example.jp"}, {"password", "no"}});
    EXPECT_EQ(out.status, 401);
}

TEST(ParentApi, AParentSeesHerFamilyAndHerCoupons)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const auto me = body_of(world.get(family.parent, "/parent/me"));
    EXPECT_EQ(me.at("children").as_array().size(), 1U);
    const auto coupons = body_of(world.get(family.parent, "/parent/coupons"));
    EXPECT_FALSE(coupons.at("coupons").as_array().empty());
    const auto one = world.get(family.parent, "/parent/coupons/" + to_string(family.coupon));
    EXPECT_EQ(one.status, 200);
    EXPECT_EQ(body_of(one).at("history").as_array().size(), 1U);
    EXPECT_EQ(world.get(family.parent, "/parent/history").status, 200);
    EXPECT_EQ(world.get(family.parent, "/about").status, 200);
}

// U-01: a refusal and a coupon's reason come in the language that the phone asks for, beside Japanese and
// English.
TEST(ParentApi, U_01_ReasonsComeInTheLanguageThatIsAskedFor)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const std::string check_in = world.check_in(family, world.nerima_town().desks[0]);
    auto body = world.use_of(family, check_in, 30);
    const auto refused =
        world.post_with(family.parent, "/parent/uses", body, "accept-language", "vi-VN,vi;q=0.9");
    ASSERT_EQ(refused.status, 422) << refused.body;
    const auto problem = body_of(refused);
    EXPECT_EQ(problem.at("detail").at("vi").as_string(), "Còn lại 7 ngày, không đủ cho 30 ngày.")
        << refused.body;
    EXPECT_EQ(problem.at("detail").at("en").as_string(), "7 days are left, which is not enough for 30 days.");
    EXPECT_FALSE(problem.at("detail").as_object().contains("ko"));
    EXPECT_TRUE(problem.at("decision").at("summary").as_object().contains("vi"));

    const auto plain = body_of(world.post(family.parent, "/parent/uses", body));
    EXPECT_EQ(plain.at("detail").as_object().size(), 2U);

    world.use(family, world.nerima_town().desks[0]);
    auto rest = world.use_of(family, world.check_in(family, world.nerima_town().desks[0]), 5);
    rest["again"] = true;
    ASSERT_EQ(world.post(family.parent, "/parent/uses", rest).status, 201);
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    const auto shown = body_of(world.get_with(family.parent, coupon, "accept-language", "fr, ne;q=0.5"));
    const auto& reason = shown.at("services").as_array().front().at("reason").as_object();
    EXPECT_FALSE(reason.at("ne").as_string().empty());
}

namespace {

/// A use by the clock of the service that is paid for each guardian, or of the one that lasts over midnight.
boost::json::object hours_of(World& world, const Family& family, const Desk& desk, const char* service,
                             const char* from, const char* until)
{
    boost::json::object body = world.use_of(family, world.check_in(family, desk));
    body["service"] = service;
    body["from"] = from;
    body["until"] = until;
    body["again"] = true;
    body.erase("units");
    return body;
}

/// Whether the list of coupons that somebody reads says that a service can be used.
bool is_usable(const boost::json::value& coupon, std::string_view service)
{
    for (const auto& one : coupon.at("services").as_array())
        if (one.at("code").as_string() == service) return one.at("usable_today").as_bool();
    throw std::runtime_error("the coupon has no such service");
}

}  // namespace

// A cap for each guardian: the list of coupons counts the uses of whoever reads it; the office's, as for a
// use that staff enter, counts all of them.
TEST(ParentApi, U_01_TheListOfCouponsCountsTheReadersOwnUses)
{
    World world;
    Town& town = world.add_town("examples/990132-sitter");
    const Family& family = town.families[0];
    Family through_father = family;
    through_father.parent = world.add_guardian(town, family);
    const Desk& desk = town.desks[0];
    const auto listed = [&](const Person& parent) {
        return body_of(world.get(parent, "/parent/coupons")).at("coupons").as_array().at(0);
    };
    const auto used =
        world.post(family.parent, "/parent/uses", hours_of(world, family, desk, "refresh", "06:00", "22:00"));
    ASSERT_EQ(used.status, 201) << used.body;
    EXPECT_FALSE(is_usable(listed(family.parent), "refresh"));
    EXPECT_TRUE(is_usable(listed(through_father.parent), "refresh"));
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    EXPECT_FALSE(is_usable(body_of(world.get(family.parent, coupon)), "refresh"));
    EXPECT_TRUE(is_usable(body_of(world.get(through_father.parent, coupon)), "refresh"));
    const auto seen = body_of(world.get(town.officer, "/office/families/" + to_string(family.household)));
    EXPECT_FALSE(is_usable(seen.at("coupons").at(0), "refresh"));

    const auto more =
        world.post(family.parent, "/parent/uses", hours_of(world, family, desk, "refresh", "22:00", "23:00"));
    EXPECT_EQ(more.status, 422) << more.body;
    const auto fathers = world.post(through_father.parent, "/parent/uses",
                                    hours_of(world, through_father, desk, "refresh", "22:00", "23:00"));
    EXPECT_EQ(fathers.status, 201) << fathers.body;
}

TEST(ParentApi, U_01_AUseLastsOverMidnightWhereTheProgrammeSaysSo)
{
    World world;
    Town& town = world.add_town("examples/990132-sitter");
    const Family& family = town.families[0];
    const Desk& desk = town.desks[0];
    const auto here = body_of(world.get(family.parent, "/parent/check-ins/" + world.check_in(family, desk)));
    std::map<std::string, bool> ends_next_day;
    for (const auto& choice : here.at("choices").as_array())
        ends_next_day[std::string(choice.at("service").as_string())] = choice.at("ends_next_day").as_bool();
    EXPECT_EQ(ends_next_day, (std::map<std::string, bool>{{"sitter", true}, {"refresh", false}}));

    const auto night =
        world.post(family.parent, "/parent/uses", hours_of(world, family, desk, "sitter", "20:00", "01:00"));
    ASSERT_EQ(night.status, 201) << night.body;
    EXPECT_EQ(body_of(night).at("use").at("units").as_int64(), 5);
    const auto rest =
        world.post(family.parent, "/parent/uses", hours_of(world, family, desk, "refresh", "20:00", "01:00"));
    EXPECT_EQ(rest.status, 422) << rest.body;
}

// N-10, N-12: checking in spends nothing; the preview says what the use will.
TEST(ParentApi, ChecksInPreviewsAndUses)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const std::string check_in = world.check_in(family, world.nerima_town().desks[0]);
    EXPECT_EQ(world.get(family.parent, "/parent/check-ins/" + check_in).status, 200);

    const auto coupon = body_of(world.get(family.parent, "/parent/coupons/" + to_string(family.coupon)));
    EXPECT_EQ(coupon.at("units_used").as_int64(), 0);

    auto body = world.use_of(family, check_in);
    auto shown = body;
    shown.erase("key");
    shown.erase("check_in");
    const auto preview = world.post(family.parent, "/parent/check-ins/" + check_in + "/preview", shown);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(body_of(preview).at("outcome").as_string(), "granted") << preview.body;

    const auto used = world.post(family.parent, "/parent/uses", body);
    ASSERT_EQ(used.status, 201) << used.body;
    EXPECT_EQ(body_of(used).at("use").at("left_after"), body_of(preview).at("left_after"));
}

// N-16
TEST(ParentApi, TheSameKeyGivesTheSameBytes)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const auto body = world.use_of(family, world.check_in(family, world.nerima_town().desks[0]));
    const auto first = world.post(family.parent, "/parent/uses", body);
    const auto second = world.post(family.parent, "/parent/uses", body);
    EXPECT_TRUE(first.headers.empty());
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    ASSERT_EQ(second.headers.size(), 1U);
    EXPECT_EQ(second.headers[0].first, "Hagukumi-Replay");

    const std::string by_key = "/parent/uses/by-key/" + std::string(body.at("key").as_string());
    EXPECT_EQ(world.get(family.parent, by_key).body, first.body);
    EXPECT_EQ(code_of(world.get(family.parent, "/parent/uses/by-key/" + world.new_key())), "nothing_stored");

    auto other = body;
    other["units"] = 3;
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", other)), "key_reused");
}

TEST(ParentApi, TheSameUseTwiceIsAskedAbout)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const std::string check_in = world.check_in(family, world.nerima_town().desks[0]);
    EXPECT_EQ(world.post(family.parent, "/parent/uses", world.use_of(family, check_in)).status, 201);
    auto body = world.use_of(family, check_in);
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", body)), "used_just_now");
    body["again"] = true;
    EXPECT_EQ(world.post(family.parent, "/parent/uses", body).status, 201);
}

// N-14: a stay of one day
TEST(ParentApi, ARefusalCarriesTheDecisionAndTakesNothing)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const std::string check_in = world.check_in(family, world.nerima_town().desks[0]);
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    const std::string before = world.get(family.parent, coupon).body;
    const auto refused = world.post(family.parent, "/parent/uses", world.use_of(family, check_in, 1));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(body_of(refused).at("decision").at("outcome").as_string(), "refused");
    EXPECT_EQ(world.get(family.parent, coupon).body, before);
}

// N-12.1: it ends by itself, and can be opened again
TEST(ParentApi, ACheckInEnds)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const auto body = world.use_of(family, world.check_in(family, world.nerima_town().desks[0]));
    world.at = world.at + std::chrono::minutes(16);
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", body)), "check_in_expired");
    EXPECT_FALSE(world.check_in(family, world.nerima_town().desks[0]).empty());
}

// M-16
TEST(ParentApi, PasscodesCheckInToo)
{
    World world;
    const Town& town = world.nerima_town();
    const auto in =
        world.post(town.families[0].parent, "/parent/check-ins", {{"passcode", town.desks[0].passcode}});
    EXPECT_EQ(in.status, 201);
    EXPECT_EQ(body_of(in).at("way").as_string(), "passcode");
}

// M-16.1, T03: what was wrong is counted although the answer is an error.
TEST(ParentApi, WrongPasscodesAreCounted)
{
    World world;
    const Town& town = world.nerima_town();
    const std::string wrong = town.desks[0].passcode == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i)
        EXPECT_GE(world.post(town.families[0].parent, "/parent/check-ins", {{"passcode", wrong}}).status,
                  400);
    const auto right =
        world.post(town.families[0].parent, "/parent/check-ins", {{"passcode", town.desks[0].passcode}});
    EXPECT_EQ(right.status, 429) << right.body;
    EXPECT_EQ(world.post(town.families[1].parent, "/parent/check-ins", {{"passcode", town.desks[0].passcode}})
                  .status,
              201);
}

// in a protected family each guardian reads the own places only; else both read all.
TEST(ParentApi, TheOtherGuardianOfAProtectedFamilyReadsNoFacility)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person other = world.add_guardian(town, family);
    world.use(family, town.desks[0]);
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    const auto reads_place = [&](const Person& who, const std::string& path) {
        return world.get(who, path).body.find("さくら助産院") != std::string::npos;
    };
    EXPECT_TRUE(reads_place(other, "/parent/history"));
    world.protect(town, family);
    for (const std::string& path : {std::string("/parent/history"), coupon}) {
        EXPECT_TRUE(reads_place(family.parent, path)) << path;
        EXPECT_FALSE(reads_place(other, path)) << path;
    }
    for (const char* path : {"/parent/me", "/parent/coupons"})
        for (const char* hidden : {"夕凪町", "000-1111-", "さくら助産院"})
            EXPECT_EQ(world.get(other, path).body.find(hidden), std::string::npos) << path;
}

TEST(ParentApi, AnOfficersReasonIsNotTold)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    world.post(town.officer, "/office/coupons/" + to_string(family.coupon) + "/adjustments",
               {{"key", world.new_key()}, {"units", 1}, {"reason", "家庭の事情による"}});
    EXPECT_EQ(world.get(family.parent, "/parent/history").body.find("家庭の事情"), std::string::npos);
    const std::string office = "/office/families/" + to_string(family.household);
    EXPECT_NE(world.get(town.officer, office).body.find("家庭の事情"), std::string::npos);
}

// M-13
TEST(ParentApi, NoticesAreReadOnce)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const auto unread = body_of(world.get(family.parent, "/parent/notices")).at("unread").as_int64();
    const std::string path = "/parent/notices/" + to_string(family.notice) + "/read";
    EXPECT_EQ(world.post(family.parent, path, {}).status, 204);
    EXPECT_EQ(world.post(family.parent, path, {}).status, 204);
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/notices")).at("unread").as_int64(), unread - 1);
}

TEST(ParentApi, WhoSignedOutIsUnknown)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    EXPECT_EQ(world.post(family.parent, "/parent/sign-out", {}).status, 204);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 401);
}

}  // namespace hagukumi::test
