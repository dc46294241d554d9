#include "store/sqlite/migrate.hpp"

#include <cinttypes>
#include <cstdio>
#include <map>
#include <string>

#include "store/sqlite/sql_text.hpp"

namespace hagukumi::store::sqlite {

namespace {

/// FNV-1a: it shall notice an edited migration, not an attacker.
std::string fingerprint(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3;
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    return digits;
}

std::map<int, std::string> applied_migrations(Connection& connection)
{
    std::map<int, std::string> applied;
    sqlite3_stmt* statement = nullptr;
    const char sql[] = "SELECT number, fingerprint FROM schema_version ORDER BY number";
    if (const int code = sqlite3_prepare_v2(connection.handle(), sql, -1, &statement, nullptr);
        code != SQLITE_OK)
        connection.fail(code, sql);
    const StepRow row(statement);
    while (sqlite3_step(statement) == SQLITE_ROW)
        applied.emplace(static_cast<int>(row.integer(0)), row.text(1));
    sqlite3_finalize(statement);
    return applied;
}

void apply(Connection& connection, const Migration& migration)
{
    connection.execute("BEGIN IMMEDIATE");
    try {
        for (const std::string& statement : migration_statements(migration.sql))
            connection.execute(statement);
        connection.execute("INSERT INTO schema_version (number, name, fingerprint) VALUES (" +
                           std::to_string(migration.number) + ", '" + migration.name + "', '" +
                           fingerprint(migration.sql) + "')");
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
    const std::map<int, std::string> applied = applied_migrations(connection);

    int version = 0;
    for (const Migration& migration : known) {
        must(migration.number > version, "migrations are numbered upwards");
        version = migration.number;
    }
    if (!applied.empty() && applied.rbegin()->first > version) {
        const std::string found = std::to_string(applied.rbegin()->first), here = std::to_string(version);
        return fail(ErrorKind::unavailable, "schema_too_new",
                    {"データベースのスキーマ（版" + found + "）が、このプログラムの知る版" + here +
                         "より新しいため開けません。新しいプログラムで起動してください。",
                     "The database has schema version " + found + "; this program knows versions up to " +
                         here + ". Start it with the newer program."});
    }
    for (const Migration& migration : known) {
        const auto found = applied.find(migration.number);
        if (found != applied.end() && found->second == fingerprint(migration.sql)) continue;
        if (found != applied.end() || (!applied.empty() && applied.rbegin()->first > migration.number)) {
            const std::string name = migration.name;
            return fail(
                ErrorKind::unavailable, "schema_differs",
                {"適用済みのマイグレーション" + name + "の内容がこのプログラムのものと異なります。",
                 "Migration " + name +
                     " was applied in another form than the one in this program. A database "
                     "from before a release is made anew; otherwise start the program that belongs to it."});
        }
        apply(connection, migration);
    }
    return version;
}

void describe_to_planner(Connection& connection)
{
    connection.execute("ANALYZE schema_version");  // makes the table of figures
    connection.execute("DELETE FROM sqlite_stat1");
    // rows, rows of one municipality, … for each further column, rows of one full key
    connection.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT t.name, "
        "CASE WHEN t.wr = 1 AND i.origin = 'pk' THEN t.name ELSE i.name END, "
        "CASE (SELECT count(*) FROM pragma_index_info(i.name)) WHEN 1 THEN '1000000' ELSE '1000000 1000000' "
        "END || "
        "substr(' 20 20 20 20 20 20 20', 1, max(0, 3 * ((SELECT count(*) FROM pragma_index_info(i.name)) - "
        "2))) || "
        "CASE WHEN i.\"unique\" = 1 THEN ' 1' ELSE ' 10' END "
        "FROM pragma_table_list() t JOIN pragma_index_list(t.name) i "
        "ON t.schema = 'main' AND t.type = 'table'");
    connection.execute("ANALYZE sqlite_schema");  // reads them
}

}  // namespace hagukumi::store::sqlite
