#include "http/connection.hpp"

#include <gtest/gtest.h>

namespace hagukumi::http {
namespace {

using State = Connection::State;

const std::vector<std::string> hosts{"hagukumi.example.jp"};

const ConnectionRules& rules()
{
    static const ConnectionRules shared = [] {
        ConnectionRules made;
        made.head.hosts = hosts;
        made.body_bytes = 1000;
        made.fixed_fields = "X-Content-Type-Options: nosniff\r\n";
        return made;
    }();
    return shared;
}

std::string post(const std::string& body, const std::string& more = {})
{
    return "POST /a/b?q=1&r=%E5%8C%BA HTTP/1.1\r\nHost: hagukumi.example.jp\r\nX-Name: Value\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string chunked(const std::string& chunks)
{
    return "POST /a HTTP/1.1\r\nHost: hagukumi.example.jp\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

const std::string get = "GET /a HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n";

std::string taken(Connection& connection)
{
    return std::exchange(connection.output(), {});
}

bool says(const std::string& bytes, std::string_view what)
{
    return bytes.find(what) != std::string::npos;
}

TEST(Connection, GivesTheRequestDecoded)
{
    Connection connection(rules());
    connection.receive(post("{}"));
    ASSERT_EQ(connection.state(), State::handling);
    const Request& request = connection.request();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a/b");
    EXPECT_EQ(request.query_value("q"), "1");
    EXPECT_EQ(request.query_value("r"), "区");
    EXPECT_EQ(request.header("x-name"), "Value");
    EXPECT_EQ(request.body, "{}");
}

TEST(Connection, TakesBytesOneByOne)
{
    Connection connection(rules());
    for (const std::string& bytes :
         {post("{\"a\":1}"), chunked("3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: 1\r\n\r\n")}) {
        for (const char c : bytes) {
            EXPECT_NE(connection.state(), State::handling);
            connection.receive({&c, 1});
        }
        ASSERT_EQ(connection.state(), State::handling);
        EXPECT_TRUE(connection.request().body == "{\"a\":1}" || connection.request().body == "abcdefg");
        EXPECT_EQ(connection.request().header("trailer"), "");
        connection.answer(json_text_response(200, "{}"));
        EXPECT_EQ(connection.state(), State::awaiting);
    }
}

// Found by fuzzing: Beast 1.81 ends the program at an assertion here.
TEST(Connection, TakesAnEmptyChunkedBodyInTwoPieces)
{
    Connection connection(rules());
    connection.receive(chunked("0\r\n"));
    EXPECT_EQ(connection.state(), State::body);
    connection.receive("\r\n");
    EXPECT_EQ(connection.state(), State::handling);
    EXPECT_EQ(connection.request().body, "");
}

TEST(Connection, GivesOutWhatWasSentAheadOneAtATime)
{
    Connection connection(rules());
    connection.receive(post("1") + post("2") + get);
    for (const char* body : {"1", "2", ""}) {
        ASSERT_EQ(connection.state(), State::handling);
        EXPECT_EQ(connection.request().body, body);
        connection.receive({});
        connection.answer(json_text_response(200, body));
    }
    EXPECT_EQ(connection.state(), State::awaiting);
    const std::string answers = taken(connection);
    EXPECT_LT(answers.find("\r\n\r\n1HTTP/1.1 200"), answers.find("\r\n\r\n2HTTP/1.1 200"));
}

TEST(Connection, AnswersWithTheFieldsThatAreAlwaysSent)
{
    Connection connection(rules());
    connection.receive(get);
    Response response = json_text_response(201, "{}");
    response.headers.emplace_back("Hagukumi-Replay", "true\r\nSet-Cookie: smuggled=1");
    connection.answer(response);
    const std::string bytes = taken(connection);
    EXPECT_TRUE(bytes.starts_with("HTTP/1.1 201 Created\r\n"));
    EXPECT_TRUE(says(bytes, "Content-Length: 2\r\n"));
    EXPECT_TRUE(says(bytes, "Cache-Control: no-store\r\n"));
    EXPECT_TRUE(says(bytes, "X-Content-Type-Options: nosniff\r\n"));
    EXPECT_FALSE(says(bytes, "\r\nSet-Cookie"));
    EXPECT_TRUE(bytes.ends_with("\r\n\r\n{}"));
}

TEST(Connection, AnswersHeadWithoutTheBody)
{
    Connection connection(rules());
    connection.receive("HEAD" + get.substr(3));
    connection.answer(json_text_response(200, "abc"));
    const std::string bytes = taken(connection);
    EXPECT_TRUE(says(bytes, "Content-Length: 3\r\n"));
    EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
}

TEST(Connection, ClosesWhenTheClientSaysSoOrSpeaksTheOldVersion)
{
    for (const std::string& head :
         {get.substr(0, get.size() - 2) + "Connection: close\r\n\r\n",
          std::string("GET /a HTTP/1.0\r\nHost: hagukumi.example.jp\r\nConnection: keep-alive\r\n\r\n")}) {
        Connection connection(rules());
        connection.receive(head + get);
        ASSERT_EQ(connection.state(), State::handling);
        connection.answer(no_content());
        EXPECT_TRUE(connection.is_closing());
        EXPECT_TRUE(says(taken(connection), "Connection: close\r\n"));
    }
}

TEST(Connection, LetsTheClientGoOnWhenItAsksFirst)
{
    Connection connection(rules());
    const std::string bytes = post("{}", "Expect: 100-continue\r\n");
    connection.receive(std::string_view(bytes).substr(0, bytes.size() - 2));
    EXPECT_EQ(taken(connection), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.receive("{}");
    EXPECT_EQ(connection.state(), State::handling);
}

struct Wrong {
    const char* name;
    std::string bytes;
    const char* status;
};

TEST(Connection, T32_T36_RefusesOnceAndCloses)
{
    const std::vector<Wrong> all{
        {"bare line feed", "GET / HTTP/1.1\nHost: hagukumi.example.jp\n\n", "400"},
        {"endless head", "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a'), "431"},
        {"foreign host", "GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", "421"},
        {"large body", post(std::string(1001, 'a')), "413"},
        {"large body, announced only",
         post("", "Expect: 100-continue\r\n")
             .replace(post("", "Expect: 100-continue\r\n").size() - 5, 1, "999999"),
         "413"},
        {"large chunk", chunked("3e9\r\n" + std::string(1001, 'a')), "413"},
        {"wrong chunk", chunked("xyz\r\n"), "400"},
        {"huge chunk size", chunked("fffffffffffffffff\r\n"), "400"},
        {"endless chunk line", chunked("1;" + std::string(5000, 'a')), "400"},
        {"endless trailer", chunked("0\r\nX: " + std::string(5000, 'a')), "400"},
        {"chunk without its end", chunked("1\r\naXX\r\n"), "400"},
        {"unknown expectation", post("{}", "Expect: 200-ok\r\n"), "417"},
        {"dot segments", "GET /a/../b HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n", "400"},
        {"encoded dot segments", "GET /a/%2e%2e/b HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n", "400"},
        {"encoded slash", "GET /a%2fb HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n", "400"},
        {"no UTF-8", "GET /%ff HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n", "400"},
        {"name twice", "GET /a?b=1&b=2 HTTP/1.1\r\nHost: hagukumi.example.jp\r\n\r\n", "400"},
    };
    for (const Wrong& one : all) {
        Connection connection(rules());
        connection.receive(one.bytes);
        EXPECT_TRUE(connection.is_closing()) << one.name;
        connection.receive(get);
        const std::string bytes = taken(connection);
        EXPECT_TRUE(bytes.starts_with(std::string("HTTP/1.1 ") + one.status)) << one.name << ": " << bytes;
        EXPECT_EQ(bytes.find("HTTP/1.1", 8), std::string::npos) << one.name;
        EXPECT_TRUE(says(bytes, "Connection: close\r\n")) << one.name;
        EXPECT_TRUE(says(bytes, "application/problem+json")) << one.name;
    }
}

TEST(Connection, TakesABodyOfExactlyTheLimit)
{
    Connection connection(rules());
    connection.receive(post(std::string(1000, 'a')));
    EXPECT_EQ(connection.state(), State::handling);
}

}  // namespace
}  // namespace hagukumi::http
