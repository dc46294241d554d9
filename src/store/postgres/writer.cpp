#include "store/postgres/writer.hpp"

#include <chrono>
#include <thread>

#include "store/postgres/announcements.hpp"

namespace hagukumi::store::postgres {

namespace {

/// The first half of the locks' numbers; the second is the municipality.
constexpr const char* lock_space = "1213220685";

}  // namespace

PostgresWriter::PostgresWriter(std::string address, std::string instance)
    : x_address(std::move(address)), x_instance(std::move(instance))
{
    connect();
}

void PostgresWriter::connect()
{
    auto connection = std::make_unique<Connection>(x_address);
    x_history = connection->word("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)");
    x_connection = std::move(connection);
}

void PostgresWriter::begin(std::span<const MunicipalityCode> municipalities)
{
    if (x_connection->is_cut_meanwhile()) connect();
    x_connection->forget_municipality();
    x_connection->queue("BEGIN");
    for (const MunicipalityCode municipality : municipalities)
        x_connection->queue(std::string("SELECT pg_advisory_xact_lock(") + lock_space + ", " +
                            std::to_string(municipality.value) + ")");
    x_connection->queue("SELECT pg_current_xact_id()", x_transaction);
}

/// References are looked at when a command has ended, not at each of its rows.
void PostgresWriter::settle()
{
    x_connection->queue("SET CONSTRAINTS ALL IMMEDIATE");
    x_connection->settle();
}

void PostgresWriter::set_savepoint()
{
    x_connection->queue("SET CONSTRAINTS ALL DEFERRED");
    x_connection->queue("SAVEPOINT command");
    x_connection->settle();  // what fails behind it must not take it back
}

void PostgresWriter::roll_back_to_savepoint()
{
    x_connection->discard_unsent();
    x_connection->forget_municipality();
    x_connection->queue("ROLLBACK TO command");
    x_connection->settle();
}

void PostgresWriter::release_savepoint()
{
    x_connection->queue("RELEASE command");
}

void PostgresWriter::roll_back()
{
    x_connection->discard_unsent();
    x_connection->forget_municipality();
    if (x_connection->is_broken()) return;  // begin() opens another
    x_connection->execute("ROLLBACK");
}

Committed PostgresWriter::commit(std::span<const Announcement> announcements, std::string& what)
{
    x_connection->forget_municipality();
    try {
        if (!announcements.empty()) x_connection->queue(notify_of(*x_connection, x_instance, announcements));
        x_connection->take_warning();
        x_connection->execute("COMMIT");
        what = x_connection->take_warning();
        return what.empty() ? Committed::durable : Committed::outcome_unknown;
    } catch (const Failure& found) {
        what = std::string("COMMIT: ") + found.what();
    }
    if (x_connection->is_broken()) return find_out();
    try {
        x_connection->execute("ROLLBACK");  // the server said no; it may have ended the transaction already
    } catch (const Failure& worse) {
        what += std::string("; then ") + worse.what();
    }
    return Committed::undone;
}

/// The line was cut while the commit was on its way. The server remembers what became of the transaction; it
/// is asked until it answers, for as long as the callers can be expected to wait.
///
/// One that has taken its place is not asked: where the transaction had not reached it, it has given the
/// number to another one, and would speak of that.
Committed PostgresWriter::find_out()
{
    const std::string history = x_history;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        try {
            if (x_connection->is_broken()) connect();
            if (x_history != history) return Committed::outcome_unknown;
            const std::string status =
                x_connection->word("SELECT pg_xact_status('" + x_transaction + "'::xid8)");
            if (status == "committed" && is_replicated_up_to_here()) return Committed::durable;
            if (status == "aborted") return Committed::undone;
        } catch (const std::exception&) {
            // Not there yet, or it has no answer.
        }
    }
    return Committed::outcome_unknown;
}

/// A server may have committed here and nowhere else when its line was cut. A later commit that its replicas
/// have acknowledged says that they have all that was before it.
bool PostgresWriter::is_replicated_up_to_here()
{
    x_connection->take_warning();
    x_connection->execute("SELECT pg_logical_emit_message(true, 'hagukumi', '')");
    return x_connection->take_warning().empty();
}

}  // namespace hagukumi::store::postgres
