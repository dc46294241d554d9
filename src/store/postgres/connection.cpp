#include "store/postgres/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/result.hpp"
#include "store/postgres/values.hpp"
#include "store/sql_text.hpp"

namespace hagukumi::store::postgres {

namespace {

constexpr Statement tell_municipality{
    "store.tell_municipality",
    "SELECT set_config('hagukumi.municipality', CAST(CAST($1 AS bigint) AS text), true)"};

std::string message_of(const char* text)
{
    std::string message(text == nullptr ? "" : text);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return message;
}

/// What an SQLSTATE means for the caller.
[[noreturn]] void fail_with(std::string_view state, const std::string& what)
{
    const std::string_view kind = state.substr(0, 2);
    if (kind == "23") throw Failure(Failure::Kind::constraint, what);
    if (state == "40001" || state == "40P01") throw Failure(Failure::Kind::conflict, what);
    // Syntax, names, types, values that do not fit: our own mistakes.
    if (kind == "42" || kind == "22" || kind == "26" || kind == "08P01" || kind == "0A") throw BugFound(what);
    throw Failure(Failure::Kind::unavailable, what);
}

bool is_word_at_start(std::string_view sql, std::string_view word)
{
    return sql.substr(sql.find_first_not_of(" \n")).starts_with(word);
}

/// To know a question again.
std::string bytes_of(std::span<const Parameter> parameters)
{
    std::string bytes;
    for (const Parameter& parameter : parameters) {
        bytes += static_cast<char>(parameter.kind);
        const auto add = [&](const void* data, std::size_t size) {
            bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
            bytes.append(static_cast<const char*>(data), size);
        };
        if (parameter.kind == Parameter::Kind::integer) add(&parameter.integer, sizeof parameter.integer);
        else if (parameter.kind != Parameter::Kind::null && parameter.size > 0)
            add(parameter.data, parameter.size);
    }
    return bytes;
}

/// Whether these can be sent for the types that a statement was prepared with.
bool fit(std::span<const Parameter> parameters, std::span<const Oid> types)
{
    if (types.size() != parameters.size() + 1) return false;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const Oid type = type_of(parameters[i]);
        if (type != 0 && type != types[i + 1]) return false;
    }
    return true;
}

}  // namespace

Connection::Connection(const std::string& address) : x_handle(PQconnectdb(address.c_str()))
{
    if (is_broken()) {
        const std::string what = message_of(PQerrorMessage(x_handle));
        PQfinish(x_handle);
        throw Failure(Failure::Kind::unavailable, what);
    }
    must(PQenterPipelineMode(x_handle) == 1, "a new connection can be used for pipelines");
    PQsetNoticeProcessor(
        x_handle,
        [](void* warning, const char* text) { *static_cast<std::string*>(warning) = message_of(text); },
        &x_warning);
    queue("SET client_min_messages = warning");
    queue("SET plan_cache_mode = force_generic_plan");
    queue("SET jit = off");
    // An instance that vanished in the middle of a transaction gives its municipalities free.
    queue("SET idle_in_transaction_session_timeout = '30s'");
    settle();  // what is sent together is one transaction, and taken back together
}

Connection::~Connection()
{
    PQfinish(x_handle);
}

bool Connection::is_cut_meanwhile()
{
    // Between two transactions the server has nothing to say but a last word.
    for (;;) {
        pollfd line{PQsocket(x_handle), POLLIN, 0};
        if (is_broken() || poll(&line, 1, 0) <= 0) return is_broken();
        if (PQconsumeInput(x_handle) != 1) return true;
    }
}

void Connection::queue(const std::string& sql)
{
    x_ahead.clear();  // a transaction begins, ends, or is taken back
    const char* const kept = x_names.emplace_back(sql).c_str();
    expect_sent(PQsendQueryParams(x_handle, kept, 0, nullptr, nullptr, nullptr, nullptr, 0), kept);
    x_sent.push_back({kept});
}

void Connection::queue(const std::string& sql, std::string& into)
{
    queue(sql);
    x_sent.back().into = &into;
}

Answer Connection::execute(const std::string& sql)
{
    queue(sql);
    return answer_of_last();
}

