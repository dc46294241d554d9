// 償還払い over the API (U-19): the receipt, two officers, the ledger, and the bank's file.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "applications/reminders/remind_approved.hpp"
#include "http_api/world.hpp"
#include "media/pixels.hpp"
#include "settlement/balance.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct PaidElsewhere : testing::Test {
    World world;
    Town& kawabe = world.add_town("examples/990108-visitors");
    const Family& family = kawabe.families[0];
    const Person first = world.add_officer(kawabe), second = world.add_officer(kawabe);

    static json::object answers(const char* used_on, const char* fee)
    {
        const auto text = [](const char* one) { return json::array{one}; };
        return {{"facility", text("となり町助産院")},
                {"used_on", text(used_on)},
                {"times", text("1")},
                {"fee", text(fee)},
                {"bank", text("かわべ")},
                {"bank_code", text("０００５")},
                {"branch", text("ホンテン")},
                {"branch_code", text("001")},
                {"account_kind", text("savings")},
                {"account_number", text("123456")},
                {"holder", text("アメミヤ チヅル")}};
    }
    /// Written, with the picture of a receipt, and not sent yet.
    std::string write(const char* used_on, const char* fee)
    {
        const auto begun = world.post(family.parent, "/parent/applications",
                                      {{"programme", kawabe.programme}, {"form", "reimbursement"}});
        EXPECT_EQ(begun.status, 201) << begun.body;
        const std::string id(body_of(begun).at("application").at("id").as_string());
        const std::string path = "/parent/applications/" + id;
        const auto photograph =
            media::write_jpeg({60, 40, std::vector<std::uint8_t>(std::size_t{3} * 60 * 40, 200)}).value();
        const auto document =
            world.post_text(family.parent, path + "/documents?question=receipt", photograph);
        EXPECT_EQ(document.status, 201) << document.body;
        json::object written = answers(used_on, fee);
        written["receipt"] = json::array{body_of(document).at("id")};
        const auto page = body_of(world.get(family.parent, path));
        const auto saved =
            world.post(family.parent, path + "/save",
                       {{"version", page.at("application").at("version")}, {"written", std::move(written)}});
        EXPECT_EQ(saved.status, 200) << saved.body;
        return id;
    }
    std::string send(const std::string& id)
    {
        const std::string path = "/parent/applications/" + id;
        const auto version = body_of(world.get(family.parent, path)).at("application").at("version");
        const auto sent =
            world.post(family.parent, path + "/send", {{"key", world.new_key()}, {"version", version}});
        EXPECT_EQ(sent.status, 200) << sent.body;
        return id;
    }
    json::object review(const std::string& id)
    {
        return body_of(world.get(first, "/office/applications/" + id));
    }
    /// One proposes, another one confirms; gives what the second was answered.
    http::Response approve(const std::string& id)
    {
        const std::string path = "/office/applications/" + id;
        const auto version = [&] { return review(id).at("application").at("version"); };
        const auto proposed = world.post(first, path + "/decide",
                                         {{"key", world.new_key()},
                                          {"version", version()},
                                          {"outcome", "approved"},
                                          {"allotments", json::array()}});
        EXPECT_EQ(proposed.status, 200) << proposed.body;
        return world.post(second, path + "/confirm",
                          {{"key", world.new_key()}, {"version", version()}, {"answer", "confirmed"}});
    }
    void set_payer()
    {
        json::object payer{{"key", world.new_key()},
                           {"consignor_code", "1234567890"},
                           {"bank_code", "9901"},
                           {"bank_name", "ｻﾝﾌﾟﾙ"},
                           {"branch_code", "005"},
                           {"branch_name", "ｴｷﾏｴ"},
                           {"kind", 1},
                           {"number", "7654321"},
                           {"holder", "ｶﾜﾍﾞｼ"},
                           {"designation", "7"},
                           {"records_end_with_crlf", true}};
        EXPECT_EQ(world.post(first, "/office/payer", payer).status, 204);
    }
    /// The path of the new transfer.
    std::string make_transfer(const char* until, std::int64_t total_yen)
    {
        const auto made = world.post(
            first, "/office/transfers",
            {{"key", world.new_key()}, {"until", until}, {"pay_on", "2026-11-25"}, {"total_yen", total_yen}});
        EXPECT_EQ(made.status, 201) << made.body;
        return "/office/transfers/" + std::string(body_of(made).at("transfer").as_string());
    }
    http::Response move(const Person& officer, const std::string& transfer, const char* to)
    {
        return world.post(officer, transfer + "/move", {{"key", world.new_key()}, {"to", to}});
    }
    void void_newest_use()
    {
        const auto family_page = body_of(world.get(first, "/office/families/" + to_string(family.household)));
        std::string entry;
        for (const auto& one : family_page.at("entries").as_array()) {
            const bool stands = one.at("kind") == "redeem" && !one.at("voided").as_bool();
            if (stands && entry.empty()) entry = one.at("id").as_string();
        }
        const auto voided = world.post(first, "/office/uses/" + entry + "/void",
                                       {{"key", world.new_key()}, {"reason", "領収書の誤り"}});
        EXPECT_EQ(voided.status, 201) << voided.body;
    }
    std::int64_t units_left()
    {
        const auto coupons = body_of(world.get(family.parent, "/parent/coupons"));
        return coupons.at("coupons").at(0).at("units_left").as_int64();
    }
};

