// Corrections, and a month from the desk's confirmation to the bank's file, over the routes.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

json::object account_of(World& world)
{
    return {{"key", world.new_key()}, {"bank_code", "9901"},       {"bank_name", "サンプルギンコウ"},
            {"branch_code", "005"},   {"branch_name", "エキマエ"}, {"kind", 1},
            {"number", "7654321"},    {"holder", "イ）サンゴケア"}};
}

json::object correction(World& world, int units)
{
    return {{"key", world.new_key()},
            {"reason", "日数の入力まちがい"},
            {"service", "short_stay"},
            {"units", units}};
}

}  // namespace

TEST(CorrectionApi, AnOfficerCorrectsTheNumberAndTheParentSeesIt)
{
    World world;
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    const std::string use = "/office/uses/" + world.use(family, town.desks[0]);
    const std::int64_t left = body_of(world.get(family.parent, coupon)).at("units_left").as_int64();
    const auto preview =
        world.post(town.officer, use + "/correction-preview", {{"service", "short_stay"}, {"units", 3}});
    EXPECT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(body_of(world.get(family.parent, coupon)).at("units_left").as_int64(), left);
    const auto body = correction(world, 3);
    const auto first = world.post(town.officer, use + "/correction", body);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(body_of(first).at("units_left").as_int64(), left - 1);
    EXPECT_EQ(world.post(town.officer, use + "/correction", body).body, first.body);
    EXPECT_EQ(body_of(world.get(family.parent, coupon)).at("units_left").as_int64(), left - 1);
    EXPECT_EQ(world.post(town.officer, use + "/correction", correction(world, 2)).status, 409);
}

TEST(CorrectionApi, WhatTheRulesRefuseIsRefusedWithItsReasons)
{
    World world;
    Town& town = world.nerima_town();
    const std::string use = "/office/uses/" + world.use(town.families[0], town.desks[0]);
    EXPECT_EQ(world.post(town.officer, use + "/correction", correction(world, 1)).status, 422)
        << "a short stay is two days at least (N-14)";
}

TEST(CorrectionApi, N_17_WhereTheOfficeCorrectsTheDeskDoesNot)
{
    World world;
    Town& town = world.nerima_town();
    const std::string use = "/desk/uses/" + world.use(town.families[0], town.desks[0]);
    const auto refused = world.post(town.desks[0].staff, use + "/correction", correction(world, 3));
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(code_of(refused), "office_corrects");
    EXPECT_EQ(code_of(world.post(town.desks[0].staff, use + "/void",
                                 {{"key", world.new_key()}, {"reason", "まちがい"}})),
              "office_corrects");
    EXPECT_EQ(code_of(world.post(town.desks[1].staff, use + "/correction", correction(world, 3))),
              "use_not_found")
        << "another facility's use";
}

TEST(CorrectionApi, M_24_TheDeskSeesUntilWhenAndCorrectsToTheMinute)
{
    World world(std::chrono::hours(10));
    Town& town = world.add_town("202029-coupons");
    const std::string use = "/desk/uses/" + world.use(town.families[0], town.desks[0]);
    const std::string other = "/desk/uses/" + world.use(town.families[1], town.desks[0]);
    const auto first = body_of(world.get(town.desks[0].staff, "/desk/uses"));
    EXPECT_EQ(first.at("now").as_string(), "2026-11-18T10:00:00+09:00");
    EXPECT_EQ(first.at("uses").at(0).at("correctable_until").as_string(), "2026-11-19T10:00:00+09:00");
    json::object wanted = correction(world, 1);
    wanted["service"] = first.at("uses").at(0).at("service");

    world.at = world.at + (std::chrono::hours(24) - std::chrono::minutes(1));
    const Person staff = world.add_manager(town, town.desks[0]);
    const auto in_time = world.post(staff, use + "/correction", wanted);
    ASSERT_EQ(in_time.status, 201) << in_time.body;
    const auto after = body_of(world.get(staff, "/desk/uses")).at("uses").at(0).as_object();
    EXPECT_EQ(after.at("units").as_int64(), -1);
    EXPECT_EQ(after.at("corrects").at("units").as_int64(), 2) << "old and new together";
    EXPECT_EQ(after.at("correctable_until").as_string(), "2026-11-19T10:00:00+09:00")
        << "a correction prolongs nothing";

    world.at = world.at + std::chrono::minutes(2);
    wanted["key"] = world.new_key();
    EXPECT_EQ(code_of(world.post(staff, other + "/correction", wanted)), "correction_too_late");
}

TEST(SettlementApi, OnlyManagersSeeMoney)
{
    World world;
    Town& town = world.nerima_town();
    EXPECT_EQ(world.get(town.desks[0].staff, "/desk/statements").status, 200);
    EXPECT_EQ(world.get(town.desks[0].staff, "/desk/account").status, 200);
    for (const char* path : {"/desk/statements", "/desk/statements/2026-11", "/desk/account"})
        EXPECT_EQ(world.get(town.desks[1].staff, path).status, 403) << path;
    EXPECT_EQ(world.post(town.desks[1].staff, "/desk/statements/2026-11/paper", {{"paper", "usage"}}).status,
              403);
    EXPECT_EQ(world.get(town.desks[0].staff, "/desk/statements/2026-13").status, 404);
}