std::string Connection::word(const std::string& sql)
{
    std::string found;
    queue(sql, found);
    settle();
    return found;
}

void Connection::settle()
{
    if (!x_sent.empty()) answer_of_last();
}

std::int64_t Connection::run(const Statement& statement, MunicipalityCode municipality,
                             std::span<const Parameter> parameters, const RowSink& sink)
{
    Answer answer = take_ahead(statement, municipality, parameters);
    if (answer == nullptr) {
        queue(statement, municipality, parameters, Rows::any);
        answer = answer_of_last();
    }
    ResultRow row(answer.get());
    const int rows = PQntuples(answer.get());
    for (int number = 0; number < rows; ++number) {
        row.go_to(number);
        if (!sink(row)) break;
    }
    return reads_only(statement) ? 0 : std::atoll(PQcmdTuples(answer.get()));
}

void Connection::run_later(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters, Rows rows)
{
    queue(statement, municipality, parameters, rows);
}

void Connection::run_ahead(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters)
{
    must(reads_only(statement), "only a question can be asked ahead");
    std::string bytes = bytes_of(parameters);
    if (find_ahead(statement, municipality, bytes) != x_ahead.end()) return;
    queue(statement, municipality, parameters, Rows::any);
    const auto asked = std::make_shared<Ahead>(Ahead{&statement, municipality, std::move(bytes), nullptr});
    x_sent.back().ahead = asked;
    x_ahead.push_back(asked);
}

Connection::AskedAhead::iterator Connection::find_ahead(const Statement& statement,
                                                        MunicipalityCode municipality,
                                                        const std::string& bytes)
{
    return std::find_if(x_ahead.begin(), x_ahead.end(), [&](const auto& asked) {
        return asked->statement == &statement && asked->municipality == municipality &&
               asked->parameters == bytes;
    });
}

/// What was asked of a table that is about to change is asked again.
void Connection::forget_ahead(std::string_view table)
{
    std::erase_if(x_ahead, [&](const auto& asked) { return reads_table(asked->statement->sql, table); });
}

/// The answer to a question that was asked ahead; null when it was not.
Answer Connection::take_ahead(const Statement& statement, MunicipalityCode municipality,
                              std::span<const Parameter> parameters)
{
    if (x_ahead.empty()) return nullptr;
    const auto found = find_ahead(statement, municipality, bytes_of(parameters));
    if (found == x_ahead.end()) return nullptr;
    const std::shared_ptr<Ahead> asked = *found;
    x_ahead.erase(found);
    if (asked->answer == nullptr) settle();
    return std::move(asked->answer);
}

bool Connection::reads_only(const Statement& statement)
{
    return find(statement).reads_only;
}

Connection::Prepared& Connection::find(const Statement& statement)
{
    Prepared& entry = x_prepared[&statement];
    if (entry.sql == nullptr) {
        const std::string text = statement_text(statement.sql, Engine::postgres);
        entry.sql = statement.sql;
        entry.parameters = parameters_of(text);
        entry.reads_only = is_word_at_start(text, "SELECT") || is_word_at_start(text, "WITH");
        if (!entry.reads_only) entry.changes = changed_table(statement.sql);
    }
    must(entry.sql == statement.sql, "a Statement is a constant");
    return entry;
}

/// Waits for the server, so that it is known what the types are; only the first time.
void Connection::prepare(Prepared& prepared, const Statement& statement,
                         std::span<const Parameter> parameters)
{
    std::vector<Oid> types{oid::big_integer};
    for (const Parameter& parameter : parameters) types.push_back(type_of(parameter));
    const std::string name = "s" + std::to_string(++x_last_number);
    expect_sent(
        PQsendPrepare(x_handle, name.c_str(), statement.sql, static_cast<int>(types.size()), types.data()),
        statement.name);
    x_sent.push_back({statement.name});
    expect_sent(PQsendDescribePrepared(x_handle, name.c_str()), statement.name);
    x_sent.push_back({statement.name});
    const Answer description = answer_of_last();
    must(PQnparams(description.get()) == static_cast<int>(types.size()), "the server counts as we do");
    for (std::size_t i = 0; i < types.size(); ++i)
        types[i] = PQparamtype(description.get(), static_cast<int>(i));
    prepared.name = name;
    prepared.types = std::move(types);
}

