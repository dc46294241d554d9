// A server on a scratch database, with two municipalities, one officer and a session of hers.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/client.hpp"
#include "http/server.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {

class SystemDice final : public Randomness {
public:
    void fill(std::uint8_t* bytes, std::size_t count) override;
};

Instant now();
Id new_id();

constexpr const char* officer_token = "a-token-that-only-this-test-knows";
constexpr const char* officer_password = "correct horse battery staple";
constexpr const char* officer_totp = "12345678901234567890";

class Served {
public:
    explicit Served(std::vector<http::Route> routes, http::Settings settings = {});

    ~Served();

    void end();

    int port() const { return x_server->port(); }
    http::Server& server() { return *x_server; }
    store::Database& database() { return *x_database; }
    http::Site& site() { return *x_site; }
    const Id& officer() const { return x_officer; }
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
    std::string log();

    /// The bytes of requests; the officer's unless said otherwise.
    std::string get(const std::string& path, const std::string& more = {}) const;
    std::string post(const std::string& path, const std::string& body) const;
    std::string post_as(const std::string& path, const std::string& body, const std::string& fields) const;
    std::string post_bare(const std::string& path, const std::string& body, const std::string& fields) const;
    static std::string cookie();

private:
    void add_officer();

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
