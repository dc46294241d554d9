// Finding out what many will ask, so that all they ask travels together.
//
// Each is run up to a question whose answer is not here, and what all of them lack is asked for at once; that
// again, until none of them lacks anything.  What is learnt stays with the session (Session::run_if_here);
// nothing else does.
#pragma once

#include <cstddef>
#include <functional>

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

/// run(number) for every number below `count`, on one of the above.  Throws Failure; what else is thrown will
/// be thrown again when it is run for good.
void scout(Session& session, std::size_t count, const std::function<void(std::size_t)>& run);

}  // namespace hagukumi::store
