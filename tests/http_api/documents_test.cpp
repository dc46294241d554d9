// Documents over the API: taken as what they are, sealed, seen by their sender and the office only, each look
// recorded.
#include <gtest/gtest.h>

#include "applications/documents.hpp"
#include "audit/record.hpp"
#include "http_api/world.hpp"
#include "media/pixels.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;
using namespace std::string_literals;

struct Documents : testing::Test {
    World world;
    Town& chiyoda_city = world.chiyoda_town();
    const Person parent = chiyoda_city.families[0].parent;
    const Person& officer = chiyoda_city.officer;
    const std::string id = begun();
    const std::string path = "/parent/applications/" + id;

    static std::string photograph()
    {
        return media::write_jpeg({60, 40, std::vector<std::uint8_t>(std::size_t{3} * 60 * 40, 200)}).value();
    }
    std::string begun()
    {
        const auto page =
            body_of(world.post(parent, "/parent/applications",
                               {{"programme", chiyoda_city.programme}, {"form", "application"}}));
        return std::string(page.at("application").at("id").as_string());
    }
    http::Response attach(const std::string& bytes, const char* question = "identity")
    {
        return world.post_text(parent, path + "/documents?question=" + question, bytes);
    }
    json::object answers(const std::string& document)
    {
        const auto text = [](const char* one) { return json::array{one}; };
        return {{"situation", text("pregnant")},       {"due_date", text("2027-01-10")},
                {"name", json::array{"児玉", "花子"}}, {"kana", json::array{"コダマ", "ハナコ"}},
                {"born", text("平成5年2月3日")},       {"postal_code", text("102-8688")},
                {"address", text("九段南1-2-1")},      {"telephone", text("03-3264-2111")},
                {"email", text("hanako@example.jp")},  {"identity", json::array{document}},
                {"household_class", text("general")}};
    }
    void send(const std::string& document)
    {
        ASSERT_EQ(world.post(parent, path + "/save", {{"version", 1}, {"written", answers(document)}}).status,
                  200);
        const auto sent = world.post(parent, path + "/send", {{"key", world.new_key()}, {"version", 2}});
        ASSERT_EQ(sent.status, 200) << sent.body;
    }
    http::Response look(const Person& who, const std::string& side, const std::string& document)
    {
        return world.post(who, "/" + side + "/applications/" + id + "/documents/" + document + "/look", {});
    }
};

TEST_F(Documents, C_15_AnIdentityIsAttachedSentAndSeenByTheOfficeWithARecord)
{
    const std::string sent = photograph();
    const auto attached = attach(sent);
    ASSERT_EQ(attached.status, 201) << attached.body;
    EXPECT_EQ(body_of(attached).at("kind"), "photograph");
    const std::string document(body_of(attached).at("id").as_string());
    EXPECT_EQ(look(officer, "office", document).status, 404) << "of a draft the office knows nothing";
    const auto own = look(parent, "parent", document);
    ASSERT_EQ(own.status, 200);
    EXPECT_EQ(own.content_type, "image/jpeg");
    EXPECT_TRUE(own.body.starts_with("\xFF\xD8\xFF"));

    send(document);
    const auto review = body_of(world.get(officer, "/office/applications/" + id));
    ASSERT_EQ(review.at("documents").as_array().size(), 1U);
    EXPECT_EQ(review.at("documents").at(0).at("question"), "identity");
    const auto seen = look(officer, "office", document);
    ASSERT_EQ(seen.status, 200);
    EXPECT_EQ(seen.body, own.body);
    world.database().read(chiyoda_city.code, [&](store::Snapshot& snapshot) {
        const auto newest = audit::entries_before(snapshot, 0, 1).front();
        EXPECT_EQ(newest.action, "applications.look_at_document");
        EXPECT_EQ(newest.actor, officer.account);
    });
}

TEST_F(Documents, X_17_NobodyElseSeesOrRemovesADocument)
{
    const std::string document(body_of(attach(photograph())).at("id").as_string());
    const std::vector<Person> strangers{chiyoda_city.families[1].parent,
                                        world.add_guardian(chiyoda_city, chiyoda_city.families[0]),
                                        world.nerima_town().families[0].parent};
    for (const Person& stranger : strangers) {
        EXPECT_EQ(look(stranger, "parent", document).status, 404);
        EXPECT_EQ(world.post(stranger, path + "/documents/" + document + "/remove", {}).status, 404);
        EXPECT_EQ(world.post_text(stranger, path + "/documents?question=identity", photograph()).status, 404);
    }
    send(document);
    EXPECT_EQ(look(world.nerima_town().officer, "office", document).status, 404);
    EXPECT_EQ(look(parent, "parent", document).status, 200);
    EXPECT_EQ(world.post(parent, path + "/documents/" + document + "/remove", {}).status, 409)
        << "it was sent";
}

