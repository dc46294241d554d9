// A power cut: what the kernel had not yet brought to the disk is gone, in whole, in part, or out of order.
// Whatever was answered, or shown to a reader, is there afterwards (reliability.md L5, limits.md A2).

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "scratch.hpp"
#include "statements.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/page_cache.hpp"

namespace hagukumi::test {
namespace {

// A layer below SQLite that remembers, for the files of one database, what a power cut would leave of them.
namespace disk {

struct Platter {
    std::string durable;
    std::vector<std::pair<std::size_t, std::string>> pending;  ///< written since, in their order

    void write(std::size_t at, std::string_view bytes) { pending.emplace_back(at, bytes); }
    void settle(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) put(durable, pending[i]);
        pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(count));
    }
    /// With any of what was pending: all of a write, none of it, or its beginning.
    std::string after_cut(std::mt19937& random) const
    {
        std::string left = durable;
        for (const auto& [at, bytes] : pending) {
            const std::size_t sectors = bytes.size() / 512;
            switch (random() % 3) {
                case 0: break;
                case 1: put(left, {at, bytes}); break;
                case 2: put(left, {at, bytes.substr(0, sectors > 0 ? random() % sectors * 512 : 0)}); break;
            }
        }
        return left;
    }

private:
    static void put(std::string& into, const std::pair<std::size_t, std::string>& write)
    {
        if (into.size() < write.first + write.second.size()) into.resize(write.first + write.second.size());
        into.replace(write.first, write.second.size(), write.second);
    }
};

std::mutex mutex;  // of all that follows
std::string watched;
std::map<sqlite3_file*, std::string> names;
std::map<std::string, Platter> platters;
std::map<sqlite3_file*, const sqlite3_io_methods*> own;
bool has_frames_before_head = false;  // with the old head, those behind them would pass for the old log's
std::function<void()> before_sync_of_log;  // on the thread that syncs

const sqlite3_io_methods& methods_of(sqlite3_file* file)
{
    const std::lock_guard lock(mutex);
    return *own.at(file);
}

int write(sqlite3_file* file, const void* data, int count, sqlite3_int64 at)
{
    const int code = methods_of(file).xWrite(file, data, count, at);
    const std::lock_guard lock(mutex);
    Platter& platter = platters[names[file]];
    const std::string_view bytes(static_cast<const char*>(data), static_cast<std::size_t>(count));
    const bool has_head = std::any_of(platter.pending.begin(), platter.pending.end(),
                                      [](const auto& one) { return one.first == 0; });
    const bool is_frame = at > 0 && bytes.find_first_not_of('\0') != std::string_view::npos;
    if (has_head && is_frame && names[file].ends_with("-wal")) has_frames_before_head = true;
    platter.write(static_cast<std::size_t>(at), bytes);
    return code;
}

int sync(sqlite3_file* file, int flags)
{
    std::size_t written = 0;
    std::function<void()> before;
    {
        const std::lock_guard lock(mutex);
        written = platters[names[file]].pending.size();
        if (names[file].ends_with("-wal")) before = before_sync_of_log;
    }
    if (before) before();
    const int code = methods_of(file).xSync(file, flags);
    const std::lock_guard lock(mutex);
    Platter& platter = platters[names[file]];
    platter.settle(std::min(written, platter.pending.size()));  // another sync may have been quicker
    return code;
}

int close(sqlite3_file* file)
{
    const int code = methods_of(file).xClose(file);
    const std::lock_guard lock(mutex);
    own.erase(file);
    names.erase(file);
    return code;
}

sqlite3_vfs* below = nullptr;

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    const int code = below->xOpen(below, name, file, flags, out);
    const std::lock_guard lock(mutex);
    const bool is_watched =
        name != nullptr && !watched.empty() && std::string_view(name).starts_with(watched);
    if (code != SQLITE_OK || !is_watched || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0)
        return code;
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> replaced;
    auto [methods, is_new] = replaced.emplace(file->pMethods, *file->pMethods);
    if (is_new) {
        methods->second.xWrite = write;
        methods->second.xSync = sync;
        methods->second.xClose = close;
    }
    own[file] = file->pMethods;
    names[file] = name;
    platters[name];
    file->pMethods = &methods->second;
    return code;
}

void install()
{
    static sqlite3_vfs layer;
    store::sqlite::use_bounded_page_cache();
    below = sqlite3_vfs_find(nullptr);
    layer = *below;
    layer.zName = "forgetful";
    layer.xOpen = open_file;
    layer.pAppData = below->pAppData;
    sqlite3_vfs_register(&layer, 1);
}

// Before anybody opens a database: our own layer stands on the one that it finds first.
const bool is_installed = (install(), true);

}  // namespace disk

struct PowerCut : testing::Test {
    Scratch scratch;
    store::Options options;

    PowerCut()
    {
        EXPECT_TRUE(disk::is_installed);
        const std::lock_guard lock(disk::mutex);
        options.database = disk::watched = scratch.file("cut.sqlite");
        disk::platters.clear();
        disk::has_frames_before_head = false;
    }
    ~PowerCut() override
    {
        const std::lock_guard lock(disk::mutex);
        disk::watched.clear();
    }

    /// The files as a machine would find them that is switched on again.
    std::string found_after_cut(std::mt19937& random, int number)
    {
        const std::string found = scratch.file(("found" + std::to_string(number) + ".sqlite").c_str());
        const std::lock_guard lock(disk::mutex);
        for (const char* suffix : {"", "-wal"})
            std::ofstream(found + suffix, std::ios::binary)
                << disk::platters[options.database + suffix].after_cut(random);
        return found;
    }
};

