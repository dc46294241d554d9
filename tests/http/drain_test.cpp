// What was accepted is answered, also when the server is told to end.
#include <atomic>

#include "http/served.hpp"

namespace hagukumi::http {
namespace {

using test::Client;
using test::Served;
using namespace std::chrono_literals;

/// Lets a test hold the lane.
std::atomic<bool> is_held = false, has_arrived = false;

Recorded<Response> wait_and_do(const Site&, const people::Caller&, store::Transaction&, const Request&)
{
    has_arrived = true;
    while (is_held) std::this_thread::sleep_for(1ms);
    return Result<Response>(json_text_response(201, R"({"done":true})"));
}

Result<Response> greet(const Site&, const Request&)
{
    return json_text_response(200, "{}");
}

std::vector<Route> routes()
{
    return {
        {"POST", "/api/v1/{municipality}/office/deeds", "deeds", people::Realm::office, Command(wait_and_do)},
        {"GET", "/api/v1/greeting", "greeting", {}, Plain(greet)}};
}

const std::string deeds = "/api/v1/131202/office/deeds";

void wait_until_held()
{
    while (!has_arrived) std::this_thread::sleep_for(1ms);
}

class Drain : public testing::Test {
protected:
    void SetUp() override
    {
        is_held = true;
        has_arrived = false;
    }
    void TearDown() override { is_held = false; }
};

TEST_F(Drain, ACommandThatWasAcceptedIsAnswered)
{
    Served served(routes());
    Client client(served.port()), idle(served.port());
    EXPECT_EQ(idle.ask(served.get("/api/v1/greeting")).status, 200);
    client.send(served.post(deeds, "{}"));
    wait_until_held();
    served.server().stop();
    EXPECT_TRUE(idle.is_closed_within(2s));
    is_held = false;
    const test::Answer answer = client.answer();
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_TRUE(client.is_closed_within(3s));
    served.end();
    Client late(served.port());
    EXPECT_TRUE(late.is_closed_within(1s));
}

TEST_F(Drain, ItDoesNotWaitForLongerThanAgreed)
{
    Settings settings;
    settings.limits.drain = 200ms;
    Served served(routes(), settings);
    Client client(served.port());
    client.send(served.post(deeds, "{}"));
    wait_until_held();
    const auto began = std::chrono::steady_clock::now();
    served.end();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_TRUE(client.is_closed_within(2s));
    is_held = false;
}

TEST_F(Drain, T34_WhoeverWaitsTooLongIsToldThatTheOutcomeIsUnknown)
{
    Settings settings;
    settings.limits.answer = 200ms;
    Served served(routes(), settings);
    Client client(served.port());
    const test::Answer answer = client.ask(served.post(deeds, "{}"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.body.find("outcome_unknown"), std::string::npos);
    EXPECT_TRUE(client.is_closed_within(3s));
    is_held = false;
    Client next(served.port());
    EXPECT_EQ(next.ask(served.post(deeds, "{}")).status, 201);
}

TEST_F(Drain, AClientThatLeavesDoesNotHarmWhatItAskedFor)
{
    Served served(routes());
    {
        Client client(served.port());
        client.send(served.post(deeds, "{}"));
        wait_until_held();
    }
    is_held = false;
    Client next(served.port());
    EXPECT_EQ(next.ask(served.post(deeds, "{}")).status, 201);
}

TEST_F(Drain, AServerThatIsToldToEndBeforeItRunsDoesNotHang)
{
    is_held = false;
    Served served(routes());
    served.server().stop();
    served.server().stop();
    served.end();
}

}  // namespace
}  // namespace hagukumi::http
