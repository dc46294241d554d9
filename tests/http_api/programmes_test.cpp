// An officer changes a programme's file, and looks before anybody puts it in place.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <map>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

std::string programme_text(World& world, const Town& town, const std::string& code)
{
    const auto file = body_of(world.get(town.officer, "/office/programmes/" + code));
    return std::string(file.at("text").as_string());
}

std::string programme_code(World& world, const Town& town)
{
    const auto all = body_of(world.get(town.officer, "/office/programmes"));
    return std::string(all.at("programmes").at(0).at("code").as_string());
}

}  // namespace

TEST(OfficeApi, U_04_AProgrammesFileIsReadAndItsMistakesAreTold)
{
    World world;
    Town& town = world.nerima_town();
    const std::string code = programme_code(world, town);
    const std::string text = programme_text(world, town, code);
    ASSERT_GT(text.size(), 1000U);
    const auto sound =
        body_of(world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", text}}));
    EXPECT_TRUE(sound.at("mistakes").as_array().empty());
    EXPECT_TRUE(sound.at("failed").as_array().empty());
    EXPECT_GE(sound.at("cases").as_int64(), 20);
    EXPECT_FALSE(sound.at("services").as_array().empty());
    EXPECT_NE(boost::json::serialize(sound.at("in_words"))
                  .find("1回の出産（流産及び死産を含む。）につき、7日を交付する。"),
              std::string::npos);

    EXPECT_TRUE(sound.at("warnings").as_array().empty());

    // Legal and odd: a first rule that can never hold together with the second.
    std::string odd = text;
    odd.insert(odd.find("use_rules:") + 11,
               "  - { rule: never, source: T, for: all, require: \"false\", days_outside: refuse, refused: { "
               "ja: 不可, "
               "en: no } }\n");
    const auto warned =
        body_of(world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", odd}}));
    EXPECT_TRUE(warned.at("mistakes").as_array().empty()) << boost::json::serialize(warned);
    ASSERT_FALSE(warned.at("warnings").as_array().empty());
    EXPECT_NE(boost::json::serialize(warned.at("warnings"))
                  .find("規則 `never` の `require` は、成り立つことがありません。"),
              std::string::npos)
        << boost::json::serialize(warned.at("warnings"));

    std::string misspelt = text;
    misspelt.replace(misspelt.find("more_than_left"), 14, "more_then_left");
    const auto wrong =
        body_of(world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", misspelt}}));
    ASSERT_FALSE(wrong.at("mistakes").as_array().empty());
    EXPECT_GT(wrong.at("mistakes").at(0).at("line").as_int64(), 1);
    EXPECT_FALSE(wrong.contains("in_words")) << "what is not understood is not told";
    EXPECT_NE(boost::json::serialize(wrong.at("mistakes")).find("did you mean `more_than_left`?"),
              std::string::npos);
    EXPECT_EQ(programme_text(world, town, code), text) << "what is served stays as it is";
}

TEST(OfficeApi, U_01_ATriedUseIsExplainedAndBecomesAWorkedCase)
{
    World world;
    Town& town = world.nerima_town();
    const std::string code = programme_code(world, town);
    const std::string text = programme_text(world, town, code);
    const boost::json::object facts{
        {"today", "2026-07-08"},
        {"birth",
         boost::json::object{{"due_date", "2026-06-01"}, {"born_on", "2026-06-01"}, {"children", 1}}},
        {"household", boost::json::object{{"resident_from", "2020-01-01"}}},
        {"facility", boost::json::object{{"name", boost::json::object{{"ja", "試し"}, {"en", "Trial"}}},
                                         {"offers", boost::json::object{{"short_stay", 30000}}}}}};
    const auto all =
        body_of(world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", text}}));
    const std::string service(all.at("services").at(0).at("code").as_string());
    const boost::json::object request{{"service", service}, {"units", 2}};
    const auto tried =
        world.post(town.officer, "/office/programmes/" + code + "/try",
                   {{"text", text}, {"name", "試した例: \"引用\""}, {"facts", facts}, {"request", request}});
    ASSERT_EQ(tried.status, 200) << tried.body;
    const auto answer = body_of(tried);
    EXPECT_FALSE(answer.at("preview").at("summary").at("ja").as_string().empty());
    const std::string longer(answer.at("text").as_string());
    const auto checked =
        body_of(world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", longer}}));
    EXPECT_TRUE(checked.at("mistakes").as_array().empty()) << boost::json::serialize(checked.at("mistakes"));
    EXPECT_TRUE(checked.at("failed").as_array().empty()) << boost::json::serialize(checked.at("failed"));
    EXPECT_EQ(checked.at("cases").as_int64(), all.at("cases").as_int64() + 1);
}

TEST(OfficeApi, AProgrammeOfAnotherMunicipalityIsNotThere)
{
    World world;
    Town& town = world.nerima_town();
    const auto there = world.get(town.officer, "/office/programmes/131016-postpartum");
    EXPECT_EQ(there.status, 404);
    const std::string code = programme_code(world, town);
    EXPECT_EQ(world.get(town.families[0].parent, "/office/programmes/" + code).status, 401);
    EXPECT_EQ(
        world
            .post(town.officer, "/office/programmes/" + code + "/check", {{"text", std::string(60'001, 'x')}})
            .status,
        400);
    EXPECT_EQ(world
                  .post(town.officer, "/office/programmes/" + code + "/try",
                        {{"text", programme_text(world, town, code)},
                         {"name", "x"},
                         {"facts", boost::json::object{{"nonsense", 1}}},
                         {"request", boost::json::object{}}})
                  .status,
              400);
}

// What the form for trying asks follows the file: hours that end on the next day, proofs, tax years, earlier
// uses.
TEST(OfficeApi, U_01_TheFormForTryingAsksWhatTheRulesLookAt)
{
    World world;
    const auto checked = [&](const char* file) {
        Town& town = world.add_town(file);
        const std::string code = programme_code(world, town);
        return body_of(world.post(town.officer, "/office/programmes/" + code + "/check",
                                  {{"text", programme_text(world, town, code)}}));
    };
    const auto sitter = checked("examples/990132-sitter");
    std::map<std::string, bool> ends_next_day;
    for (const auto& service : sitter.at("services").as_array())
        ends_next_day[std::string(service.at("code").as_string())] = service.at("ends_next_day").as_bool();
    EXPECT_EQ(ends_next_day, (std::map<std::string, bool>{{"sitter", true}, {"refresh", false}}));
    EXPECT_TRUE(sitter.at("facts").as_array().empty());
    EXPECT_TRUE(sitter.at("looks_back").as_bool());
    EXPECT_TRUE(sitter.at("tells_guardians_apart").as_bool());

    const auto visitors = checked("examples/990108-visitors");
    std::map<std::string, std::string> kinds;
    for (const auto& fact : visitors.at("facts").as_array()) {
        kinds[std::string(fact.at("key").as_string())] = fact.at("kind").as_string();
        EXPECT_FALSE(fact.at("name").at("ja").as_string().empty());
    }
    EXPECT_EQ(kinds, (std::map<std::string, std::string>{{"documents.single_parent.valid_from", "date"},
                                                         {"documents.single_parent.valid_until", "date"},
                                                         {"facility.outside", "truth"},
                                                         {"household.levy_by_tax_year", "yen_by_year"},
                                                         {"household.resident_until", "date"},
                                                         {"household.visiting_from", "date"},
                                                         {"household.visiting_until", "date"}}));
    EXPECT_FALSE(visitors.at("looks_back").as_bool());
    EXPECT_FALSE(visitors.at("tells_guardians_apart").as_bool());
}

// The cap of sixteen hours for each guardian, with fourteen used by this one or by the other.
TEST(OfficeApi, U_01_EarlierUsesOfAMadeUpFamilyCount)
{
    World world;
    Town& town = world.add_town("examples/990132-sitter");
    const std::string code = programme_code(world, town), text = programme_text(world, town, code);
    const auto tried = [&](boost::json::object use) {
        const boost::json::object facts{
            {"today", "2026-06-01"},
            {"birth", boost::json::object{{"born_on", "2025-09-01"}, {"children", 1}}},
            {"household", boost::json::object{{"resident_from", "2020-01-01"}}},
            {"facility", boost::json::object{{"name", boost::json::object{{"ja", "試し"}, {"en", "Trial"}}},
                                             {"offers", boost::json::object{{"refresh", 4000}}}}},
            {"uses", boost::json::array{std::move(use)}}};
        const boost::json::object request{{"service", "refresh"}, {"from", "09:00"}, {"until", "12:00"}};
        const auto answer =
            world.post(town.officer, "/office/programmes/" + code + "/try",
                       {{"text", text}, {"name", "試した例"}, {"facts", facts}, {"request", request}});
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    };
    boost::json::object use{{"service", "refresh"}, {"first_day", "2026-05-01"}, {"units", 14}};
    const auto own = tried(use);
    EXPECT_EQ(own.at("preview").at("outcome").as_string(), "refused");
    const std::string reasons = boost::json::serialize(own.at("preview").at("reasons"));
    EXPECT_NE(reasons.find("お一人につき年度内16時間"), std::string::npos) << reasons;
    use["guardian"] = "other";
    const auto others = tried(use);
    EXPECT_EQ(others.at("preview").at("outcome").as_string(), "granted");
    const auto kept = body_of(
        world.post(town.officer, "/office/programmes/" + code + "/check", {{"text", others.at("text")}}));
    EXPECT_TRUE(kept.at("mistakes").as_array().empty()) << boost::json::serialize(kept.at("mistakes"));
    EXPECT_TRUE(kept.at("failed").as_array().empty()) << boost::json::serialize(kept.at("failed"));
}

}  // namespace hagukumi::test