TEST_F(PaidElsewhere, U_19_AReceiptIsJudgedLikeAUseAndPaidBackByTheBanksFile)
{
    const auto offered = body_of(world.get(family.parent, "/parent/applications"));
    EXPECT_TRUE(offered.at("forms").at(0).at("is_reimbursement").as_bool());
    const std::int64_t left = units_left();

    const std::string id = write("2026-11-10", "10000");
    const auto page = body_of(world.get(family.parent, "/parent/applications/" + id));
    const auto& expected = page.at("reimbursement").at("preview");
    EXPECT_EQ(expected.at("public_yen"), 6000) << "what the family reads before it sends";
    EXPECT_EQ(expected.at("parent_yen"), 4000);
    send(id);
    EXPECT_TRUE(review(id).at("entitled").as_bool());
    EXPECT_EQ(units_left(), left) << "nothing is used by asking";
    const auto approved = approve(id);
    ASSERT_EQ(approved.status, 200) << approved.body;

    EXPECT_EQ(units_left(), left - 1) << "the same allotment";
    EXPECT_EQ(world.promised(kawabe, "reimbursement_approved"), 1);
    const auto history = body_of(world.get(family.parent, "/parent/history"));
    EXPECT_EQ(history.at("entries").at(0).at("facility_name"), "となり町助産院");
    const auto receipt = body_of(world.get(family.parent, "/parent/applications/" + id));
    EXPECT_EQ(receipt.at("reimbursement").at("repaid").at("yen"), 6000);
    EXPECT_TRUE(receipt.at("reimbursement").at("repaid").at("paid_on").is_null());
    const auto facilities = world.get(first, "/office/facilities");
    EXPECT_EQ(facilities.body.find("となり町助産院"), std::string::npos) << "it has no contract";

    set_payer();
    const auto due = body_of(world.get(first, "/office/months/2026-11")).at("payable");
    EXPECT_EQ(due.at("total_yen"), 6000);
    EXPECT_EQ(due.at("repayments").at(0).at("holder"), "アメミヤ チヅル");
    const std::string transfer = make_transfer("2026-11", 6000);
    ASSERT_EQ(world.post(second, transfer + "/move", {{"key", world.new_key()}, {"to", "approved"}}).status,
              204);
    const auto file = world.post(first, transfer + "/file", {});
    ASSERT_EQ(file.status, 200);
    const std::string record = file.body.substr(122, 120);
    EXPECT_EQ(record.substr(0, 5), "20005") << "データ区分 and the bank's code";
    EXPECT_EQ(record.substr(42, 8), "40123456") << "貯蓄, filled up to seven digits";
    EXPECT_EQ(record.substr(80, 10), "0000006000");
    EXPECT_EQ(world.post(first, transfer + "/paper", {{"paper", "control_sheet"}}).body.substr(0, 4), "%PDF");
    EXPECT_NE(world.post(first, transfer + "/paper", {{"paper", "payments"}}).body.find(",6000,"),
              std::string::npos);
    ASSERT_EQ(world
                  .post(first, transfer + "/move",
                        {{"key", world.new_key()}, {"to", "paid"}, {"paid_on", "2026-11-18"}})
                  .status,
              204);
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/applications/" + id))
                  .at("reimbursement")
                  .at("repaid")
                  .at("paid_on"),
              "2026-11-18");
    EXPECT_EQ(world.promised(kawabe, "reimbursement_paid"), 1);
    world.database().read(kawabe.code, [](store::Snapshot& snapshot) {
        EXPECT_TRUE(settlement::wrong_statements(snapshot).empty());
    });
}

TEST_F(PaidElsewhere, U_19_TheSameReceiptIsPaidBackOnce)
{
    ASSERT_EQ(approve(send(write("2026-11-10", "10000"))).status, 200);
    const std::int64_t left = units_left();
    const auto again = approve(send(write("2026-11-10", "10000")));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(code_of(again), "already_repaid");
    EXPECT_EQ(units_left(), left);
}

TEST_F(PaidElsewhere, U_19_WhatACouponWouldRefuseIsRefusedHere)
{
    for (const char* used_on : {"2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"})
        ASSERT_EQ(approve(send(write(used_on, "9000"))).status, 200);
    EXPECT_EQ(units_left(), 0);
    const std::string id = send(write("2026-11-06", "9000"));
    const auto seen = review(id);
    EXPECT_FALSE(seen.at("entitled").as_bool()) << "all five visits are used";
    EXPECT_EQ(seen.at("reimbursement").at("preview").at("outcome"), "refused");
    EXPECT_EQ(code_of(approve(id)), "not_reimbursable");
}

