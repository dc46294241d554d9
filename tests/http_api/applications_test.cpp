// A parent applies over the API: the forms that a family finds, drafts, sending, withdrawing.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct ParentApplies : testing::Test {
    World world;
    Town& okayama = world.add_town("331007-postpartum");
    const Person parent = okayama.families[0].parent;

    json::object begin(const Person& who)
    {
        const auto response = world.post(who, "/parent/applications",
                                         {{"programme", okayama.programme}, {"form", "application"}});
        EXPECT_EQ(response.status, 201) << response.body;
        return body_of(response);
    }
    static std::string id_of(const json::object& page)
    {
        return std::string(page.at("application").at("id").as_string());
    }
    /// As of 18 November 2026: a second child is due on 10 January.
    static json::object sound_answers()
    {
        const auto text = [](const char* one) { return json::array{one}; };
        return {{"situation", text("pregnant")},
                {"due_date", json::array{"令和9", "1", "10"}},
                {"children", text("１")},
                {"mother_name", json::array{"髙﨑", "花子"}},
                {"mother_kana", json::array{"たかさき", "はなこ"}},
                {"mother_born_on", text("平成6年2月3日")},
                {"postal_code", text("7000914")},
                {"address", text("鹿田町一丁目1番1号")},
                {"telephone", text("０８６ー８０３ー１２６４")},
                {"household_class", text("general")},
                {"not_in_hospital", text("yes")},
                {"agreed", text("yes")}};
    }
    http::Response save(const std::string& id, std::int64_t version, json::object written)
    {
        return world.post(parent, "/parent/applications/" + id + "/save",
                          {{"version", version}, {"written", std::move(written)}});
    }
    http::Response send(const std::string& id, std::int64_t version)
    {
        return world.post(parent, "/parent/applications/" + id + "/send",
                          {{"key", world.new_key()}, {"version", version}});
    }
};

TEST_F(ParentApplies, O_02_AFormIsBegunSavedSentAndWithdrawn)
{
    const auto offered = body_of(world.get(parent, "/parent/applications"));
    ASSERT_EQ(offered.at("forms").as_array().size(), 2U);
    EXPECT_TRUE(offered.at("forms").at(1).at("is_change_notice").as_bool()) << "there are coupons already";
    EXPECT_TRUE(offered.at("forms").at(0).at("draft").is_null());
    EXPECT_TRUE(offered.at("forms").at(0).at("holds_coupons").as_bool());

    const json::object page = begin(parent);
    const std::string id = id_of(page);
    EXPECT_EQ(id_of(begin(parent)), id) << "a second tap finds the draft";
    EXPECT_EQ(page.at("form").at("pages").as_array().size(), 3U);
    EXPECT_TRUE(page.at("written").as_object().contains("mother_born_on")) << "what is known is filled in";

    const auto half = save(id, 1, {{"situation", json::array{"born"}}, {"mother_kana", json::array{"Hana"}}});
    ASSERT_EQ(half.status, 200) << half.body;
    EXPECT_NE(half.body.find("born_on"), std::string::npos) << "asked now";
    EXPECT_NE(half.body.find("not_kana"), std::string::npos);

    EXPECT_EQ(save(id, 2, sound_answers()).status, 200);
    const auto again = body_of(world.get(parent, "/parent/applications/" + id));
    EXPECT_EQ(again.at("written").at("mother_name").at(0), "髙﨑") << "resumed elsewhere";
    EXPECT_EQ(again.at("read").at("kept").at("mother_kana").at(1), "ハナコ");
    EXPECT_TRUE(again.at("read").at("mistakes").as_array().empty()) << json::serialize(again.at("read"));

    const auto sent = send(id, 3);
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(body_of(sent).at("number"), "2026-00001");
    EXPECT_EQ(body_of(sent).at("answered_by"), "2026-11-20") << "O-08: two open days after Wednesday";
    const auto receipt = body_of(world.get(parent, "/parent/applications/" + id));
    EXPECT_EQ(receipt.at("application").at("state"), "sent");
    EXPECT_EQ(receipt.at("history").at(0).at("kind"), "sent");

    EXPECT_EQ(
        world.post(parent, "/parent/applications/" + id + "/withdraw", {{"key", world.new_key()}}).status,
        204);
    const auto list = body_of(world.get(parent, "/parent/applications")).at("applications");
    EXPECT_EQ(list.at(0).at("state"), "withdrawn");
}

TEST_F(ParentApplies, ASecondDeviceIsToldThatAnotherWasFaster)
{
    const std::string id = id_of(begin(parent));
    ASSERT_EQ(save(id, 1, sound_answers()).status, 200);
    const auto late = save(id, 1, {{"wishes", json::array{"x"}}});
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(code_of(late), "application_changed");
    EXPECT_EQ(send(id, 1).status, 409) << "an old review page";
}

