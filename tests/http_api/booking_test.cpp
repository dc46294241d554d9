// Booking over its routes: a nursery of Meguro by the hour, with its interview.  Every answer is held against
// the contract by World.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

/// Wednesday, 18 November 2026; the day is a Wednesday a week later.
constexpr const char* next_week = "2026-11-25";

struct Nursery : testing::Test {
    World world;
    Town& town = world.add_town("131105-temporary-care");
    const Desk& desk = town.desks[0];
    Family& family = town.families[0];

    json::object week(const std::string& service, const char* from, const char* until, int minutes, int seats)
    {
        json::array lines;
        for (int weekday = 1; weekday <= 5; ++weekday) {
            lines.push_back(json::object{{"weekday", weekday},
                                         {"from", from},
                                         {"until", until},
                                         {"slot_minutes", minutes},
                                         {"capacity", seats}});
        }
        return {{"key", world.new_key()},
                {"programme", town.programme},
                {"service", service},
                {"lines", std::move(lines)}};
    }
    void offer(int seats = 2)
    {
        EXPECT_EQ(
            world.post(desk.staff, "/desk/seats/week", week("temporary_care", "08:00", "17:00", 60, seats))
                .status,
            204);
        EXPECT_EQ(
            world.post(desk.staff, "/desk/seats/week", week("interview", "10:00", "12:00", 30, 1)).status,
            204);
    }
    std::string text(const http::Response& response, std::initializer_list<const char*> path)
    {
        json::value at = body_of(response);
        for (const char* name : path) at = json::value(at.at(name));
        return std::string(at.as_string());
    }
    std::string register_child()
    {
        const auto done = world.post(family.parent, "/parent/registrations",
                                     {{"key", world.new_key()},
                                      {"programme", town.programme},
                                      {"facility", to_string(desk.facility)},
                                      {"child", to_string(family.child)}});
        EXPECT_EQ(done.status, 201) << done.body;
        return text(done, {"registration", "id"});
    }
    /// Approves and gives the coupon.
    std::string registered()
    {
        const std::string id = register_child();
        const auto done = world.post(desk.staff, "/desk/registrations/" + id + "/answer",
                                     {{"key", world.new_key()}, {"approve", true}});
        EXPECT_EQ(done.status, 200) << done.body;
        return text(done, {"registration", "coupon"});
    }
    json::object booking_of(const std::string& coupon, const char* day = next_week)
    {
        return {{"key", world.new_key()},      {"coupon", coupon}, {"facility", to_string(desk.facility)},
                {"service", "temporary_care"}, {"first_day", day}, {"boxes", json::array{"09:00", "10:00"}}};
    }
    std::string book(const std::string& coupon, const char* day = next_week)
    {
        const auto done = world.post(family.parent, "/parent/bookings", booking_of(coupon, day));
        EXPECT_EQ(done.status, 201) << done.body;
        return text(done, {"booking", "id"});
    }
    http::Response answer(const std::string& booking, const char* deed, const char* message = "")
    {
        return world.post(desk.staff, "/desk/bookings/" + booking + "/answer",
                          {{"key", world.new_key()}, {"deed", deed}, {"message", message}});
    }
};

}  // namespace

TEST_F(Nursery, G_05_G_09_FromTheRegistrationOverTheInterviewToTheFirstBooking)
{
    offer();
    const std::string registration = register_child();
    const auto seen = body_of(world.get(family.parent, "/parent/bookings"));
    ASSERT_EQ(seen.at("choices").as_array().size(), 1u) << "only the interview can be booked yet";
    const std::string where =
        "?registration=" + registration + "&service=interview&facility=" + to_string(desk.facility);
    EXPECT_EQ(world.get(family.parent, "/parent/openings" + where).status, 200);
    const auto interview = world.post(family.parent, "/parent/bookings",
                                      {{"key", world.new_key()},
                                       {"registration", registration},
                                       {"facility", to_string(desk.facility)},
                                       {"service", "interview"},
                                       {"first_day", "2026-11-20"},
                                       {"boxes", json::array{"10:30"}}});
    ASSERT_EQ(interview.status, 201) << interview.body;
    EXPECT_EQ(body_of(world.get(desk.staff, "/desk/registrations")).at("waiting").as_array().size(), 1u);
    const auto approved =
        world.post(desk.staff, "/desk/registrations/" + registration + "/answer",
                   {{"key", world.new_key()}, {"approve", true}, {"interviewed_on", "2026-11-18"}});
    ASSERT_EQ(approved.status, 200) << approved.body;
    EXPECT_EQ(text(approved, {"registration", "valid_until"}), "2027-03-31");
    EXPECT_EQ(
        world.post(family.parent, "/parent/bookings", booking_of(text(approved, {"registration", "coupon"})))
            .status,
        201);
}

