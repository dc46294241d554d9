#include "store/sqlite/connection.hpp"

#include <memory>

#include "base/result.hpp"
#include "store/parameter_key.hpp"
#include "store/sql_text.hpp"
#include "store/sqlite/gathering_vfs.hpp"
#include "store/sqlite/page_cache.hpp"

namespace hagukumi::store::sqlite {

bool StepRow::is_null(int column) const
{
    return sqlite3_column_type(x_statement, column) == SQLITE_NULL;
}

std::int64_t StepRow::integer(int column) const
{
    must(sqlite3_column_type(x_statement, column) == SQLITE_INTEGER,
         "a column that is read as an integer holds one");
    return sqlite3_column_int64(x_statement, column);
}

std::string_view StepRow::text(int column) const
{
    must(sqlite3_column_type(x_statement, column) == SQLITE_TEXT, "a column that is read as text holds text");
    const void* data = sqlite3_column_text(x_statement, column);
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(x_statement, column))};
}

Bytes StepRow::bytes(int column) const
{
    must(sqlite3_column_type(x_statement, column) == SQLITE_BLOB,
         "a column that is read as bytes holds bytes");
    const void* data = sqlite3_column_blob(x_statement, column);
    return {static_cast<const std::uint8_t*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(x_statement, column))};
}

namespace {

/// How SQLite is used in this process.  It takes this only before it is first used; later it goes on as it
/// is, which is slower and does no harm.
void configure()
{
    [[maybe_unused]] static const int settled = [] {
        // Nobody asks how much memory it uses, and counting takes a lock at every allocation.
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return use_bounded_page_cache();
    }();
}

}  // namespace

Connection::Connection(const std::string& path, Use use)
{
    configure();
    const char* vfs = use == Use::writing ? gathering_vfs() : nullptr;
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (use == Use::writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    if (const int code = sqlite3_open_v2(path.c_str(), &x_handle, flags, vfs); code != SQLITE_OK) {
        const std::string what = std::string("cannot open the database: ") + sqlite3_errstr(code);
        sqlite3_close_v2(x_handle);
        throw Failure(Failure::Kind::unavailable, what);
    }
    // A statement's rows and records are built here; SQLite's own 40 places are soon full.
    sqlite3_db_config(x_handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 2048, 512);
}

Connection::~Connection()
{
    for (auto& [statement, prepared] : x_prepared) sqlite3_finalize(prepared.statement);
    sqlite3_close_v2(x_handle);
}

void Connection::execute(const std::string& sql)
{
    if (const int code = sqlite3_exec(x_handle, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
        fail(code, sql);
}

void Connection::for_each_row(const std::string& sql, const std::function<void(const Row&)>& each)
{
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepare(sql, sql.c_str(), 0),
                                                                          sqlite3_finalize);
    const StepRow row(statement.get());
    while (step(statement.get(), sql.c_str())) each(row);
}

std::int64_t Connection::number(const std::string& sql)
{
    sqlite3_stmt* statement = prepare(sql, sql.c_str(), 0);
    const int code = sqlite3_step(statement);
    const std::int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW) fail(code, sql);
    return value;
}

std::string Connection::word(const std::string& sql)
{
    sqlite3_stmt* statement = prepare(sql, sql.c_str(), 0);
    const int code = sqlite3_step(statement);
    std::string value;
    if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        const void* text = sqlite3_column_text(statement, 0);  // an integer becomes its digits
        value = static_cast<const char*>(text);
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW) fail(code, sql);
    return value;
}

std::int64_t Connection::run(const Statement& statement, MunicipalityCode municipality,
                             std::span<const Parameter> parameters, const RowSink& sink)
{
    if (x_remembered && statement.reading == Reading::remembered) {
        remembered(statement, municipality, parameters)->tell(sink);
        return 0;
    }
    Running use(*this, statement);
    bind(use.prepared(), municipality, parameters);
    const StepRow row(use.prepared());
    while (step(use.prepared(), statement.name) && sink(row)) {
    }
    if (use.reads_only()) return 0;
    if (x_remembered) x_remembered->forget_altered_by(statement, municipality, parameters);
    return sqlite3_changes64(x_handle);
}

