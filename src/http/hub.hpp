// Who listens to which events (SSE), and telling them.
//
//  1. A listener is listed before its missed events are read, and what is announced meanwhile waits: nothing
//     falls between the two.
//  2. What a listener is told is rendered for it on a reader, one rendering at a time, so that the order of
//     the announcements is kept.
//  3. Every heartbeat looks whether the session still stands, and keeps it alive.
//  4. A listener that does not keep up is dropped; it comes back with its Last-Event-ID.
//
// Used on the loop only.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "http/exchange.hpp"
#include "http/guarded.hpp"
#include "http/reader_pool.hpp"
#include "http/route.hpp"
#include "http/site.hpp"

namespace hagukumi::http {

class Hub {
public:
    using Announcements = std::vector<std::shared_ptr<const store::Announcement>>;

    struct Parts {
        const Site& site;
        ReaderPool& readers;
        Mailbox& mailbox;
        const Log& log;
        std::size_t streams;  ///< most listeners
    };
    explicit Hub(Parts parts) : x_parts(parts) {}

    /// A request for a stream; it is answered, or begins and goes on until its end.
    void open(const std::shared_ptr<Exchange>& exchange, const Stream& stream, people::Realm realm);

    /// What the lane has announced.
    void announce(const Announcements& announcements);

    /// To be called every Limits::heartbeat.
    void beat();

    /// The listener's connection has gone.
    void forget(const Exchange& exchange);

    /// The server ends.
    void close();

    /// From any thread.  Nobody listens: what was just committed need not be announced, for whoever is
    /// listed from now on reads it.
    std::size_t listeners() const { return x_count; }

private:
    struct Listener;
    using Shared = std::shared_ptr<Listener>;

    void begin(const Shared& listener, Result<Stream::Start> start);
    void render(const Shared& listener);
    void send(const Shared& listener, const std::vector<Event>& events);
    void look_again(const Shared& listener);
    bool is_listed(const Shared& listener) const;
    void unlist(const Exchange& exchange);
    void drop(const Shared& listener);

    Parts x_parts;
    std::unordered_map<const Exchange*, Shared> x_listeners;
    std::atomic<std::size_t> x_count = 0;
    bool x_is_closed = false;
};

}  // namespace hagukumi::http
