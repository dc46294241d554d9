// Booking that a coupon pays for, over its routes: Okayama, with the facility's answer.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

struct Coupon : testing::Test {
    World world;
    Town& town = world.add_town("331007-postpartum");
    const Desk& desk = town.desks[0];
    const Family& family = town.families[0];

    json::object booking_of(const char* day = "2026-11-18")
    {
        return {{"key", world.new_key()},
                {"coupon", to_string(family.coupon)},
                {"facility", to_string(desk.facility)},
                {"service", "day_care"},
                {"first_day", day}};
    }
    json::object use_of(const std::string& check_in)
    {
        return {{"key", world.new_key()},
                {"check_in", check_in},
                {"coupon", to_string(family.coupon)},
                {"service", "day_care"},
                {"units", 1}};
    }
    std::int64_t of_coupon(const char* what)
    {
        return body_of(world.get(family.parent, "/parent/coupons/" + to_string(family.coupon)))
            .at(what)
            .as_int64();
    }
};

}  // namespace

TEST_F(Coupon, O_10_O_12_U_14_BookedAcceptedUsedAndTheUnitsFollow)
{
    const auto booked = world.post(family.parent, "/parent/bookings", booking_of());
    ASSERT_EQ(booked.status, 201) << booked.body;
    const auto made = body_of(booked);
    EXPECT_EQ(made.at("booking").at("state").as_string(), "requested");
    EXPECT_EQ(of_coupon("units_reserved"), 1);
    EXPECT_EQ(of_coupon("units_left"), 7);
    const std::string id(made.at("booking").at("id").as_string());

    const std::string check_in = world.check_in(family, desk);
    const auto too_early = world.post(family.parent, "/parent/uses", use_of(check_in));
    EXPECT_EQ(too_early.status, 409);
    EXPECT_EQ(code_of(too_early), "booking_needed");

    EXPECT_EQ(world
                  .post(desk.staff, "/desk/bookings/" + id + "/answer",
                        {{"key", world.new_key()}, {"deed", "accept"}})
                  .status,
              200);
    const auto use = use_of(check_in);
    const auto used = world.post(family.parent, "/parent/uses", use);
    ASSERT_EQ(used.status, 201) << used.body;
    EXPECT_EQ(world.post(family.parent, "/parent/uses", use).body, used.body)
        << "the lost answer is found again";
    EXPECT_EQ(of_coupon("units_reserved"), 0);
    EXPECT_EQ(of_coupon("units_left"), 6);
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/bookings")).at("bookings").at(0).at("state").as_string(),
        "fulfilled");
}

TEST_F(Coupon, U_13_AVoidedUseOpensItsBookingAgainWithItsUnits)
{
    const auto booked = world.post(family.parent, "/parent/bookings", booking_of());
    const std::string id(body_of(booked).at("booking").at("id").as_string());
    ASSERT_EQ(world
                  .post(desk.staff, "/desk/bookings/" + id + "/answer",
                        {{"key", world.new_key()}, {"deed", "accept"}})
                  .status,
              200);
    const auto used = world.post(family.parent, "/parent/uses", use_of(world.check_in(family, desk)));
    ASSERT_EQ(used.status, 201) << used.body;
    const auto history = body_of(world.get(family.parent, "/parent/history"));
    std::string use;
    for (const json::value& entry : history.at("entries").as_array())
        if (entry.at("kind").as_string() == "redeem") use = entry.at("id").as_string();
    const auto voided = world.post(town.officer, "/office/uses/" + use + "/void",
                                   {{"key", world.new_key()}, {"reason", "別のご家族の記録でした"}});
    ASSERT_EQ(voided.status, 201) << voided.body;
    EXPECT_EQ(of_coupon("units_left"), 7);
    EXPECT_EQ(of_coupon("units_reserved"), 1);
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/bookings")).at("bookings").at(0).at("state").as_string(),
        "booked");
}