std::shared_ptr<const Answer> Connection::remembered(const Statement& statement,
                                                     MunicipalityCode municipality,
                                                     std::span<const Parameter> parameters)
{
    if (auto known = x_remembered->find(statement, municipality, parameters)) return known;
    Running use(*this, statement);
    must(use.reads_only(), "what is remembered changes nothing");
    bind(use.prepared(), municipality, parameters);
    std::string key;
    append_key(key, parameters);
    auto answer = std::make_shared<Answer>(std::move(key));
    while (step(use.prepared(), statement.name)) answer->add(use.prepared());
    x_remembered->remember(statement, municipality, parameters, answer);
    return answer;
}

void Connection::run_later(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters, Rows rows)
{
    auto ignore = [](const Row&) {};
    const std::int64_t changed = run(statement, municipality, parameters, RowSink(ignore));
    if (rows == Rows::one && changed != 1)
        throw BugFound(std::string(statement.name) + " changes one row, not " + std::to_string(changed));
}

bool Connection::reads_only(const Statement& statement)
{
    return find(statement).reads_only;
}

void Connection::roll_back()
{
    if (x_remembered) x_remembered->forget_all();
    if (in_transaction()) execute("ROLLBACK");
}

void Connection::roll_back_to(const std::string& savepoint)
{
    if (x_remembered) x_remembered->forget_all();
    execute("ROLLBACK TO " + savepoint);
}

void Connection::fail(int code, const std::string& during)
{
    const std::string what = during + ": " + sqlite3_errstr(code) + " (" + sqlite3_errmsg(x_handle) + ")";
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: throw Failure(Failure::Kind::constraint, what);
        case SQLITE_ERROR:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG: throw BugFound(what);
        default: throw Failure(Failure::Kind::unavailable, what);
    }
}

Connection::Running::Running(Connection& connection, const Statement& statement)
    : x_entry(connection.find(statement)), x_statement(x_entry.statement)
{
    if (x_entry.busy) x_statement = connection.prepare(sqlite3_sql(x_entry.statement), statement.name, 0);
    else x_entry.busy = true;
}

Connection::Running::~Running()
{
    if (x_statement == x_entry.statement) {
        sqlite3_reset(x_statement);
        x_entry.busy = false;
    } else {
        sqlite3_finalize(x_statement);
    }
}

Connection::Prepared& Connection::find(const Statement& statement)
{
    Prepared& entry = x_prepared[&statement];
    if (entry.statement == nullptr) {
        entry.statement =
            prepare(statement_text(statement.sql, Engine::sqlite), statement.name, SQLITE_PREPARE_PERSISTENT);
        entry.sql = statement.sql;
        entry.reads_only = sqlite3_stmt_readonly(entry.statement) != 0;
    }
    must(entry.sql == statement.sql, "a Statement is a constant");
    return entry;
}

sqlite3_stmt* Connection::prepare(const std::string& sql, const char* name, unsigned flags)
{
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code =
        sqlite3_prepare_v3(x_handle, sql.c_str(), static_cast<int>(sql.size()) + 1, flags, &statement, &rest);
    if (code != SQLITE_OK) fail(code, name);
    if (statement == nullptr || std::string(rest).find_first_not_of(" \n\t;") != std::string::npos) {
        sqlite3_finalize(statement);
        throw BugFound(std::string(name) + ": a statement is exactly one statement");
    }
    return statement;
}

void Connection::bind(sqlite3_stmt* statement, MunicipalityCode municipality,
                      std::span<const Parameter> parameters)
{
    must(sqlite3_bind_parameter_count(statement) == static_cast<int>(parameters.size()) + 1,
         "a statement is given exactly the parameters that it names");
    int code = sqlite3_bind_int64(statement, 1, municipality.value);
    int number = 2;
    for (const Parameter& parameter : parameters) {
        // A null pointer would bind NULL; an empty text is a text.
        const void* data = parameter.data == nullptr ? "" : parameter.data;
        switch (parameter.kind) {
            case Parameter::Kind::null: code |= sqlite3_bind_null(statement, number); break;
            case Parameter::Kind::integer:
                code |= sqlite3_bind_int64(statement, number, parameter.integer);
                break;
            case Parameter::Kind::text:
                code |= sqlite3_bind_text64(statement, number, static_cast<const char*>(data), parameter.size,
                                            SQLITE_STATIC, SQLITE_UTF8);
                break;
            case Parameter::Kind::bytes:
                code |= sqlite3_bind_blob64(statement, number, data, parameter.size, SQLITE_STATIC);
                break;
        }
        ++number;
    }
    must(code == SQLITE_OK, "every parameter can be bound");
}

bool Connection::step(sqlite3_stmt* statement, const char* name)
{
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code, name);
    return false;
}

}  // namespace hagukumi::store::sqlite