TEST_F(Documents, WhatIsNoDocumentIsRefusedInWords)
{
    EXPECT_EQ(code_of(attach("")), "document_empty");
    EXPECT_EQ(code_of(attach("<svg onload=alert(1)>")), "document_unknown");
    EXPECT_EQ(code_of(attach("\0\0\0\x18"s + "ftypheic" + std::string(20, 'x'))), "document_heic");
    EXPECT_EQ(code_of(attach(photograph(), "name")), "question_unknown");
    EXPECT_EQ(code_of(attach(photograph(), "nothing")), "question_unknown");
}

TEST_F(Documents, WhatNoAnswerNamesIsNotKept)
{
    const std::string first(body_of(attach(photograph())).at("id").as_string());
    const std::string second(body_of(attach(photograph())).at("id").as_string());
    send(second);
    EXPECT_EQ(look(parent, "parent", first).status, 404);
    EXPECT_EQ(look(parent, "parent", second).status, 200);
    ASSERT_EQ(world.post(parent, path + "/withdraw", {{"key", world.new_key()}}).status, 204);
    EXPECT_EQ(look(parent, "parent", second).status, 404) << "with the application its documents go";
}

TEST_F(Documents, ADocumentOfAnotherApplicationIsNoAnswer)
{
    const std::string document(body_of(attach(photograph())).at("id").as_string());
    const Person& other = chiyoda_city.families[1].parent;
    const auto page = body_of(world.post(other, "/parent/applications",
                                         {{"programme", chiyoda_city.programme}, {"form", "application"}}));
    const std::string theirs =
        "/parent/applications/" + std::string(page.at("application").at("id").as_string());
    ASSERT_EQ(world.post(other, theirs + "/save", {{"version", 1}, {"written", answers(document)}}).status,
              200);
    const auto refused = world.post(other, theirs + "/send", {{"key", world.new_key()}, {"version", 2}});
    ASSERT_EQ(refused.status, 422);
    EXPECT_EQ(body_of(refused).at("mistakes").at(0).at("flaw"), "not_a_document");
}

TEST_F(Documents, C_15_ThreeMonthsAfterTheDecisionOrTheLastTouchTheyAreDeleted)
{
    const auto days = [](int count) { return std::chrono::hours(24 * count); };
    const auto forgotten_after = [&](int count) {
        std::int64_t gone = 0;
        const auto done =
            run_on(world.database(), chiyoda_city.code, [&](store::Transaction& tx) -> Result<void> {
                gone = applications::forget_documents(tx, world.at + days(count));
                return {};
            });
        EXPECT_TRUE(done);
        return gone;
    };
    const std::string document(body_of(attach(photograph())).at("id").as_string());
    const Person& other = chiyoda_city.families[1].parent;
    const auto draft = body_of(world.post(other, "/parent/applications",
                                          {{"programme", chiyoda_city.programme}, {"form", "application"}}));
    const std::string theirs =
        "/parent/applications/" + std::string(draft.at("application").at("id").as_string());
    ASSERT_EQ(world.post_text(other, theirs + "/documents?question=identity", photograph()).status, 201);
    send(document);
    EXPECT_EQ(forgotten_after(92), 0) << "the last day of an appeal";
    EXPECT_EQ(forgotten_after(93), 1) << "of the draft; what was sent waits for its decision";
    EXPECT_EQ(look(officer, "office", document).status, 200);
    EXPECT_EQ(world.get(other, theirs).status, 200) << "the draft itself stays";

    const auto decided = world.post(officer, "/office/applications/" + id + "/decide",
                                    {{"key", world.new_key()},
                                     {"version", 3},
                                     {"outcome", "declined"},
                                     {"allotments", json::array{}},
                                     {"words", "書類が読めません。"}});
    ASSERT_EQ(decided.status, 200) << decided.body;
    EXPECT_EQ(forgotten_after(92), 0);
    EXPECT_EQ(forgotten_after(93), 1);
    EXPECT_EQ(look(officer, "office", document).status, 404);
}

}  // namespace
}  // namespace hagukumi::test
