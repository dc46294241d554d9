#include "store/writer_lane.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <random>

namespace hagukumi::store {

namespace {

constexpr std::size_t least_of_a_rush = 32;  ///< commands; a smaller batch costs more than it overlaps

Error full()
{
    return {ErrorKind::unavailable,
            "busy",
            {"ただいま混み合っています。少し待ってから、もう一度お試しください。",
             "The service is busy right now. Please wait a moment and try again."},
            1};
}

Error stopped()
{
    return {ErrorKind::unavailable,
            "stopping",
            {"サービスを再起動しています。少し待ってから、もう一度お試しください。",
             "The service is restarting. Please wait a moment and try again."},
            5};
}

Error not_written()
{
    return {ErrorKind::unavailable,
            "storage_unavailable",
            {"いまは記録できません。操作は行われていません。少し待ってから、もう一度お試しください。",
             "This cannot be recorded right now; nothing has happened. Please wait a moment and try again."},
            5};
}

Error outcome_unknown()
{
    return {ErrorKind::unknown_outcome,
            "outcome_unknown",
            {"記録できたかどうか確認できませんでした。同じ操作をもう一度送ると、結果を確認できます（二重には"
             "なりません）。",
             "It is not known whether this was recorded. Sending the same request again finds out; it will "
             "not be done twice."},
            5};
}

}  // namespace

WriterLane::WriterLane(std::unique_ptr<Writer> writer, const Options& options)
    : x_writer(std::move(writer)),
      x_options(options),
      x_incident_seed(std::random_device{}()),
      x_late_sync([this](std::string& what) { return x_writer->sync(what); })
{
    x_thread = std::thread(&WriterLane::work, this);
}

WriterLane::~WriterLane()
{
    stop();
}

void WriterLane::submit(std::unique_ptr<Job> job)
{
    bool dead = false;
    {
        std::lock_guard lock(x_mutex);
        dead = x_stopping || x_dead;
        if (!dead && x_waiting.size() < x_options.waiting) {
            const MunicipalityCode municipality = job->municipality();
            x_waiting.push(municipality, std::move(job));
            x_arrived.notify_one();
            return;
        }
    }
    job->failed(dead ? stopped() : full());
    job->after_batch();
}

void WriterLane::stop()
{
    {
        std::lock_guard lock(x_mutex);
        x_stopping = true;
        x_arrived.notify_one();
    }
    if (x_thread.joinable()) x_thread.join();
    x_late_sync.stop();
}

Counters WriterLane::counters() const
{
    Counters counters;
    counters.commands = x_commands.load(std::memory_order_relaxed);
    counters.batches = x_batches.load(std::memory_order_relaxed);
    counters.repeated_batches = x_repeated.load(std::memory_order_relaxed);
    std::lock_guard lock(x_mutex);
    counters.waiting = x_waiting.size();
    return counters;
}

void WriterLane::work()
{
    Batch batch;
    while (take(batch)) {
        if (batch.empty()) {
            keep_up(/*idle*/ true);
            continue;
        }
        run(batch);
        batch.clear();
        keep_up(/*idle*/ false);
    }
}

/// What waits, at most a batch, the municipalities in turns; nothing when the lane was idle for a second;
/// false when it is time to end.
bool WriterLane::take(Batch& batch)
{
    std::unique_lock lock(x_mutex);
    const auto something = [&] { return !x_waiting.empty() || x_stopping; };
    if (x_writer->wants_upkeep()) x_arrived.wait_for(lock, std::chrono::seconds(1), something);
    else x_arrived.wait(lock, something);
    // Where batches overlap with the syncs and answers of those before, all at once would overlap with
    // nothing.
    const std::size_t most = x_writer->can_sync_later()
                                 ? std::min(std::max(x_waiting.size() / 2, least_of_a_rush), x_options.batch)
                                 : x_options.batch;
    // A rush on one municipality makes the others' batches at most by this much longer.
    batch = x_waiting.take(most, std::max<std::size_t>(x_options.batch / 4, 1));
    return !batch.empty() || !x_stopping;
}

void WriterLane::run(Batch& batch)
{
    x_batches.fetch_add(1, std::memory_order_relaxed);
    x_commands.fetch_add(batch.size(), std::memory_order_relaxed);
    try {
        run_in_transaction(batch);
    } catch (const std::exception& found) {
        // The database failed before the commit: nothing of this batch stays.
        const std::string what = found.what();
        try {
            x_writer->roll_back();
        } catch (const std::exception& worse) {
            return die(batch, what + "; then " + worse.what());
        }
        broken(found);
        return give_up(batch, not_written());
    }
    commit(batch);
}

/// All commands of the batch are done and wait for the commit. What another instance got in the way of is
/// tried again.
void WriterLane::run_in_transaction(const Batch& batch)
{
    constexpr int most_tries = 3;
    for (int tries = 1;; ++tries) {
        try {
            if (!run_together(batch)) {
                x_repeated.fetch_add(1, std::memory_order_relaxed);
                x_writer->roll_back();
                run_apart(batch);
            }
            return;
        } catch (const Failure& found) {
            if (found.kind() != Failure::Kind::conflict || tries == most_tries) throw;
            x_repeated.fetch_add(1, std::memory_order_relaxed);
            x_writer->roll_back();
        }
    }
}

void WriterLane::begin(const Batch& batch)
{
    x_municipalities.clear();
    for (const auto& job : batch) {
        const MunicipalityCode code = job->municipality();
        if (std::find(x_municipalities.begin(), x_municipalities.end(), code) == x_municipalities.end())
            x_municipalities.push_back(code);
    }
    std::sort(x_municipalities.begin(), x_municipalities.end());
    x_writer->begin(x_municipalities);
    x_outcomes.assign(batch.size(), Outcome{});
    x_announcements.clear();
    x_changed.clear();
    x_memory.clear();
}

/// All commands in one transaction.  False when one failed after it had written.
bool WriterLane::run_together(const Batch& batch)
{
    begin(batch);
    if (x_writer->session().is_far() && batch.size() > 1) {
        try {
            scout_all(batch);
        } catch (const BugFound&) {
            return false;  // run_apart puts no commands together
        }
    }
    SentInParts sent(x_writer->session(), batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        SessionTransaction tx(x_writer->session(), batch[i]->municipality(), x_memory);
        try {
            sent.next();
            if (batch[i]->run(tx)) keep(tx);
            else if (tx.has_written()) return false;
        } catch (const Failure& found) {
            if (found.kind() != Failure::Kind::constraint) throw;
            return false;
        } catch (const std::exception& found) {
            if (tx.has_written() || !x_writer->is_usable()) return false;
            x_outcomes[i] = {Outcome::Kind::broke, broken(found)};
        }
    }
    try {
        write_what_is_kept();
        check_invariants();
        x_writer->settle();
    } catch (const BugFound&) {
        return false;  // run_apart finds out which command it was
    } catch (const Failure& found) {
        if (found.kind() != Failure::Kind::constraint) throw;
        return false;
    }
    return true;
}

/// What the commands will ask is asked for all of them at once.
void WriterLane::scout_all(const Batch& batch)
{
    Session& session = x_writer->session();
    std::vector<std::string_view> kinds;
    for (const auto& job : batch) {
        kinds.push_back(job->kind());
        ScoutingTransaction tx(session, job->municipality());
        job->ask_ahead(tx);
    }
    session.fetch_ahead();
    const std::vector<int> most = x_scouted_before.most_rounds_of(kinds);
    const std::vector<int> needed = scout(session, most, [&](std::size_t number) {
        ScoutingTransaction tx(session, batch[number]->municipality());
        batch[number]->run(tx);
    });
    x_scouted_before.learn(kinds, most, needed);
}

/// Each command in a savepoint of its own, with the invariants behind it, so that only the broken ones fall.
void WriterLane::run_apart(const Batch& batch)
{
    begin(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        x_writer->set_savepoint();
        SessionTransaction tx(x_writer->session(), batch[i]->municipality(), x_memory);
        bool stays = false;
        const std::size_t announced = x_announcements.size();
        try {
            x_changed.clear();
            if (batch[i]->run(tx)) {
                keep(tx);
                write_what_is_kept();
                check_invariants();
                x_writer->settle();
                stays = true;
            }
        } catch (const Failure& found) {
            if (found.kind() != Failure::Kind::constraint) throw;
            x_outcomes[i] = {Outcome::Kind::broke, broken(found)};
        } catch (const std::exception& found) {
            x_outcomes[i] = {Outcome::Kind::broke, broken(found)};
        }
        if (!stays) {
            x_writer->roll_back_to_savepoint();
            x_memory.clear();
            x_announcements.resize(announced);
        }
        x_writer->release_savepoint();
    }
}

void WriterLane::write_what_is_kept()
{
    for (const MunicipalityCode municipality : x_municipalities)
        SessionTransaction(x_writer->session(), municipality, x_memory).write_what_is_kept();
}

void WriterLane::check_invariants()
{
    for (SessionTransaction& changed : x_changed)
        for (const auto& invariant : x_options.invariants) invariant->check(changed);
}

/// Remembers what a command that stays has announced and touched.
void WriterLane::keep(SessionTransaction& tx)
{
    std::move(tx.announcements().begin(), tx.announcements().end(), std::back_inserter(x_announcements));
    if (x_options.invariants.empty() || !tx.has_written()) return;
    for (SessionTransaction& changed : x_changed)
        if (changed.municipality() == tx.municipality()) return changed.touch_all(tx.touched());
    x_changed.emplace_back(x_writer->session(), tx.municipality(), x_memory).touch_all(tx.touched());
}

void WriterLane::commit(Batch& batch)
{
    const bool later = is_sync_worth_leaving();
    Ended ended{std::move(batch), std::move(x_outcomes), std::move(x_announcements), {}, {}};
    if (!later) {
        ended.how = x_writer->commit(ended.announcements, ended.what);
        return end(ended);
    }
    x_late_sync.expect();
    ended.how = x_writer->commit_and_sync_later(ended.announcements, ended.what);
    x_late_sync.hand_over(
        [this, all = std::make_shared<Ended>(std::move(ended))](bool durable, const std::string& what) {
            if (all->how == Committed::written && durable) all->how = Committed::durable;
            else if (all->how == Committed::written) all->how = Committed::broken, all->what = what;
            end(*all);
        });
}

/// Others wait, or earlier batches have not been answered yet, before whom nobody may be. Alone, a command
/// has its answer sooner without a second thread.
bool WriterLane::is_sync_worth_leaving()
{
    if (!x_writer->can_sync_later()) return false;
    if (!x_late_sync.is_idle()) return true;
    const std::lock_guard lock(x_mutex);
    return !x_waiting.empty();
}

void WriterLane::end(Ended& ended)
{
    switch (ended.how) {
        case Committed::durable: return answer(ended);
        case Committed::undone:
            broken(std::runtime_error(ended.what));
            return give_up(ended.batch, not_written());
        case Committed::outcome_unknown:
            broken(std::runtime_error(ended.what));
            return give_up(ended.batch, outcome_unknown());
        case Committed::broken: return die(ended.batch, ended.what);
        case Committed::written: break;
    }
    throw BugFound("a batch that is not durable has no answer yet");
}

/// From here on the batch is durable.
void WriterLane::answer(Ended& ended)
{
    Batch& batch = ended.batch;
    if (!ended.announcements.empty() && x_options.on_committed)
        quietly("on_committed", [&] { x_options.on_committed(ended.announcements); });
    for (std::size_t i = 0; i < batch.size(); ++i) {
        quietly("an answer", [&] {
            Outcome& outcome = ended.outcomes[i];
            if (outcome.kind == Outcome::Kind::broke) batch[i]->failed(std::move(outcome.error));
            else batch[i]->done();
        });
    }
    for (auto& job : batch) {
        quietly("an answer", [&] { job->after_batch(); });
        job.reset();
    }
}

void WriterLane::give_up(Batch& batch, const Error& error)
{
    for (auto& job : batch) quietly("an answer", [&] { job->failed(error); });
    for (auto& job : batch) quietly("an answer", [&] { job->after_batch(); });
}

void WriterLane::die(Batch& batch, const std::string& what)
{
    Batch waiting;
    bool is_first = false;
    {
        std::lock_guard lock(x_mutex);
        is_first = !x_dead.exchange(true);
        waiting = x_waiting.take(x_waiting.size(), x_waiting.size());
    }
    give_up(batch, outcome_unknown());
    for (auto& job : waiting) {
        quietly("an answer", [&] { job->failed(stopped()); });
        quietly("an answer", [&] { job->after_batch(); });
    }
    if (is_first && x_options.on_fatal) x_options.on_fatal(what);
}

void WriterLane::keep_up(bool idle)
{
    if (x_dead) return;
    try {
        x_writer->keep_up(idle);
    } catch (const Failure& found) {
        broken(found);
        Batch nobody;
        if (found.kind() == Failure::Kind::unknown_outcome) die(nobody, found.what());
    }
}

/// Logs what broke under a number, and the error that names the number.
Error WriterLane::broken(const std::exception& found)
{
    char number[24];
    std::snprintf(number, sizeof number, "%08x-%04x", static_cast<unsigned>(x_incident_seed),
                  static_cast<unsigned>(++x_incidents));
    if (x_options.on_incident) quietly("on_incident", [&] { x_options.on_incident(number, found.what()); });
    return {
        ErrorKind::bug,
        "incident",
        {std::string("内部の不具合のため、操作は行われませんでした。お問い合わせの際は番号") + number +
             "をお伝えください。",
         std::string("A mistake in this service prevented this; nothing was changed. Please quote number ") +
             number + " when you ask about it."},
        0,
        number};
}

/// A callback that throws is a bug of its owner, and no reason for the lane to end.
void WriterLane::quietly(const char* during, const std::function<void()>& call)
{
    try {
        call();
    } catch (const std::exception& found) {
        std::fprintf(stderr, "store: %s threw: %s\n", during, found.what());
    }
}

}  // namespace hagukumi::store
