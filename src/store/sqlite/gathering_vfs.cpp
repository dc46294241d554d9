#include "store/sqlite/gathering_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::store::sqlite {

namespace {

constexpr std::string_view name = "gathering";
constexpr std::size_t most_gathered = 64 << 10;
constexpr sqlite3_int64 block = 4096;  ///< of the file system
constexpr sqlite3_int64 most_ahead = 4 << 20;
constexpr sqlite3_int64 log_head_bytes = 32;
constexpr std::array<std::uint8_t, most_gathered> zeros{};

/// What SQLite holds of an open file: this, and the file of the layer below right behind it.
struct GatheringFile {
    sqlite3_file base;
    std::vector<std::uint8_t> gathered;  ///< goes to `begins` and on
    sqlite3_int64 begins;
    sqlite3_int64 written_to;  ///< in the log that has this head; nobody reads what lies behind
    sqlite3_int64 size;        ///< of the file below
    bool syncs_later;          ///< what is written at a commit waits for sync_log()

    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    sqlite3_int64 ends() const { return begins + static_cast<sqlite3_int64>(gathered.size()); }

    int write_out()
    {
        if (gathered.empty()) return SQLITE_OK;
        if (begins == 0) written_to = 0;
        if (ends() >= written_to) {
            written_to = ends();
            fill_block();
        }
        const int code = write_below(gathered.data(), gathered.size(), begins);
        if (code == SQLITE_OK && ends() > size) {
            size = ends();
            lengthen();
        }
        gathered.clear();
        return code;
    }

    void fill_block() { gathered.resize(gathered.size() + static_cast<std::size_t>(-ends() & (block - 1))); }

