// The server: sockets on one event loop, commands to the lane, questions to the readers.
//
//  1. Nothing is answered before it is durable; an answer that got lost is found again by its key.
//  2. Every connection has a deadline at every moment (reliability.md T34).
//  3. A request that is not exactly what RFC 9112 allows is refused and the connection closed (T32).
//  4. stop() takes no new connection, finishes every request that was accepted, and returns.
//  5. No log line, address or error page carries a body, a cookie, a query or a path's parameters.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "http/route.hpp"
#include "http/site.hpp"
#include "store/transaction.hpp"

namespace hagukumi::http {

struct Limits {
    std::size_t body_bytes = 64 << 10;
    std::size_t head_bytes = 16 << 10;
    std::size_t header_fields = 64;
    std::size_t connections = 20'000;
    std::size_t connections_of_address = 2'000;
    std::size_t streams = 2'000;
    std::chrono::milliseconds head{10'000};
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds write{20'000};
    std::chrono::milliseconds idle{30'000};
    std::chrono::milliseconds idle_under_pressure{5'000};  ///< when four fifths of the connections are taken
    std::chrono::milliseconds answer{30'000};  ///< for a handler; then the outcome is unknown to the client
    std::chrono::milliseconds heartbeat{15'000};
    std::size_t waiting = 1'000;  ///< questions that wait for a reader
    std::chrono::milliseconds drain{10'000};
};

struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one
    std::string trusted_proxy;  ///< address whose X-Forwarded-For is believed; empty: nobody's
    std::filesystem::path web;  ///< the built pages; empty: none are served
    int readers = 2;            ///< threads for questions
    Limits limits;
    std::function<void(const std::string&)> log;  ///< one line; no personal data
};

class Server {
public:
    /// Listens at once; accepts when run() begins.  Errors: `unavailable` (address in use).
    static Result<std::unique_ptr<Server>> open(Settings settings, std::shared_ptr<const Site> site,
                                                std::vector<Route> routes);
    virtual ~Server() = default;

    virtual std::uint16_t port() const = 0;

    /// Serves until stop() was called and everything accepted is answered.
    virtual void run() = 0;

    /// From any thread, and from a signal's handler thread.
    virtual void stop() = 0;

    /// What the lane announced; from any thread.
    virtual void announce(std::span<const store::Announcement> announcements) = 0;

    /// Extra lines for /metrics (the store's counters), asked for at each scrape.
    virtual void add_metrics(std::function<std::string()> more) = 0;
};

}  // namespace hagukumi::http
