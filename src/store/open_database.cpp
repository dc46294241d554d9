#include "store/database.hpp"
#include "store/postgres/open.hpp"
#include "store/sqlite/open.hpp"

namespace hagukumi::store {

bool is_postgres(std::string_view database)
{
    return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

Result<std::unique_ptr<Database>> open_database(Options options)
{
    try {
        return is_postgres(options.database) ? postgres::open(std::move(options))
                                             : sqlite::open(std::move(options));
    } catch (const std::exception& found) {
        return fail(ErrorKind::unavailable, "database_unusable",
                    {"データベースを開けません：" + std::string(found.what()),
                     "The database cannot be used: " + std::string(found.what())});
    }
}

}  // namespace hagukumi::store
