// A disk that fails: an error at COMMIT is not a no (reliability.md L5), and a full disk is no reason to die
// (L6).

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <cstring>
#include <future>

#include "scratch.hpp"
#include "statements.hpp"
#include "store/sqlite/page_cache.hpp"

namespace hagukumi::test {
namespace {

// A layer below SQLite whose log, or database file, fails when a test says so.
namespace disk {

enum class Trouble { none, sync_fails, full, database_sync_fails };
std::atomic<Trouble> trouble{Trouble::none};

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};
File* of(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file);
}

sqlite3_vfs* below = nullptr;

int close(sqlite3_file* f)
{
    return of(f)->real->pMethods->xClose(of(f)->real);
}
int read(sqlite3_file* f, void* to, int count, sqlite3_int64 at)
{
    return of(f)->real->pMethods->xRead(of(f)->real, to, count, at);
}
int write(sqlite3_file* f, const void* from, int count, sqlite3_int64 at)
{
    if (trouble == Trouble::full) return SQLITE_FULL;
    return of(f)->real->pMethods->xWrite(of(f)->real, from, count, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size)
{
    return of(f)->real->pMethods->xTruncate(of(f)->real, size);
}
int sync(sqlite3_file* f, int flags)
{
    const int done = of(f)->real->pMethods->xSync(of(f)->real, flags);  // it may well have reached the disk
    return trouble == Trouble::sync_fails ? SQLITE_IOERR_FSYNC : done;
}
int size(sqlite3_file* f, sqlite3_int64* out)
{
    return of(f)->real->pMethods->xFileSize(of(f)->real, out);
}
int lock(sqlite3_file* f, int level)
{
    return of(f)->real->pMethods->xLock(of(f)->real, level);
}
int unlock(sqlite3_file* f, int level)
{
    return of(f)->real->pMethods->xUnlock(of(f)->real, level);
}
int reserved(sqlite3_file* f, int* out)
{
    return of(f)->real->pMethods->xCheckReservedLock(of(f)->real, out);
}
int control(sqlite3_file* f, int what, void* about)
{
    return of(f)->real->pMethods->xFileControl(of(f)->real, what, about);
}
int sector(sqlite3_file* f)
{
    return of(f)->real->pMethods->xSectorSize(of(f)->real);
}
int traits(sqlite3_file* f)
{
    return of(f)->real->pMethods->xDeviceCharacteristics(of(f)->real);
}

const sqlite3_io_methods methods = {1,       close,   read,     write,   truncate, sync,   size,
                                    lock,    unlock,  reserved, control, sector,   traits, nullptr,
                                    nullptr, nullptr, nullptr,  nullptr, nullptr};

// A database file is the real one; only its sync is another.
sqlite3_io_methods database_methods;
int (*real_sync)(sqlite3_file*, int) = nullptr;

int sync_database(sqlite3_file* f, int flags)
{
    return trouble == Trouble::database_sync_fails ? SQLITE_IOERR_FSYNC : real_sync(f, flags);
}

int open_database_file(const char* name, sqlite3_file* file, int flags, int* out)
{
    const int code = below->xOpen(below, name, file, flags, out);
    if (code != SQLITE_OK) return code;
    if (real_sync == nullptr) {
        database_methods = *file->pMethods;
        real_sync = database_methods.xSync;
        database_methods.xSync = sync_database;
    }
    file->pMethods = &database_methods;
    return code;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) return open_database_file(name, file, flags, out);
    if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, file, flags, out);
    file->pMethods = nullptr;
    of(file)->real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
    const int code = below->xOpen(below, name, of(file)->real, flags, out);
    if (code == SQLITE_OK) file->pMethods = &methods;
    return code;
}

void install()
{
    static sqlite3_vfs layer;
    if (below != nullptr) return;
    store::sqlite::use_bounded_page_cache();  // SQLite takes it only before it looks for its layers
    below = sqlite3_vfs_find(nullptr);
    layer = *below;
    layer.zName = "failing";
    layer.szOsFile += static_cast<int>(sizeof(File));
    layer.xOpen = open_file;
    sqlite3_vfs_register(&layer, 1);
}

// Before anybody opens a database: our own layer stands on the one that it finds first.
const bool is_installed = (install(), true);

}  // namespace disk

struct FailingDisk : testing::Test {
    Scratch scratch;
    store::Options options;
    std::atomic<int> fatal{0};
    std::vector<std::string> announced;

    FailingDisk()
    {
        EXPECT_TRUE(disk::is_installed);
        disk::trouble = disk::Trouble::none;
        options.database = scratch.file("a.sqlite");
        options.on_fatal = [this](const std::string&) { ++fatal; };
        options.on_committed = [this](std::span<const store::Announcement> all) {
            for (const auto& one : all) announced.push_back(one.kind);
        };
    }
    ~FailingDisk() override { disk::trouble = disk::Trouble::none; }

