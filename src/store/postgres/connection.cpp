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
    send_changes();
    x_questions.clear();  // a transaction begins, ends, or is taken back
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
    send_changes();
    if (!x_sent.empty()) answer_of_last();
}

void Connection::send_off()
{
    send_changes();
    expect_sent(PQpipelineSync(x_handle), "sync");
    x_sent.push_back({"sync"});
    x_sent.back().is_sync = true;
}

std::int64_t Connection::run(const Statement& statement, MunicipalityCode municipality,
                             std::span<const Parameter> parameters, const RowSink& sink)
{
    if (!reads_only(statement)) {
        send_changes();
        x_questions.forget_altered_by(statement, municipality, parameters);
        queue(statement, municipality, parameters);
        return std::atoll(PQcmdTuples(answer_of_last().get()));
    }
    SharedQuestion question = x_questions.find(statement, municipality, parameters);
    if (question != nullptr && question->state == Question::State::answered) {
        give(*question, sink);
        return 0;
    }
    send_questions();
    if (question == nullptr) {
        send_changes_that_alter(statement, municipality, parameters);
        queue(statement, municipality, parameters);
        question = std::make_shared<Question>(Question{&statement, municipality, KeptParameters(parameters)});
        x_sent.back().questions.push_back(question);
    }
    if (question->state != Question::State::answered) answer_of_last();
    constexpr std::size_t few = 100;  // rows; what is longer is read once, and given back at once
    if (question->rows.size() <= few) x_questions.keep(question);
    give(*question, sink);
    return 0;
}

void Connection::run_later(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters, Rows rows)
{
    x_questions.forget_altered_by(statement, municipality, parameters);
    x_changes.add(statement, municipality, parameters, rows);
}

void Connection::run_ahead(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters)
{
    must(reads_only(statement), "only a question can be asked ahead");
    if (x_questions.find(statement, municipality, parameters) == nullptr)
        x_questions.add(statement, municipality, parameters);
}

bool Connection::run_if_here(const Statement& statement, MunicipalityCode municipality,
                             std::span<const Parameter> parameters, const RowSink& sink)
{
    const SharedQuestion question = x_questions.find(statement, municipality, parameters);
    if (question == nullptr) x_questions.add(statement, municipality, parameters);
    if (question == nullptr || question->state != Question::State::answered) return false;
    give(*question, sink);
    return true;
}

void Connection::fetch_ahead()
{
    send_questions();
    if (!x_sent.empty()) answer_of_last();
}

void Connection::send_ahead()
{
    send_changes();
    send_questions();
    if (PQflush(x_handle) < 0) fail(nullptr, "flush");
}

void Connection::discard_unsent()
{
    x_changes.take();
    x_questions.clear();
}

/// All that was asked ahead: one statement for those that ask the same of one municipality.
void Connection::send_questions()
{
    const std::vector<SharedQuestion> asked = x_questions.take_asked();
    for (const SharedQuestion& question : asked)
        send_changes_that_alter(*question->statement, question->municipality, question->parameters.all());
    for (auto first = asked.begin(); first != asked.end();) {
        const Question& head = **first;
        const auto last = std::find_if(first, asked.end(), [&](const SharedQuestion& other) {
            return other->statement != head.statement || other->municipality != head.municipality;
        });
        Several each;
        for (auto one = first; one != last; ++one) each.push_back(&(*one)->parameters);
        if (queue_together(*head.statement, head.municipality, each)) {
            x_sent.back().questions.assign(first, last);
        } else {
            for (auto one = first; one != last; ++one) {
                queue(*head.statement, head.municipality, (*one)->parameters.all());
                x_sent.back().questions.push_back(*one);
            }
        }
        for (; first != last; ++first) (*first)->state = Question::State::sent;
    }
}

void Connection::send_changes()
{
    if (x_changes.empty()) return;
    for (const PendingChanges::Group& group : x_changes.take()) {
        const bool counts = group.rows == Rows::one;
        Several each;
        for (const KeptParameters& parameters : group.each) each.push_back(&parameters);
        if (queue_together(*group.statement, group.municipality, each)) {
            if (counts) x_sent.back().rows = static_cast<std::int64_t>(each.size());
            continue;
        }
        for (const KeptParameters* parameters : each) {
            queue(*group.statement, group.municipality, parameters->all());
            if (counts) x_sent.back().rows = 1;
        }
    }
}

void Connection::send_changes_that_alter(const Statement& question, MunicipalityCode municipality,
                                         std::span<const Parameter> parameters)
{
    const auto alters = [&](const PendingChanges::Group& group) {
        return group.municipality == municipality &&
               std::any_of(group.each.begin(), group.each.end(), [&](const KeptParameters& changed) {
                   return x_questions.can_alter(*group.statement, changed.all(), question, parameters);
               });
    };
    const auto& groups = x_changes.groups();
    if (std::any_of(groups.begin(), groups.end(), alters)) send_changes();
}

void Connection::give(const Question& question, const RowSink& sink)
{
    ResultRow row(question.answer.get());
    for (const int number : question.rows) {
        row.go_to(number);
        if (!sink(row)) break;
    }
}