TEST_F(Nursery, TheOfficeSeesWhoComesOnADayByTheHour)
{
    offer();
    const std::string coupon = registered();
    const std::string id = book(coupon);
    book(coupon, "2026-11-26");
    const std::string path = "/office/days/" + std::string(next_week) + "/bookings";
    const auto seen = body_of(world.get(town.officer, path));
    EXPECT_EQ(seen.at("count"), 1) << "the other begins a day later";
    const auto& line = seen.at("bookings").at(0);
    EXPECT_EQ(line.at("id"), json::value(id));
    EXPECT_EQ(line.at("from"), "09:00");
    EXPECT_EQ(line.at("until"), "11:00");
    EXPECT_EQ(line.at("household"), json::value(to_string(family.household)));
    EXPECT_FALSE(line.at("child").as_string().empty());
    EXPECT_TRUE(body_of(world.get(town.officer, path + "?after=" + id)).at("bookings").as_array().empty());
    EXPECT_EQ(world.get(town.officer, path + "?after=1").status, 400);
    EXPECT_EQ(world.get(desk.staff, path).status, 401);

    ASSERT_EQ(answer(id, "cancel", "体調のため").status, 200);
    EXPECT_EQ(body_of(world.get(town.officer, path)).at("count"), 0) << "nobody comes";
}

TEST_F(Nursery, G_13_TheCalendarCountsWhatIsLeftToTheHorizon)
{
    offer();
    const std::string coupon = registered();
    const std::string where =
        "?coupon=" + coupon + "&service=temporary_care&facility=" + to_string(desk.facility);
    const auto open = body_of(world.get(family.parent, "/parent/openings" + where));
    EXPECT_EQ(open.at("last_day").as_string(), "2026-11-28");
    const auto& days = open.at("days").as_array();
    ASSERT_EQ(days.size(), 11u);
    EXPECT_EQ(days[7].at("day").as_string(), next_week);
    EXPECT_EQ(days[7].at("mark").as_string(), "few");
    EXPECT_EQ(days[7].at("left").as_int64(), 2);
    EXPECT_EQ(days[3].at("mark").as_string(), "closed") << "a Saturday has no seats";
    book(coupon);
    const auto again = body_of(world.get(family.parent, "/parent/openings" + where));
    EXPECT_EQ(again.at("days").at(7).at("slots").at(1).at("left").as_int64(), 1);
}

TEST_F(Nursery, G_15_AtTheLimitThePageSaysSoBeforeTheCalendar)
{
    offer();
    const std::string coupon = registered();
    book(coupon);
    book(coupon, "2026-11-26");
    const std::string where =
        "?coupon=" + coupon + "&service=temporary_care&facility=" + to_string(desk.facility);
    const auto open = body_of(world.get(family.parent, "/parent/openings" + where));
    EXPECT_NE(std::string(open.at("blocked").at("ja").as_string()).find("すでに2日分"), std::string::npos);
    const auto third = world.post(family.parent, "/parent/bookings", booking_of(coupon, "2026-11-27"));
    EXPECT_EQ(third.status, 422);
    EXPECT_EQ(body_of(third).at("reasons").at(0).at("rule").as_string(), "held_limit");
}

