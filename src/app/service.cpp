#include "app/service.hpp"

#include <signal.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "app/clamd.hpp"
#include "app/files.hpp"
#include "app/places.hpp"
#include "app/terms.hpp"
#include "http/api/push_door.hpp"
#include "http/api/routes.hpp"
#include "ledger/balance.hpp"

namespace hagukumi::app {

namespace {

/// Process exit status after a commit whose outcome is unknown: whoever supervises us starts us again.
constexpr int exit_to_recover = 75;
constexpr std::chrono::hours backup_every{24};
/// A webhook of LINE may carry the messages of many people; nothing else is nearly as long.
constexpr std::size_t most_body_bytes = 256 << 10;

/// Whom a push service writes to when something is wrong with our messages (RFC 8292, 2.1).
std::string contact_for_push(const ServeSettings& settings, const std::string& public_url)
{
    if (!settings.push_contact.empty()) return settings.push_contact;
    return settings.mail_from.empty() ? public_url : "mailto:" + settings.mail_from;
}

Result<std::unique_ptr<mail::SmtpSender>> open_mail(const ServeSettings& settings)
{
    if (settings.smtp_host.empty()) return nullptr;
    mail::Settings mail;
    mail.host = settings.smtp_host;
    mail.port = settings.smtp_port;
    if (settings.smtp_tls == "none") {
        mail.tls = mail::Tls::none;
    } else if (settings.smtp_tls == "implicit") {
        mail.tls = mail::Tls::implicit;
    } else if (settings.smtp_tls != "starttls") {
        return fail(ErrorKind::malformed, "wrong_setting",
                    {"--smtp-tls は none, starttls, implicit のどれかです。",
                     "--smtp-tls is one of none, starttls, implicit; found " + settings.smtp_tls + "."});
    }
    mail.from = settings.mail_from;
    mail.from_name = settings.mail_from_name;
    mail.user = settings.smtp_user;
    mail.password = settings.smtp_password;
    return mail::SmtpSender::make(std::move(mail));
}

sigset_t watched_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGUSR1);
    return signals;
}

/// "2026-07-08T093000", for a file's name.
std::string name_of(Instant at)
{
    std::string name = to_string_in_japan(at).substr(0, 19);
    std::erase(name, ':');
    return name;
}

}  // namespace

