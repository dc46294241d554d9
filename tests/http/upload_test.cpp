// What is sent takes long to read; nobody's question waits for it.
#include <atomic>

#include "http/served.hpp"

namespace hagukumi::http {
namespace {

using test::Client;
using test::Served;
using namespace std::chrono_literals;

std::atomic<bool> is_held = false;
std::atomic<int> begun = 0, at_once = 0, most_at_once = 0;

Result<Work> read_slowly(const Site&, const people::Caller&, store::Snapshot&, const Request&)
{
    most_at_once = std::max(most_at_once.load(), ++at_once);
    ++begun;
    while (is_held) std::this_thread::sleep_for(1ms);
    --at_once;
    return [](const people::Caller&, store::Transaction&) -> Recorded<Response> {
        return Result<Response>(no_content());
    };
}

Result<Response> answer(const Site&, const people::Caller&, store::Snapshot&, const Request&)
{
    return no_content();
}

TEST(Uploads, T37_KeepNoQuestionWaitingAndAreReadOneAtATime)
{
    is_held = true;
    Settings settings;
    settings.readers = 2;
    Served served(
        {{"POST", "/api/v1/{municipality}/office/lists", "lists", people::Realm::office,
          Upload{1000, read_slowly}},
         {"GET", "/api/v1/{municipality}/office/page", "page", people::Realm::office, Query(answer)}},
        settings);
    Client first(served.port()), second(served.port()), third(served.port()), officer(served.port());
    for (Client* one : {&first, &second, &third}) one->send(served.post("/api/v1/131202/office/lists", "{}"));
    while (begun < 1) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(officer.ask(served.get("/api/v1/131202/office/page")).status, 204);
    is_held = false;
    for (Client* one : {&first, &second, &third})
        EXPECT_TRUE(one->up_to("\r\n\r\n").starts_with("HTTP/1.1 204"));
    EXPECT_EQ(begun, 3);
    EXPECT_EQ(most_at_once, 1);
}

}  // namespace
}  // namespace hagukumi::http