TEST_F(PaidElsewhere, U_19_AUseThatIsTakenBackIsNotPaid)
{
    const std::string id = send(write("2026-11-10", "5000"));
    ASSERT_EQ(approve(id).status, 200);
    void_newest_use();
    EXPECT_EQ(body_of(world.get(first, "/office/months/2026-11")).at("payable").at("total_yen"), 0);
    EXPECT_TRUE(body_of(world.get(family.parent, "/parent/applications/" + id))
                    .at("reimbursement")
                    .at("repaid")
                    .at("voided")
                    .as_bool());
}

// C-14.1 reminds of coupons that wait to be used since an approval; a receipt's approval is itself a use.
TEST_F(PaidElsewhere, C_14_1_WhoseReceiptWasApprovedIsNotRemindedOfCoupons)
{
    ASSERT_EQ(approve(send(write("2026-11-10", "10000"))).status, 200);
    ASSERT_GT(units_left(), 0) << "there would be something to use";
    const Instant a_week_on = world.at + 7 * std::chrono::hours(24);
    SeededRandomness randomness{20261125};
    const auto remind = [&](store::Transaction& tx) {
        return applications::remind_of_approvals(tx, world.municipality(kawabe).programmes, 7, a_week_on,
                                                 randomness);
    };
    EXPECT_EQ(run_on(world.database(), kawabe.code, remind).value(), 0);
    EXPECT_EQ(world.promised(kawabe, "approval_waiting"), 0);
    world.database().read(kawabe.code, [](store::Snapshot& snapshot) {
        static constexpr store::Statement judged{
            "test.judged", "SELECT count(*) FROM approval_reminder WHERE municipality = $1"};
        const auto count = snapshot.find(judged, [](const store::Row& row) { return row.integer(0); });
        EXPECT_EQ(count, 1) << "nobody of the family has looked since, so it was judged";
    });
}

TEST_F(PaidElsewhere, U_19_ATransferPaysBackUsesOfItsMonthAndBefore)
{
    ASSERT_EQ(approve(send(write("2026-10-30", "10000"))).status, 200);
    ASSERT_EQ(approve(send(write("2026-11-10", "10000"))).status, 200);
    const auto due = [&](const char* until) {
        return body_of(world.get(first, std::string("/office/months/") + until))
            .at("payable")
            .at("total_yen")
            .as_int64();
    };
    EXPECT_EQ(due("2026-09"), 0);
    EXPECT_EQ(due("2026-10"), 6000);
    EXPECT_EQ(due("2026-11"), 12000);
}

TEST_F(PaidElsewhere, U_19_ATransferWithAUseThatWasTakenBackHasNoPapersUntilItIsMadeAnew)
{
    set_payer();
    ASSERT_EQ(approve(send(write("2026-11-09", "10000"))).status, 200);
    ASSERT_EQ(approve(send(write("2026-11-10", "10000"))).status, 200);
    const auto paper = [&](const std::string& transfer, const char* name) {
        return world.post(first, transfer + "/paper", {{"paper", name}});
    };
    const std::string early = make_transfer("2026-11", 12000);
    ASSERT_EQ(paper(early, "control_sheet").status, 200);
    ASSERT_EQ(move(second, early, "approved").status, 204);
    void_newest_use();
    for (const char* name : {"control_sheet", "payments"}) {
        const auto refused = paper(early, name);
        EXPECT_EQ(code_of(refused), "repayment_voided") << name;
        EXPECT_NE(refused.body.find("取り下げて、作り直してください"), std::string::npos) << "what to do";
    }
    ASSERT_EQ(move(second, early, "withdrawn").status, 204);
    const std::string late = make_transfer("2026-11", 6000);
    EXPECT_EQ(paper(late, "control_sheet").status, 200);
    const auto payments = paper(late, "payments");
    EXPECT_NE(payments.body.find(",6000,"), std::string::npos) << payments.body;
}

TEST_F(PaidElsewhere, U_19_ATransferWithAUseThatWasTakenBackIsNeitherApprovedNorTaken)
{
    set_payer();
    ASSERT_EQ(approve(send(write("2026-11-09", "10000"))).status, 200);
    ASSERT_EQ(approve(send(write("2026-11-10", "10000"))).status, 200);
    const std::string early = make_transfer("2026-11", 12000);
    void_newest_use();
    EXPECT_EQ(code_of(move(second, early, "approved")), "repayment_voided");
    const auto shown = body_of(world.get(first, "/office/transfers")).at("transfers").at(0).at("repayments");
    EXPECT_NE(shown.at(0).at("voided").as_bool(), shown.at(1).at("voided").as_bool());

    ASSERT_EQ(move(second, early, "withdrawn").status, 204) << "the way out";
    const std::string late = make_transfer("2026-11", 6000);
    ASSERT_EQ(move(second, late, "approved").status, 204);
    void_newest_use();
    EXPECT_EQ(code_of(world.post(first, late + "/file", {})), "repayment_voided");
    EXPECT_EQ(code_of(world.post(first, late + "/move",
                                 {{"key", world.new_key()}, {"to", "paid"}, {"paid_on", "2026-11-18"}})),
              "repayment_voided");
    EXPECT_EQ(move(second, late, "withdrawn").status, 204);
}

}  // namespace
}  // namespace hagukumi::test
