#include "store/test_databases.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "store/database.hpp"
#include "store/postgres/connection.hpp"

namespace hagukumi::test {

namespace {

std::string address_by_name(const std::string& name)
{
    std::string address = std::getenv("HAGUKUMI_TEST_POSTGRES");
    return address.replace(address.find('*'), 1, name);
}

}  // namespace

bool runs_on_postgres()
{
    return std::getenv("HAGUKUMI_TEST_POSTGRES") != nullptr;
}

TestDatabases::TestDatabases() = default;

TestDatabases::~TestDatabases()
{
    if (!x_model.empty()) drop(x_model);
}

TestDatabases& TestDatabases::get()
{
    static TestDatabases all;
    return all;
}

std::string TestDatabases::address_of(const std::string& file)
{
    const auto [found, is_new] = x_names.try_emplace(file);
    if (is_new) {
        found->second = next_name();
        make(found->second, " TEMPLATE " + model());
    }
    return address_by_name(found->second);
}

std::string TestDatabases::empty_address_of(const std::string& file)
{
    const auto [found, is_new] = x_names.try_emplace(file);
    if (is_new) {
        found->second = next_name();
        make(found->second, "");
    }
    return address_by_name(found->second);
}

void TestDatabases::drop_below(const std::filesystem::path& folder)
{
    for (auto it = x_names.begin(); it != x_names.end();) {
        if (it->first.rfind(folder.string() + "/", 0) != 0) {
            ++it;
            continue;
        }
        drop(it->second);
        it = x_names.erase(it);
    }
}

store::postgres::Connection& TestDatabases::server()
{
    if (!x_server) x_server = std::make_unique<store::postgres::Connection>(address_by_name("postgres"));
    return *x_server;
}

std::string TestDatabases::next_name()
{
    return "test_" + std::to_string(getpid()) + "_" + std::to_string(++x_last);
}

void TestDatabases::drop(const std::string& name)
{
    try {
        server().execute("DROP DATABASE " + name + " WITH (FORCE)");
    } catch (const std::exception& kept) {
        std::fprintf(stderr, "%s\n", kept.what());
    }
}

void TestDatabases::make(const std::string& name, const std::string& how)
{
    server().execute("CREATE DATABASE " + name + how + " STRATEGY file_copy");
}

const std::string& TestDatabases::model()
{
    if (x_model.empty()) {
        x_model = "model_" + std::to_string(getpid());
        make(x_model, "");
        store::Options options;
        options.database = address_by_name(x_model);
        const auto made = store::open_database(std::move(options));
        if (!made) throw std::runtime_error(made.error().message.en);
    }
    return x_model;
}

}  // namespace hagukumi::test
