#include "http/session.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>

#include "http/guarded.hpp"

namespace hagukumi::http {

using namespace std::chrono_literals;

namespace {

constexpr auto lingering_time = 2s;
constexpr std::size_t most_thrown_away = 1 << 20;
constexpr std::size_t most_unsent = 256 << 10;  ///< of a stream
constexpr auto body_head_start = 5s;            ///< then a kibibyte a second (T34)
constexpr std::int64_t body_bytes_a_second = 1024;

}  // namespace

Session::Session(std::shared_ptr<Shared> shared, Socket socket, std::string address)
    : x_shared(std::move(shared)),
      x_counted(x_shared->sessions),
      x_socket(std::move(socket)),
      x_address(std::move(address)),
      x_connection(x_shared->rules)
{
}

void Session::start(Sessions::iterator place)
{
    x_place = place;
    ++x_shared->by_address[x_address];
    boost::system::error_code ignored;
    x_socket.non_blocking(true, ignored);
    x_socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    settle();
}

void Session::read()
{
    if (x_is_reading || x_is_closed) return;
    x_is_reading = true;
    x_socket.async_wait(Socket::wait_read, [me = self()](const boost::system::error_code& error) {
        me->x_is_reading = false;
        if (error) me->close();
        else me->when_readable();
    });
}

void Session::when_readable()
{
    if (x_is_closed || x_is_handling) return;
    boost::system::error_code error;
    const std::size_t count = x_socket.read_some(boost::asio::buffer(x_shared->buffer), error);
    if (error == boost::asio::error::would_block) return read();
    if (error) return close();
    if (x_connection.is_closing()) {  // lingering, or a stream, whose client has nothing more to say
        x_thrown_away += count;
        if (x_thrown_away > most_thrown_away) return close();
        return read();
    }
    x_connection.receive({x_shared->buffer.data(), count});
    if (x_connection.is_closing()) x_shared->metrics.count("malformed", 400, 0us);
    step();
}

/// Handles what is complete, and writes what there is to write.
void Session::step()
{
    if (x_is_stepping || x_is_closed) return;
    x_is_stepping = true;  // an answer that is given at once comes back here
    while (x_connection.state() == Connection::State::handling && !x_is_handling && !x_is_closed) handle();
    x_is_stepping = false;
    flush();
}

void Session::handle()
{
    x_is_handling = true;
    x_began = Clock::now();
    enter(Phase::handling);
    Request& request = x_connection.request();
    request.at = x_shared->site->now();
    request.peer = peer_of(request);
    request.route = nullptr;
    request.parameters.clear();
    token.clear();
    delay = 0ms;
    x_shared->dispatcher->dispatch(*this, request);
}

void Session::respond(Result<Response> answered)
{
    if (x_is_closed || !x_is_handling) return;  // it took too long, and was told so
    const auto early = x_began + std::exchange(delay, 0ms) - Clock::now();
    if (early > 0ms) {
        x_delay = std::make_unique<Timer>(x_socket.get_executor(), early);
        answer = std::move(answered);
        x_delay->async_wait(
            [me = self()](const boost::system::error_code&) { me->respond(std::move(me->answer)); });
        return;
    }
    const std::string number = answered ? std::string() : answered.error().incident;
    const Response response = to_be_sent(*x_shared->site, x_shared->settings.log, std::move(answered));
    if (x_shared->is_draining) x_connection.close_after_answer();
    finish(response, number);
    x_connection.request().forget_json();  // nothing that somebody sent stays longer than it must
    x_connection.answer(response);
    step();
}

void Session::finish(const Response& response, const std::string& incident)
{
    x_is_handling = false;
    const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - x_began);
    x_shared->metrics.count(name, response.status, duration);
    if (!x_shared->settings.log) return;
    x_shared->settings.log(fmt::format("{} {} {} {:.1f}ms{}{}", request().method, name, response.status,
                                       static_cast<double>(duration.count()) / 1000,
                                       incident.empty() ? "" : " incident ", incident));
}

void Session::begin_stream(const Response& head)
{
    if (x_is_closed || !x_is_handling) return;
    finish(head, {});
    x_is_streaming = true;
    x_connection.answer_without_end(head);
    flush();
}

bool Session::send(std::string_view bytes)
{
    if (x_is_closed || !x_is_streaming) return false;
    std::string& output = x_connection.output();
    if (output.size() - x_sent + bytes.size() > most_unsent) return false;
    output += bytes;
    flush();
    return !x_is_closed;
}

void Session::end_stream()
{
    if (!std::exchange(x_is_streaming, false)) return;
    flush();
}

