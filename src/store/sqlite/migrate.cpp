#include "store/sqlite/migrate.hpp"

#include <map>
#include <string>

#include "store/migration_plan.hpp"
#include "store/sql_text.hpp"

namespace hagukumi::store::sqlite {

namespace {

std::map<int, std::string> applied_migrations(Connection& connection)
{
    std::map<int, std::string> applied;
    connection.for_each_row(
        "SELECT number, fingerprint FROM schema_version ORDER BY number",
        [&](const Row& row) { applied.emplace(static_cast<int>(row.integer(0)), row.text(1)); });
    return applied;
}

void apply(Connection& connection, const Migration& migration)
{
    connection.execute("BEGIN IMMEDIATE");
    try {
        for (const std::string& statement : migration_statements(migration.sql, Engine::sqlite))
            connection.execute(statement);
        connection.execute("INSERT INTO schema_version (number, name, fingerprint) VALUES (" +
                           std::to_string(migration.number) + ", '" + migration.name + "', '" +
                           fingerprint_of(migration) + "')");
        connection.execute("COMMIT");
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

}  // namespace

Result<int> migrate(Connection& connection, const std::vector<Migration>& known)
{
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "fingerprint TEXT NOT NULL) STRICT");
    for (const Migration* migration : TRY(find_missing(applied_migrations(connection), known)))
        apply(connection, *migration);
    return known.empty() ? 0 : known.back().number;
}

void describe_to_planner(Connection& connection)
{
    connection.execute("ANALYZE schema_version");  // makes the table of figures
    connection.execute("DELETE FROM sqlite_stat1");
    // Rows, rows of one municipality, … for each further column, rows of one full key.  A municipality is far
    // less than the whole: else a question that knows nothing but it would go through everybody's rows.
    connection.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT t.name, "
        "CASE WHEN t.wr = 1 AND i.origin = 'pk' THEN t.name ELSE i.name END, "
        "CASE (SELECT count(*) FROM pragma_index_info(i.name)) WHEN 1 THEN '10000000' ELSE '10000000 "
        "1000000' END || "
        "substr(' 20 20 20 20 20 20 20', 1, max(0, 3 * ((SELECT count(*) FROM pragma_index_info(i.name)) - "
        "2))) || "
        "CASE WHEN i.\"unique\" = 1 THEN ' 1' ELSE ' 10' END "
        "FROM pragma_table_list() t JOIN pragma_index_list(t.name) i "
        "ON t.schema = 'main' AND t.type = 'table'");
    connection.execute("ANALYZE sqlite_schema");  // reads them
}

}  // namespace hagukumi::store::sqlite
