#include "http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <ctime>
#include <thread>

#include "http/session.hpp"

namespace hagukumi::http {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;

namespace {

/// Descriptors kept back for the database and for whoever looks after us (T34).
constexpr rlim_t kept_descriptors = 256;
constexpr auto pause_without_descriptors = 100ms;
/// A lane that has had work for so long without finishing any is stuck.
constexpr auto lane_is_stuck_after = 10s;

std::size_t most_connections(std::size_t wanted)
{
    rlimit descriptors{};
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return wanted;
    descriptors.rlim_cur = descriptors.rlim_max;
    setrlimit(RLIMIT_NOFILE, &descriptors);
    if (descriptors.rlim_cur == RLIM_INFINITY) return wanted;
    const rlim_t usable = descriptors.rlim_cur > 2 * kept_descriptors
                              ? descriptors.rlim_cur - kept_descriptors
                              : descriptors.rlim_cur / 2;
    return std::min(wanted, static_cast<std::size_t>(usable));
}

std::string fixed_fields(bool is_https)
{
    std::string fields =
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: same-origin\r\n"
        "Permissions-Policy: camera=(self), microphone=(), geolocation=()\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n";
    if (is_https) fields += "Strict-Transport-Security: max-age=31536000\r\n";
    return fields;
}

std::string http_date()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

/// Often enough for the shortest deadline, and once a second at least.
std::chrono::milliseconds look_every(const Limits& limits)
{
    const auto shortest = std::min({limits.head, limits.body, limits.write, limits.idle, limits.answer,
                                    limits.idle_under_pressure, limits.heartbeat});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 10ms, 1000ms);
}

class AsioServer final : public Server {
public:
    AsioServer(Settings settings, std::shared_ptr<const Site> site, std::vector<Route> routes,
               StaticFiles pages)
        : x_shared(std::make_shared<Shared>()),
          x_routes(std::move(routes)),
          x_pages(std::move(pages)),
          x_acceptor(x_io),
          x_sweep(x_io),
          x_pause(x_io),
          x_mailbox(std::make_shared<Mailbox>([this] { boost::asio::post(x_io, [this] { read_mail(); }); }))
    {
        x_shared->settings = std::move(settings);
        x_shared->site = std::move(site);
    }

    ~AsioServer() override
    {
        x_mailbox->close();
        // The lane may still hold requests whose clients were sent away at the end of the drain time; a paper
        // goes on from there to a reader.
        while (x_shared->sessions != 0) std::this_thread::sleep_for(1ms);
        x_uploads.reset();
        x_readers.reset();
    }

    Result<void> listen()
    {
        const Settings& settings = x_shared->settings;
        boost::system::error_code error;
        const auto address = boost::asio::ip::make_address(settings.address, error);
        const tcp::endpoint endpoint(address, settings.port);
        if (!error) x_acceptor.open(endpoint.protocol(), error);
        if (!error) x_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) x_acceptor.bind(endpoint, error);
        if (!error) x_acceptor.listen(4096, error);
        if (!error) x_port = x_acceptor.local_endpoint(error).port();
        if (!error) return {};
        const std::string where = settings.address + ":" + std::to_string(settings.port);
        return fail(ErrorKind::unavailable, "address_in_use",
                    {"アドレス " + where + " を使えません：" + error.message(),
                     "The address " + where + " cannot be used: " + error.message() + "."});
    }

    std::uint16_t port() const override { return x_port; }
    void run() override;
    void stop() override;
    void announce(std::span<const store::Announcement> announcements) override;
    void add_metrics(std::function<std::string()> more) override { x_more_metrics = std::move(more); }

private:
    void open_parts();
    void accept();
    void take(Socket socket);
    void sweep();
    void drain();
    void read_mail();
    void watch_lane(Clock::time_point now);
    void end_if_done();

    Response health() const;
    Response readiness() const;
    Response metrics(const Request& request) const;

    // Destroyed from the last to the first: the readers end before what they use.
    boost::asio::io_context x_io{1};
    const std::shared_ptr<Shared> x_shared;
    const RouteTable x_routes;
    const StaticFiles x_pages;
    boost::asio::basic_socket_acceptor<tcp, Executor> x_acceptor;
    std::uint16_t x_port = 0;
    Timer x_sweep, x_pause;
    const std::shared_ptr<Mailbox> x_mailbox;
    Mailbox::Letters x_letters;
    std::unique_ptr<ReaderPool> x_readers, x_uploads;
    std::vector<std::string> x_hosts;
    std::function<std::string()> x_more_metrics;

