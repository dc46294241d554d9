// A folder for one test, removed behind it, and a database in it: a file of SQLite, or, when
// HAGUKUMI_TEST_POSTGRES names a server (tests/system/with_postgres.py starts one), a database of that server
// in the file's place. So every test of a room runs on both engines.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "store/database.hpp"
#include "store/test_databases.hpp"

namespace hagukumi::test {

class Scratch {
public:
    Scratch()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "hagukumi-XXXXXX").string();
        x_path = mkdtemp(pattern.data());
    }
    ~Scratch()
    {
        if (runs_on_postgres()) TestDatabases::get().drop_below(x_path);
        std::error_code ignored;
        std::filesystem::remove_all(x_path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path path() const { return x_path; }
    std::string file(const char* name) const { return (x_path / name).string(); }

private:
    std::filesystem::path x_path;
};

/// Opens a database for a test; without one there is no test.
inline std::unique_ptr<store::Database> open(store::Options options)
{
    if (runs_on_postgres() && !store::is_postgres(options.database))
        options.database = TestDatabases::get().address_of(options.database);
    auto database = store::open_database(std::move(options));
    if (!database) throw std::runtime_error(database.error().message.en);
    return std::move(*database);
}

inline std::unique_ptr<store::Database> open(const std::string& file)
{
    store::Options options;
    options.database = file;
    return open(std::move(options));
}

constexpr MunicipalityCode nerima{131202}, meguro{131105};

}  // namespace hagukumi::test