std::set<std::uint64_t> numbers_in(const std::string& file)
{
    store::sqlite::Connection connection(file, store::sqlite::Connection::Use::writing);
    EXPECT_EQ(connection.word("PRAGMA integrity_check"), "ok");
    std::set<std::uint64_t> numbers;
    connection.for_each_row("SELECT at FROM command",
                            [&](const store::Row& row) { numbers.insert(row.integer(0)); });
    return numbers;
}

TEST_F(PowerCut, L5_LeavesAllThatWasAnsweredOrReadWheneverItComes)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    options.checkpoint_after_bytes = 800'000;  // the log shall begin anew, too
    auto database = open(options);
    std::atomic<bool> ended{false};
    std::atomic<std::int64_t> next{0};
    std::mutex mutex;
    std::set<std::uint64_t> promised;
    const auto promise = [&](const std::vector<std::uint64_t>& numbers) {
        const std::lock_guard lock(mutex);
        promised.insert(numbers.begin(), numbers.end());
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&] {
            while (!ended) {
                const std::int64_t number = next++;
                const bool is_done =
                    database->lane()
                        .run(nerima,
                             [number](store::Transaction& tx) -> Result<int> {
                                 tx.execute(add_command, number_id(number), number_id(1), "k", number_id(2),
                                            number, std::string(300, 'x'));
                                 return 1;
                             })
                        .has_value();
                if (is_done) promise({static_cast<std::uint64_t>(number)});
            }
        });
    threads.emplace_back([&] {
        constexpr store::Statement all{"test.all_numbers", "SELECT at FROM command WHERE municipality = $1"};
        while (!ended) {
            std::vector<std::uint64_t> seen;
            database->read(nerima, [&](store::Snapshot& snapshot) {
                snapshot.query(all, [&](const store::Row& row) { seen.push_back(row.integer(0)); });
            });
            promise(seen);
        }
    });
    std::mt19937 random(11);
    std::size_t most = 0;
    for (int cut = 0; cut < 25; ++cut) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % 40));
        std::set<std::uint64_t> owed;
        {
            const std::lock_guard lock(mutex);
            owed = promised;
        }
        const std::set<std::uint64_t> found = numbers_in(found_after_cut(random, cut));
        for (const std::uint64_t number : owed)
            ASSERT_TRUE(found.count(number) == 1) << number << " at cut " << cut;
        most = std::max(most, owed.size());
    }
    ended = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_GT(most, 100U);
    EXPECT_FALSE(disk::has_frames_before_head);
}

TEST_F(PowerCut, NobodyReadsOrHearsWhatIsNotOnTheDiskYet)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    options.batch = 1;
    std::vector<std::string> announced;
    std::mutex mutex;
    options.on_committed = [&](std::span<const store::Announcement> all) {
        const std::lock_guard lock(mutex);
        for (const auto& one : all) announced.push_back(one.kind);
    };
    auto database = open(options);
    const auto write_one = [](std::uint64_t number) {
        return [number](store::Transaction& tx) -> Result<int> {
            write_command(tx, number_id(number));
            tx.announce({nerima, number_id(1), number_id(number), std::to_string(number), "{}"});
            return 1;
        };
    };
    ASSERT_TRUE(database->lane().run(nerima, write_one(1)));

    std::promise<void> syncing, may_end;
    std::shared_future<void> ends = may_end.get_future().share();
    std::atomic<int> syncs{0};
    {
        const std::lock_guard lock(disk::mutex);
        disk::before_sync_of_log = [&] {
            if (++syncs > 1) return;
            syncing.set_value();
            ends.wait();
        };
    }
    // The second waits while the first is run, so that the first one's sync is left to the other thread.
    std::promise<void> begun, may_go;
    std::promise<Result<int>> told_first, told_second;
    database->lane().submit(
        nerima,
        [&](store::Transaction& tx) -> Result<int> {
            begun.set_value();
            may_go.get_future().wait();
            return write_one(2)(tx);
        },
        [&](Result<int> done) { told_first.set_value(std::move(done)); });
    begun.get_future().wait();
    database->lane().submit(nerima, write_one(3),
                            [&](Result<int> done) { told_second.set_value(std::move(done)); });
    may_go.set_value();
    syncing.get_future().wait();

    std::atomic<std::int64_t> read{0};
    std::thread reader([&] {
        database->read(nerima, [&](store::Snapshot& snapshot) { commands_in(snapshot); });
        ++read;
    });
    std::future<Result<int>> first = told_first.get_future(), second = told_second.get_future();
    EXPECT_EQ(first.wait_for(std::chrono::milliseconds(60)), std::future_status::timeout);
    EXPECT_EQ(second.wait_for(std::chrono::milliseconds(0)), std::future_status::timeout);
    EXPECT_EQ(read, 0);
    {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(announced, std::vector<std::string>{"1"});
    }
    may_end.set_value();
    EXPECT_TRUE(first.get());
    EXPECT_TRUE(second.get());
    reader.join();
    database->stop();
    {
        const std::lock_guard lock(disk::mutex);
        disk::before_sync_of_log = {};  // closing the database syncs, too
    }
    EXPECT_EQ(announced, (std::vector<std::string>{"1", "2", "3"}));
}

}  // namespace
}  // namespace hagukumi::test
