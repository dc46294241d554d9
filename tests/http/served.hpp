// A server on a scratch database, with two municipalities, one officer and a session of hers.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "http/client.hpp"
#include "http/server.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"
#include "people/totp.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {

class SystemDice final : public Randomness {
public:
    void fill(std::uint8_t* bytes, std::size_t count) override
    {
        std::random_device device;
        for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(device());
    }
};

inline Instant now()
{
    return {std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

inline Id new_id()
{
    SystemDice dice;
    return make_id(now(), dice);
}

constexpr const char* officer_token = "a-token-that-only-this-test-knows";
constexpr const char* officer_password = "correct horse battery staple";
constexpr const char* officer_totp = "12345678901234567890";

class Served {
public:
    explicit Served(std::vector<http::Route> routes, http::Settings settings = {})
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

    ~Served()
    {
        end();
        x_server.reset();
        x_database->stop();
    }

    void end()
    {
        x_server->stop();
        if (x_thread.joinable()) x_thread.join();
    }

    int port() const { return x_server->port(); }
    http::Server& server() { return *x_server; }
    store::Database& database() { return *x_database; }
    http::Site& site() { return *x_site; }
    const Id& officer() const { return x_officer; }
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
    std::string log()
    {
        const std::lock_guard lock(x_mutex);
        return x_log;
    }

    /// The bytes of requests; the officer's unless said otherwise.
    std::string get(const std::string& path, const std::string& more = {}) const
    {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + cookie() + more + "\r\n";
    }
    std::string post(const std::string& path, const std::string& body) const
    {
        return post_as(path, body, cookie());
    }
    std::string post_as(const std::string& path, const std::string& body, const std::string& fields) const
    {
        return post_bare(path, body,
                         "Origin: http://" + host() + "\r\nContent-Type: application/json\r\n" + fields);
    }
    std::string post_bare(const std::string& path, const std::string& body, const std::string& fields) const
    {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static std::string cookie()
    {
        return std::string("Cookie: other=1; hagukumi-office-131202=") + officer_token + "\r\n";
    }

private:
    void add_officer()
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
        const auto made = x_database->lane().run(nerima, [&](store::Transaction& tx) -> Result<void> {
            TRY(people::create_account(tx, command));
            const auto hash = people::hash_of(officer_token);
            tx.execute(people::sql::add_session, people::bytes_of(hash), x_officer, people::Realm::office,
                       command.at, command.at + std::chrono::hours(8), "");
            return {};
        });
        if (!made) throw std::runtime_error(made.error().message.en);
    }

    Scratch x_scratch;
    std::unique_ptr<store::Database> x_database;
    people::HashPool x_hash_pool;
    std::shared_ptr<http::Site> x_site;
    std::unique_ptr<http::Server> x_server;
    Id x_officer = new_id();
    std::mutex x_mutex;
    std::string x_log;
    std::thread x_thread;
};

}  // namespace hagukumi::test
