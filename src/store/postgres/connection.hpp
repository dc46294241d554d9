// One connection to PostgreSQL, always in pipeline mode: what nobody waits for is sent along with the next
// statement that somebody does wait for.
//
//   queue, queue, run ──► [ BEGIN · lock · INSERT · SELECT ] ──► answers are read in their order
//
//  1. An answer is read only when it is needed: by run(), or by settle().
//  2. What went wrong with anything that was queued is thrown then, by the name of its own statement.
//  3. Statements are prepared once, with the types of the parameters that they are first given.
//  4. A question keeps its answer until a change that can alter it, or until the transaction ends.
//  5. What nobody waits for is put together: one statement for all that ask or change the same, with arrays.
//     Changes are sent before a question that they can alter, and before the transaction goes on.
//  6. The municipality is told to the database before a statement of another one: row-level security is the
//     second wall behind `municipality = $1`.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/owned.hpp"
#include "store/engine.hpp"
#include "store/postgres/pending_changes.hpp"
#include "store/postgres/questions.hpp"

namespace hagukumi::store::postgres {

using Answer = Owned<PGresult, PQclear>;

class Connection final : public Session {
public:
    /// Connects to `address` (postgresql://…); throws Failure.
    explicit Connection(const std::string& address);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The line is cut, or the server is gone; nothing can be done with this one.
    bool is_broken() const { return PQstatus(x_handle) != CONNECTION_OK; }
    PGconn* handle() const { return x_handle; }

    /// What the server warned of since this was last asked; empty: of nothing. After COMMIT a warning says
    /// that the transaction may not be on any other machine (reliability.md L8).
    std::string take_warning() { return std::exchange(x_warning, {}); }

    /// Looks, without waiting, whether the server has hung up since this was last used.
    bool is_cut_meanwhile();

    /// One statement of the store itself, without parameters, sent with the next that is waited for.
    void queue(const std::string& sql);
    /// The same; the first column of its first row is in `into` once it has been waited for.
    void queue(const std::string& sql, std::string& into);
    /// The same, waited for.
    Answer execute(const std::string& sql);
    /// The first column of its first row, as text; empty when there is none.
    std::string word(const std::string& sql);

    /// Everything that was queued has been done; throws what went wrong with the first of it.
    void settle();

    /// What was queued is on its way, and nobody waits for it: its answers are read with the next ones.
    void send_off();

    std::int64_t run(const Statement& statement, MunicipalityCode municipality,
                     std::span<const Parameter> parameters, const RowSink& sink) override;
    void run_later(const Statement& statement, MunicipalityCode municipality,
                   std::span<const Parameter> parameters, Rows rows) override;
    bool is_far() const override { return true; }
    bool reads_only(const Statement& statement) override;
    void run_ahead(const Statement& statement, MunicipalityCode municipality,
                   std::span<const Parameter> parameters) override;
    bool run_if_here(const Statement& statement, MunicipalityCode municipality,
                     std::span<const Parameter> parameters, const RowSink& sink) override;
    void send_ahead() override;
    void fetch_ahead() override;

    /// What was not yet sent never will be: it is about to be taken back.
    void discard_unsent();

    /// The transaction has ended, or part of it was taken back: the database no longer knows the
    /// municipality.
    void forget_municipality() { x_municipality.reset(); }

    /// An error has made the transaction useless, but for its rollback.
    bool has_failed() const { return is_broken() || PQtransactionStatus(x_handle) == PQTRANS_INERROR; }

private:
    /// A statement as it is done for many at once.
    struct Together {
        bool is_possible = true;
        std::string name;
        std::vector<const Array*> arrays;
    };
    struct Prepared {
        const char* sql = nullptr;
        std::string name;
        std::vector<Oid> types;  ///< of the parameters; empty until it is prepared
        std::size_t parameters = 0;
        bool reads_only = false;
        Together together{};
    };
    /// What was sent and not yet answered.
    struct Sent {
        const char* name;
        std::int64_t rows = -1;  ///< so many are to be changed; -1: as many as there are
        bool is_sync = false;    ///< of send_off()
        std::string* into = nullptr;
        std::vector<SharedQuestion> questions = {};
    };
    using Several = std::vector<const KeptParameters*>;

    Prepared& find(const Statement& statement);
    void prepare(Prepared& prepared, const Statement& statement, std::span<const Parameter> parameters);
    void queue(const Statement& statement, MunicipalityCode municipality,
               std::span<const Parameter> parameters);
    bool queue_together(const Statement& statement, MunicipalityCode municipality, const Several& each);
    bool prepare_together(Prepared& prepared, const Statement& statement, const Several& each);
    void tell(MunicipalityCode municipality);
    void send_questions();
    void send_changes();
    void send_changes_that_alter(const Statement& question, MunicipalityCode municipality,
                                 std::span<const Parameter> parameters);
    static void give(const Question& question, const RowSink& sink);
    static void take_answer(std::vector<SharedQuestion>& questions, Answer answer);
    Answer answer_of_last();
    Answer next_answer();
    void expect_sent(int ok, const char* name);
    void expect_sync();
    void clear();
    [[noreturn]] void fail(const PGresult* result, const char* name);

    PGconn* x_handle = nullptr;
    std::string x_warning;
    std::deque<Sent> x_sent;
    std::deque<std::string> x_names;  ///< of the store's own statements, for as long as they are unanswered
    Questions x_questions;
    PendingChanges x_changes;
    std::unordered_map<const Statement*, Prepared> x_prepared;
    std::optional<MunicipalityCode> x_municipality;
    int x_last_number = 0;
    bool x_is_syncing = false;  ///< a sync was sent and its answer not yet read
};

}  // namespace hagukumi::store::postgres
