// T34, L10: nobody holds a connection for longer than agreed, and nobody takes them all.
#include "http/served.hpp"

namespace hagukumi::http {
namespace {

using test::Client;
using test::Served;
using namespace std::chrono_literals;

Result<Response> greet(const Site&, const Request&)
{
    return json_text_response(200, "{}");
}

Result<Response> give_much(const Site&, const Request&)
{
    return json_text_response(200, std::string(32 << 20, 'a'));
}

std::vector<Route> routes()
{
    return {{"GET", "/api/v1/greeting", "greeting", {}, Plain(greet)},
            {"POST", "/api/v1/greeting", "greeting_post", {}, Plain(greet)},
            {"GET", "/api/v1/much", "much", {}, Plain(give_much)}};
}

Settings impatient()
{
    Settings settings;
    settings.limits.head = 200ms;
    settings.limits.body = 200ms;
    settings.limits.idle = 300ms;
    settings.limits.write = 300ms;
    return settings;
}

TEST(Limits, T34_L10_ASilentConnectionIsClosed)
{
    Served served(routes(), impatient());
    Client client(served.port());
    EXPECT_FALSE(client.is_closed_within(100ms));
    EXPECT_TRUE(client.is_closed_within(2s));
}

TEST(Limits, T34_L10_ASlowHeadIsClosedHoweverItDribbles)
{
    Served served(routes(), impatient());
    Client client(served.port());
    const auto began = std::chrono::steady_clock::now();
    for (const char c : served.get("/api/v1/greeting", "X-Long: " + std::string(500, 'a') + "\r\n")) {
        client.send({&c, 1});
        std::this_thread::sleep_for(5ms);
        if (std::chrono::steady_clock::now() - began > 1s) break;
    }
    EXPECT_EQ(client.answer().status, 408);
    EXPECT_TRUE(client.is_closed_within(3s));
}

TEST(Limits, T34_ASlowBodyIsClosed)
{
    Served served(routes(), impatient());
    Client client(served.port());
    const std::string whole = served.post("/api/v1/greeting", "{}");
    client.send(std::string_view(whole).substr(0, whole.size() - 1));
    EXPECT_EQ(client.answer().status, 408);
    EXPECT_TRUE(client.is_closed_within(3s));
}

TEST(Limits, T34_AnIdleConnectionIsClosed)
{
    Served served(routes(), impatient());
    Client client(served.port());
    EXPECT_EQ(client.ask(served.get("/api/v1/greeting")).status, 200);
    EXPECT_FALSE(client.is_closed_within(150ms));
    EXPECT_EQ(client.ask(served.get("/api/v1/greeting")).status, 200);
    EXPECT_TRUE(client.is_closed_within(2s));
}

TEST(Limits, T34_AClientThatDoesNotReadIsClosed)
{
    Served served(routes(), impatient());
    Client client(served.port());
    client.send(served.get("/api/v1/much"));
    std::this_thread::sleep_for(3s);
    EXPECT_LT(client.answer(1s).body.size(), 32u << 20);
}

TEST(Limits, T36_ALargeBodyIsRefusedBeforeItComes)
{
    Served served(routes());
    Client client(served.port());
    const std::string whole = served.post("/api/v1/greeting", std::string(70'000, ' '));
    EXPECT_EQ(client.ask(std::string_view(whole).substr(0, whole.size() - 70'000)).status, 413);
    EXPECT_TRUE(client.is_closed_within(3s));
}

TEST(Limits, T34_TheConnectionThatIsIdleForLongestMakesRoom)
{
    Settings settings;
    settings.limits.connections = 3;
    Served served(routes(), settings);
    Client first(served.port()), second(served.port()), third(served.port());
    for (Client* one : {&second, &first, &third})
        EXPECT_EQ(one->ask(served.get("/api/v1/greeting")).status, 200);
    Client fourth(served.port());
    EXPECT_EQ(fourth.ask(served.get("/api/v1/greeting")).status, 200);
    EXPECT_TRUE(second.is_closed_within(2s));
    EXPECT_EQ(first.ask(served.get("/api/v1/greeting")).status, 200);
}

TEST(Limits, T34_AnAddressHasItsShare)
{
    Settings settings;
    settings.limits.connections_of_address = 2;
    Served served(routes(), settings);
    Client first(served.port()), second(served.port());
    for (Client* one : {&first, &second}) EXPECT_EQ(one->ask(served.get("/api/v1/greeting")).status, 200);
    Client third(served.port());
    EXPECT_TRUE(third.is_closed_within(2s));
}

TEST(Limits, T34_ATrustedProxyHasNoShare)
{
    Settings settings;
    settings.limits.connections_of_address = 1;
    settings.trusted_proxy = "127.0.0.1";
    Served served(routes(), settings);
    Client first(served.port()), second(served.port());
    for (Client* one : {&first, &second}) EXPECT_EQ(one->ask(served.get("/api/v1/greeting")).status, 200);
}

}  // namespace
}  // namespace hagukumi::http
