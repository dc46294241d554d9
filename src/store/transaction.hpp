// Snapshot and Transaction: how the rooms see the database.
//
// Both are opened for one municipality.  The rooms neither begin nor commit: the lane and the
// readers do (lane.hpp, readers.hpp).  A broken database throws Failure, which no room catches.
#pragma once

#include <any>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

#include "base/quantity.hpp"
#include "store/statement.hpp"

namespace hagukumi::store {

/// The database could not do what was asked: I/O, a full disk, a broken constraint (a bug of ours), a
/// conflict with what another instance did at the same time (to be tried again).
class Failure : public std::runtime_error {
public:
    enum class Kind { unavailable, constraint, conflict, unknown_outcome };
    Failure(Kind kind, const std::string& what) : std::runtime_error(what), x_kind(kind) {}
    Kind kind() const { return x_kind; }

private:
    Kind x_kind;
};

/// A reference to the function that is called with each row of an answer: no allocation on the hot path.
class RowSink {
public:
    template <class Each>
    explicit RowSink(Each& each)
        : x_each(const_cast<void*>(static_cast<const void*>(&each))), x_call([](void* e, const Row& row) {
              if constexpr (std::is_same_v<std::invoke_result_t<Each&, const Row&>, bool>) {
                  return (*static_cast<Each*>(e))(row);
              } else {
                  (*static_cast<Each*>(e))(row);
                  return true;
              }
          })
    {
    }
    /// False: no further rows are wanted.
    bool operator()(const Row& row) const { return x_call(x_each, row); }

private:
    void* x_each;
    bool (*x_call)(void*, const Row&);
};

/// A consistent state of one municipality's data, for reading.
class Snapshot {
public:
    virtual ~Snapshot() = default;

    MunicipalityCode municipality() const { return x_municipality; }

    /// Calls each(const Row&) for every row of the answer; one that gives false has seen enough.
    template <class Each, class... Arguments>
    void query(const Statement& statement, Each&& each, const Arguments&... arguments)
    {
        const std::array<Parameter, sizeof...(arguments)> bound{Parameter(arguments)...};
        run(statement, bound, RowSink(each));
    }

    /// make(const Row&) of the first row, or nothing when there is none.
    template <class Make, class... Arguments>
    auto find(const Statement& statement, Make&& make, const Arguments&... arguments)
    {
        std::optional<std::invoke_result_t<Make, const Row&>> found;
        const auto take_first = [&](const Row& row) {
            found.emplace(make(row));
            return false;
        };
        query(statement, take_first, arguments...);
        return found;
    }

    /// Says that this will be asked next, with the same arguments: an engine that is far away sends it along
    /// with the question before it, so that nobody waits twice for the way there and back. Promises nothing:
    /// what is written in between makes the answer old, and it is asked for again.
    template <class... Arguments>
    void ask_ahead(const Statement& statement, const Arguments&... arguments)
    {
        const std::array<Parameter, sizeof...(arguments)> bound{Parameter(arguments)...};
        run_ahead(statement, bound);
    }

    /// each(Snapshot&, number) for every number below `count`, in rising order.  An engine that is far away
    /// first runs all of them as far as they ask the same, to ask it at once: so each begins more than once,
    /// and may end only once.
    template <class Each>
    void for_each(std::size_t count, Each&& each)
    {
        run_each(count, std::forward<Each>(each));
    }

    /// Several questions (Snapshot&), each of which says what it found by setting something; in their order,
    /// and as for_each().
    template <class... Parts>
    void ask_together(Parts&&... parts)
    {
        const std::array<std::function<void(Snapshot&)>, sizeof...(parts)> all{std::forward<Parts>(parts)...};
        for_each(all.size(), [&](Snapshot& snapshot, std::size_t number) { all[number](snapshot); });
    }

protected:
    explicit Snapshot(MunicipalityCode municipality) : x_municipality(municipality) {}

    /// Runs the statement with $1 = municipality, $2... = parameters; gives the number of rows changed.
    virtual std::int64_t run(const Statement& statement, std::span<const Parameter> parameters,
                             RowSink sink) = 0;

    virtual void run_ahead(const Statement& statement, std::span<const Parameter> parameters) = 0;

    virtual void run_each(std::size_t count, const std::function<void(Snapshot&, std::size_t)>& each)
    {
        for (std::size_t number = 0; number < count; ++number) each(*this, number);
    }

private:
    MunicipalityCode x_municipality;
};

/// Something that others want to hear about once it is durable (a desk's screen, other instances).
struct Announcement {
    MunicipalityCode municipality;
    Id subject;        ///< whom it concerns: the facility
    Id event;          ///< which event: rises with time
    std::string kind;  ///< "use", "void"
    std::string json;  ///< what the listener is told; no more personal data than that listener may see
};

class Transaction;

/// What the commands of a batch have left of rows that each of them reads and moves, the head of a chain:
/// such a row is read once and written once, not by each.  The lane forgets it when anything of the batch is
/// taken back.
class BatchMemory {
public:
    using Write = std::function<void(Transaction&)>;