void Connection::queue(const Statement& statement, MunicipalityCode municipality,
                       std::span<const Parameter> parameters, Rows rows)
{
    if (x_municipality != municipality && &statement != &tell_municipality) {
        x_municipality = municipality;  // first, for the next line comes back here
        queue(tell_municipality, municipality, {}, Rows::any);
    }
    Prepared& prepared = find(statement);
    must(prepared.parameters == parameters.size() + 1,
         "a statement is given exactly the parameters that it names");
    if (!fit(parameters, prepared.types)) prepare(prepared, statement, parameters);
    if (!prepared.reads_only) forget_ahead(prepared.changes);

    const std::size_t count = parameters.size() + 1;
    std::vector<BigInteger> integers(count);
    std::vector<const char*> values(count);
    std::vector<int> sizes(count), binary(count, 1);
    for (std::size_t i = 0; i < count; ++i) {
        const Parameter parameter = i == 0 ? Parameter(municipality.value) : parameters[i - 1];
        switch (parameter.kind) {
            case Parameter::Kind::null: break;
            case Parameter::Kind::integer:
                integers[i] = to_binary(parameter.integer);
                values[i] = integers[i].data();
                sizes[i] = static_cast<int>(integers[i].size());
                break;
            case Parameter::Kind::text:
            case Parameter::Kind::bytes:
                // A null pointer would be NULL; an empty text is a text.
                values[i] = parameter.data == nullptr ? "" : static_cast<const char*>(parameter.data);
                sizes[i] = static_cast<int>(parameter.size);
                break;
        }
    }
    expect_sent(PQsendQueryPrepared(x_handle, prepared.name.c_str(), static_cast<int>(count), values.data(),
                                    sizes.data(), binary.data(), 1),
                statement.name);
    x_sent.push_back({statement.name, rows});
}

/// The answers to all that was sent; the last one is given, the others are looked through for errors.
Answer Connection::answer_of_last()
{
    expect_sent(PQpipelineSync(x_handle), "sync");
    x_is_syncing = true;
    Answer answer;
    while (!x_sent.empty()) {
        const Sent sent = std::move(x_sent.front());
        answer = next_answer();
        const ExecStatusType status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(answer.get(), sent.name);
        if (sent.changes == Rows::one && std::string_view(PQcmdTuples(answer.get())) != "1") {
            const std::string what =
                std::string(sent.name) + " changes one row, not " + PQcmdTuples(answer.get());
            clear();
            throw BugFound(what);
        }
        if (sent.into != nullptr && PQntuples(answer.get()) > 0) *sent.into = PQgetvalue(answer.get(), 0, 0);
        if (sent.ahead != nullptr) sent.ahead->answer = std::move(answer);
        x_sent.pop_front();
    }
    clear();
    return answer;
}

/// One result, and the null that ends it.
Answer Connection::next_answer()
{
    Answer answer(PQgetResult(x_handle));
    if (answer != nullptr) Answer(PQgetResult(x_handle));
    return answer;
}

void Connection::expect_sent(int ok, const char* name)
{
    if (ok != 1) fail(nullptr, name);
}

/// Reads up to the sync: behind an error there is nothing else, for the server passes over what was sent.
void Connection::clear()
{
    x_sent.clear();
    x_names.clear();
    if (!x_is_syncing && !is_broken()) PQpipelineSync(x_handle);
    x_is_syncing = false;
    while (!is_broken()) {
        const Answer answer(PQgetResult(x_handle));
        if (answer != nullptr && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
    }
}

void Connection::fail(const PGresult* result, const char* name)
{
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string what =
        std::string(name) + ": " +
        message_of(result == nullptr ? PQerrorMessage(x_handle) : PQresultErrorMessage(result));
    const std::string kept = state == nullptr ? "" : state;
    clear();
    fail_with(kept, what);
}

}  // namespace hagukumi::store::postgres