TEST(SettlementApi, U_20_AMonthGoesFromTheDeskToTheBanksFile)
{
    World world;
    Town& town = world.chiyoda_town();  // its programme states a price
    world.use(town.families[0], town.desks[0]);
    world.at = world.at + std::chrono::hours(24 * 14);  // 2 December
    const Person manager = world.add_manager(town, town.desks[0]);
    const Person officer = world.add_officer(town), second = world.add_officer(town);

    // The facility names its account, the office approves it.
    ASSERT_EQ(world.post(manager, "/desk/account", account_of(world)).status, 201);
    const std::string facility = "/office/facilities/" + to_string(town.desks[0].facility);
    ASSERT_EQ(world
                  .post(officer, facility + "/account/decide",
                        {{"key", world.new_key()}, {"version", 1}, {"decision", "approved"}})
                  .status,
              204);
    EXPECT_EQ(body_of(world.get(manager, "/desk/account")).at("approved").at("holder").as_string(),
              "ｲ)ｻﾝｺﾞｹｱ");

    // The facility confirms what it saw; a second person approves it.
    const auto month = body_of(world.get(manager, "/desk/statements/2026-11"));
    EXPECT_EQ(month.at("uses").as_int64(), 1);
    const std::int64_t due = month.at("total").at("public_yen").as_int64();
    EXPECT_GT(due, 0);
    const auto confirmed = world.post(manager, "/desk/statements/2026-11",
                                      {{"key", world.new_key()}, {"digest", month.at("digest")}});
    ASSERT_EQ(confirmed.status, 201) << confirmed.body;
    for (const char* name : {"invoice", "usage", "workbook"}) {
        const auto paper = world.post(manager, "/desk/statements/2026-11/paper", {{"paper", name}});
        EXPECT_EQ(paper.status, 200) << paper.body;
        EXPECT_EQ(paper.body.substr(0, 2), std::string(name) == "workbook" ? "PK" : "%P");
        EXPECT_EQ(world.post(officer, facility + "/statements/2026-11/paper", {{"paper", name}}).body,
                  paper.body);
    }
    EXPECT_EQ(code_of(world.post(manager, "/desk/statements/2026-10/paper", {{"paper", "invoice"}})),
              "statement_open");
    const std::string statement(body_of(confirmed).at("statement").as_string());
    EXPECT_EQ(world.post(officer, "/office/statements/" + statement + "/approve", {{"key", world.new_key()}})
                  .status,
              204);
    const auto office = body_of(world.get(officer, "/office/months/2026-11"));
    EXPECT_EQ(office.at("payable").at("total_yen").as_int64(), due);

    // One officer makes the transfer, another approves it, and the file pays what the ledger says.
    auto payer = account_of(world);
    payer["consignor_code"] = "1234567890";
    payer["designation"] = "7";
    payer["records_end_with_crlf"] = true;
    ASSERT_EQ(world.post(officer, "/office/payer", payer).status, 204);
    EXPECT_EQ(world.get(officer, "/office/payer").status, 200);
    const auto made = world.post(
        officer, "/office/transfers",
        {{"key", world.new_key()}, {"until", "2026-11"}, {"pay_on", "2026-12-10"}, {"total_yen", due}});
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string transfer = "/office/transfers/" + std::string(body_of(made).at("transfer").as_string());
    EXPECT_EQ(code_of(world.post(officer, transfer + "/file", {})), "transfer_not_approved");
    EXPECT_EQ(
        code_of(world.post(officer, transfer + "/move", {{"key", world.new_key()}, {"to", "approved"}})),
        "same_person");
    ASSERT_EQ(world.post(second, transfer + "/move", {{"key", world.new_key()}, {"to", "approved"}}).status,
              204);
    const auto file = world.post(officer, transfer + "/file", {});
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.body.size(), 4U * 122U);
    EXPECT_EQ(std::stoll(file.body.substr(122 + 80, 10)), due);
    const auto payments = world.post(officer, transfer + "/paper", {{"paper", "payments"}});
    EXPECT_NE(payments.body.find("," + std::to_string(due) + ","), std::string::npos) << payments.body;
    EXPECT_EQ(world.post(officer, transfer + "/paper", {{"paper", "control_sheet"}}).body.substr(0, 4),
              "%PDF");
    const auto entries = body_of(world.get(officer, "/office/audit")).at("entries").as_array();
    EXPECT_EQ(std::count_if(
                  entries.begin(), entries.end(),
                  [](const json::value& one) { return one.at("action").as_string() == "settlement.paper"; }),
              8)
        << "each paper that was handed out";
    // The bank may have it by now: whoever withdraws must say that it was stopped there.
    EXPECT_EQ(
        code_of(world.post(second, transfer + "/move", {{"key", world.new_key()}, {"to", "withdrawn"}})),
        "file_was_taken");
    const auto listed = body_of(world.get(officer, "/office/transfers")).at("transfers").at(0).as_object();
    EXPECT_TRUE(listed.at("taken_at").is_string());
    EXPECT_TRUE(listed.at("made_by_me").as_bool());
    ASSERT_EQ(world
                  .post(officer, transfer + "/move",
                        {{"key", world.new_key()}, {"to", "paid"}, {"paid_on", "2026-12-02"}})
                  .status,
              204);
    EXPECT_EQ(body_of(world.get(manager, "/desk/statements/2026-11")).at("statement").at("state").as_string(),
              "paid");
    EXPECT_EQ(body_of(world.get(officer, "/office/transfers")).at("transfers").at(0).at("state").as_string(),
              "paid");
}

