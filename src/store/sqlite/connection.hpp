// One SQLite connection with its prepared statements.  Used by one thread at a time.
//
// Statements are prepared once and found by the address of their Statement (prepared anew each time they
// cost 0.41 of the throughput, limits.md).
#pragma once

#include <sqlite3.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "base/quantity.hpp"
#include "store/engine.hpp"
#include "store/sqlite/remembered.hpp"

namespace hagukumi::store::sqlite {

/// A row of a statement that was stepped.  Reading a column as what it is not is a bug.
class StepRow final : public Row {
public:
    explicit StepRow(sqlite3_stmt* statement) : x_statement(statement) {}

    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    Bytes bytes(int column) const override;

private:
    sqlite3_stmt* x_statement;
};

class Connection final : public Session {
public:
    enum class Use { writing, reading };

    /// Opens the file; throws Failure.  Settings are the caller's.
    Connection(const std::string& path, Use use);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    sqlite3* handle() const { return x_handle; }

    /// SQL of the store itself: no parameters, answers are dropped.
    void execute(const std::string& sql);
    /// The same, with a call for each row.
    void for_each_row(const std::string& sql, const std::function<void(const Row&)>& each);
    /// The first column of the first row of such SQL, as a number or as text.
    std::int64_t number(const std::string& sql);
    std::string word(const std::string& sql);

    std::int64_t run(const Statement& statement, MunicipalityCode municipality,
                     std::span<const Parameter> parameters, const RowSink& sink) override;
    void run_later(const Statement& statement, MunicipalityCode municipality,
                   std::span<const Parameter> parameters, Rows rows) override;
    bool reads_only(const Statement& statement) override;

    bool in_transaction() const { return sqlite3_get_autocommit(x_handle) == 0; }
    /// Ends the transaction, if SQLite has not already ended it because of an error.
    void roll_back();
    void roll_back_to(const std::string& savepoint);

    /// From now on answers to statements that are remembered are kept, at the most so much of them. For the
    /// only connection that changes the file.
    void remember_answers(std::size_t most_bytes) { x_remembered.emplace(most_bytes); }

    /// Throws what `code` means: BugFound for our own mistakes, Failure for everything else.
    [[noreturn]] void fail(int code, const std::string& during);

private:
    struct Prepared {
        const char* sql = nullptr;
        sqlite3_stmt* statement = nullptr;
        bool reads_only = false;
        bool busy = false;
    };

    /// A statement while it runs.  One that runs inside its own rows gets a second, short-lived copy.
    class Running {
    public:
        Running(Connection& connection, const Statement& statement);
        ~Running();
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;
        sqlite3_stmt* prepared() const { return x_statement; }
        bool reads_only() const { return x_entry.reads_only; }

    private:
        Prepared& x_entry;
        sqlite3_stmt* x_statement;
    };

    Prepared& find(const Statement& statement);
    std::shared_ptr<const Answer> remembered(const Statement& statement, MunicipalityCode municipality,
                                             std::span<const Parameter> parameters);
    sqlite3_stmt* prepare(const std::string& sql, const char* name, unsigned flags);
    void bind(sqlite3_stmt* statement, MunicipalityCode municipality, std::span<const Parameter> parameters);
    bool step(sqlite3_stmt* statement, const char* name);

    sqlite3* x_handle = nullptr;
    std::unordered_map<const Statement*, Prepared> x_prepared;
    std::optional<RememberedAnswers> x_remembered;
};

}  // namespace hagukumi::store::sqlite
