#include "http/served.hpp"
#include "people/totp.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <thread>

namespace hagukumi::http {
namespace {

using test::Answer;
using test::Client;
using test::Served;
using namespace std::chrono_literals;

Result<Response> greet(const Site&, const Request&)
{
    return json_text_response(200, R"({"greeting":"こんにちは"})");
}

Result<Response> break_down(const Site&, const Request&)
{
    throw BugFound("two and two are four");
}

/// What is said, or breaks down, when the answer leaves.
Result<Response> greet_later(const Site&, const Request& request)
{
    Response response = json_text_response(200, {});
    response.body_later = [breaks = request.query_value("breaks") == "yes"]() -> std::string {
        if (breaks) throw BugFound("two and two are five");
        return R"({"greeting":"こんばんは"})";
    };
    return response;
}

Recorded<Response> repeat(const Site&, const people::Caller&, store::Transaction&, const Request& request)
{
    if (!request.json()) return Result<Response>(tl::unexpected(request.json().error()));
    return Result<Response>(json_response(201, *request.json()));
}

Result<Response> who_am_i(const Site&, const people::Caller& caller, store::Snapshot&, const Request&)
{
    return json_response(200, {{"account", to_string(caller.account)}});
}

/// Counts accounts' failures in place of a business of its own: any table that a command may change.
Recorded<Response> rename(const Site&, const people::Caller& caller, store::Transaction& tx,
                          const Request& request)
{
    static constexpr store::Statement statement{
        "test.rename", "UPDATE account SET display_name = $3 WHERE municipality = $1 AND id = $2"};
    if (request.body == "{}")
        return Result<Response>(
            fail(ErrorKind::conflict, "no_name", {"名前がありません。", "There is no name."}));
    tx.execute(statement, caller.account, request.body);
    return Result<Response>(json_text_response(201, request.body));
}

/// Says on which thread its body was read, and whether that is the one that does the deed.
Result<Work> read_first(const Site&, const Request& request)
{
    if (request.body == "{}")
        return fail(ErrorKind::malformed, "no_name", {"名前がありません。", "No name."});
    if (request.body == R"({"breaks":1})") throw BugFound("two and two are three");
    return Work([reader = std::this_thread::get_id()](const people::Caller&, store::Transaction&) {
        const bool in_lane = reader == std::this_thread::get_id();
        return Recorded<Response>(Result<Response>(json_response(201, {{"read_in_lane", in_lane}})));
    });
}

Result<people::SignIn> parse_sign_in(const Site&, const Request& request)
{
    const auto body = boost::json::parse(request.body).as_object();
    people::SignIn typed;
    typed.way = people::Way::staff;
    typed.name = std::string(body.at("name").as_string());
    typed.secret = people::Secret(std::string(body.at("password").as_string()));
    typed.code = std::string(body.at("totp").as_string());
    return typed;
}

Response welcome(const Site&, const people::SignedIn& signed_in)
{
    return json_response(200, {{"name", signed_in.display_name}});
}

/// A machine that proves itself by saying what it sends twice.
Result<Hook::Work> open_hook(const Request& request)
{
    if (request.header("x-signature") != request.body)
        return fail(ErrorKind::unauthenticated, "wrong_signature",
                    {"署名が違います。", "A wrong signature."});
    return Hook::Work([path = request.parameters.at(0),
                       code = request.municipality](store::Transaction& tx) -> Result<Response> {
        must(tx.municipality() == code, "the work is done in the municipality of the address");
        return json_response(200, {{"path", path}});
    });
}

std::vector<Route> routes()
{
    const auto office = people::Realm::office;
    return {
        {"GET", "/api/v1/greeting", "greeting", {}, Plain(greet)},
        {"POST", "/api/v1/greeting", "greeting_post", {}, Plain(greet)},
        {"GET", "/api/v1/{municipality}/breakdown", "breakdown", {}, Plain(break_down)},
        {"GET", "/api/v1/evening", "evening", {}, Plain(greet_later)},
        {"POST", "/api/v1/{municipality}/office/echo", "echo", people::Realm::office, Command(repeat)},
        {"GET", "/api/v1/{municipality}/office/me", "office_me", office, Query(who_am_i)},
        {"POST", "/api/v1/{municipality}/office/names/{id}", "office_names", office, Command(rename)},
        {"POST", "/api/v1/{municipality}/office/read-first", "read_first", office, ReadDeed{read_first}},
        {"POST", "/api/v1/{municipality}/office/sign-in", "office_sign_in", office,
         SignInWay{parse_sign_in, welcome}},
        {"POST", "/api/v1/{municipality}/office/sign-out", "office_sign_out", office, SignOut{}},
        {"POST", "/hook/{municipality}/{path}", "hook", {}, Hook{open_hook}},
    };
}

const std::string names = "/api/v1/131202/office/names/1";

std::string code_of(const Answer& answer)
{
    return std::string(boost::json::parse(answer.body).at("code").as_string());
}

TEST(Server, AnswersOnOneConnectionAgainAndAgain)
{
    Served served(routes());
    Client client(served.port());
    for (int i = 0; i < 3; ++i) {
        const Answer answer = client.ask(served.get("/api/v1/greeting"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, R"({"greeting":"こんにちは"})");
        EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.field("Cache-Control"), "no-store");
        EXPECT_EQ(answer.field("Permissions-Policy"), "camera=(self), microphone=(), geolocation=()");
        EXPECT_EQ(answer.field("Strict-Transport-Security"), "");  // only on https
        EXPECT_FALSE(answer.field("Date").empty());
    }
}

TEST(Server, AnswersAHundredRequestsThatWereSentAhead)
{
    Served served(routes());
    Client client(served.port());
    std::string all;
    for (int i = 0; i < 100; ++i) all += served.get(i % 2 ? "/api/v1/greeting" : "/api/v1/131202/office/me");
    client.send(all);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(client.answer().body.starts_with("{\"gree"), i % 2 == 1) << i;
}

TEST(Server, RunsACommandOnTheLaneAsTheSessionsPerson)
{
    Served served(routes());
    Client client(served.port());
    const Answer answer = client.ask(served.post(names, R"({"name":"佐藤"})"));
    EXPECT_EQ(answer.status, 201);
    const Answer me = client.ask(served.get("/api/v1/131202/office/me"));
    EXPECT_EQ(boost::json::parse(me.body).at("account").as_string(), to_string(served.officer()));
    const Answer refused = client.ask(served.post(names, "{}"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(code_of(refused), "no_name");
    EXPECT_EQ(refused.field("Content-Type"), "application/problem+json");
}

TEST(Server, KnowsASessionOnlyInItsRealmAndMunicipality)
{
    Served served(routes());
    Client client(served.port());
    const std::string other = std::string("Cookie: hagukumi-office-131105=") + test::officer_token + "\r\n";
    EXPECT_EQ(client.ask(served.post_as("/api/v1/131105/office/names/1", "{}", other)).status, 401);
    const std::string parent = std::string("Cookie: hagukumi-parent-131202=") + test::officer_token + "\r\n";
    EXPECT_EQ(client.ask(served.post_as(names, "{}", parent)).status, 401);
    EXPECT_EQ(client.ask(served.post_as(names, "{}", "")).status, 401);
    EXPECT_EQ(client.ask(served.post("/api/v1/999999/office/names/1", "{}")).status, 404);
}

TEST(Server, TakesChangesOnlyFromItsOwnPages)
{
    Served served(routes());
    const std::string json = "Content-Type: application/json\r\n" + Served::cookie();
    const std::string origin = "Origin: http://" + served.host() + "\r\n" + Served::cookie();
    const auto status = [&](const std::string& fields) {
        Client client(served.port());
        return client.ask(served.post_bare(names, R"({"name":"1"})", fields)).status;
    };
    EXPECT_EQ(status(json), 403);
    EXPECT_EQ(status(json + "Origin: null\r\n"), 403);
    EXPECT_EQ(status(json + "Origin: https://other.example\r\n"), 403);
    EXPECT_EQ(status(json + "Origin: http://127.0.0.1\r\n"), 403);
    EXPECT_EQ(status(origin), 415);
    EXPECT_EQ(status(origin + "Content-Type: text/plain\r\n"), 415);
    EXPECT_EQ(status(origin + "Content-Type: application/jsonp\r\n"), 415);
    EXPECT_EQ(status(origin + "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"), 415);  // T36
    EXPECT_EQ(status(origin + "Content-Type: application/json; charset=utf-8\r\n"), 201);
}

TEST(Server, AMachineComesInByItsSignatureAlone)
{
    Served served(routes());
    Client client(served.port());
    const auto knock = [&](const std::string& path, const std::string& signature) {
        return client.ask(served.post_bare(path, R"({"a":1})", "X-Signature: " + signature + "\r\n"));
    };
    const Answer answer = knock("/hook/131202/door", R"({"a":1})");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"path":"door"})");
    EXPECT_EQ(knock("/hook/131202/door", R"({"a":2})").status, 401);
    EXPECT_EQ(knock("/hook/999999/door", R"({"a":1})").status, 404);
    EXPECT_EQ(served.log().find("door"), std::string::npos);
}

TEST(Server, NamesTheMethodsThatAnAddressKnows)
{
    Served served(routes());
    Client client(served.port());
    const Answer answer = client.ask("DELETE" + served.get("/api/v1/greeting").substr(3));
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.field("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(client.ask(served.get("/api/v1/nothing")).status, 404);
    EXPECT_EQ(
        client.ask("HEAD" + served.get("/api/v1/greeting").substr(3) + served.get("/api/v1/nothing")).status,
        200);
}

TEST(Server, T32_SendsAwayWhoeverAsksForAnotherHost)
{
    Served served(routes());
    Client client(served.port());
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n").status, 421);
    EXPECT_TRUE(client.is_closed_within(3s));
}

TEST(Server, TellsANumberWhenABugIsFoundAndGoesOn)
{
    Served served(routes());
    Client client(served.port());
    const Answer answer = client.ask(served.get("/api/v1/131202/breakdown"));
    EXPECT_EQ(answer.status, 500);
    const std::string number(boost::json::parse(answer.body).at("incident").as_string());
    EXPECT_NE(served.log().find("incident " + number), std::string::npos);
    EXPECT_EQ(answer.body.find("two and two"), std::string::npos);
    EXPECT_EQ(client.ask(served.get("/api/v1/greeting")).status, 200);
}

TEST(Server, SaysWhatWasLeftForTheEndAndWhatBrokeThere)
{
    Served served(routes());
    Client client(served.port());
    EXPECT_EQ(client.ask(served.get("/api/v1/evening")).body, R"({"greeting":"こんばんは"})");
    const Answer broken = client.ask(served.get("/api/v1/evening?breaks=yes"));
    EXPECT_EQ(broken.status, 500);
    const std::string number(boost::json::parse(broken.body).at("incident").as_string());
    EXPECT_NE(served.log().find("incident " + number), std::string::npos);
    EXPECT_EQ(client.ask(served.get("/api/v1/evening")).status, 200);
}

TEST(Server, ReadsTheBodyOfEachRequestOfAConnection)
{
    Served served(routes());
    Client client(served.port());
    const std::string echo = "/api/v1/131202/office/echo";
    EXPECT_EQ(client.ask(served.post(echo, R"({"n":1})")).body, R"({"n":1})");
    EXPECT_EQ(client.ask(served.post(echo, R"({"n":2})")).body, R"({"n":2})");
    EXPECT_EQ(client.ask(served.post(echo, R"({"n":)")).status, 400);
    const std::string longer = R"({"n":")" + std::string(40'000, 'x') + R"("})";  // left to the lane
    EXPECT_EQ(client.ask(served.post(echo, longer)).body, longer);
    EXPECT_EQ(client.ask(served.post(echo, R"({"n":3})")).body, R"({"n":3})");
}

TEST(Server, ReadsABodyBeforeTheLaneAndSaysWhatIsWrongToWhoIsSignedInOnly)
{
    Served served(routes());
    Client client(served.port());
    const std::string path = "/api/v1/131202/office/read-first";
    EXPECT_EQ(client.ask(served.post(path, R"({"n":1})")).body, R"({"read_in_lane":false})");
    const std::string longer = R"({"n":")" + std::string(40'000, 'x') + R"("})";
    EXPECT_EQ(client.ask(served.post(path, longer)).body, R"({"read_in_lane":true})");
    EXPECT_EQ(code_of(client.ask(served.post(path, "{}"))), "no_name");
    EXPECT_EQ(client.ask(served.post_as(path, "{}", "")).status, 401);

    const Answer broken = client.ask(served.post(path, R"({"breaks":1})"));
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.body.find("three"), std::string::npos);
    EXPECT_EQ(code_of(broken), "incident") << "the lane gives it a number";
    EXPECT_EQ(client.ask(served.post(path, R"({"n":1})")).status, 201) << "the server is still there";
}

TEST(Server, SignsInWithTwoFactorsAndOutAgain)
{
    Served served(routes());
    Client client(served.port());
    const auto typed = [](const std::string& password) {
        return boost::json::serialize(boost::json::value{
            {"name", "suzuki"},
            {"password", password},
            {"totp", people::totp_code(test::officer_totp, people::totp_step(test::now()))}});
    };
    const std::string address = "/api/v1/131202/office/sign-in";
    EXPECT_EQ(client.ask(served.post_as(address, typed("something else"), "")).status, 401);

    const Answer welcomed = client.ask(served.post_as(address, typed(test::officer_password), ""));
    ASSERT_EQ(welcomed.status, 200) << welcomed.body;
    const std::string set = welcomed.field("Set-Cookie");
    EXPECT_TRUE(set.starts_with("hagukumi-office-131202=")) << set;
    EXPECT_NE(set.find("; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax"), std::string::npos) << set;
    EXPECT_NE(welcomed.head.find("Set-Cookie: hagukumi-device-131202="), std::string::npos);

    const std::string cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    EXPECT_EQ(client.ask(served.post_as(names, R"({"name":"1"})", cookie)).status, 201);
    const Answer gone = client.ask(served.post_as("/api/v1/131202/office/sign-out", "", cookie));
    EXPECT_EQ(gone.status, 204);
    EXPECT_TRUE(gone.field("Set-Cookie").starts_with("hagukumi-office-131202=; Path=/; Max-Age=0"));
    EXPECT_EQ(client.ask(served.post_as(names, R"({"name":"1"})", cookie)).status, 401);
}

TEST(Server, CountsAndLogsRoutesByNameAndNothingOfTheAddress)
{
    Served served(routes());
    Client client(served.port());
    client.ask(served.post("/api/v1/131202/office/names/secret-parameter", R"({"name":"1"})"));
    client.ask(served.get("/api/v1/greeting?secret=question"));
    const Answer metrics = client.ask(served.get("/metrics"));
    EXPECT_NE(metrics.body.find("hagukumi_http_requests_total{route=\"office_names\",status=\"201\"} 1\n"),
              std::string::npos);
    EXPECT_NE(metrics.body.find("hagukumi_http_connections 1\n"), std::string::npos);
    EXPECT_EQ(client.ask(served.get("/metrics", "X-Forwarded-For: 127.0.0.1\r\n")).status, 404);
    EXPECT_NE(served.log().find("POST office_names 201 "), std::string::npos);
    EXPECT_EQ((served.log() + metrics.body).find("secret"), std::string::npos);
}

TEST(Server, SaysThatItIsAliveAndReady)
{
    Served served(routes());
    Client client(served.port());
    EXPECT_EQ(client.ask(served.get("/healthz")).status, 200);
    EXPECT_EQ(client.ask(served.get("/readyz")).status, 200);
}

}  // namespace
}  // namespace hagukumi::http
