// Finding out what many will ask, so that all they ask travels together.
//
// Each is run up to a question whose answer is not here, and what all of them lack is asked for at once; that
// again, until none of them lacks anything.  What is learnt stays with the session (Session::run_if_here);
// nothing else does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine.hpp"

namespace hagukumi::store {

/// Thrown where what is run can't go on.  Not a std::exception: no room takes it for a failure.
struct EndOfScouting {
    bool waits;  ///< for an answer; else it would change something
};

class ScoutingSnapshot final : public Snapshot {
public:
    ScoutingSnapshot(Session& session, MunicipalityCode municipality)
        : Snapshot(municipality), x_session(session)
    {
    }

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters,
                     RowSink sink) override;
    void run_ahead(const Statement& statement, std::span<const Parameter> parameters) override;
    void run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each) override;

private:
    Session& x_session;
};

class ScoutingTransaction final : public Transaction {
public:
    ScoutingTransaction(Session& session, MunicipalityCode municipality)
        : Transaction(municipality, x_own_memory), x_session(session)
    {
    }

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters,
                     RowSink sink) override;
    void run_ahead(const Statement& statement, std::span<const Parameter> parameters) override;
    void run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each) override;
    void run_later(const Statement&, std::span<const Parameter>, Rows) override
    {
        throw EndOfScouting{false};
    }

private:
    BatchMemory x_own_memory;
    Session& x_session;
};

/// While later commands of a batch are run here, the server does what the earlier ones asked and changed. Of
/// fewer commands a statement for all of them would do too little.
class SentInParts {
public:
    SentInParts(Session& session, std::size_t commands)
        : x_session(session), x_part(std::max(commands / most_parts, least_of_a_part))
    {
    }
    /// The next command begins.
    void next()
    {
        if (++x_begun > 1 && (x_begun - 1) % x_part == 0) x_session.send_ahead();
    }

private:
    static constexpr std::size_t most_parts = 4, least_of_a_part = 32;
    Session& x_session;
    const std::size_t x_part;
    std::size_t x_begun = 0;
};

/// Who asks one thing after the other for more rounds than this waits for them when it is run.
inline constexpr int most_rounds = 24;

/// run(number) for every number below most.size(), on one of the above, in most[number] rounds at the most.
/// Gives in how many rounds each waited for something.  Throws Failure; what else is thrown will be thrown
/// again when it is run for good.
std::vector<int> scout(Session& session, std::span<const int> most,
                       const std::function<void(std::size_t)>& run);

/// How many rounds commands of a kind needed lately.  One more would only find out that nothing is lacking,
/// and run all of them as far as their first change for it.  Whoever needs more than its like did waits for
/// it when it is run for good.
class ScoutedBefore {
public:
    /// For the commands of a batch by their kinds; those without a name get as many as they need, and now and
    /// then all of them do, so that what has changed is noticed.
    std::vector<int> most_rounds_of(std::span<const std::string_view> kinds);

    /// What scout() gave for them.
    void learn(std::span<const std::string_view> kinds, std::span<const int> most,
               std::span<const int> needed);

private:
    std::map<std::string, int, std::less<>> x_needed;
    unsigned x_batches = 0;
};

}  // namespace hagukumi::store
