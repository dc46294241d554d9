// Answers of another form service over the API: looked at, and received in whole or not at all.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "base/base64url.hpp"
#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct OfficeApplicationImports : testing::Test {
    World world;
    Town& town = world.add_town("331007-postpartum");
    const std::string path = "/office/imports/applications";
    const std::string head =
        "申請日,いまのご様子,出産予定日,お子さんの人数,お名前,フリガナ,生年月日,郵便番号,住所,電話番号,"
        "メールアドレス,利用者区分\n";
    const std::string sound =
        head +
        "2026/11/16,妊娠中,2026/12/20,1,見本　葵,みほん あおい,平成7年5月6日,700-0914,北区鹿田町1-1,"
        "086-803-1264,mihon@example.jp,一般世帯\n";

    json::object body_for(const std::string& csv)
    {
        return {{"programme", town.programme},
                {"form", "application"},
                {"file", "logo.csv"},
                {"content", to_base64url(csv)}};
    }
    /// The columns as they are suggested, and both consents as given in the other service.
    json::object with_consents(const std::string& csv)
    {
        json::object body = body_for(csv);
        const auto looked = body_of(world.post(town.officer, path + "/look", body));
        json::object columns;
        for (const auto& one : looked.at("questions").as_array()) {
            json::array texts;
            for (const auto& column : one.at("columns").as_array())
                texts.emplace_back(std::to_string(column.as_int64()));
            if (!texts.empty()) columns[one.at("code").as_string()] = std::move(texts);
        }
        columns["not_in_hospital"] = json::array{"=yes"};
        columns["agreed"] = json::array{"=yes"};
        body["columns"] = std::move(columns);
        body["sent_on"] = looked.at("sent_on");
        return body;
    }
    std::size_t waiting()
    {
        return body_of(world.get(town.officer, "/office/applications")).at("applications").as_array().size();
    }
};

TEST_F(OfficeApplicationImports, O_02_AFileOfAnotherServiceIsLookedAtAndReceivedOnce)
{
    const auto forms = body_of(world.get(town.officer, path)).at("forms").as_array();
    ASSERT_EQ(forms.size(), 1U) << "no change notices";
    json::object body = with_consents(sound);
    const auto looked = body_of(world.post(town.officer, path + "/look", body));
    EXPECT_EQ(looked.at("fresh"), 1) << json::serialize(looked.at("mistakes"));
    EXPECT_EQ(looked.at("rows").at(0).at("sent_on"), "2026-11-16");
    EXPECT_EQ(waiting(), 0U) << "nothing is written by looking";

    body["key"] = world.new_key();
    const auto taken = world.post(town.officer, path, body);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(body_of(taken).at("first"), "2026-00001");
    EXPECT_EQ(world.post(town.officer, path, body).body, taken.body) << "the answer was lost";
    const auto line =
        body_of(world.get(town.officer, "/office/applications?q=logo")).at("applications").at(0);
    EXPECT_EQ(line.at("file"), "logo.csv");
    const auto review =
        body_of(world.get(town.officer, "/office/applications/" + std::string(line.at("id").as_string())));
    EXPECT_EQ(review.at("origin").at("line"), 2);
    EXPECT_EQ(review.at("history").at(0).at("kind"), "received");
    EXPECT_FALSE(review.at("history").at(0).at("by").is_null());

    body["key"] = world.new_key();
    const auto again = world.post(town.officer, path, body);
    EXPECT_EQ(again.status, 422);
    EXPECT_EQ(code_of(again), "nothing_new");
    EXPECT_EQ(waiting(), 1U);
    EXPECT_EQ(body_of(world.post(town.officer, path + "/look", body_for(sound))).at("remembered"), true)
        << "the columns of the last time are offered again";
}

TEST_F(OfficeApplicationImports, ARowThatIsWrongKeepsAllOfItOutside)
{
    json::object body =
        with_consents(sound + "2026/11/16,妊娠中,2027/12/20,,見本 花,ミホン ハナ,x,1,あ,5,a@,貧しい\n");
    const auto looked = body_of(world.post(town.officer, path + "/look", body));
    EXPECT_EQ(looked.at("mistakes").as_array().size(), 7U) << json::serialize(looked.at("mistakes"));
    body["key"] = world.new_key();
    const auto refused = world.post(town.officer, path, body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(code_of(refused), "list_refused");
    EXPECT_EQ(waiting(), 0U);
}

TEST_F(OfficeApplicationImports, HostileFilesAreRefusedInWords)
{
    const auto code = [&](const json::object& body) {
        return code_of(world.post(town.officer, path + "/look", body));
    };
    EXPECT_EQ(code(body_for("")), "csv_empty");
    EXPECT_EQ(code(body_for(std::string("PK\x03\x04\0\0", 6))), "csv_encoding");
    EXPECT_EQ(code(body_for("a\n" + std::string(20'000, 'x') + "\n")), "csv_too_large");
    EXPECT_EQ(code(body_for("a,b\n\"1,2\n")), "csv_quotes");
    json::object body = body_for(sound);
    body["content"] = "***";
    EXPECT_EQ(code(body), "wrong_request");
    body = body_for(sound);
    body["columns"] = json::object{{"mother_name", json::array{"99"}}};
    EXPECT_EQ(code(body), "columns_wrong");
    body["columns"] = json::object{{"mother_name", json::array{"-1"}}};
    EXPECT_EQ(code(body), "columns_wrong");
    body = body_for(sound);
    body["form"] = "change";
    EXPECT_EQ(world.post(town.officer, path + "/look", body).status, 404);
    EXPECT_EQ(world.post(town.families[0].parent, path + "/look", body_for(sound)).status, 401);
}

}  // namespace
}  // namespace hagukumi::test
