// The databases that tests have in PostgreSQL, each in the place of a file.
#pragma once

#include <unistd.h>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>

#include "store/database.hpp"
#include "store/postgres/connection.hpp"

namespace hagukumi::test {

inline bool runs_on_postgres()
{
    return std::getenv("HAGUKUMI_TEST_POSTGRES") != nullptr;
}

/// Skips a test of what only SQLite has.
#define HAGUKUMI_ONLY_ON_SQLITE() \
    if (hagukumi::test::runs_on_postgres()) GTEST_SKIP() << "about the file of SQLite"
#define HAGUKUMI_ONLY_ON_POSTGRES()          \
    if (!hagukumi::test::runs_on_postgres()) \
    GTEST_SKIP() << "about PostgreSQL; "     \
                    "tests/system/with_postgres.py"

class TestDatabases {
public:
    static TestDatabases& get()
    {
        static TestDatabases all;
        return all;
    }

    /// The address of the database that stands for `file`; a new one has the newest schema.
    std::string address_of(const std::string& file)
    {
        const auto [found, is_new] = x_names.try_emplace(file);
        if (is_new) {
            found->second = "test_" + std::to_string(getpid()) + "_" + std::to_string(++x_last);
            make(found->second, " TEMPLATE " + model());
        }
        return address_by_name(found->second);
    }

    /// The same, without any table.
    std::string empty_address_of(const std::string& file)
    {
        const auto [found, is_new] =
            x_names.try_emplace(file, "test_" + std::to_string(getpid()) + "_" + std::to_string(++x_last));
        if (is_new) make(found->second, "");
        return address_by_name(found->second);
    }

    void drop_below(const std::filesystem::path& folder)
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

private:
    ~TestDatabases()
    {
        if (!x_model.empty()) drop(x_model);
    }

    store::postgres::Connection& server()
    {
        if (!x_server) x_server = std::make_unique<store::postgres::Connection>(address_by_name("postgres"));
        return *x_server;
    }

    /// What is not dropped goes with the server.
    void drop(const std::string& name)
    {
        try {
            server().execute("DROP DATABASE " + name + " WITH (FORCE)");
        } catch (const std::exception& kept) {
            std::fprintf(stderr, "%s\n", kept.what());
        }
    }

    static std::string address_by_name(const std::string& name)
    {
        std::string address = std::getenv("HAGUKUMI_TEST_POSTGRES");
        return address.replace(address.find('*'), 1, name);
    }

    void make(const std::string& name, const std::string& how)
    {
        server().execute("CREATE DATABASE " + name + how + " STRATEGY file_copy");
    }

    /// Migrated once, then copied for each test.
    const std::string& model()
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

    std::unique_ptr<store::postgres::Connection> x_server;
    std::map<std::string, std::string> x_names;  ///< by the file whose place it takes
    std::string x_model;
    int x_last = 0;
};

}  // namespace hagukumi::test
