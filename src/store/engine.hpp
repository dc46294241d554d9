// What an engine offers to the store: a Session that runs statements, and a Writer that also begins and
// commits. Rooms never see these; they see Snapshot and Transaction.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::store {

/// A connection with its prepared statements. Used by one thread at a time. Throws Failure or BugFound.
class Session {
public:
    virtual ~Session() = default;

    /// Runs a room's statement for one municipality; gives the number of rows changed.
    virtual std::int64_t run(const Statement& statement, MunicipalityCode municipality,
                             std::span<const Parameter> parameters, const RowSink& sink) = 0;

    /// The same for one that nobody waits for (other than so many rows is a bug); what went wrong may come
    /// out of any later call, at the latest out of Writer::settle().
    virtual void run_later(const Statement& statement, MunicipalityCode municipality,
                           std::span<const Parameter> parameters, Rows rows) = 0;

    virtual bool reads_only(const Statement& statement) = 0;

    /// Whether a question that is asked ahead saves anything: an engine in the same process has no way to
    /// save.
    virtual bool is_far() const { return false; }

    /// This question comes next: see Snapshot::ask_ahead.
    virtual void run_ahead(const Statement& /*statement*/, MunicipalityCode /*municipality*/,
                           std::span<const Parameter> /*parameters*/)
    {
    }

    /// The same; true when its answer is here already, and given to `sink`.
    virtual bool run_if_here(const Statement& /*statement*/, MunicipalityCode /*municipality*/,
                             std::span<const Parameter> /*parameters*/, const RowSink& /*sink*/)
    {
        return false;
    }

    /// What is to be asked and changed goes on its way; nobody waits.
    virtual void send_ahead() {}

    /// Waits for the answers to all that was asked ahead.
    virtual void fetch_ahead() {}
};

/// How a commit ended.
enum class Committed {
    durable,
    written,          ///< others see it; durable when Writer::sync() has come back
    undone,           ///< it did not happen
    outcome_unknown,  ///< nobody knows whether it happened; the lane may go on
    broken,           ///< nobody knows, and only a new process can find out (reliability.md L5)
};

/// The session of a lane. One transaction at a time.
class Writer {
public:
    virtual ~Writer() = default;

    virtual Session& session() = 0;

    /// Begins a transaction that may change these municipalities, each named once and in rising order.
    virtual void begin(std::span<const MunicipalityCode> municipalities) = 0;
    virtual void set_savepoint() = 0;
    virtual void roll_back_to_savepoint() = 0;
    virtual void release_savepoint() = 0;

    /// Everything that was asked for has been done. Throws what went wrong with any of it.
    virtual void settle() {}

    /// False when an error has made the whole transaction useless: it can only be rolled back.
    virtual bool is_usable() const { return true; }

    /// Ends the transaction, if the engine has not already ended it because of an error.
    virtual void roll_back() = 0;

    /// `announcements` are told to the other instances with the commit; `what` says why it was not durable.
    virtual Committed commit(std::span<const Announcement> announcements, std::string& what) = 0;

    /// Whether the waiting for the disk can be left to sync().
    virtual bool can_sync_later() const { return false; }

    /// The same as commit(), but `written` where durable.
    virtual Committed commit_and_sync_later(std::span<const Announcement> announcements, std::string& what)
    {
        return commit(announcements, what);
    }

    /// Makes durable what was `written` so far; beside the lane's thread. False: nobody knows whether it is,
    /// and only a new process can find out; `what` says why.
    virtual bool sync(std::string& /*what*/) { return true; }

    /// Upkeep between two batches, or when nobody waits; throws Failure, `unknown_outcome` when the process
    /// must end.
    virtual bool wants_upkeep() const { return false; }
    virtual void keep_up(bool /*idle*/) {}
};

/// A Snapshot on a session; whoever makes it begins and ends.
class SessionSnapshot final : public Snapshot {
public:
    SessionSnapshot(Session& session, MunicipalityCode municipality)
        : Snapshot(municipality), x_session(session)
    {
    }

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters, RowSink sink) override
    {
        return x_session.run(statement, municipality(), parameters, sink);
    }

    void run_ahead(const Statement& statement, std::span<const Parameter> parameters) override
    {
        x_session.run_ahead(statement, municipality(), parameters);
    }

    void run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each) override;

private:
    Session& x_session;
};

/// A Transaction on a session; the lane begins and commits.
class SessionTransaction final : public Transaction {
public:
    SessionTransaction(Session& session, MunicipalityCode municipality, BatchMemory& memory)
        : Transaction(municipality, memory), x_session(session)
    {
    }

    std::vector<Announcement>& announcements() { return x_announcements; }
    void touch_all(std::span<const Id> objects)
    {
        x_touched.insert(x_touched.end(), objects.begin(), objects.end());
    }

    /// Before the commit.
    using Transaction::write_what_is_kept;

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters, RowSink sink) override
    {
        if (statement.reading == Reading::of_what_is_kept) write_what_is_kept();
        // A change that came in through query() counts as well: what was written can be undone.
        if (!x_has_written && !x_session.reads_only(statement)) x_has_written = true;
        return x_session.run(statement, municipality(), parameters, sink);
    }

    void run_ahead(const Statement& statement, std::span<const Parameter> parameters) override
    {
        x_session.run_ahead(statement, municipality(), parameters);
    }

    void run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each) override;

    void run_later(const Statement& statement, std::span<const Parameter> parameters, Rows rows) override
    {
        x_session.run_later(statement, municipality(), parameters, rows);
    }

private:
    Session& x_session;
};

}  // namespace hagukumi::store