TEST(SettlementApi, TheOfficeSendsAMonthBackWithAReason)
{
    World world;
    Town& town = world.nerima_town();
    world.use(town.families[0], town.desks[0]);
    world.at = world.at + std::chrono::hours(24 * 14);
    const Person officer = world.add_officer(town), second = world.add_officer(town);
    // A facility without a tablet confirms on paper; the office enters it.
    const std::string path =
        "/office/facilities/" + to_string(town.desks[0].facility) + "/statements/2026-11";
    const auto month = body_of(world.get(officer, path));
    const auto confirmed =
        world.post(officer, path, {{"key", world.new_key()}, {"digest", month.at("digest")}});
    ASSERT_EQ(confirmed.status, 201) << confirmed.body;
    const std::string statement =
        "/office/statements/" + std::string(body_of(confirmed).at("statement").as_string());
    const json::object because{{"key", world.new_key()}, {"reason", "日数が違います"}};
    EXPECT_EQ(world.post(officer, statement + "/send-back", because).status, 403) << "the same person";
    EXPECT_EQ(world.post(second, statement + "/send-back", because).status, 204);
    EXPECT_TRUE(body_of(world.get(officer, path)).at("statement").is_null());
    EXPECT_EQ(
        code_of(world.post(officer, path, {{"key", world.new_key()}, {"digest", std::string(64, '0')}})),
        "statement_changed");
}

TEST(ReportApi, UsesAreCountedHiddenForThePublicAndSavedAsAFile)
{
    World world;
    Town& town = world.chiyoda_town();
    world.use(town.families[0], town.desks[0]);
    world.use(town.families[1], town.desks[0]);
    const std::string asked = "/office/reports?first=2026-04&last=2026-11&by=";
    for (const char* by : {"month", "service", "facility", "class", "age"}) {
        const auto report = body_of(world.get(town.officer, asked + by));
        EXPECT_EQ(report.at("total").at("uses").as_int64(), 2) << by;
        EXPECT_EQ(report.at("rows").as_array().size(), 1U) << by;
    }
    const auto safe = body_of(world.get(town.officer, asked + "month&published=true"));
    EXPECT_TRUE(safe.at("total").at("uses").is_null()) << "two are too few to publish";
    EXPECT_EQ(world.get(town.officer, "/office/reports?first=2026-04&last=2026-03&by=month").status, 400);
    EXPECT_EQ(world.get(town.officer, "/office/reports?first=2024-04&last=2026-04&by=month").status, 400);

    json::object file{{"first", "2026-04"}, {"last", "2026-11"}, {"by", "facility"}, {"format", "csv"}};
    EXPECT_NE(world.post(town.officer, "/office/reports/file", file).body.find("さくら助産院,2,2,4,"),
              std::string::npos);
    file["published"] = true;
    EXPECT_NE(world.post(town.officer, "/office/reports/file", file).body.find("さくら助産院,―,"),
              std::string::npos);
    file["format"] = "xlsx";
    EXPECT_EQ(world.post(town.officer, "/office/reports/file", file).body.substr(0, 2), "PK");

    ASSERT_EQ(world
                  .post(town.officer, "/office/budget",
                        {{"key", world.new_key()}, {"fiscal_year", 2026}, {"planned_yen", 100000}})
                  .status,
              204);
    const auto budget = body_of(world.get(town.officer, asked + "month")).at("budget").as_object();
    EXPECT_EQ(budget.at("planned_yen").as_int64(), 100000);
    EXPECT_EQ(budget.at("whole_months").as_int64(), 7);
}

TEST(ReportApi, WhatLooksOddSaysWhy)
{
    World world(std::chrono::hours(23));
    Town& town = world.nerima_town();
    EXPECT_TRUE(body_of(world.get(town.officer, "/office/odd-uses")).at("findings").as_array().empty());
    world.use(town.families[0], town.desks[0]);
    const auto found = body_of(world.get(town.officer, "/office/odd-uses")).at("findings").as_array();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("kind").as_string(), "at_night");
    EXPECT_EQ(found[0].at("household").as_string(), to_string(town.families[0].household));
    EXPECT_FALSE(found[0].at("why").at("ja").as_string().empty());
    EXPECT_EQ(world.get(town.desks[0].staff, "/office/odd-uses").status, 401);
}

}  // namespace hagukumi::test