    static Result<int> write_one(store::Database& database, std::uint64_t number)
    {
        return database.lane().run(nerima, [number](store::Transaction& tx) -> Result<int> {
            write_command(tx, number_id(number));
            tx.announce({nerima, number_id(1), number_id(number), "use", "{}"});
            return 1;
        });
    }
};

TEST_F(FailingDisk, AnErrorAtCommitIsAnUnknownOutcomeAndEndsTheLane)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    {
        auto database = open(options);
        ASSERT_TRUE(write_one(*database, 1));
        disk::trouble = disk::Trouble::sync_fails;
        const auto unknown = write_one(*database, 2);
        ASSERT_FALSE(unknown);
        EXPECT_EQ(unknown.error().kind, ErrorKind::unknown_outcome);
        EXPECT_GT(unknown.error().retry_after_seconds, 0);
        disk::trouble = disk::Trouble::none;
        const auto late = write_one(*database, 3);
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().kind, ErrorKind::unavailable);  // this one surely did not happen
        database->stop();
        EXPECT_EQ(fatal, 1);
    }
    EXPECT_EQ(announced, std::vector<std::string>{"use"});  // nothing is announced that may not be
    auto recovered = open(options);  // the next start finds out: 2 may be there, 3 is not
    recovered->read(nerima, [](store::Snapshot& snapshot) {
        const auto there = [&](std::uint64_t number) {
            return snapshot
                .find(
                    find_command, [](const store::Row&) { return true; }, number_id(number))
                .has_value();
        };
        EXPECT_TRUE(there(1));
        EXPECT_FALSE(there(3));
    });
    ASSERT_TRUE(write_one(*recovered, 4));
}

TEST_F(FailingDisk, L5_ASyncOfTheDatabaseThatFailsEndsTheLaneWhileTheLogStillHoldsEverything)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    options.checkpoint_after_bytes = 4 << 20;
    std::uint64_t written = 0;
    {
        auto database = open(options);
        disk::trouble = disk::Trouble::database_sync_fails;
        while (written < 20'000 && write_one(*database, written + 1)) ++written;
        EXPECT_GT(written, 50U) << "the first steps sync nothing";
        database->stop();
        EXPECT_EQ(fatal, 1);
    }
    disk::trouble = disk::Trouble::none;
    auto recovered = open(options);
    recovered->read(nerima, [&](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), written); });
}

TEST_F(FailingDisk, L5_ASyncBesideTheNextBatchThatFailsIsNoYesForAnybody)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    options.batch = 1;
    auto database = open(options);
    ASSERT_TRUE(write_one(*database, 1));
    // All three wait for the lane together and each is a batch, so the first leaves its sync.
    std::promise<void> begun, may_go;
    std::array<std::promise<Result<int>>, 3> told;
    for (std::uint64_t i = 0; i < told.size(); ++i)
        database->lane().submit(
            nerima,
            [&, i](store::Transaction& tx) -> Result<int> {
                if (i == 0) {
                    begun.set_value();
                    may_go.get_future().wait();
                }
                write_command(tx, number_id(2 + i));
                tx.announce({nerima, number_id(1), number_id(2 + i), "late", "{}"});
                return 1;
            },
            [&told, i](Result<int> done) { told[i].set_value(std::move(done)); });
    begun.get_future().wait();
    disk::trouble = disk::Trouble::sync_fails;
    may_go.set_value();
    for (auto& one : told) {
        const Result<int> done = one.get_future().get();
        ASSERT_FALSE(done);
        // Who was still waiting when the first was told is refused: it surely did not happen.
        EXPECT_TRUE(done.error().kind == ErrorKind::unknown_outcome ||
                    (done.error().kind == ErrorKind::unavailable && &one != &told.front()));
    }
    disk::trouble = disk::Trouble::none;
    ASSERT_FALSE(write_one(*database, 9));
    database->stop();
    EXPECT_EQ(fatal, 1);
    EXPECT_EQ(announced, std::vector<std::string>{"use"});
}

TEST_F(FailingDisk, AFullDiskRefusesAndGoesOnWhenThereIsSpaceAgain)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    auto database = open(options);
    ASSERT_TRUE(write_one(*database, 1));
    disk::trouble = disk::Trouble::full;
    for (int i = 0; i < 3; ++i) {
        const auto refused = write_one(*database, 2);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().kind == ErrorKind::unknown_outcome ||
                    refused.error().kind == ErrorKind::unavailable);
    }
    database->read(nerima, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 1); });
    disk::trouble = disk::Trouble::none;
    ASSERT_TRUE(write_one(*database, 2));
    EXPECT_EQ(fatal, 0);
    database->read(nerima, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 2); });
}

}  // namespace
}  // namespace hagukumi::test
