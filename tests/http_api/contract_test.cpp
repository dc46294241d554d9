// The route table and api/openapi.yaml name the same operations, for the same people.
#include <gtest/gtest.h>

#include "http/api/routes.hpp"
#include "http_api/contract.hpp"

namespace hagukumi::test {

TEST(Contract, EveryRouteStandsInItAndEverythingInItIsARoute)
{
    std::set<std::string> served;
    for (const http::Route& route : http::api_routes()) served.insert(route.method + " " + route.path);
    EXPECT_EQ(Contract().operations(), served);
}

TEST(Contract, EveryRouteAsksForTheCookieThatItNames)
{
    const Contract contract;
    for (const http::Route& route : http::api_routes()) {
        const bool needs_session = route.realm && !std::holds_alternative<http::SignInWay>(route.handler);
        const std::string realm = needs_session ? std::string(people::name_of(*route.realm)) : "";
        EXPECT_EQ(contract.realm_of(route.method, route.path), realm) << route.name;
    }
}

TEST(Contract, OnlyQueriesAreGot)
{
    for (const http::Route& route : http::api_routes()) {
        if (route.method != "GET") continue;
        EXPECT_FALSE(std::holds_alternative<http::Command>(route.handler)) << route.name;
        EXPECT_FALSE(std::holds_alternative<http::Paper>(route.handler)) << route.name;
        EXPECT_FALSE(std::holds_alternative<http::Proof>(route.handler)) << route.name;
        EXPECT_FALSE(std::holds_alternative<http::SignInWay>(route.handler)) << route.name;
        EXPECT_FALSE(std::holds_alternative<http::SignOut>(route.handler)) << route.name;
    }
}

TEST(Contract, EveryBodyHasAnExampleAndEveryExampleIsRight)
{
    for (const std::string& breach : Contract().breaches_of_examples()) ADD_FAILURE() << breach;
}

// The judge itself must be heard.
TEST(Contract, TheJudgeRefusesAWrongAnswer)
{
    const Contract contract;
    const std::string path = "/api/v1/{municipality}/office/me";
    const std::string right = R"({"name":"a","role":"officer","municipality":{"ja":"a","en":"b"}})";
    EXPECT_TRUE(contract.breaches_of_answer("GET", path, 200, "application/json", right).empty());
    for (const char* wrong :
         {R"({"name":"a","role":"officer","municipality":{"ja":"a"}})",
          R"({"name":1,"role":"officer","municipality":{"ja":"a","en":"b"}})",
          R"({"name":"a","role":"officer","municipality":{"ja":"a","en":"b"},"more":1})", R"([])"})
        EXPECT_FALSE(contract.breaches_of_answer("GET", path, 200, "application/json", wrong).empty());
    EXPECT_FALSE(contract.breaches_of_answer("GET", path, 200, "text/html", right).empty());
    EXPECT_FALSE(contract.breaches_of_answer("GET", path, 302, "application/json", right).empty());
}

}  // namespace hagukumi::test