// The family tells the office that it moves: what it booked beyond is shown, cancelled and told.
TEST_F(Coupon, X_09_AMoveIsRecordedWithTheBookingsThatItEnds)
{
    const auto book = [&](json::object wanted) {
        const auto booked = world.post(family.parent, "/parent/bookings", wanted);
        EXPECT_EQ(booked.status, 201) << booked.body;
        return std::string(body_of(booked).at("booking").at("id").as_string());
    };
    const std::string before = book(booking_of("2026-11-20"));
    json::object stay = booking_of("2026-11-24");
    stay["service"] = "stay";
    stay["last_day"] = "2026-11-26";
    const std::string across = book(stay), after = book(booking_of("2026-11-28"));
    ASSERT_EQ(of_coupon("units_reserved"), 5);

    const std::string path = "/office/families/" + to_string(family.household) + "/residence";
    const auto shown = [&](const char* day) {
        return body_of(world.get(town.officer, path + "/bookings?day=" + day)).at("bookings").as_array();
    };
    EXPECT_EQ(shown("2026-11-24").size(), 2u) << "a stay needs two days: the second is one of no resident";
    const json::array beyond = shown("2026-11-25");
    ASSERT_EQ(beyond.size(), 1u) << "the stay's first two days are covered";
    EXPECT_EQ(beyond[0].at("id").as_string(), after);
    EXPECT_EQ(beyond[0].at("facility_name").as_string(), "さくら助産院");
    EXPECT_EQ(beyond[0].at("state").as_string(), "requested");
    EXPECT_EQ(world.get(town.officer, path + "/bookings?day=tomorrow").status, 400);
    EXPECT_EQ(world.get(family.parent, path + "/bookings?day=2026-11-25").status, 401);

    json::object move{
        {"key", world.new_key()}, {"resident_from", "2020-04-01"}, {"resident_until", "2026-11-25"}};
    EXPECT_EQ(code_of(world.post(town.officer, path, move)), "bookings_not_shown");
    move["bookings"] = json::array{json::value(after)};
    EXPECT_EQ(code_of(world.post(town.officer, path, move)), "message_missing");
    move["message"] = "転出の届出により取り消しました。";
    ASSERT_EQ(world.post(town.officer, path, move).status, 204);
    EXPECT_EQ(world.post(town.officer, path, move).status, 204) << "the same key records it once";

    std::map<std::string, std::string> states;
    const auto bookings = body_of(world.get(family.parent, "/parent/bookings"));
    for (const json::value& one : bookings.at("bookings").as_array())
        states[std::string(one.at("id").as_string())] = one.at("state").as_string();
    EXPECT_EQ(states[before], "requested");
    EXPECT_EQ(states[across], "requested");
    EXPECT_EQ(states[after], "cancelled");
    EXPECT_EQ(of_coupon("units_reserved"), 4);
    EXPECT_EQ(world.promised(town, "booking_cancelled"), 1);
    EXPECT_TRUE(shown("2026-11-25").empty());
}

// The birthday was entered a year wrong: what the family booked beyond the first birthday is shown with the
// rule's sentence, and the officer ends it.
TEST_F(Coupon, X_09_ABirthdayThatIsCorrectedShowsTheBookingsThatTheRulesRefuseNow)
{
    std::vector<std::string> booked;
    for (const char* day : {"2026-11-20", "2026-11-28"}) {
        const auto answer = world.post(family.parent, "/parent/bookings", booking_of(day));
        ASSERT_EQ(answer.status, 201) << answer.body;
        booked.emplace_back(body_of(answer).at("booking").at("id").as_string());
    }
    const std::string path = "/office/families/" + to_string(family.household);
    const auto refused = [&] {
        return body_of(world.get(town.officer, path + "/refused-bookings")).at("bookings").as_array();
    };
    EXPECT_TRUE(refused().empty());
    const auto corrected = world.post(
        town.officer, path + "/births/" + to_string(family.birth) + "/correction",
        {{"key", world.new_key()}, {"born_on", "2025-11-25"}, {"children", 1}, {"reason", "年の入力誤り"}});
    ASSERT_EQ(corrected.status, 204) << corrected.body;

    const json::array now = refused();
    ASSERT_EQ(now.size(), 1u);
    EXPECT_EQ(now[0].at("id").as_string(), booked[1]);
    EXPECT_FALSE(now[0].at("why").at("ja").as_string().empty());
    EXPECT_EQ(world.get(family.parent, path + "/refused-bookings").status, 401);

    const auto cancel = [&](std::vector<std::string> chosen) {
        return world.post(town.officer, path + "/refused-bookings/cancel",
                          {{"key", world.new_key()},
                           {"bookings", json::array(chosen.begin(), chosen.end())},
                           {"message", "生年月日の訂正により取り消しました。"}});
    };
    EXPECT_EQ(cancel({}).status, 400);
    EXPECT_EQ(code_of(cancel({booked[0]})), "bookings_changed");
    ASSERT_EQ(cancel({booked[1]}).status, 204);
    EXPECT_TRUE(refused().empty());
    EXPECT_EQ(of_coupon("units_reserved"), 1);
    EXPECT_EQ(world.promised(town, "booking_cancelled"), 1);
}

