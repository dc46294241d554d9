// Events for desks' screens: none is lost between reading and listening, none comes twice.
#include <atomic>
#include <optional>

#include "http/served.hpp"

namespace hagukumi::http {
namespace {

using test::Client;
using test::nerima;
using test::Served;
using namespace std::chrono_literals;

const Id facility = test::new_id(), other_facility = test::new_id();
const Id missed_event = test::new_id();

/// Lets a test announce something while the missed events are being read.
std::atomic<bool> is_held = false, has_arrived = false;

Result<Stream::Start> start(const Site&, const people::Caller&, store::Snapshot&, const Request& request)
{
    has_arrived = true;
    while (is_held) std::this_thread::sleep_for(1ms);
    Stream::Start start{facility, {}};
    if (!request.header("last-event-id").empty())
        start.missed.push_back({missed_event, "use", R"({"n":"missed"})"});
    return start;
}

std::optional<Event> render(const Site&, const people::Caller&, store::Snapshot&,
                            const store::Announcement& one)
{
    if (one.kind == "secret") return std::nullopt;
    return Event{one.event, one.kind, one.json};
}

Recorded<Response> announce(const Site&, const people::Caller&, store::Transaction& tx,
                            const Request& request)
{
    tx.announce({tx.municipality(), facility, test::new_id(), "use", request.body});
    return Result<Response>(no_content());
}

std::vector<Route> routes()
{
    return {{"GET", "/api/v1/{municipality}/office/events", "events", people::Realm::office,
             Stream{start, render}},
            {"POST", "/api/v1/{municipality}/office/uses", "uses", people::Realm::office, Command(announce)},
            {"POST", "/api/v1/{municipality}/office/sign-out", "sign_out", people::Realm::office, SignOut{}}};
}

const std::string events = "/api/v1/131202/office/events";
const std::string uses = "/api/v1/131202/office/uses";

void tell(Served& served, const Id& subject, const Id& event, const std::string& kind,
          const std::string& json)
{
    const store::Announcement one{nerima, subject, event, kind, json};
    served.server().announce({&one, 1});
}

class Streams : public testing::Test {
protected:
    void SetUp() override { is_held = has_arrived = false; }
    void TearDown() override { is_held = false; }
};

TEST_F(Streams, TellWhatACommandAnnouncedAfterItsCommit)
{
    Served served(routes());
    Client desk(served.port()), phone(served.port());
    desk.send(served.get(events));
    const std::string head = desk.up_to("\r\n\r\n");
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(head.find("Cache-Control: no-store\r\n"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    EXPECT_EQ(desk.up_to("\n\n"), "retry: 3000");
    EXPECT_EQ(phone.ask(served.post(uses, R"({"n":1})")).status, 204);
    const std::string event = desk.up_to("\n\n");
    EXPECT_TRUE(event.starts_with("id: "));
    EXPECT_TRUE(event.ends_with("\nevent: use\ndata: {\"n\":1}")) << event;
}

TEST_F(Streams, KeepTheOrderOfWhatIsAnnounced)
{
    Settings settings;
    settings.readers = 4;
    Served served(routes(), settings);
    Client desk(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    for (int i = 0; i < 200; ++i) tell(served, facility, test::new_id(), "use", std::to_string(i));
    for (int i = 0; i < 200; ++i)
        EXPECT_TRUE(desk.up_to("\n\n").ends_with("data: " + std::to_string(i))) << i;
}

TEST_F(Streams, TellOnlyWhatConcernsTheListener)
{
    Served served(routes());
    Client desk(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    tell(served, other_facility, test::new_id(), "use", "1");
    tell(served, facility, test::new_id(), "secret", "2");
    tell(served, facility, test::new_id(), "use", "3");
    EXPECT_TRUE(desk.up_to("\n\n").ends_with("data: 3"));
}

TEST_F(Streams, LoseNothingThatIsAnnouncedWhileTheMissedIsRead)
{
    Served served(routes());
    Client desk(served.port());
    is_held = true;
    desk.send(served.get(events, "Last-Event-ID: 0\r\n"));
    while (!has_arrived) std::this_thread::sleep_for(1ms);
    tell(served, other_facility, test::new_id(), "use", "1");
    tell(served, facility, missed_event, "use", "missed, announced late");
    tell(served, facility, test::new_id(), "use", "2");
    std::this_thread::sleep_for(50ms);
    is_held = false;
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    EXPECT_EQ(desk.up_to("\n\n"),
              "id: " + to_string(missed_event) + "\nevent: use\ndata: {\"n\":\"missed\"}");
    EXPECT_TRUE(desk.up_to("\n\n").ends_with("data: 2"));
    tell(served, facility, missed_event, "use", "missed, announced later still");
    tell(served, facility, test::new_id(), "use", "3");
    EXPECT_TRUE(desk.up_to("\n\n").ends_with("data: 3"));
}

TEST_F(Streams, BeatAndEndWithTheSession)
{
    Settings settings;
    settings.limits.heartbeat = 100ms;
    Served served(routes(), settings);
    Client desk(served.port()), same(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to(": still here\n\n").empty());
    EXPECT_EQ(same.ask(served.post("/api/v1/131202/office/sign-out", "")).status, 204);
    EXPECT_TRUE(desk.is_closed_within(3s));
}

TEST_F(Streams, T16_TellNothingToWhoseSessionHasEndedBeforeTheNextBeat)
{
    Served served(routes());
    Client desk(served.port()), same(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    EXPECT_EQ(same.ask(served.post("/api/v1/131202/office/sign-out", "")).status, 204);
    tell(served, facility, test::new_id(), "use", "a name");
    EXPECT_TRUE(desk.is_closed_within(3s));
    EXPECT_EQ(desk.up_to("data: a name"), "");
}

TEST_F(Streams, AreForPeopleWhoAreSignedIn)
{
    Served served(routes());
    Client desk(served.port());
    EXPECT_EQ(desk.ask("GET " + events + " HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n").status, 401);
    desk.send("HEAD" + served.get(events).substr(3));
    EXPECT_TRUE(desk.up_to("\r\n\r\n").starts_with("HTTP/1.1 405"));
}

TEST_F(Streams, AreBounded)
{
    Settings settings;
    settings.limits.streams = 1;
    Served served(routes(), settings);
    Client first(served.port()), second(served.port());
    first.send(served.get(events));
    EXPECT_FALSE(first.up_to("retry: 3000\n\n").empty());
    EXPECT_EQ(second.ask(served.get(events)).status, 503);
}

TEST_F(Streams, MakeRoomWhenTheListenerLeaves)
{
    Settings settings;
    settings.limits.streams = 1;
    Served served(routes(), settings);
    {
        Client first(served.port());
        first.send(served.get(events));
        EXPECT_FALSE(first.up_to("retry: 3000\n\n").empty());
    }
    std::this_thread::sleep_for(50ms);
    Client second(served.port());
    second.send(served.get(events));
    EXPECT_FALSE(second.up_to("retry: 3000\n\n").empty());
}

TEST_F(Streams, T34_DropWhoeverDoesNotKeepUp)
{
    Settings settings;
    settings.limits.write = 500ms;
    Served served(routes(), settings);
    Client desk(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    const std::string much(100'000, 'a');
    for (int i = 0; i < 200; ++i) {
        tell(served, facility, test::new_id(), "use", much);
        std::this_thread::sleep_for(1ms);
    }
    std::this_thread::sleep_for(1s);
    Client other(served.port());
    other.send(served.get(events));
    EXPECT_FALSE(other.up_to("retry: 3000\n\n").empty());
    int came = 0;
    while (!desk.up_to("\n\n", 500ms).empty()) ++came;
    EXPECT_LT(came, 200);
    EXPECT_TRUE(desk.is_closed_within(1s));
}

TEST_F(Streams, EndWhenTheServerEnds)
{
    Served served(routes());
    Client desk(served.port());
    desk.send(served.get(events));
    EXPECT_FALSE(desk.up_to("retry: 3000\n\n").empty());
    served.server().stop();
    EXPECT_TRUE(desk.is_closed_within(2s));
}

}  // namespace
}  // namespace hagukumi::http