TEST_F(ParentApplies, O_01_WhatCannotBeSentSaysWhyAtTheFieldAndFromWhen)
{
    const std::string id = id_of(begin(parent));
    auto early = sound_answers();
    early["due_date"] = json::array{"2027-03-01"};
    early.erase("telephone");
    ASSERT_EQ(save(id, 1, early).status, 200);
    const auto refused = send(id, 2);
    ASSERT_EQ(refused.status, 422) << refused.body;
    const auto told = body_of(refused);
    EXPECT_EQ(told.at("code"), "not_sent");
    EXPECT_EQ(told.at("mistakes").at(0).at("question"), "telephone");
    EXPECT_EQ(told.at("reasons").at(0).at("date"), "2027-01-01") << "two months before the due date";
    EXPECT_EQ(body_of(world.get(parent, "/parent/applications/" + id)).at("application").at("state"),
              "draft");
}

TEST_F(ParentApplies, X_17_NobodyElseFindsAnApplication)
{
    const std::string id = id_of(begin(parent));
    const std::vector<Person> strangers{okayama.families[1].parent,
                                        world.add_guardian(okayama, okayama.families[0]),
                                        world.chiyoda_town().families[0].parent};
    for (const Person& stranger : strangers) {
        const std::string path = "/parent/applications/" + id;
        EXPECT_EQ(world.get(stranger, path).status, 404);
        EXPECT_EQ(world
                      .post(stranger, path + "/save",
                            {{"version", 1}, {"written", json::object{{"wishes", json::array{"x"}}}}})
                      .status,
                  404);
        EXPECT_EQ(world.post(stranger, path + "/send", {{"key", world.new_key()}, {"version", 1}}).status,
                  404);
        EXPECT_EQ(world.post(stranger, path + "/withdraw", {{"key", world.new_key()}}).status, 404);
    }
    EXPECT_EQ(world
                  .post(parent, "/parent/applications",
                        {{"programme", "131016-postpartum"}, {"form", "application"}})
                  .status,
              404)
        << "another municipality's form";
}

struct OfficeReviews : ParentApplies {
    const Person& officer = okayama.officer;

    std::string sent_application()
    {
        const std::string id = id_of(begin(parent));
        EXPECT_EQ(save(id, 1, sound_answers()).status, 200);
        EXPECT_EQ(send(id, 2).status, 200);
        return id;
    }
    json::object review(const std::string& id)
    {
        return body_of(world.get(officer, "/office/applications/" + id));
    }
    http::Response decide(const std::string& id, const char* outcome, const char* words = "")
    {
        const auto version = review(id).at("application").at("version");
        return world.post(officer, "/office/applications/" + id + "/decide",
                          {{"key", world.new_key()},
                           {"version", version},
                           {"outcome", outcome},
                           {"allotments", json::array()},
                           {"words", words}});
    }
};

TEST_F(OfficeReviews, O_07_FromTheQueueToTheCoupon)
{
    const std::string id = sent_application();
    const auto queue = body_of(world.get(officer, "/office/applications"));
    ASSERT_EQ(queue.at("applications").as_array().size(), 1U);
    EXPECT_EQ(queue.at("applications").at(0).at("applicant"), "髙﨑 花子");
    EXPECT_EQ(queue.at("counts").at("sent"), 1);
    EXPECT_EQ(
        body_of(world.get(officer, "/office/applications?q=タカサキ")).at("applications").as_array().size(),
        1U);
    EXPECT_EQ(
        body_of(world.get(officer, "/office/applications?mine=true")).at("applications").as_array().size(),
        0U);
    EXPECT_EQ(world.get(officer, "/office/applications?state=draft").status, 400);

    const auto before = review(id);
    EXPECT_TRUE(before.at("entitled").as_bool());
    EXPECT_TRUE(before.at("may_decide").as_bool());
    EXPECT_EQ(before.at("grants").as_array().size(), 2U);
    EXPECT_TRUE(before.at("known").as_object().contains("address")) << "another address than is known";
    EXPECT_EQ(world.post(officer, "/office/applications/" + id + "/take", {{"key", world.new_key()}}).status,
              204);

    const auto approved = decide(id, "approved", "お大事にお過ごしください。");
    ASSERT_EQ(approved.status, 200) << approved.body;
    EXPECT_EQ(body_of(approved).at("coupons").as_array().size(), 2U);
    const auto parents = body_of(world.get(parent, "/parent/applications/" + id));
    EXPECT_EQ(parents.at("application").at("state"), "approved");
    EXPECT_EQ(parents.at("history").as_array().size(), 2U) << "what the office did among itself is not told";
    EXPECT_EQ(parents.at("history").at(1).at("words"), "お大事にお過ごしください。");
    EXPECT_EQ(decide(id, "declined", "遅い").status, 409);
}

