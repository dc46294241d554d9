#include "store/scout.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace hagukumi::store {

namespace {

constexpr unsigned batches_between_looks = 16;

std::int64_t answer_from(Session& session, const Statement& statement, MunicipalityCode municipality,
                         std::span<const Parameter> parameters, RowSink sink)
{
    if (!session.reads_only(statement)) throw EndOfScouting{false};
    if (!session.run_if_here(statement, municipality, parameters, sink)) throw EndOfScouting{true};
    return 0;
}

/// All of them, so that each asks what it lacks.
void run_each_of(Snapshot& scouting, std::size_t count,
                 const std::function<void(Snapshot&, std::size_t)>& each)
{
    bool any_waits = false;
    for (std::size_t number = 0; number < count; ++number) {
        try {
            each(scouting, number);
        } catch (const EndOfScouting&) {
            any_waits = true;  // a part is given a Snapshot, so it changes nothing
        }
    }
    if (any_waits) throw EndOfScouting{true};
}

bool waits(const std::function<void(std::size_t)>& run, std::size_t number)
{
    try {
        run(number);
    } catch (const EndOfScouting& end) {
        return end.waits;
    } catch (const Failure&) {
        throw;
    } catch (const std::exception&) {
        return false;
    }
    return false;
}

}  // namespace

std::int64_t ScoutingSnapshot::run(const Statement& statement, std::span<const Parameter> parameters,
                                   RowSink sink)
{
    return answer_from(x_session, statement, municipality(), parameters, sink);
}

void ScoutingSnapshot::run_ahead(const Statement& statement, std::span<const Parameter> parameters)
{
    x_session.run_ahead(statement, municipality(), parameters);
}

void ScoutingSnapshot::run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each)
{
    run_each_of(*this, count, each);
}

void ScoutingTransaction::run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each)
{
    run_each_of(*this, count, each);
}

std::int64_t ScoutingTransaction::run(const Statement& statement, std::span<const Parameter> parameters,
                                      RowSink sink)
{
    return answer_from(x_session, statement, municipality(), parameters, sink);
}

void ScoutingTransaction::run_ahead(const Statement& statement, std::span<const Parameter> parameters)
{
    x_session.run_ahead(statement, municipality(), parameters);
}

std::vector<int> scout(Session& session, std::span<const int> most,
                       const std::function<void(std::size_t)>& run)
{
    std::vector<int> needed(most.size());
    std::vector<std::size_t> waiting(most.size());
    std::iota(waiting.begin(), waiting.end(), std::size_t{0});
    for (;;) {
        SentInParts sent(session, waiting.size());
        std::erase_if(waiting, [&](std::size_t number) {
            sent.next();
            if (needed[number] == most[number] || !waits(run, number)) return true;
            ++needed[number];
            return false;
        });
        if (waiting.empty()) return needed;
        session.fetch_ahead();
    }
}

std::vector<int> ScoutedBefore::most_rounds_of(std::span<const std::string_view> kinds)
{
    const bool looks = x_batches++ % batches_between_looks == 0;
    std::vector<int> most(kinds.size(), most_rounds);
    for (std::size_t i = 0; i < kinds.size() && !looks; ++i) {
        const auto known = x_needed.find(kinds[i]);
        if (known != x_needed.end()) most[i] = known->second;
    }
    return most;
}

void ScoutedBefore::learn(std::span<const std::string_view> kinds, std::span<const int> most,
                          std::span<const int> needed)
{
    std::map<std::string_view, int> now;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (!kinds[i].empty() && most[i] == most_rounds) now[kinds[i]] = std::max(now[kinds[i]], needed[i]);
    for (const auto& [kind, rounds] : now) x_needed.insert_or_assign(std::string(kind), rounds);
}

/// Asks beforehand what they will ask, where that saves a way there and back.
static void ask_each(Session& session, MunicipalityCode municipality, std::size_t count,
                     const std::function<void(Snapshot&, std::size_t)>& each)
{
    if (!session.is_far() || count < 2) return;
    scout(session, std::vector<int>(count, most_rounds), [&](std::size_t number) {
        ScoutingSnapshot asking(session, municipality);
        each(asking, number);
    });
}

void SessionSnapshot::run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each)
{
    ask_each(x_session, municipality(), count, each);
    Snapshot::run_each(count, each);
}

void SessionTransaction::run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each)
{
    ask_each(x_session, municipality(), count, each);
    Snapshot::run_each(count, each);
}

}  // namespace hagukumi::store
