// Lists of other programs over the API: looked at, and taken in whole or not at all.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "audit/record.hpp"
#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct OfficeImports : testing::Test {
    World world;
    Town& town = world.nerima_town();
    const Person& officer = town.officer;
    const std::string path = "/office/imports/user-numbers";
    const std::string sound =
        "利用者番号,暗証番号,氏名,フリガナ,生年月日,出産予定日\n"
        "7700001,2468,佐藤　花子,さとう はなこ,平成6年2月3日,2027/1/9\n"
        "7700002,1357,髙﨑 葵,ﾀｶｻｷ ｱｵｲ,1995-05-06,2027-01-20\n";

    http::Response look(const std::string& list) { return world.post_text(officer, path + "/look", list); }
    http::Response take(const std::string& list, const std::string& key, const std::string& more = {})
    {
        return world.post_text(officer, path + "?key=" + key + more, list);
    }
    std::size_t found(const std::string& number)
    {
        return body_of(world.get(officer, "/office/families?q=" + number)).at("families").as_array().size();
    }
};

TEST_F(OfficeImports, N_04_AListIsLookedAtAndThenTakenInOnce)
{
    const auto looked = body_of(look(sound));
    EXPECT_EQ(looked.at("families"), 2);
    EXPECT_TRUE(looked.at("mistakes").as_array().empty());
    EXPECT_EQ(looked.at("rows").at(1).at("kana"), "タカサキ アオイ");
    EXPECT_EQ(json::serialize(looked).find("1357"), std::string::npos) << "PINs are not shown";
    EXPECT_EQ(found("7700001"), 0U) << "nothing is written by looking";

    const std::string key = world.new_key();
    const auto taken = take(sound, key);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(body_of(taken).at("families"), 2);
    EXPECT_EQ(found("7700001"), 1U);
    EXPECT_EQ(take(sound, key).body, taken.body) << "the answer was lost";
    EXPECT_EQ(found("7700002"), 1U);
    const Person nobody{town.code, people::Realm::parent, "", {}};
    const auto signed_in = world.post(nobody, "/parent/sign-in",
                                      {{"way", "user_number"}, {"user_number", "7700001"}, {"pin", "2468"}});
    EXPECT_EQ(signed_in.status, 200) << signed_in.body;
    world.database().read(town.code, [&](store::Snapshot& snapshot) {
        for (const auto& entry : audit::entries_before(snapshot, 0, 20))
            EXPECT_EQ(entry.detail.find("佐藤"), std::string::npos) << entry.action;
    });
}

TEST_F(OfficeImports, ARowThatIsWrongKeepsAllOfItOutsideAndIsTold)
{
    const auto refused =
        take(sound + "7700003,1111,中村 花,ナカムラ ハナ,1996-02-30,2027-01-09\n", world.new_key());
    ASSERT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(code_of(refused), "list_refused");
    const auto list = body_of(refused).at("list");
    const auto& mistakes = list.at("mistakes").as_array();
    ASSERT_EQ(mistakes.size(), 2U);
    EXPECT_EQ(mistakes[0].at("line"), 4);
    EXPECT_EQ(mistakes[0].at("column"), "暗証番号");
    EXPECT_EQ(found("7700001"), 0U);

    ASSERT_EQ(take(sound, world.new_key()).status, 201);
    const auto again = take(sound, world.new_key());
    EXPECT_EQ(again.status, 422) << "the numbers are taken";
    EXPECT_EQ(body_of(again).at("list").at("mistakes").as_array().size(), 2U);
}

TEST_F(OfficeImports, WhatIsNoListIsRefusedInWords)
{
    EXPECT_EQ(code_of(look("")), "csv_empty");
    EXPECT_EQ(code_of(look("a,b\n1,2\n")), "columns_missing");
    EXPECT_EQ(code_of(look(std::string("PK\x03\x04\0\0", 6))), "csv_encoding");
    EXPECT_EQ(code_of(take(sound, "no-key")), "wrong_request");
    EXPECT_EQ(take(sound, world.new_key(), "&programme=131202-nothing").status, 404);
    EXPECT_EQ(world.post_text(town.families[0].parent, path + "/look", sound).status, 401);
    const auto example = world.get(officer, path + "/example");
    EXPECT_EQ(example.status, 200);
    EXPECT_NE(example.body.find("利用者番号,暗証番号"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