/// An answer to many says in its last column to which of them each row belongs.
void Connection::take_answer(std::vector<SharedQuestion>& questions, Answer answer)
{
    const std::shared_ptr<const PGresult> shared(
        answer.release(), [](const PGresult* result) { PQclear(const_cast<PGresult*>(result)); });
    for (const SharedQuestion& question : questions) {
        question->answer = shared;
        question->state = Question::State::answered;
    }
    ResultRow row(shared.get());
    for (int number = 0; number < PQntuples(shared.get()); ++number) {
        row.go_to(number);
        const std::size_t of =
            questions.size() == 1 ? 1 : static_cast<std::size_t>(row.integer(PQnfields(shared.get()) - 1));
        questions.at(of - 1)->rows.push_back(number);
    }
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

/// Row-level security is told of whom the next statement is.
void Connection::tell(MunicipalityCode municipality)
{
    if (x_municipality == municipality) return;
    x_municipality = municipality;  // first, for queue() comes back here
    queue(tell_municipality, municipality, {});
}

void Connection::queue(const Statement& statement, MunicipalityCode municipality,
                       std::span<const Parameter> parameters)
{
    tell(municipality);
    Prepared& prepared = find(statement);
    must(prepared.parameters == parameters.size() + 1,
         "a statement is given exactly the parameters that it names");
    if (!fit(parameters, prepared.types)) prepare(prepared, statement, parameters);

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
    x_sent.push_back({statement.name});
}

/// One statement for several parameters; false, and nothing sent, when they have to go one by one.
bool Connection::queue_together(const Statement& statement, MunicipalityCode municipality,
                                const Several& each)
{
    if (each.size() < 2) return false;
    tell(municipality);
    Prepared& prepared = find(statement);
    for (const KeptParameters* parameters : each)
        must(prepared.parameters == parameters->all().size() + 1,
             "a statement is given exactly the parameters that it names");
    if (!prepare_together(prepared, statement, each)) return false;

    const BigInteger code = to_binary(std::int64_t{municipality.value});
    std::vector<std::string> arrays;
    std::vector<Parameter> values(each.size());
    for (std::size_t i = 0; i < prepared.together.arrays.size(); ++i) {
        std::transform(each.begin(), each.end(), values.begin(),
                       [i](const KeptParameters* parameters) { return parameters->all()[i]; });
        arrays.push_back(to_binary(*prepared.together.arrays[i], values));
    }
    std::vector<const char*> data{code.data()};
    std::vector<int> sizes{static_cast<int>(code.size())};
    for (const std::string& array : arrays) {
        data.push_back(array.data());
        sizes.push_back(static_cast<int>(array.size()));
    }
    const std::vector<int> binary(data.size(), 1);
    expect_sent(PQsendQueryPrepared(x_handle, prepared.together.name.c_str(), static_cast<int>(data.size()),
                                    data.data(), sizes.data(), binary.data(), 1),
                statement.name);
    x_sent.push_back({statement.name});
    return true;
}

bool Connection::prepare_together(Prepared& prepared, const Statement& statement, const Several& each)
{
    Together& together = prepared.together;
    if (!together.name.empty() || !together.is_possible) return together.is_possible;
    // The single statement is prepared first: it tells the types of what is NULL.
    if (!fit(each.front()->all(), prepared.types)) prepare(prepared, statement, each.front()->all());
    std::vector<std::string_view> names;
    std::vector<Oid> types{oid::big_integer};
    for (auto type = prepared.types.begin() + 1; type != prepared.types.end(); ++type) {
        const Array* const array = array_of(*type);
        if (array == nullptr) break;
        together.arrays.push_back(array);
        names.push_back(array->type_name);
        types.push_back(array->type);
    }
    const auto text = for_many(statement.sql, names);
    together.is_possible = types.size() == prepared.types.size() && text.has_value();
    if (!together.is_possible) return false;
    const std::string name = "m" + std::to_string(++x_last_number);
    expect_sent(
        PQsendPrepare(x_handle, name.c_str(), text->c_str(), static_cast<int>(types.size()), types.data()),
        statement.name);
    x_sent.push_back({statement.name});
    try {
        answer_of_last();
    } catch (const BugFound&) {
        together.is_possible = false;  // the server does not understand it
        throw;
    }
    together.name = name;
    return true;
}

/// The answers to all that was sent; the last one is given, the others are looked through for errors.
Answer Connection::answer_of_last()
{
    expect_sent(PQpipelineSync(x_handle), "sync");
    x_is_syncing = true;
    Answer answer;
    while (!x_sent.empty()) {
        Sent sent = std::move(x_sent.front());
        if (sent.is_sync) {
            expect_sync();
            x_sent.pop_front();
            continue;
        }
        answer = next_answer();
        const ExecStatusType status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(answer.get(), sent.name);
        if (sent.rows >= 0 && std::atoll(PQcmdTuples(answer.get())) != sent.rows) {
            const std::string what = std::string(sent.name) + " changes " +
                                     (sent.rows == 1 ? "one row" : std::to_string(sent.rows) + " rows") +
                                     ", not " + PQcmdTuples(answer.get());
            discard_unsent();
            clear();
            throw BugFound(what);
        }
        if (sent.into != nullptr && PQntuples(answer.get()) > 0) *sent.into = PQgetvalue(answer.get(), 0, 0);
        if (!sent.questions.empty()) take_answer(sent.questions, std::move(answer));
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
    if (!x_is_syncing && !is_broken()) PQpipelineSync(x_handle);
    x_is_syncing = false;
    for (const Sent& sent : x_sent)
        if (sent.is_sync) expect_sync();
    expect_sync();
    x_sent.clear();
    x_names.clear();
}

void Connection::expect_sync()
{
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
    discard_unsent();
    clear();
    fail_with(kept, what);
}

}  // namespace hagukumi::store::postgres