TEST_F(OfficeReviews, TheFamilyIsAskedBackAndSendsAgain)
{
    const std::string id = sent_application();
    const auto asked = world.post(officer, "/office/applications/" + id + "/return",
                                  {{"key", world.new_key()},
                                   {"version", 3},
                                   {"questions", json::array{"address"}},
                                   {"words", "部屋番号もご記入ください。"}});
    ASSERT_EQ(asked.status, 204) << asked.body;
    const auto page = body_of(world.get(parent, "/parent/applications/" + id));
    EXPECT_EQ(page.at("application").at("state"), "returned");
    EXPECT_EQ(page.at("to_correct").at(0), "address");
    auto corrected = sound_answers();
    corrected["address"] = json::array{"鹿田町一丁目1番1号 202号室"};
    EXPECT_EQ(save(id, 4, corrected).status, 200);
    EXPECT_EQ(send(id, 5).status, 200);
    EXPECT_EQ(review(id).at("read").at("kept").at("address").at(0), "鹿田町一丁目1番1号 202号室");
}

TEST_F(OfficeReviews, ARefusalHasReasonsAndTheFamilyReadsThem)
{
    const std::string id = sent_application();
    EXPECT_EQ(decide(id, "declined").status, 400);
    ASSERT_EQ(decide(id, "declined", "岡山市に住民票がある方が対象です。").status, 200);
    const auto page = body_of(world.get(parent, "/parent/applications/" + id));
    EXPECT_EQ(page.at("history").at(1).at("words"), "岡山市に住民票がある方が対象です。");
}

TEST_F(OfficeReviews, ADraftAndAnotherMunicipalitysApplicationAreNotTheOffices)
{
    const std::string draft = id_of(begin(okayama.families[1].parent));
    EXPECT_EQ(world.get(officer, "/office/applications/" + draft).status, 404);
    const std::string id = sent_application();
    const Person& stranger = world.chiyoda_town().officer;
    EXPECT_EQ(world.get(stranger, "/office/applications/" + id).status, 404);
    for (const char* verb : {"take", "return", "decide", "confirm"}) {
        json::object body{{"key", world.new_key()}};
        if (std::string(verb) != "take") body["version"] = 3;
        if (std::string(verb) == "return") body["questions"] = json::array{"address"}, body["words"] = "x";
        if (std::string(verb) == "decide") body["outcome"] = "approved", body["allotments"] = json::array();
        if (std::string(verb) == "confirm") body["answer"] = "confirmed";
        EXPECT_EQ(world.post(stranger, "/office/applications/" + id + "/" + verb, body).status, 404) << verb;
    }
    EXPECT_TRUE(body_of(world.get(stranger, "/office/applications")).at("applications").as_array().empty());
}

TEST_F(OfficeReviews, O_07_TheDecisionNoticeIsReadAndKeptByTheFamilyAndTheOffice)
{
    const std::string id = sent_application();
    EXPECT_EQ(code_of(world.get(parent, "/parent/applications/" + id + "/notice")), "not_decided");
    ASSERT_EQ(decide(id, "approved", "お大事にお過ごしください。").status, 200);
    EXPECT_TRUE(body_of(world.get(parent, "/parent/applications/" + id))
                    .at("application")
                    .at("has_notice")
                    .as_bool());
    const Person other = world.add_guardian(okayama, okayama.families[0]);
    for (const auto& [who, side] : {std::pair<Person, std::string>(parent, "parent"),
                                    std::pair<Person, std::string>(officer, "office")}) {
        const std::string path = "/" + side + "/applications/" + id + "/notice";
        const auto shown = world.get(who, path);
        ASSERT_EQ(shown.status, 200) << shown.body;
        EXPECT_NE(shown.body.find("岡山市長"), std::string::npos);
        EXPECT_NE(shown.body.find("お大事にお過ごしください。"), std::string::npos);
        const auto drawn = world.get(who, path + "/pdf");
        ASSERT_EQ(drawn.status, 200);
        EXPECT_EQ(drawn.content_type, "application/pdf");
        EXPECT_TRUE(drawn.body.starts_with("%PDF-"));
    }
    EXPECT_EQ(world.get(other, "/parent/applications/" + id + "/notice").status, 404) << "X-17";
    EXPECT_EQ(world.get(world.chiyoda_town().officer, "/office/applications/" + id + "/notice").status, 404);
    const auto looks = body_of(world.get(officer, "/office/looks")).at("looks").as_array();
    EXPECT_TRUE(std::any_of(looks.begin(), looks.end(),
                            [](const json::value& one) { return one.at("what") == "decision_notice"; }));
}