    std::atomic<Hub*> x_hub = nullptr;
    std::atomic<bool> x_is_lane_stuck = false;
    std::uint64_t x_commands = 0;
    Clock::time_point x_lane_moved, x_next_beat, x_drained_by;
    bool x_has_ended = false;
};

/// What depends on the public URL, which may be set after the port was chosen.
void AsioServer::open_parts()
{
    const Site& site = *x_shared->site;
    const Settings& settings = x_shared->settings;
    const Limits& limits = settings.limits;
    x_hosts = hosts_of(site.public_url, port());
    ConnectionRules& rules = x_shared->rules;
    rules.head.head_bytes = limits.head_bytes;
    rules.head.header_fields = limits.header_fields;
    rules.head.hosts = x_hosts;
    rules.body_bytes = limits.body_bytes;
    rules.body_bytes_of = [this](const Request& asked) -> std::optional<std::size_t> {
        const RouteTable::Found found = x_routes.find(asked.method, asked.path);
        const auto* upload = found.route != nullptr ? std::get_if<Upload>(&found.route->handler) : nullptr;
        return upload != nullptr ? std::optional(upload->most_bytes) : std::nullopt;
    };
    rules.fixed_fields = fixed_fields(site.is_https());
    rules.date = http_date();
    x_shared->most_connections = most_connections(limits.connections);

    x_readers = std::make_unique<ReaderPool>(settings.readers, ReaderLimits{limits.waiting});
    // Apart: a long list or a scanner that hangs keeps nobody's question waiting (T37).
    x_uploads = std::make_unique<ReaderPool>(1, ReaderLimits{limits.waiting});
    x_shared->hub =
        std::make_unique<Hub>(Hub::Parts{site, *x_readers, *x_mailbox, settings.log, limits.streams});
    x_hub = x_shared->hub.get();
    x_shared->dispatcher = std::make_unique<Dispatcher>(
        Dispatcher::Parts{site, x_routes, x_pages, *x_readers, *x_uploads, *x_mailbox, *x_shared->hub,
                          settings.log},
        Dispatcher::OwnPages{{"/healthz", [this](const Request&) { return health(); }},
                             {"/readyz", [this](const Request&) { return readiness(); }},
                             {"/metrics", [this](const Request& request) { return metrics(request); }}});
}

void AsioServer::run()
{
    open_parts();
    x_lane_moved = Clock::now();
    x_next_beat = Clock::now() + x_shared->settings.limits.heartbeat;
    accept();
    sweep();
    for (bool has_ended = false; !has_ended;) {
        try {
            x_io.run();
            has_ended = true;
        } catch (const std::exception& found) {
            incident(*x_shared->site, x_shared->settings.log,
                     found.what());  // one connection's; its deadline ends it
        }
    }
    x_mailbox->close();
    x_hub = nullptr;
}

void AsioServer::accept()
{
    x_acceptor.async_accept(x_io, [this](const boost::system::error_code& error, Socket socket) {
        if (x_shared->is_draining) return;
        if (!error) {
            take(std::move(socket));
            return accept();
        }
        // No descriptors, most likely: make room, and wait a moment.
        if (!x_shared->idle.empty()) x_shared->idle.front()->close();
        x_pause.expires_after(pause_without_descriptors);
        x_pause.async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled && !x_shared->is_draining) accept();
        });
    });
}

void AsioServer::take(Socket socket)
{
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    std::string address = endpoint.address().to_string();
    if (address.starts_with("::ffff:")) address.erase(0, 7);  // IPv4 on a socket for both

    // Many people share an address; a proxy brings everybody.
    const Settings& settings = x_shared->settings;
    const auto count = x_shared->by_address.find(address);
    if (count != x_shared->by_address.end() && count->second >= settings.limits.connections_of_address &&
        address != settings.trusted_proxy)
        return;
    if (x_shared->connections() >= x_shared->most_connections) {
        if (x_shared->idle.empty()) return;
        x_shared->idle.front()->close();
    }
    const auto session = std::make_shared<Session>(x_shared, std::move(socket), std::move(address));
    session->start(x_shared->busy.insert(x_shared->busy.end(), session));
}

