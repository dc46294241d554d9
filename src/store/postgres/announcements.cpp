#include "store/postgres/announcements.hpp"

#include <poll.h>
#include <unistd.h>

#include <optional>

#include "base/result.hpp"

namespace hagukumi::store::postgres {

namespace {

constexpr char between = '\t';

/// instance, municipality, subject, event, kind, and what the listener is told
std::string payload_of(const std::string& instance, const Announcement& announcement)
{
    return instance + between + std::to_string(announcement.municipality.value) + between +
           to_string(announcement.subject) + between + to_string(announcement.event) + between +
           announcement.kind + between + announcement.json;
}

std::string next_part(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find(between), rest.size());
    std::string part(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// Nothing, when it is this instance's own, or of a program that says it otherwise.
std::optional<Announcement> announcement_in(std::string_view payload, const std::string& own_instance)
{
    if (next_part(payload) == own_instance) return std::nullopt;
    const std::string municipality = next_part(payload);
    const std::optional<Id> subject = parse_id(next_part(payload)), event = parse_id(next_part(payload));
    if (municipality.empty() || !subject || !event) return std::nullopt;
    return Announcement{{static_cast<std::int32_t>(std::atoi(municipality.c_str()))},
                        *subject,
                        *event,
                        next_part(payload),
                        std::string(payload)};
}

}  // namespace

std::string notify_of(const Connection& connection, const std::string& instance,
                      std::span<const Announcement> announcements)
{
    std::string quoted;
    for (const Announcement& announcement : announcements) {
        const std::string payload = payload_of(instance, announcement);
        must(payload.size() < 8000, "an announcement is short: PostgreSQL passes on 8,000 bytes");
        const Owned<char, PQfreemem> one(
            PQescapeLiteral(connection.handle(), payload.data(), payload.size()));
        must(one != nullptr, "an announcement is text");
        if (!quoted.empty()) quoted += ", ";
        quoted += one.get();
    }
    return "SELECT pg_notify('hagukumi', said) FROM unnest(ARRAY[" + quoted + "]) AS said";
}

Listener::Listener(std::string address, std::string instance, Heard heard)
    : x_address(std::move(address)), x_instance(std::move(instance)), x_heard(std::move(heard))
{
    must(pipe(x_end) == 0, "a pipe can be made");
    x_thread = std::thread(&Listener::listen, this);
}

Listener::~Listener()
{
    close(x_end[1]);
    x_thread.join();
    close(x_end[0]);
}

void Listener::listen()
{
    do listen_once();
    while (!is_ended_within(1000));
}

/// Until the line is cut or it is time to end.
void Listener::listen_once()
{
    const Owned<PGconn, PQfinish> connection(PQconnectdb(x_address.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) return;
    if (PQresultStatus(Answer(PQexec(connection.get(), "LISTEN hagukumi")).get()) != PGRES_COMMAND_OK) return;
    for (;;) {
        pollfd ready[2] = {{PQsocket(connection.get()), POLLIN, 0}, {x_end[0], POLLIN, 0}};
        if (poll(ready, 2, -1) < 0 || ready[1].revents != 0) return;
        if (PQconsumeInput(connection.get()) != 1) return;
        std::vector<Announcement> heard;
        while (const Owned<PGnotify, PQfreemem> one{PQnotifies(connection.get())}) {
            if (auto announcement = announcement_in(one->extra, x_instance))
                heard.push_back(std::move(*announcement));
        }
        if (!heard.empty()) x_heard(heard);
    }
}

bool Listener::is_ended_within(int milliseconds)
{
    pollfd ended{x_end[0], POLLIN, 0};
    return poll(&ended, 1, milliseconds) > 0;
}

}  // namespace hagukumi::store::postgres