TEST_F(Nursery, G_16_WhoComesTooLateIsToldTheNearestFreeTimes)
{
    offer(1);
    const std::string coupon = registered();
    const auto taken = world.post(desk.staff, "/desk/bookings",
                                  {{"key", world.new_key()},
                                   {"coupon", coupon},
                                   {"service", "temporary_care"},
                                   {"first_day", next_week},
                                   {"boxes", json::array{"13:00", "14:00"}}});
    ASSERT_EQ(taken.status, 201) << taken.body;
    const Family second = town.families[1];
    family = second;
    auto wish = booking_of(registered());
    wish["boxes"] = json::array{"13:00", "14:00"};
    const auto late = world.post(family.parent, "/parent/bookings", wish);
    ASSERT_EQ(late.status, 422) << late.body;
    EXPECT_EQ(code_of(late), "refused");
    const json::array nearest = body_of(late).at("nearest").as_array();
    ASSERT_EQ(nearest.size(), 3u);
    EXPECT_EQ(nearest[0].at("day").as_string(), next_week);
    EXPECT_EQ(nearest[0].at("from").as_string(), "11:00");
    EXPECT_TRUE(body_of(late).at("may_wait").as_bool());
    wish["key"] = world.new_key();
    wish["wait"] = true;
    const auto waiting = world.post(family.parent, "/parent/bookings", wish);
    ASSERT_EQ(waiting.status, 201) << waiting.body;
    EXPECT_EQ(text(waiting, {"booking", "state"}), "waiting");
    ASSERT_EQ(answer(text(taken, {"booking", "id"}), "cancel", "体調のため").status, 200);
    const std::string id = text(waiting, {"booking", "id"});
    const auto took =
        world.post(family.parent, "/parent/bookings/" + id + "/take", {{"key", world.new_key()}});
    ASSERT_EQ(took.status, 200) << took.body;
    EXPECT_EQ(text(took, {"booking", "state"}), "booked");
}

TEST_F(Nursery, X_12_TheSameKeyIsTheSameBooking)
{
    offer();
    const auto body = booking_of(registered());
    const auto first = world.post(family.parent, "/parent/bookings", body);
    const auto second = world.post(family.parent, "/parent/bookings", body);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(text(first, {"booking", "id"}), text(second, {"booking", "id"}));
}