Result<std::unique_ptr<Service>> Service::open(const ServeSettings& settings, std::function<Instant()> now,
                                               const Prepare& prepare)
{
    // Before the first thread, so that all inherit it: one thread of run() waits for these.
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    spdlog::set_level(spdlog::level::from_str(settings.log_level));

    std::unique_ptr<Service> service(new Service);
    Service& made = *service;
    const std::filesystem::path programmes = settings.programmes.empty()
                                                 ? find_own_folder("programmes")
                                                 : std::filesystem::path(settings.programmes);
    made.x_programmes = TRY(read_programmes(programmes, std::cerr));

    store::Options options;
    options.database = settings.database;
    options.batch = static_cast<std::size_t>(settings.batch);
    options.readers = settings.readers + 1;  // the last is for uploads
    options.invariants.push_back(std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>());
    options.on_committed = [&made](std::span<const store::Announcement> announcements) {
        if (made.x_server) made.x_server->announce(announcements);
        for (const store::Announcement& one : announcements) made.expect_letters(one.municipality);
        const bool has_line_events =
            std::any_of(announcements.begin(), announcements.end(),
                        [](const store::Announcement& one) { return one.kind == line::announced_as; });
        if (has_line_events && made.x_line) made.x_line->worker().wake();
    };
    options.on_fatal = [](const std::string& what) {
        spdlog::critical("the database failed: {}; ending, so that it is opened anew", what);
        spdlog::shutdown();
        std::_Exit(exit_to_recover);
    };
    options.on_incident = [](const std::string& incident, const std::string& what) {
        spdlog::error("incident {}: {}", incident, what);
    };
    made.x_database = TRY(open_places(settings.places, options));
    const std::vector<ProgrammeFile> served = made.open_programmes();
    for (const ProgrammeFile& file : served)
        TRY(demand_lives_here(*made.x_database, file.programme->municipality()));
    TRY(enrol(*made.x_database, served, now()));
    made.x_hash_pool = std::make_unique<people::HashPool>();

    made.x_site = std::make_shared<http::Site>();
    http::Site& site = *made.x_site;
    site.now = now;
    site.draw_id = [&made](Instant at) { return make_id(at, made.x_randomness); };
    site.draw_token = [&made] { return people::draw_token(made.x_randomness); };
    site.randomness = &made.x_randomness;
    site.database = made.x_database.get();
    site.hash_pool = made.x_hash_pool.get();
    site.calendars = TRY(read_calendars(programmes / "calendars", std::cerr));
    for (const ProgrammeFile& file : made.x_programmes) {
        http::Municipality& municipality = site.municipalities[file.programme->municipality()];
        municipality.code = file.programme->municipality();
        municipality.name = file.programme->municipality_name();
        municipality.programmes.push_back(file.programme);
        municipality.programme_texts[file.programme->code()] = file.text;
    }
    for (auto& [code, municipality] : site.municipalities)
        municipality.terms = TRY(read_terms(programmes / "terms", code));
    for (auto& [code, municipality] : site.municipalities)
        municipality.help = TRY(read_help_of(programmes / "help", code, site.calendars));
    for (const auto& [code, municipality] : site.municipalities)
        made.x_reminders[code] = TRY(read_reminders(programmes / "reminders", code));
    if (!settings.smtp_host.empty())
        site.mail_domain = settings.mail_from.substr(settings.mail_from.find('@') + 1);

    http::Settings server;
    server.address = settings.address;
    server.port = static_cast<std::uint16_t>(settings.port);
    server.trusted_proxy = settings.trusted_proxy;
    server.readers = settings.readers;
    server.web = settings.web.empty() ? find_own_folder("web/dist") : std::filesystem::path(settings.web);
    server.log = [](const std::string& line) { spdlog::info("{}", line); };
    site.public_url = settings.public_url;
    server.limits.body_bytes = most_body_bytes;
    std::vector<http::Route> routes = http::api_routes();
    routes.push_back(LineRoom::route([&made] { return made.x_line.get(); }));
    made.x_server = TRY(http::Server::open(std::move(server), made.x_site, std::move(routes)));
    if (site.public_url.empty()) site.public_url = fmt::format("http://127.0.0.1:{}", made.x_server->port());
    if (prepare) TRY(prepare(*made.x_database, site.public_url));
    const auto draw_jitter = [random = std::mt19937_64(std::random_device()())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(random);
    };
    made.x_seal = TRY(seal_of(settings.key));
    const auto& seal = made.x_seal;
    if (seal) site.seal = &*seal;
    if (!settings.clamd.empty()) {
        site.scan = [clamd = settings.clamd](std::string_view bytes) {
            return scan_with_clamd(clamd, bytes);
        };
    }
    made.x_line = TRY(LineRoom::open({*made.x_database, made.x_programmes, made.x_randomness, now,
                                      draw_jitter, [](const std::string& line) { spdlog::warn("{}", line); }},
                                     settings, site.public_url, seal));
    if (made.x_line->has_channels()) site.line = made.x_line.get();
    made.count_line_events();
    made.x_server->add_metrics([&made] {
        const std::lock_guard lock(made.x_mutex);
        return made.counters_text() + made.x_line_numbers;
    });

    made.x_backup_folder = settings.backup_folder;
    made.x_mail = TRY(open_mail(settings));
    if (!settings.returned_mail.empty()) {
        made.x_returned =
            TRY(ReturnedMail::open({settings.returned_mail, site.mail_domain, now,
                                    [](const std::string& line) { spdlog::warn("returned mail: {}", line); }},
                                   *made.x_database));
    }
    if (!settings.push_key.empty()) {
        made.x_push = TRY(push::PushSender::make(
            {settings.push_key, contact_for_push(settings, site.public_url), settings.push_services, {}}, now,
            made.x_randomness));
        http::offer_push(&made.x_push->services());
    }
    messages::Courier::Settings courier;
    courier.now = now;
    courier.jitter = draw_jitter;
    courier.log = [](const std::string& line) { spdlog::warn("courier: {}", line); };
    made.x_address_book =
        std::make_unique<PeopleAddressBook>([&made](store::Snapshot& snapshot, const Id& account) {
            return made.x_line->reachable(snapshot, account);
        });
    const messages::Senders senders{made.x_mail.get(), made.x_line->sender(), made.x_push.get()};
    for (std::size_t part = 0; part < made.x_database->parts(); ++part) {
        store::Database& database = made.x_database->part(part);
        made.x_couriers.push_back(
            std::make_unique<messages::Courier>(database, *made.x_address_book, senders, courier));
        made.x_housekeepers.push_back(
            std::make_unique<Housekeeper>(database, site, made.x_reminders, made.x_randomness,
                                          part == 0 ? std::function<void()>([&made] {
                                              made.count_line_events();
                                              if (made.x_returned) made.x_returned->read_new();
                                          })
                                                    : nullptr));
    }
    return service;
}

