#include "http/hub.hpp"

#include <algorithm>

#include "http/connection.hpp"
#include "people/session.hpp"

namespace hagukumi::http {

namespace {

/// More than this waiting for one listener, and it is sent away to read what it missed.
constexpr std::size_t most_waiting = 1000;

void append_event(std::string& out, const Event& event)
{
    out.append("id: ").append(to_string(event.id)).append("\nevent: ").append(event.kind).append("\ndata: ");
    for (const char c : event.json) {
        if (c == '\n') out.append("\ndata: ");
        else if (c != '\r') out.push_back(c);
    }
    out.append("\n\n");
}

}  // namespace

/// On the loop, except for what a reader is given at a time: exchange, stream and realm.
struct Hub::Listener {
    std::shared_ptr<Exchange> exchange;
    Stream stream;
    people::Realm realm;
    std::optional<Id> subject;  ///< nothing: not known yet, everything waits
    Announcements waiting;
    std::set<Id> told;          ///< the missed events: announced meanwhile or late, they are not told twice
    bool is_at_reader = false;  ///< a reader is rendering for it, or looks after its session
};

void Hub::open(const std::shared_ptr<Exchange>& exchange, const Stream& stream, people::Realm realm)
{
    if (x_is_closed || x_listeners.size() >= x_parts.streams) return exchange->respond(refusal(503, "busy"));
    const auto listener = std::make_shared<Listener>();
    listener->exchange = exchange;
    listener->stream = stream;
    listener->realm = realm;
    listener->is_at_reader = true;
    x_listeners.emplace(exchange.get(), listener);
    x_count = x_listeners.size();

    const bool is_taken = x_parts.readers.submit(of(*listener->exchange), [this, listener] {
        auto start = guarded(x_parts.site, x_parts.log, [&] {
            Result<Stream::Start> found;
            const Request& request = listener->exchange->request();
            x_parts.site.database->read(request.municipality, [&](store::Snapshot& snapshot) {
                found = [&]() -> Result<Stream::Start> {
                    const auto caller = TRY(people::find_session(snapshot, listener->realm,
                                                                 listener->exchange->token, request.at));
                    return listener->stream.start(x_parts.site, caller, snapshot, request);
                }();
            });
            return found;
        });
        x_parts.mailbox.put(
            Mailbox::Task([this, listener, start = std::move(start)] { begin(listener, std::move(start)); }));
    });
    if (is_taken) return;
    unlist(*exchange);
    exchange->respond(refusal(503, "busy"));
}

void Hub::begin(const Shared& listener, Result<Stream::Start> start)
{
    if (!is_listed(listener)) return;
    listener->is_at_reader = false;
    if (x_is_closed)
        start = fail(ErrorKind::unavailable, "stopping",
                     {"サービスを再起動しています。", "The service is restarting."}, 5);
    if (!start) {
        unlist(*listener->exchange);
        return listener->exchange->respond(tl::unexpected(std::move(start).error()));
    }
    listener->subject = start->subject;
    std::erase_if(listener->waiting, [&](const auto& one) { return one->subject != start->subject; });
    for (const Event& event : start->missed) listener->told.insert(event.id);

    Response head;
    head.content_type = "text/event-stream";
    head.headers.emplace_back("X-Accel-Buffering", "no");
    listener->exchange->begin_stream(head);
    if (!listener->exchange->send("retry: 3000\n\n")) return drop(listener);
    send(listener, start->missed);
    render(listener);
}

void Hub::announce(const Announcements& announcements)
{
    std::vector<Shared> concerned;
    for (const auto& [exchange, listener] : x_listeners) {
        for (const auto& one : announcements) {
            if (one->municipality != exchange->request().municipality) continue;
            if (!listener->subject || *listener->subject == one->subject) listener->waiting.push_back(one);
        }
        if (!listener->waiting.empty()) concerned.push_back(listener);
    }
    for (const Shared& listener : concerned) {
        if (listener->waiting.size() > most_waiting) drop(listener);
        else render(listener);
    }
}

void Hub::render(const Shared& listener)
{
    if (!is_listed(listener) || listener->is_at_reader || !listener->subject || listener->waiting.empty())
        return;
    listener->is_at_reader = true;
    auto announced = std::make_shared<Announcements>(std::move(listener->waiting));
    listener->waiting.clear();
    std::erase_if(*announced, [&](const auto& one) { return listener->told.count(one->event) != 0; });

    const bool is_taken = x_parts.readers.submit(of(*listener->exchange), [this, listener, announced] {
        auto events = guarded(x_parts.site, x_parts.log, [&]() -> Result<std::vector<Event>> {
            Result<std::vector<Event>> rendered;
            const MunicipalityCode municipality = listener->exchange->request().municipality;
            x_parts.site.database->read(municipality, [&](store::Snapshot& snapshot) {
                // Whose session has ended hears nothing more, not even until the next beat (T16).
                const auto caller = people::find_session(snapshot, listener->realm, listener->exchange->token,
                                                         x_parts.site.now());
                if (!caller) {
                    rendered = tl::unexpected(caller.error());
                    return;
                }
                for (const auto& one : *announced) {
                    auto event = listener->stream.render(x_parts.site, *caller, snapshot, *one);
                    if (event) rendered->push_back(std::move(*event));
                }
            });
            return rendered;
        });
        x_parts.mailbox.put(Mailbox::Task([this, listener, events = std::move(events)] {
            if (!is_listed(listener)) return;
            listener->is_at_reader = false;
            if (!events) return drop(listener);
            send(listener, *events);
            render(listener);
        }));
    });
    if (!is_taken) drop(listener);
}

void Hub::send(const Shared& listener, const std::vector<Event>& events)
{
    std::string bytes;
    for (const Event& event : events) append_event(bytes, event);
    if (!bytes.empty() && !listener->exchange->send(bytes)) drop(listener);
}

void Hub::beat()
{
    std::vector<Shared> all;
    for (const auto& [exchange, listener] : x_listeners)
        if (listener->subject) all.push_back(listener);
    for (const Shared& listener : all) {
        if (!listener->exchange->send(": still here\n\n")) drop(listener);
        else look_again(listener);
    }
}

void Hub::look_again(const Shared& listener)
{
    if (listener->is_at_reader) return;  // the next beat looks again
    listener->is_at_reader = true;
    const bool is_taken = x_parts.readers.submit(of(*listener->exchange), [this, listener] {
        const Instant now = x_parts.site.now();
        const MunicipalityCode municipality = listener->exchange->request().municipality;
        auto caller = guarded(x_parts.site, x_parts.log, [&] {
            Result<people::Caller> found;
            x_parts.site.database->read(municipality, [&](store::Snapshot& snapshot) {
                found = people::find_session(snapshot, listener->realm, listener->exchange->token, now);
            });
            return found;
        });
        if (caller && caller->touch_due)
            keep_session(x_parts.site, municipality, listener->exchange->token, now);
        x_parts.mailbox.put(Mailbox::Task([this, listener, stands = caller.has_value()] {
            if (!is_listed(listener)) return;
            listener->is_at_reader = false;
            if (!stands) return drop(listener);
            render(listener);
        }));
    });
    if (!is_taken) listener->is_at_reader = false;
}

bool Hub::is_listed(const Shared& listener) const
{
    const auto found = x_listeners.find(listener->exchange.get());
    return found != x_listeners.end() && found->second == listener;
}

void Hub::drop(const Shared& listener)
{
    if (!is_listed(listener)) return;
    unlist(*listener->exchange);
    listener->exchange->end_stream();
}

void Hub::unlist(const Exchange& exchange)
{
    x_listeners.erase(&exchange);
    x_count = x_listeners.size();
}

void Hub::forget(const Exchange& exchange)
{
    if (!x_listeners.empty()) unlist(exchange);
}

void Hub::close()
{
    x_is_closed = true;
    std::vector<Shared> all;
    for (const auto& [exchange, listener] : x_listeners)
        if (listener->subject) all.push_back(listener);
    for (const Shared& listener : all) drop(listener);
}

}  // namespace hagukumi::http
