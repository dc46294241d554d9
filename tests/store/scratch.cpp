#include "store/scratch.hpp"

#include <stdlib.h>

#include <stdexcept>

namespace hagukumi::test {

Scratch::Scratch()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "hagukumi-XXXXXX").string();
    x_path = mkdtemp(pattern.data());
}

Scratch::~Scratch()
{
    if (runs_on_postgres()) TestDatabases::get().drop_below(x_path);
    std::error_code ignored;
    std::filesystem::remove_all(x_path, ignored);
}

std::string Scratch::file(const char* name) const
{
    return (x_path / name).string();
}

std::unique_ptr<store::Database> open(store::Options options)
{
    if (runs_on_postgres() && !store::is_postgres(options.database))
        options.database = TestDatabases::get().address_of(options.database);
    auto database = store::open_database(std::move(options));
    if (!database) throw std::runtime_error(database.error().message.en);
    return std::move(*database);
}

std::unique_ptr<store::Database> open(const std::string& file)
{
    store::Options options;
    options.database = file;
    return open(std::move(options));
}

Result<void> run_command(store::Database& database, MunicipalityCode municipality,
                         const std::function<Result<void>(store::Transaction&)>& command)
{
    return database.lane().run(municipality, std::cref(command));
}

}  // namespace hagukumi::test