Service::~Service()
{
    stop_work();
    http::offer_push(nullptr);
    if (x_database) x_database->stop();
}

void Service::stop_work()
{
    for (const auto& housekeeper : x_housekeepers) housekeeper->stop();
    for (const auto& courier : x_couriers) courier->stop();
    if (x_line) x_line->worker().stop();
}

/// What is announced is most often told to somebody, too.
void Service::expect_letters(MunicipalityCode municipality)
{
    const std::size_t part = x_has_begun ? x_database->home_of(municipality) : store::Spread::closed;
    if (part != store::Spread::closed) x_couriers[part]->expect(municipality);
}

std::vector<ProgrammeFile> Service::open_programmes() const
{
    std::vector<ProgrammeFile> open;
    for (const ProgrammeFile& file : x_programmes)
        if (x_database->home_of(file.programme->municipality()) != store::Spread::closed)
            open.push_back(file);
    return open;
}

std::string Service::counters_text() const
{
    const people::HashPool::Numbers hashes = x_hash_pool->numbers();
    std::string text;
    const auto add = [&](const char* name, const char* type, const auto& value_of) {
        text += fmt::format("# TYPE {} {}\n", name, type);
        for (std::size_t part = 0; part < x_database->parts(); ++part)
            text +=
                fmt::format("{}{{database=\"{}\"}} {}\n", name, x_database->name_of(part), value_of(part));
    };
    const auto counters = [&](std::size_t part) { return x_database->part(part).counters(); };
    add("hagukumi_commands_total", "counter", [&](std::size_t part) { return counters(part).commands; });
    add("hagukumi_commits_total", "counter", [&](std::size_t part) { return counters(part).batches; });
    add("hagukumi_commits_repeated_total", "counter",
        [&](std::size_t part) { return counters(part).repeated_batches; });
    add("hagukumi_commands_waiting", "gauge", [&](std::size_t part) { return counters(part).waiting; });
    add("hagukumi_database_reached", "gauge",
        [&](std::size_t part) { return x_housekeepers[part]->is_reached() ? 1 : 0; });
    const auto add_one = [&](const char* name, const char* type, std::uint64_t value) {
        text += fmt::format("# TYPE {0} {1}\n{0} {2}\n", name, type, value);
    };
    add_one("hagukumi_password_hashes_total", "counter", hashes.computed);
    add_one("hagukumi_password_hashes_refused_total", "counter", hashes.refused);
    add_one("hagukumi_password_hashes_waiting", "gauge", hashes.waiting);
    return text;
}

void Service::run()
{
    std::atomic<bool> has_ended = false;
    std::thread attendant([&] { attend(has_ended); });
    x_has_begun = true;
    try {
        for (const auto& courier : x_couriers) courier->start();
        for (const auto& housekeeper : x_housekeepers) housekeeper->start();
        x_line->worker().start();
        x_server->run();
    } catch (...) {
        has_ended = true;
        attendant.join();
        throw;
    }
    has_ended = true;
    attendant.join();
    stop_work();
    x_database->stop();
    spdlog::info("ended");
}

void Service::attend(const std::atomic<bool>& has_ended)
{
    const sigset_t signals = watched_signals();
    const timespec moment{0, 200'000'000};
    Instant next_backup = x_site->now() + backup_every;
    while (!has_ended) {
        const int signal = sigtimedwait(&signals, nullptr, &moment);
        if (signal == SIGTERM || signal == SIGINT) {
            spdlog::info("ending: finishing what was accepted");
            x_server->stop();
        }
        if (signal == SIGUSR1 || x_site->now() >= next_backup) {
            next_backup = x_site->now() + backup_every;
            back_up();
        }
    }
}

void Service::count_line_events()
{
    std::string numbers = x_line->numbers();
    const std::lock_guard lock(x_mutex);
    x_line_numbers = std::move(numbers);
}

void Service::back_up()
{
    if (x_backup_folder.empty()) return;
    const std::filesystem::path to = x_backup_folder / ("hagukumi-" + name_of(x_site->now()) + ".db");
    const Result<void> copied = x_database->backup(to);
    if (copied) {
        spdlog::info("backup written: {}", to.string());
    } else {
        spdlog::error("{}", copied.error().message.en);
    }
}

Result<void> serve(const ServeSettings& settings)
{
    const std::unique_ptr<Service> service = TRY(Service::open(settings, wall_clock));
    fmt::print("Hagukumi serves {} programmes at {}\n", service->programmes().size(), service->public_url());
    std::fflush(stdout);
    service->run();
    return {};
}

}  // namespace hagukumi::app