TEST_F(OfficeReviews, O_11_1_O_14_AChangeNoticeStopsBookingUntilItIsRecordedAndShowsWhatChanged)
{
    const auto page = body_of(
        world.post(parent, "/parent/applications", {{"programme", okayama.programme}, {"form", "change"}}));
    const std::string id = id_of(page);
    EXPECT_TRUE(page.at("application").at("is_change_notice").as_bool());
    EXPECT_TRUE(page.at("written").as_object().contains("address")) << "what is known is filled in";
    const json::object written{{"birth_changed", json::array{"yes"}},
                               {"born_on", json::array{"2026-10-08"}},
                               {"children", json::array{"2"}},
                               {"reported", json::array{"yes"}}};
    ASSERT_EQ(save(id, 1, written).status, 200);
    const auto sent = send(id, 2);
    ASSERT_EQ(sent.status, 200) << sent.body;

    const json::object booking{{"key", world.new_key()},
                               {"coupon", to_string(okayama.families[0].coupon)},
                               {"facility", to_string(okayama.desks[0].facility)},
                               {"service", "stay"},
                               {"first_day", "2026-11-25"},
                               {"last_day", "2026-11-26"}};
    EXPECT_EQ(code_of(world.post(parent, "/parent/bookings", booking)), "change_open");

    const auto before = review(id);
    EXPECT_TRUE(before.at("entitled").as_bool());
    EXPECT_TRUE(before.at("known").as_object().contains("children") || before.at("changes").is_null());
    ASSERT_EQ(decide(id, "approved").status, 200);
    const auto after = body_of(world.get(parent, "/parent/applications/" + id));
    const auto& changes = after.at("changes");
    ASSERT_TRUE(changes.is_object());
    EXPECT_FALSE(changes.at("coupons").as_array().empty());
    EXPECT_EQ(changes.at("coupons").at(0).at("before").at("granted"), 7);
    EXPECT_EQ(changes.at("coupons").at(0).at("after").at("granted"), 10);
    EXPECT_NE(code_of(world.post(parent, "/parent/bookings", booking)), "change_open");
}

TEST_F(OfficeReviews, WhatIsWithoutDoubtIsApprovedInOneGoAndTheRestIsLeft)
{
    const std::string clear = sent_application();
    const Person neighbour = okayama.families[1].parent;
    const auto draft = body_of(world.post(neighbour, "/parent/applications",
                                          {{"programme", okayama.programme}, {"form", "application"}}));
    const std::string doubtful = id_of(draft);
    auto answers = sound_answers();
    answers["mother_name"] = json::array{"山田", "春子"};
    answers["mother_kana"] = json::array{"やまだ", "はるこ"};
    answers["mother_born_on"] = json::array{"平成5年4月4日"};
    answers["wishes"] = json::array{"母乳の相談もしたいです。"};
    ASSERT_EQ(world
                  .post(neighbour, "/parent/applications/" + doubtful + "/save",
                        {{"version", 1}, {"written", answers}})
                  .status,
              200);
    ASSERT_EQ(world
                  .post(neighbour, "/parent/applications/" + doubtful + "/send",
                        {{"key", world.new_key()}, {"version", 2}})
                  .status,
              200);

    const auto list = body_of(world.get(officer, "/office/clear-applications")).at("applications").as_array();
    ASSERT_EQ(list.size(), 2U);
    const auto doubts_of = [](const json::array& all, const std::string& id) {
        const auto one = std::find_if(all.begin(), all.end(),
                                      [&](const json::value& line) { return line.at("id") == id.c_str(); });
        return one != all.end() ? one->at("doubts").as_array() : json::array{"not in the list"};
    };
    EXPECT_EQ(doubts_of(list, clear), json::array());
    EXPECT_EQ(doubts_of(list, doubtful), (json::array{"text"}));
    json::array chosen;
    for (const json::value& one : list)
        chosen.push_back(json::object{{"id", one.at("id")}, {"version", one.at("version")}});
    const json::object body{{"key", world.new_key()}, {"applications", chosen}};
    const auto done = world.post(officer, "/office/clear-applications", body);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(body_of(done).at("approved"), (json::array{clear.c_str()}));
    EXPECT_EQ(body_of(done).at("left").at(0).at("id"), doubtful.c_str());
    EXPECT_EQ(review(clear).at("application").at("state"), "approved");
    EXPECT_EQ(review(doubtful).at("application").at("state"), "sent");
    EXPECT_EQ(world.post(officer, "/office/clear-applications", body).body, done.body) << "the same key";
    const json::object again{{"key", world.new_key()}, {"applications", chosen}};
    const auto later = body_of(world.post(officer, "/office/clear-applications", again));
    EXPECT_EQ(doubts_of(later.at("left").as_array(), clear), (json::array{"changed"}));
}

}  // namespace
}  // namespace hagukumi::test