void AsioServer::sweep()
{
    const auto now = Clock::now();
    x_shared->rules.date = http_date();
    for (Sessions* list : {&x_shared->busy, &x_shared->idle}) {
        for (auto next = list->begin(); next != list->end();) {
            const auto session = *next++;  // it may leave the list
            session->check(now);
            if (x_shared->is_draining && now >= x_drained_by) session->close();
        }
    }
    if (now >= x_next_beat) {
        x_next_beat = now + x_shared->settings.limits.heartbeat;
        x_shared->hub->beat();
    }
    watch_lane(now);
    end_if_done();
    if (x_has_ended) return;
    x_sweep.expires_after(x_shared->is_draining ? 10ms : look_every(x_shared->settings.limits));
    x_sweep.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) sweep();
    });
}

void AsioServer::watch_lane(Clock::time_point now)
{
    if (x_shared->site->database == nullptr) return;
    const store::Counters counters = x_shared->site->database->counters();
    if (counters.waiting == 0 || counters.commands != x_commands) x_lane_moved = now;
    x_commands = counters.commands;
    x_is_lane_stuck = now - x_lane_moved >= lane_is_stuck_after;
}

void AsioServer::stop()
{
    boost::asio::post(x_io, [this] { drain(); });
}

void AsioServer::drain()
{
    if (std::exchange(x_shared->is_draining, true)) return;
    x_drained_by = Clock::now() + x_shared->settings.limits.drain;
    boost::system::error_code ignored;
    x_acceptor.close(ignored);
    x_pause.cancel();
    x_shared->hub->close();
    for (Sessions* list : {&x_shared->busy, &x_shared->idle}) {
        for (auto next = list->begin(); next != list->end();) {
            const auto session = *next++;
            session->drain();
        }
    }
    x_sweep.cancel();
    sweep();
}

void AsioServer::end_if_done()
{
    if (!x_shared->is_draining || x_shared->connections() != 0) return;
    x_has_ended = true;
    x_sweep.cancel();
}

void AsioServer::read_mail()
{
    x_mailbox->take(x_letters);
    for (auto& exchange : x_letters.answered) exchange->respond(std::move(exchange->answer));
    for (auto& task : x_letters.tasks) task();
    x_letters.answered.clear();  // holds nobody's connection
    x_letters.tasks.clear();
}

void AsioServer::announce(std::span<const store::Announcement> announcements)
{
    Hub* const hub = x_hub;
    if (hub == nullptr || hub->listeners() == 0) return;
    Hub::Announcements copies;
    for (const auto& one : announcements) copies.push_back(std::make_shared<store::Announcement>(one));
    x_mailbox->put(Mailbox::Task([this, copies = std::move(copies)] { x_shared->hub->announce(copies); }));
}

Response AsioServer::health() const
{
    return json_text_response(200, R"({"status":"alive"})");
}

Response AsioServer::readiness() const
{
    if (!x_shared->is_draining && !x_is_lane_stuck) return json_text_response(200, R"({"status":"ready"})");
    return json_text_response(503,
                              x_shared->is_draining ? R"({"status":"ending"})" : R"({"status":"stuck"})");
}

/// Only for whoever asks from this machine, past every proxy.
Response AsioServer::metrics(const Request& request) const
{
    boost::system::error_code error;
    const auto peer = boost::asio::ip::make_address(request.peer, error);
    const bool came_through_proxy =
        !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    if (error || !peer.is_loopback() || came_through_proxy) return refusal(404, "not_found");

    Response response;
    response.content_type = "text/plain; version=0.0.4";
    std::string& text = response.body;
    text = x_shared->metrics.text();
    Metrics::append(text, "hagukumi_http_connections", "gauge", x_shared->connections());
    Metrics::append(text, "hagukumi_http_connections_idle", "gauge", x_shared->idle.size());
    Metrics::append(text, "hagukumi_http_streams", "gauge", x_shared->hub->listeners());
    Metrics::append(text, "hagukumi_http_questions_waiting", "gauge", x_readers->waiting());
    Metrics::append(text, "hagukumi_http_uploads_waiting", "gauge", x_uploads->waiting());
    Metrics::append(text, "hagukumi_lane_stuck", "gauge", x_is_lane_stuck ? 1 : 0);
    if (x_more_metrics) text += x_more_metrics();
    return response;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(Settings settings, std::shared_ptr<const Site> site,
                                             std::vector<Route> routes)
{
    StaticFiles pages = TRY(StaticFiles::load(settings.web));
    auto server = std::make_unique<AsioServer>(std::move(settings), std::move(site), std::move(routes),
                                               std::move(pages));
    TRY(server->listen());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace hagukumi::http
