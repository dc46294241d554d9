#include "http/served.hpp"

#include <random>

#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"

namespace hagukumi::test {

void SystemDice::fill(std::uint8_t* bytes, std::size_t count)
{
    std::random_device device;
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(device());
}

Instant now()
{
    return {std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

Id new_id()
{
    SystemDice dice;
    return make_id(now(), dice);
}

Served::Served(std::vector<http::Route> routes, http::Settings settings)
{
    store::Options options;
    options.database = x_scratch.file("hagukumi.db");
    options.on_committed = [this](std::span<const store::Announcement> all) {
        if (x_server) x_server->announce(all);
    };
    x_database = open(std::move(options));
    x_site = std::make_shared<http::Site>();
    for (const MunicipalityCode code : {nerima, meguro})
        x_site->municipalities[code] = {code, {"区", "City"}, {}, {}};
    x_site->now = now;
    x_site->draw_id = [](Instant) { return new_id(); };
    x_site->draw_token = [] {
        SystemDice dice;
        return people::draw_token(dice);
    };
    x_site->database = x_database.get();
    x_site->hash_pool = &x_hash_pool;
    settings.port = 0;
    settings.log = [this](const std::string& line) {
        const std::lock_guard lock(x_mutex);
        x_log += line + "\n";
    };
    auto server = http::Server::open(std::move(settings), x_site, std::move(routes));
    if (!server) throw std::runtime_error(server.error().message.en);
    x_server = std::move(*server);
    x_site->public_url = "http://127.0.0.1:" + std::to_string(port());
    add_officer();
    x_thread = std::thread([this] { x_server->run(); });
}

Served::~Served()
{
    end();
    x_server.reset();
    x_database->stop();
}

void Served::end()
{
    x_server->stop();
    if (x_thread.joinable()) x_thread.join();
}

std::string Served::log()
{
    const std::lock_guard lock(x_mutex);
    return x_log;
}

std::string Served::get(const std::string& path, const std::string& more) const
{
    return "GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + cookie() + more + "\r\n";
}

std::string Served::post(const std::string& path, const std::string& body) const
{
    return post_as(path, body, cookie());
}

std::string Served::post_as(const std::string& path, const std::string& body, const std::string& fields) const
{
    return post_bare(path, body,
                     "Origin: http://" + host() + "\r\nContent-Type: application/json\r\n" + fields);
}

std::string Served::post_bare(const std::string& path, const std::string& body,
                              const std::string& fields) const
{
    return "POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string Served::cookie()
{
    return std::string("Cookie: other=1; hagukumi-office-131202=") + officer_token + "\r\n";
}

void Served::add_officer()
{
    people::CreateAccount command;
    command.key = new_id();
    command.at = now();
    command.id = x_officer;
    command.role = people::Role::officer;
    command.staff_name = "suzuki";
    command.password_hash = people::hash_password(people::Secret(officer_password));
    command.totp_secret = officer_totp;
    command.display_name = "鈴木";
    const auto made = run_on(*x_database, nerima, [&](store::Transaction& tx) -> Result<void> {
        TRY(people::create_account(tx, command));
        const auto hash = people::hash_of(officer_token);
        tx.execute(people::sql::add_session, people::bytes_of(hash), x_officer, people::Realm::office,
                   command.at, command.at + std::chrono::hours(8), "");
        return {};
    });
    if (!made) throw std::runtime_error(made.error().message.en);
}

}  // namespace hagukumi::test
