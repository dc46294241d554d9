// Fewer, larger writes: a layer between SQLite and its own file system layer.
//
// SQLite writes its log as a head of 24 bytes and then a page: two calls of the kernel for a kilobyte.  Here
// writes that follow each other are put together, up to 64 KiB.
//
//  1. What was put together is written before anything else happens to the log: a read, a sync, a change of
//     its size.  With synchronous=FULL SQLite syncs before it lets anybody see what it wrote.
//  2. An error of a late write is the error of the call that had to write.  Its bytes are dropped: SQLite
//     rolls back and will write over them.
//  3. A log that grows is lengthened ahead with zeros, by as much as it holds and 4 MiB at most: a sync of
//     bytes over bytes need not wait for the file system's own journal, which a sync of a longer file does
//     (limits.md: twice as long, and many times as long while the journal is written). SQLite reads a log up
//     to the first frame whose checksum is wrong.
//  4. The last block of a write is filled with zeros where nothing of this log lies behind: the file system
//     need not read what was there before, for which a busy disk takes milliseconds.
//  5. Where the lane says so, the sync of a commit only writes out, and sync_log() syncs it beside the next
//     batch. All other syncs stay where they are: those of a checkpoint, and that of a log's new head.
//  6. Only the log.  A checkpoint that readers keep from its end tells them to read the database's pages
//     without a sync in between, so those must never wait.
#pragma once

#include <sqlite3.h>

namespace hagukumi::store::sqlite {

/// The name to open a connection with; makes the layer known to SQLite the first time.
const char* gathering_vfs();

/// The log of a database that was opened with this layer and has been written to; null for any other.
sqlite3_file* find_log(sqlite3* database);

/// From now on commits leave their sync to sync_log(), or no longer do.
void sync_later(sqlite3_file* log, bool later);

/// Makes durable what was written to the log; on any thread. Gives SQLite's code.
int sync_log(sqlite3_file* log);

}  // namespace hagukumi::store::sqlite