void Session::flush()
{
    if (x_is_closed || x_is_writing) return;
    std::string& output = x_connection.output();
    while (x_sent < output.size()) {
        boost::system::error_code error;
        const auto rest = boost::asio::buffer(output.data() + x_sent, output.size() - x_sent);
        x_sent += x_socket.write_some(rest, error);
        if (error == boost::asio::error::would_block) {
            enter(Phase::writing);
            x_is_writing = true;
            x_socket.async_wait(Socket::wait_write, [me = self()](const boost::system::error_code& failed) {
                me->x_is_writing = false;
                if (failed) return me->close();
                me->flush();
            });
            // A client that leaves a stream is noticed by reading.
            if (x_is_streaming) read();
            return;
        }
        if (error) return close();
    }
    output.clear();
    x_sent = 0;
    settle();
}

/// Nothing is left to write: what now?
void Session::settle()
{
    if (x_is_streaming) {
        enter(Phase::streaming);
        return read();
    }
    switch (x_connection.state()) {
        case Connection::State::handling: return;
        case Connection::State::closing: {
            if (x_phase != Phase::lingering) {
                boost::system::error_code error;
                x_socket.shutdown(Socket::shutdown_send, error);
                if (error) return close();
                enter(Phase::lingering);
            }
            return read();
        }
        case Connection::State::awaiting:
            // A connection that never sent anything has the time of a head.
            if (name.empty()) {
                if (x_phase != Phase::head || x_since == Clock::time_point()) enter(Phase::head);
            } else if (x_phase != Phase::awaiting) {
                enter(Phase::awaiting);
            }
            if (x_shared->is_draining) return close();
            break;
        case Connection::State::head:
            if (x_phase != Phase::head) enter(Phase::head);
            break;
        case Connection::State::body:
            if (x_phase != Phase::body) enter(Phase::body);
            break;
    }
    read();
}

void Session::enter(Phase phase)
{
    x_phase = phase;
    x_since = Clock::now();
    const bool is_idle = phase == Phase::awaiting;
    if (is_idle == x_is_idle) return;
    Sessions& to = is_idle ? x_shared->idle : x_shared->busy;  // whoever became idle last goes last
    to.splice(to.end(), is_idle ? x_shared->busy : x_shared->idle, x_place);
    x_is_idle = is_idle;
}

void Session::check(Clock::time_point now)
{
    const Limits& limits = x_shared->settings.limits;
    const auto elapsed = now - x_since;
    switch (x_phase) {
        case Phase::awaiting:
            if (elapsed >= (x_shared->is_pressed() ? limits.idle_under_pressure : limits.idle)) close();
            return;
        case Phase::head:
            if (elapsed < limits.head) return;
            if (x_connection.state() == Connection::State::awaiting) return close();
            return refuse(408, "head_too_slow");
        case Phase::body: {
            const auto seconds =
                std::chrono::duration_cast<std::chrono::seconds>(elapsed - body_head_start).count();
            const auto came = static_cast<std::int64_t>(x_connection.body_bytes_so_far());
            if (elapsed >= limits.body || came < seconds * body_bytes_a_second) refuse(408, "body_too_slow");
            return;
        }
        case Phase::handling:
            if (elapsed >= limits.answer) refuse(503, "outcome_unknown");
            return;
        case Phase::writing:
            if (elapsed >= limits.write) close();
            return;
        case Phase::lingering:
            if (elapsed >= lingering_time) close();
            return;
        case Phase::streaming: return;
    }
}

void Session::refuse(int status, const char* code)
{
    if (x_is_handling) x_shared->hub->forget(*this);
    x_is_handling = false;
    x_shared->metrics.count("too_slow", status, 0us);
    x_connection.refuse(status, code);
    flush();
}

void Session::drain()
{
    // A request may have come that was not read yet.
    if (x_phase == Phase::awaiting) when_readable();
    if (x_is_closed || x_is_handling || x_is_streaming) return;
    if (x_connection.state() == Connection::State::awaiting && x_connection.output().empty()) close();
}

void Session::close()
{
    if (std::exchange(x_is_closed, true)) return;
    boost::system::error_code ignored;
    x_socket.close(ignored);
    if (x_delay) x_delay->cancel();
    const auto me = self();  // the list may be the last that holds it
    x_shared->hub->forget(*this);
    if (const auto count = x_shared->by_address.find(x_address);
        count != x_shared->by_address.end() && --count->second == 0)
        x_shared->by_address.erase(count);
    (x_is_idle ? x_shared->idle : x_shared->busy).erase(x_place);
}

std::string Session::peer_of(const Request& request) const
{
    if (x_shared->settings.trusted_proxy.empty() || x_address != x_shared->settings.trusted_proxy)
        return x_address;
    // The proxy adds the address that it saw to the end; all before it is what the client claims.
    std::string_view last;
    for (const auto& [field, value] : request.headers)
        if (field == "x-forwarded-for") last = value;
    last.remove_prefix(std::min(last.rfind(',') + 1, last.size()));
    while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(last), error);
    return error ? x_address : address.to_string();
}

}  // namespace hagukumi::http