TEST_F(Coupon, O_14_AChangeThatIsNotAnsweredYetComesBeforeTheBooking)
{
    const auto text = [](const char* one) { return json::array{one}; };
    const auto write = [&](const char* form, json::object written) {
        const auto begun = world.post(family.parent, "/parent/applications",
                                      {{"programme", town.programme}, {"form", form}});
        EXPECT_EQ(begun.status, 201) << begun.body;
        const std::string id(body_of(begun).at("application").at("id").as_string());
        EXPECT_EQ(world
                      .post(family.parent, "/parent/applications/" + id + "/save",
                            {{"version", 1}, {"written", std::move(written)}})
                      .status,
                  200);
        const auto sent = world.post(family.parent, "/parent/applications/" + id + "/send",
                                     {{"key", world.new_key()}, {"version", 2}});
        EXPECT_EQ(sent.status, 200) << sent.body;
        return id;
    };
    const auto new_address = [&] {
        return write("change", {{"address_changed", text("yes")},
                                {"postal_code", text("7000914")},
                                {"address", text("鹿田町二丁目2番2号")},
                                {"telephone", text("086-803-1264")},
                                {"reported", text("yes")}});
    };
    // The next child is applied for: no change of what is known.
    write("application", {{"situation", text("pregnant")},
                          {"due_date", text("2027-01-10")},
                          {"children", text("1")},
                          {"mother_name", json::array{"雨宮", "千鶴"}},
                          {"mother_kana", json::array{"アマミヤ", "チヅル"}},
                          {"mother_born_on", text("1994-02-03")},
                          {"postal_code", text("7000914")},
                          {"address", text("鹿田町二丁目2番2号")},
                          {"telephone", text("086-803-1264")},
                          {"household_class", text("general")},
                          {"not_in_hospital", text("yes")},
                          {"agreed", text("yes")}});
    EXPECT_EQ(world.post(family.parent, "/parent/bookings", booking_of("2026-11-20")).status, 201);

    // A new address is answered first.
    const std::string change = new_address();
    const auto blocked = world.post(family.parent, "/parent/bookings", booking_of("2026-11-24"));
    EXPECT_EQ(blocked.status, 409);
    EXPECT_EQ(code_of(blocked), "change_open");
    EXPECT_EQ(code_of(world.get(family.parent, "/parent/openings?coupon=" + to_string(family.coupon) +
                                                   "&service=day_care&facility=" + to_string(desk.facility))),
              "change_open")
        << "said before the calendar";
    EXPECT_EQ(of_coupon("units_reserved"), 1);
    ASSERT_EQ(
        world.post(family.parent, "/parent/applications/" + change + "/withdraw", {{"key", world.new_key()}})
            .status,
        204);
    EXPECT_EQ(world.post(family.parent, "/parent/bookings", booking_of("2026-11-24")).status, 201);

    // Decided by the office, it is open no longer either.
    const std::string again = new_address();
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/bookings", booking_of("2026-11-25"))),
              "change_open");
    const auto decided = world.post(town.officer, "/office/applications/" + again + "/decide",
                                    {{"key", world.new_key()},
                                     {"version", 3},
                                     {"outcome", "declined"},
                                     {"allotments", json::array()},
                                     {"words", "住民票の住所と違います。"}});
    EXPECT_EQ(decided.status, 200) << decided.body;
    EXPECT_EQ(world.post(family.parent, "/parent/bookings", booking_of("2026-11-25")).status, 201);
}

TEST_F(Coupon, SeveralDaysAreBookedTogetherAllOrNone)
{
    const auto days = [&](json::array wanted) {
        return world.post(family.parent, "/parent/bookings/days",
                          {{"key", world.new_key()},
                           {"coupon", to_string(family.coupon)},
                           {"facility", to_string(desk.facility)},
                           {"service", "day_care"},
                           {"days", std::move(wanted)}});
    };
    const auto done = days({"2026-11-20", "2026-11-24", "2026-11-27"});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(body_of(done).at("bookings").as_array().size(), 3u);
    EXPECT_EQ(of_coupon("units_reserved"), 3);
    const auto refused = days({"2026-11-25", "2026-11-27", "2026-11-30"});
    EXPECT_EQ(refused.status, 422) << refused.body;
    const auto said = body_of(refused);
    const auto& against = said.at("days").as_array();
    ASSERT_EQ(against.size(), 1u);
    EXPECT_EQ(against.at(0).at("day").as_string(), "2026-11-27");
    EXPECT_FALSE(against.at(0).at("reasons").as_array().empty());
    EXPECT_EQ(of_coupon("units_reserved"), 3) << "nothing of the second wish was booked";
    EXPECT_EQ(days({"2026-11-25"}).status, 400);
}

TEST_F(Coupon, O_12_DeclinedWithAReasonAndTheUnitIsFree)
{
    const auto booked = world.post(family.parent, "/parent/bookings", booking_of("2026-11-20"));
    const std::string id(body_of(booked).at("booking").at("id").as_string());
    const auto declined =
        world.post(desk.staff, "/desk/bookings/" + id + "/answer",
                   {{"key", world.new_key()}, {"deed", "decline"}, {"message", "満室のため"}});
    EXPECT_EQ(declined.status, 200) << declined.body;
    EXPECT_EQ(of_coupon("units_reserved"), 0);
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/bookings")).at("bookings").at(0).at("message").as_string(),
        "満室のため");
}

}  // namespace hagukumi::test
