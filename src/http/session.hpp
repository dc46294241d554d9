// One client's socket on the loop: reads, hands requests on, writes answers, and never waits without an end.
//
//   awaiting ─► head ─► body ─► handling ─► writing ─► awaiting …
//                                    └► streaming      └► lingering ─► closed
//
//  1. Every phase but streaming has a deadline (T34, L10); a stream is written to at every heartbeat, and
//     writing has one.
//  2. Nothing is read while a request is handled or an answer is stuck: who sends ahead is held back by TCP.
//  3. After the last answer the sending side is shut first, and what still comes is thrown away for a moment;
//     closing at once would destroy the answer on its way.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "http/connection.hpp"
#include "http/dispatcher.hpp"
#include "http/exchange.hpp"
#include "http/hub.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"

namespace hagukumi::http {

using Clock = std::chrono::steady_clock;
// Concrete executors everywhere: the type-erased one costs a tenth.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

class Session;
using Sessions = std::list<std::shared_ptr<Session>>;

/// What all sessions share, on the loop's thread.
struct Shared {
    Settings settings;
    std::shared_ptr<const Site> site;
    ConnectionRules rules;
    Metrics metrics;
    std::unique_ptr<Hub> hub;
    std::unique_ptr<Dispatcher> dispatcher;
    std::array<char, 64 << 10> buffer;  ///< for reading; no session keeps anything in it

    Sessions busy, idle;  ///< idle: that which is so for longest comes first
    std::unordered_map<std::string, std::size_t> by_address;
    std::size_t most_connections = 0;
    bool is_draining = false;
    std::atomic<std::size_t> sessions = 0;  ///< that exist, also closed ones that the lane still works for

    std::size_t connections() const { return busy.size() + idle.size(); }
    bool is_pressed() const { return connections() * 5 >= most_connections * 4; }
};

class Session final : public Exchange {
public:
    /// `place` is the session's own place in `busy`.
    Session(std::shared_ptr<Shared> shared, Socket socket, std::string address);

    void start(Sessions::iterator place);

    /// Looks at the deadline.
    void check(Clock::time_point now);

    /// The server ends: closes unless a request is under way.
    void drain();
    void close();

    const Request& request() const override { return x_connection.request(); }
    void respond(Result<Response> answer) override;
    void begin_stream(const Response& head) override;
    bool send(std::string_view bytes) override;
    void end_stream() override;

private:
    enum class Phase { awaiting, head, body, handling, writing, streaming, lingering };

    std::shared_ptr<Session> self() { return std::static_pointer_cast<Session>(shared_from_this()); }
    void read();
    void when_readable();
    void step();
    void flush();
    void settle();
    void enter(Phase phase);
    void handle();
    void finish(const Response& response, const std::string& incident);
    void refuse(int status, const char* code);
    std::string peer_of(const Request& request) const;

    /// Declared before the socket, so that a session is counted until its socket is gone.
    struct Counted {
        explicit Counted(std::atomic<std::size_t>& sessions) : count(sessions) { ++count; }
        ~Counted() { --count; }
        std::atomic<std::size_t>& count;
    };

    const std::shared_ptr<Shared> x_shared;
    const Counted x_counted;
    Socket x_socket;
    const std::string x_address;
    Connection x_connection;
    Sessions::iterator x_place;

    Phase x_phase = Phase::head;
    Clock::time_point x_since;  ///< when the phase began, or writing last made progress
    Clock::time_point x_began;  ///< the request being handled
    std::size_t x_sent = 0;     ///< of the connection's output
    std::size_t x_thrown_away = 0;
    std::unique_ptr<Timer> x_delay;
    bool x_is_idle = false;  ///< in which list its place is
    bool x_is_reading = false;
    bool x_is_writing = false;
    bool x_is_stepping = false;
    bool x_is_handling = false;
    bool x_is_streaming = false;
    bool x_is_closed = false;
};

}  // namespace hagukumi::http