    template <class T>
    T* find(MunicipalityCode municipality, const Id& of)
    {
        const auto its = x_kept.find(municipality);
        if (its == x_kept.end()) return nullptr;
        const auto found = its->second.find({typeid(T), of});
        return found == its->second.end() ? nullptr : std::any_cast<T>(&found->second.value);
    }
    template <class T>
    void keep(MunicipalityCode municipality, const Id& of, T value, Write write)
    {
        x_kept[municipality].insert_or_assign({typeid(T), of}, Kept{std::move(value), std::move(write)});
    }
    /// What is still to be written of this municipality; from now on it is not.
    std::vector<Write> take_writes(MunicipalityCode municipality)
    {
        std::vector<Write> writes;
        const auto its = x_kept.find(municipality);
        if (its == x_kept.end()) return writes;
        for (auto& [of, kept] : its->second)
            if (kept.write) writes.push_back(std::exchange(kept.write, nullptr));
        return writes;
    }
    void clear() { x_kept.clear(); }

private:
    struct Kept {
        std::any value;
        Write write;  ///< empty: it is written
    };
    std::map<MunicipalityCode, std::map<std::pair<std::type_index, Id>, Kept>> x_kept;
};

/// How many rows a statement changes that nobody waits for.
enum class Rows { one, any };

/// The state that a command reads and changes.  A command may run twice (the lane repeats a batch
/// in which one command failed), so it must have no effect outside of its transaction.
class Transaction : public Snapshot {
public:
    /// Runs a changing statement and gives the number of rows changed.
    template <class... Arguments>
    std::int64_t execute(const Statement& statement, const Arguments&... arguments)
    {
        const std::array<Parameter, sizeof...(arguments)> bound{Parameter(arguments)...};
        auto ignore = [](const Row&) {};
        x_has_written = true;
        return run(statement, bound, RowSink(ignore));
    }

    /// Changes exactly one row, or is a bug. An engine that is far away may find that out later, but before
    /// the commit, so that nobody waits for the way there and back.
    template <class... Arguments>
    void write(const Statement& statement, const Arguments&... arguments)
    {
        const std::array<Parameter, sizeof...(arguments)> bound{Parameter(arguments)...};
        write_values(statement, bound);
    }
    void write_values(const Statement& statement, std::span<const Parameter> values)
    {
        x_has_written = true;
        run_later(statement, values, Rows::one);
    }

    /// The same for as many rows as there are, perhaps none: how many is nobody's question.
    template <class... Arguments>
    void change(const Statement& statement, const Arguments&... arguments)
    {
        const std::array<Parameter, sizeof...(arguments)> bound{Parameter(arguments)...};
        x_has_written = true;
        run_later(statement, bound, Rows::any);
    }

    /// Passed on after the commit, and only then.
    void announce(Announcement announcement) { x_announcements.push_back(std::move(announcement)); }

    /// Names an object that this command changed; the invariants look at these before the commit.
    void touch(const Id& object) { x_touched.push_back(object); }

    /// What was touched: by this command, or for an Invariant by the whole batch (may repeat itself).
    std::span<const Id> touched() const { return x_touched; }

    bool has_written() const { return x_has_written; }

    /// What a command of this batch, perhaps another one, kept of `of` last; null: nothing, so it is read.
    template <class T>
    const T* kept(const Id& of)
    {
        return x_memory.find<T>(municipality(), of);
    }
    /// Keeps it for a row that nobody reads but after kept(): of all that a batch keeps of `of`, only the
    /// last is written, by write(Transaction&, const T&), before the commit and before a question that
    /// is Reading::of_what_is_kept.
    template <class T, class WriteIt>
    void keep(const Id& of, T value, WriteIt write)
    {
        x_has_written = true;
        auto write_value = [value, write](Transaction& tx) { write(tx, value); };
        x_memory.keep(municipality(), of, std::move(value), std::move(write_value));
    }

protected:
    Transaction(MunicipalityCode municipality, BatchMemory& memory) : Snapshot(municipality), x_memory(memory)
    {
    }

    virtual void run_later(const Statement& statement, std::span<const Parameter> parameters, Rows rows) = 0;

    /// Writes what commands of this municipality have kept for the end.
    void write_what_is_kept()
    {
        for (const BatchMemory::Write& write : x_memory.take_writes(municipality())) write(*this);
    }

    bool x_has_written = false;
    std::vector<Announcement> x_announcements;
    std::vector<Id> x_touched;

private:
    BatchMemory& x_memory;
};

}  // namespace hagukumi::store