TEST_F(Nursery, G_19_G_21_ABookingIsChangedInOneStepAndCancelledUntilTheDeadline)
{
    offer();
    const std::string id = book(registered());
    const auto moved = world.post(family.parent, "/parent/bookings/" + id + "/change",
                                  {{"key", world.new_key()},
                                   {"first_day", "2026-11-26"},
                                   {"boxes", json::array{"09:00", "10:00", "11:00"}}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(text(moved, {"booking", "cancel_until"}), "2026-11-25T17:00:00+09:00");
    const auto calendar = world.get(family.parent, "/parent/bookings/" + id + "/calendar");
    EXPECT_EQ(calendar.content_type, "text/calendar");
    EXPECT_NE(calendar.body.find("DTSTART:20261126T000000Z\r\nDTEND:20261126T030000Z\r\n"), std::string::npos)
        << calendar.body;
    EXPECT_EQ(
        world.post(family.parent, "/parent/bookings/" + id + "/cancel", {{"key", world.new_key()}}).status,
        200);
    EXPECT_EQ(
        world.post(family.parent, "/parent/bookings/" + id + "/cancel", {{"key", world.new_key()}}).status,
        409);
}

TEST_F(Nursery, G_19_AfterTheDeadlineTheTelephoneIsNamed)
{
    offer();
    const std::string id = book(registered(), "2026-11-19");
    world.at = world.at + std::chrono::hours(6);
    const auto late =
        world.post(family.parent, "/parent/bookings/" + id + "/cancel", {{"key", world.new_key()}});
    EXPECT_EQ(late.status, 422);
    EXPECT_EQ(code_of(late), "too_late");
    EXPECT_NE(late.body.find("お電話"), std::string::npos);
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/bookings")).at("bookings").at(0).at("can_cancel").as_bool(),
        false);
}

TEST_F(Nursery, TheDeskSeesTheDayAndTheWeekAndMovesABooking)
{
    offer();
    auto body = booking_of(registered());
    body["answers"] = json::object{{"message", "卵アレルギーがあります"}};
    const auto done = world.post(family.parent, "/parent/bookings", body);
    ASSERT_EQ(done.status, 201) << done.body;
    const std::string id = text(done, {"booking", "id"});
    const auto week = body_of(world.get(desk.staff, "/desk/bookings?day=2026-11-23&days=7"));
    ASSERT_EQ(week.at("bookings").as_array().size(), 1u);
    EXPECT_EQ(week.at("bookings").at(0).at("answers").at(0).at("answer").as_string(),
              "卵アレルギーがあります");
    const auto moved = world.post(
        desk.staff, "/desk/bookings/" + id + "/move",
        {{"key", world.new_key()}, {"first_day", "2026-11-27"}, {"boxes", json::array{"13:00", "14:00"}}});
    EXPECT_EQ(moved.status, 200) << moved.body;
    EXPECT_TRUE(body_of(world.get(desk.staff, "/desk/bookings?day=" + std::string(next_week)))
                    .at("bookings")
                    .as_array()
                    .empty());
    EXPECT_EQ(world.get(desk.staff, "/desk/bookings?days=32").status, 400);
}

TEST_F(Nursery, X_19_SeatsThatAreBookedStayWhateverTheDeskChanges)
{
    offer();
    book(registered());
    json::object day{
        {"key", world.new_key()},
        {"programme", town.programme},
        {"service", "temporary_care"},
        {"day", next_week},
        {"lines", json::array{json::object{
                      {"from", "08:00"}, {"until", "17:00"}, {"slot_minutes", 60}, {"capacity", 0}}}}};
    const auto refused = world.post(desk.staff, "/desk/seats/day", day);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(code_of(refused), "seats_booked");
    day["day"] = "2026-11-26";
    day["key"] = world.new_key();
    EXPECT_EQ(world.post(desk.staff, "/desk/seats/day", day).status, 204);
    const auto seats =
        world.get(desk.staff, "/desk/seats?programme=" + town.programme + "&service=temporary_care");
    EXPECT_EQ(seats.status, 200);
    EXPECT_EQ(
        world
            .post(desk.staff, "/desk/seats/deadlines",
                  {{"key", world.new_key()},
                   {"programme", town.programme},
                   {"service", "temporary_care"},
                   {"book", json::object{{"minutes_before", 90}}},
                   {"change", json::object()},
                   {"cancel", json::object{{"days_before", 2}, {"open_days", true}, {"until", "12:00"}}}})
            .status,
        204);
    const auto own =
        body_of(world.get(desk.staff, "/desk/seats?programme=" + town.programme + "&service=temporary_care"));
    EXPECT_EQ(own.at("deadlines").at("book").at("minutes_before").as_int64(), 90);
    EXPECT_FALSE(own.at("deadlines").at("cancel").as_object().contains("minutes_before"));
    const auto listed = body_of(world.get(family.parent, "/parent/bookings"));
    EXPECT_FALSE(listed.at("bookings").at(0).at("can_change").as_bool());
}

TEST_F(Nursery, U_16_AllFacilitiesAreSearchedForOneDay)
{
    offer();
    const std::string coupon = registered();
    const auto found = body_of(world.get(
        family.parent, "/parent/places?coupon=" + coupon + "&service=temporary_care&day=" + next_week));
    const auto& places = found.at("places").as_array();
    ASSERT_EQ(places.size(), 2u);
    int open = 0, refused = 0;
    for (const json::value& place : places) {
        open += place.at("mark").as_string() == "few";
        refused += place.at("mark").as_string() == "closed";
        if (place.at("mark").as_string() == "closed") {
            EXPECT_TRUE(place.at("reason").is_object()) << place;
        }
    }
    EXPECT_EQ(open, 1);
    EXPECT_EQ(refused, 1) << "the child is not registered there, and the answer says so";
}

TEST_F(Nursery, X_17_InAProtectedFamilyNobodySeesWhereTheOtherGuardianBooks)
{
    offer();
    const std::string coupon = registered(), id = book(coupon);
    const Person other = world.add_guardian(town, family);
    ASSERT_EQ(body_of(world.get(other, "/parent/bookings")).at("bookings").as_array().size(), 1u);
    world.protect(town, family);
    const auto seen = world.get(other, "/parent/bookings");
    const json::object shown = body_of(seen);
    for (const char* list : {"bookings", "choices", "registrations"})
        EXPECT_TRUE(shown.at(list).as_array().empty()) << list;
    const std::string query =
        "coupon=" + coupon + "&service=temporary_care&facility=" + to_string(desk.facility);
    EXPECT_EQ(world.get(other, "/parent/openings?" + query).status, 404);
    EXPECT_EQ(world.get(other, "/parent/places?" + query).status, 404);
    EXPECT_EQ(world.get(other, "/parent/bookings/" + id + "/calendar").status, 404);
    EXPECT_EQ(world.post(other, "/parent/bookings/" + id + "/cancel", {{"key", world.new_key()}}).status,
              404);
    EXPECT_EQ(world.post(other, "/parent/bookings", booking_of(coupon, "2026-11-26")).status, 404);
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/bookings")).at("bookings").as_array().size(), 1u);
    EXPECT_EQ(world.get(family.parent, "/parent/openings?" + query).status, 200);
}

TEST_F(Nursery, X_17_RegisteringTellsNobodyWhereTheOtherGuardianRegistered)
{
    offer();
    register_child();
    const Person other = world.add_guardian(town, family);
    world.protect(town, family);
    const auto done = world.post(other, "/parent/registrations",
                                 {{"key", world.new_key()},
                                  {"programme", town.programme},
                                  {"facility", to_string(desk.facility)},
                                  {"child", to_string(family.child)}});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_FALSE(body_of(done).at("was_there").as_bool());
    EXPECT_FALSE(body_of(done).at("registration").at("is_doubtful").as_bool());
    const auto listed = body_of(world.get(family.parent, "/parent/bookings"));
    EXPECT_EQ(listed.at("registrations").as_array().size(), 1u) << "nor does the first learn of the second";
}

TEST_F(Nursery, U_16_OneSearchFindsWhatTheFamilyCanBookOnADay)
{
    offer();
    registered();
    const auto found = body_of(world.get(family.parent, "/parent/search?day=" + std::string(next_week)));
    const auto& places = found.at("found").as_array();
    const auto here = std::find_if(places.begin(), places.end(), [&](const json::value& one) {
        return one.at("service").as_string() == "temporary_care";
    });
    ASSERT_NE(here, places.end());
    EXPECT_EQ(here->at("mark").as_string(), "few");
    EXPECT_EQ(here->at("facility").at("id").as_string(), to_string(desk.facility));
    // A day that is not released yet says from when it can be booked.
    const auto late = body_of(world.get(family.parent, "/parent/search?day=2026-12-25"));
    for (const json::value& one : late.at("found").as_array()) {
        EXPECT_EQ(one.at("mark").as_string(), "closed");
        EXPECT_TRUE(one.at("reason").is_object());
    }
}

TEST_F(Nursery, G_07_TheDeskSaysWhetherAChildThatCameTwiceIsOne)
{
    offer();
    const std::string id = register_child();
    const auto same = [&](const Person& staff, const std::string& registration) {
        return world.post(staff, "/desk/registrations/" + registration + "/same",
                          {{"key", world.new_key()}, {"same", true}});
    };
    EXPECT_EQ(code_of(same(desk.staff, id)), "wrong_state") << "nobody is in doubt about it";
    EXPECT_EQ(same(town.desks[1].staff, id).status, 404);
    const auto listed = body_of(world.get(desk.staff, "/desk/registrations"));
    const json::value& waiting = listed.at("waiting").at(0);
    EXPECT_TRUE(waiting.at("same_as").is_null());
    EXPECT_FALSE(waiting.at("guardian").as_string().empty());
    EXPECT_TRUE(waiting.at("born_on").is_string());
}

TEST_F(Nursery, G_07_TwoRegistrationsOfOneChildAreMergedAndTheFirstGoesOn)
{
    offer();
    const std::string first = register_child();
    const auto known = body_of(world.get(desk.staff, "/desk/registrations")).at("waiting").at(0);
    // The father writes the same child down from an account and a household of his own.
    const Family father = world.add_family_like(town, family);
    const auto second = world.post(father.parent, "/parent/registrations",
                                   {{"key", world.new_key()},
                                    {"programme", town.programme},
                                    {"facility", to_string(desk.facility)},
                                    {"child", to_string(father.child)}});
    ASSERT_EQ(second.status, 201) << second.body;
    const std::string id = text(second, {"registration", "id"});
    EXPECT_NE(id, first);
    EXPECT_TRUE(body_of(second).at("registration").at("is_doubtful").as_bool());
    const auto interview = [&](const Family& of, const std::string& registration, const char* from) {
        return world.post(of.parent, "/parent/bookings",
                          {{"key", world.new_key()},
                           {"registration", registration},
                           {"facility", to_string(desk.facility)},
                           {"service", "interview"},
                           {"first_day", "2026-11-20"},
                           {"boxes", json::array{from}}});
    };
    EXPECT_EQ(code_of(interview(father, id, "10:30")), "registered_twice");
    ASSERT_EQ(interview(family, first, "10:00").status, 201);

    const auto waiting = body_of(world.get(desk.staff, "/desk/registrations")).at("waiting").as_array();
    ASSERT_EQ(waiting.size(), 2u) << "the desk sees both beside each other";
    const bool is_second_first = waiting[0].at("id").as_string() == id;  // made in the same millisecond
    const json::value &earlier = waiting[is_second_first ? 1 : 0], &later = waiting[is_second_first ? 0 : 1];
    EXPECT_EQ(later.at("same_as").as_string(), first);
    EXPECT_EQ(later.at("child"), earlier.at("child"));
    EXPECT_EQ(earlier, known) << "the first is as it was";
    const auto merged = world.post(desk.staff, "/desk/registrations/" + id + "/same",
                                   {{"key", world.new_key()}, {"same", true}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(text(merged, {"registration", "state"}), "merged");
    EXPECT_EQ(body_of(world.get(desk.staff, "/desk/registrations")).at("waiting").as_array().size(), 1u);
    const auto seen = body_of(world.get(father.parent, "/parent/bookings"));
    EXPECT_EQ(seen.at("registrations").at(0).at("state").as_string(), "merged");
    EXPECT_TRUE(seen.at("choices").as_array().empty());
    EXPECT_EQ(interview(father, id, "11:00").status, 404) << "the merged one books nothing";
    const auto approved = world.post(desk.staff, "/desk/registrations/" + first + "/answer",
                                     {{"key", world.new_key()}, {"approve", true}});
    ASSERT_EQ(approved.status, 200) << approved.body;
    book(text(approved, {"registration", "coupon"}));
}

TEST_F(Nursery, G_26_TheDeskEndsARegistrationAndTheFamilyReadsWhy)
{
    offer();
    const std::string registration = register_child();
    const auto approved = world.post(desk.staff, "/desk/registrations/" + registration + "/answer",
                                     {{"key", world.new_key()}, {"approve", true}});
    const std::string coupon = text(approved, {"registration", "coupon"});
    book(coupon);
    const std::string path = "/desk/registrations/" + registration + "/end";
    const json::object body{{"key", world.new_key()}, {"reason", "お父様の登録と重なっていたため"}};
    EXPECT_EQ(world.post(town.desks[1].staff, path, body).status, 404);
    EXPECT_EQ(code_of(world.post(desk.staff, path, {{"key", world.new_key()}, {"reason", " "}})),
              "message_missing");
    const auto ended = world.post(desk.staff, path, body);
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(text(ended, {"registration", "state"}), "ended");
    const auto seen = body_of(world.get(family.parent, "/parent/bookings"));
    EXPECT_EQ(seen.at("bookings").at(0).at("state").as_string(), "cancelled");
    EXPECT_EQ(seen.at("registrations").at(0).at("state").as_string(), "ended");
    EXPECT_EQ(seen.at("registrations").at(0).at("reason").as_string(), "お父様の登録と重なっていたため");
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/bookings", booking_of(coupon))), "coupon_ended");
    EXPECT_TRUE(body_of(world.get(desk.staff, "/desk/registrations")).at("approved").as_array().empty());
}

TEST_F(Nursery, AnotherFamilysAndAnotherDesksBookingsAreNotFound)
{
    offer();
    const std::string coupon = registered(), id = book(coupon);
    const Person& stranger = town.families[1].parent;
    const std::string path = "/parent/bookings/" + id;
    EXPECT_EQ(world.get(stranger, path + "/calendar").status, 404);
    EXPECT_EQ(world.post(stranger, path + "/cancel", {{"key", world.new_key()}}).status, 404);
    EXPECT_EQ(world.post(stranger, path + "/take", {{"key", world.new_key()}}).status, 404);
    EXPECT_EQ(
        world.post(stranger, path + "/change", {{"key", world.new_key()}, {"first_day", next_week}}).status,
        404);
    EXPECT_EQ(world.post(stranger, "/parent/bookings", booking_of(coupon)).status, 404);
    const std::string query =
        "coupon=" + coupon + "&service=temporary_care&facility=" + to_string(desk.facility);
    EXPECT_EQ(world.get(stranger, "/parent/openings?" + query).status, 404);
    EXPECT_EQ(world.get(stranger, "/parent/places?" + query).status, 404);
    const Person& other_desk = town.desks[1].staff;
    EXPECT_EQ(world
                  .post(other_desk, "/desk/bookings/" + id + "/answer",
                        {{"key", world.new_key()}, {"deed", "arrive"}})
                  .status,
              404);
    EXPECT_EQ(world
                  .post(other_desk, "/desk/bookings/" + id + "/move",
                        {{"key", world.new_key()}, {"first_day", next_week}})
                  .status,
              404);
    EXPECT_TRUE(body_of(world.get(other_desk, "/desk/bookings?day=" + std::string(next_week)))
                    .at("bookings")
                    .as_array()
                    .empty());
}

}  // namespace hagukumi::test
