#include "app/open_existing.hpp"

#include <filesystem>

namespace hagukumi::app {

Result<std::unique_ptr<store::Database>> open_existing(const std::string& database)
{
    if (!store::is_postgres(database) && !std::filesystem::exists(database)) {
        return fail(ErrorKind::not_found, "no_database",
                    {"データベースがありません：" + database, "There is no database " + database + "."});
    }
    store::Options options;
    options.database = database;
    return store::open_database(std::move(options));
}

}  // namespace hagukumi::app
