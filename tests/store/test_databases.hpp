// The databases that tests have in PostgreSQL, each in the place of a file.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace hagukumi::store::postgres {
class Connection;
}

namespace hagukumi::test {

bool runs_on_postgres();

/// Skips a test of what only SQLite has.
#define HAGUKUMI_ONLY_ON_SQLITE() \
    if (hagukumi::test::runs_on_postgres()) GTEST_SKIP() << "about the file of SQLite"
#define HAGUKUMI_ONLY_ON_POSTGRES()          \
    if (!hagukumi::test::runs_on_postgres()) \
    GTEST_SKIP() << "about PostgreSQL; "     \
                    "tests/system/with_postgres.py"

class TestDatabases {
public:
    static TestDatabases& get();

    /// The address of the database that stands for `file`; a new one has the newest schema.
    std::string address_of(const std::string& file);

    /// The same, without any table.
    std::string empty_address_of(const std::string& file);

    void drop_below(const std::filesystem::path& folder);

private:
    TestDatabases();
    ~TestDatabases();

    store::postgres::Connection& server();
    std::string next_name();

    /// What is not dropped goes with the server.
    void drop(const std::string& name);
    void make(const std::string& name, const std::string& how);

    /// Migrated once, then copied for each test.
    const std::string& model();

    std::unique_ptr<store::postgres::Connection> x_server;
    std::map<std::string, std::string> x_names;  ///< by the file whose place it takes
    std::string x_model;
    int x_last = 0;
};

}  // namespace hagukumi::test
