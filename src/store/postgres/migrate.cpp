#include "store/postgres/migrate.hpp"

#include <cstdlib>
#include <map>
#include <string>

#include "store/migration_plan.hpp"
#include "store/sql_text.hpp"

namespace hagukumi::store::postgres {

namespace {

/// One instance migrates; the number says nothing, it only has to be the same everywhere.
constexpr const char* wait_for_the_others = "SELECT pg_advisory_lock(1213220684, 0)";
constexpr const char* let_the_others_in = "SELECT pg_advisory_unlock(1213220684, 0)";

/// Every table whose rows belong to municipalities, but for the list of municipalities itself.
constexpr const char* guarded_tables =
    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() "
    "AND tablename NOT IN ('schema_version', 'municipality') ORDER BY tablename";

bool has_table_of_versions(Connection& connection)
{
    return !connection.word("SELECT to_regclass('schema_version')").empty();
}

std::map<int, std::string> applied_migrations(Connection& connection)
{
    std::map<int, std::string> applied;
    if (!has_table_of_versions(connection)) return applied;
    const Answer answer =
        connection.execute("SELECT number, fingerprint FROM schema_version ORDER BY number");
    for (int row = 0; row < PQntuples(answer.get()); ++row)
        applied.emplace(std::atoi(PQgetvalue(answer.get(), row, 0)), PQgetvalue(answer.get(), row, 1));
    return applied;
}

void for_each_guarded_table(Connection& connection, const std::vector<std::string>& changes)
{
    const Answer tables = connection.execute(guarded_tables);
    for (int row = 0; row < PQntuples(tables.get()); ++row)
        for (const std::string& change : changes) {
            const std::string table = PQgetvalue(tables.get(), row, 0);
            std::string sql = change;
            sql.replace(sql.find('*'), 1, table);
            connection.queue(sql);
        }
    connection.settle();
}

/// The wall behind `municipality = $1`: a session sees the rows of the municipality that it has named, also
/// as the owner of the tables.
void guard(Connection& connection)
{
    for_each_guarded_table(
        connection, {"ALTER TABLE * ENABLE ROW LEVEL SECURITY", "ALTER TABLE * FORCE ROW LEVEL SECURITY",
                     "DROP POLICY IF EXISTS own_municipality ON *",
                     "CREATE POLICY own_municipality ON * USING (municipality = "
                     "NULLIF(current_setting('hagukumi.municipality', true), '')::bigint)"});
}

/// Migrations move the rows of all municipalities.
void lift_guard(Connection& connection)
{
    for_each_guarded_table(connection, {"ALTER TABLE * NO FORCE ROW LEVEL SECURITY"});
}

void apply(Connection& connection, const Migration& migration)
{
    for (const std::string& statement : migration_statements(migration.sql, Engine::postgres))
        connection.queue(statement);
    connection.queue("INSERT INTO schema_version (number, name, fingerprint) VALUES (" +
                     std::to_string(migration.number) + ", '" + migration.name + "', '" +
                     fingerprint_of(migration) + "')");
    connection.settle();
}

Result<void> expect_bounded_role(Connection& connection)
{
    const std::string role = connection.word(
        "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)");
    if (role.empty()) return {};
    return fail(ErrorKind::unavailable, "role_too_mighty",
                {"データベースのロール" + role +
                     "には、自治体ごとの行の保護（行レベルセキュリティー）が効きません。SUPERUSERでもBYPASSRL"
                     "Sでもない"
                     "ロールで接続してください。",
                 "Row-level security, which keeps municipalities apart, does not hold the database role " +
                     role + ". Connect with a role that is neither SUPERUSER nor BYPASSRLS."});
}

Result<void> apply_missing(Connection& connection, const std::vector<Migration>& known)
{
    // Looked at again: another instance may have been first.
    const auto missing = TRY(find_missing(applied_migrations(connection), known));
    if (missing.empty()) return {};
    if (!has_table_of_versions(connection))
        connection.queue(
            "CREATE TABLE schema_version (number integer PRIMARY KEY, name text NOT NULL, "
            "fingerprint text NOT NULL)");
    lift_guard(connection);
    for (const Migration* migration : missing) apply(connection, *migration);
    guard(connection);
    return {};
}

}  // namespace

Result<int> migrate(Connection& connection, const std::vector<Migration>& known)
{
    TRY(expect_bounded_role(connection));
    if (!TRY(find_missing(applied_migrations(connection), known)).empty()) {
        // Before the transaction begins, for within it the server remembers what it looked for and did not
        // find.
        connection.execute(wait_for_the_others);
        connection.queue("BEGIN");
        const Result<void> applied = apply_missing(connection, known);
        connection.execute(applied ? "COMMIT" : "ROLLBACK");
        connection.execute(let_the_others_in);
        TRY(applied);
    }
    return known.empty() ? 0 : known.back().number;
}

}  // namespace hagukumi::store::postgres