    /// Where the disk is full the log goes on without; the write that needs the room says so.
    void lengthen()
    {
        const sqlite3_int64 goal = size + std::min(size, most_ahead);
        while (size < goal) {
            const auto bytes = static_cast<std::size_t>(std::min<sqlite3_int64>(zeros.size(), goal - size));
            if (write_below(zeros.data(), bytes, size) != SQLITE_OK) return;
            size += static_cast<sqlite3_int64>(bytes);
        }
    }

private:
    int write_below(const std::uint8_t* data, std::size_t bytes, sqlite3_int64 offset)
    {
        return below()->pMethods->xWrite(below(), data, static_cast<int>(bytes), offset);
    }
};

static_assert(sizeof(GatheringFile) % alignof(sqlite3_int64) == 0,
              "the file below is aligned as SQLite does it");

GatheringFile& self(sqlite3_file* file)
{
    return *reinterpret_cast<GatheringFile*>(file);
}

using Methods = sqlite3_io_methods;

/// Writes out, then calls the layer below.
template <auto Method, class... Arguments>
int after_writing(sqlite3_file* file, Arguments... arguments)
{
    GatheringFile& gathering = self(file);
    if (const int code = gathering.write_out(); code != SQLITE_OK) return code;
    return (gathering.below()->pMethods->*Method)(gathering.below(), arguments...);
}

/// Calls the layer below.
template <auto Method, class... Arguments>
auto straight(sqlite3_file* file, Arguments... arguments)
{
    sqlite3_file* below = self(file).below();
    return (below->pMethods->*Method)(below, arguments...);
}

int write(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset)
{
    GatheringFile& gathering = self(file);
    const auto bytes = static_cast<std::size_t>(count);
    if (offset != gathering.ends() || gathering.gathered.size() + bytes > most_gathered) {
        if (const int code = gathering.write_out(); code != SQLITE_OK) return code;
        gathering.begins = offset;
    }
    const auto* first = static_cast<const std::uint8_t*>(data);
    gathering.gathered.insert(gathering.gathered.end(), first, first + bytes);
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size)
{
    const int code = after_writing<&Methods::xTruncate>(file, size);
    if (code == SQLITE_OK) self(file).size = size;
    return code;
}

/// The log's head, when it begins anew, never waits: with the old head on the disk the frames behind it would
/// be taken for the old log's.
int sync(sqlite3_file* file, int flags)
{
    const GatheringFile& gathering = self(file);
    const bool is_head = gathering.begins == 0 && gathering.ends() == log_head_bytes;
    if (gathering.syncs_later && !is_head) return self(file).write_out();
    return after_writing<&Methods::xSync>(file, flags);
}

int close(sqlite3_file* file)
{
    GatheringFile& gathering = self(file);
    const int written = gathering.write_out();
    const int closed = gathering.below()->pMethods->xClose(gathering.below());
    gathering.~GatheringFile();
    return written != SQLITE_OK ? written : closed;
}

constexpr Methods methods{
    1,  // a log has neither shared memory nor a mapping
    close,
    after_writing<&Methods::xRead, void*, int, sqlite3_int64>,
    write,
    truncate,
    sync,
    after_writing<&Methods::xFileSize, sqlite3_int64*>,
    after_writing<&Methods::xLock, int>,
    after_writing<&Methods::xUnlock, int>,
    straight<&Methods::xCheckReservedLock, int*>,
    straight<&Methods::xFileControl, int, void*>,
    straight<&Methods::xSectorSize>,
    straight<&Methods::xDeviceCharacteristics>,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

sqlite3_vfs* below_of(sqlite3_vfs* vfs)
{
    return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out)
{
    sqlite3_vfs* below = below_of(vfs);
    if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, path, file, flags, flags_out);
    auto* gathering = new (file) GatheringFile{};
    const int code = below->xOpen(below, path, gathering->below(), flags, flags_out);
    if (code == SQLITE_OK) {
        gathering->gathered.reserve(most_gathered + block);
        gathering->base.pMethods = &methods;
        return straight<&Methods::xFileSize>(file, &gathering->size);
    }
    // SQLite closes what has methods, also after a failed open.
    if (gathering->below()->pMethods != nullptr) gathering->base.pMethods = &methods;
    else gathering->~GatheringFile();
    return code;
}

sqlite3_vfs layer_over(sqlite3_vfs& below)
{
    sqlite3_vfs layer = below;  // names, randomness, sleep and clock are those of the layer below
    layer.pNext = nullptr;
    layer.zName = name.data();
    layer.pAppData = &below;
    layer.szOsFile = static_cast<int>(sizeof(GatheringFile)) + below.szOsFile;
    layer.xOpen = open;
    // These look at the layer's own data below, so they are called with the layer that they belong to.
    layer.xDelete = [](sqlite3_vfs* vfs, const char* path, int sync) {
        return below_of(vfs)->xDelete(below_of(vfs), path, sync);
    };
    layer.xAccess = [](sqlite3_vfs* vfs, const char* path, int flags, int* result) {
        return below_of(vfs)->xAccess(below_of(vfs), path, flags, result);
    };
    layer.xFullPathname = [](sqlite3_vfs* vfs, const char* path, int size, char* full) {
        return below_of(vfs)->xFullPathname(below_of(vfs), path, size, full);
    };
    return layer;
}

}  // namespace

sqlite3_file* find_log(sqlite3* database)
{
    sqlite3_file* log = nullptr;
    const int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return code == SQLITE_OK && log != nullptr && log->pMethods == &methods ? log : nullptr;
}

void sync_later(sqlite3_file* log, bool later)
{
    self(log).syncs_later = later;
}

int sync_log(sqlite3_file* log)
{
    return straight<&Methods::xSync>(log, SQLITE_SYNC_NORMAL);
}

const char* gathering_vfs()
{
    static sqlite3_vfs layer = [] {
        sqlite3_vfs* below = sqlite3_vfs_find(nullptr);
        must(below != nullptr, "SQLite has a file system layer of its own");
        return layer_over(*below);
    }();
    static const int registered = sqlite3_vfs_register(&layer, /*makeDflt*/ 0);
    must(registered == SQLITE_OK, "SQLite takes a layer that it does not know yet");
    return layer.zName;
}

}  // namespace hagukumi::store::sqlite
