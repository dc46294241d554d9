// A folder for one test, removed behind it, and a database in it: a file of SQLite, or, when
// HAGUKUMI_TEST_POSTGRES names a server (tests/system/with_postgres.py starts one), a database of that server
// in the file's place. So every test of a room runs on both engines.
//
// What tests stand on is compiled once (hagukumi_test_<room> in tests/CMakeLists.txt): a header declares, and
// the .cpp beside it does.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "store/database.hpp"
#include "store/test_databases.hpp"

namespace hagukumi::test {

class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path path() const { return x_path; }
    std::string file(const char* name) const;

private:
    std::filesystem::path x_path;
};

/// Opens a database for a test; without one there is no test.
std::unique_ptr<store::Database> open(store::Options options);
std::unique_ptr<store::Database> open(const std::string& file);

/// Runs a command on the lane and waits for its end.
Result<void> run_command(store::Database& database, MunicipalityCode municipality,
                         const std::function<Result<void>(store::Transaction&)>& command);

/// The same with an answer of any type (Transaction& -> Result<T>), as Lane::run() gives it. The lane's job
/// is made once for all of them: a job of its own for each would be most of what a test compiles.
template <class Work>
std::invoke_result_t<Work&, store::Transaction&> run_on(store::Database& database,
                                                        MunicipalityCode municipality, Work&& work)
{
    std::optional<std::invoke_result_t<Work&, store::Transaction&>> answer;
    const Result<void> done =
        run_command(database, municipality, [&](store::Transaction& tx) -> Result<void> {
            answer.emplace(work(tx));
            if (!*answer) return tl::unexpected(answer->error());
            return {};
        });
    if (!done) return tl::unexpected(done.error());
    return std::move(*answer);
}

/// What a question (Snapshot& -> T) finds.
template <class Question>
std::invoke_result_t<Question&, store::Snapshot&> read_from(store::Database& database,
                                                            MunicipalityCode municipality,
                                                            Question&& question)
{
    std::optional<std::invoke_result_t<Question&, store::Snapshot&>> answer;
    database.read(municipality, [&](store::Snapshot& snapshot) { answer.emplace(question(snapshot)); });
    return std::move(*answer);
}

constexpr MunicipalityCode nerima{131202}, meguro{131105};

}  // namespace hagukumi::test
