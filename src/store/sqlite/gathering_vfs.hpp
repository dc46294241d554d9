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
//  4. Only the log.  A checkpoint that readers keep from its end tells them to read the database's pages
//     without a sync in between, so those must never wait.
#pragma once

namespace hagukumi::store::sqlite {

/// The name to open a connection with; makes the layer known to SQLite the first time.
const char* gathering_vfs();

}  // namespace hagukumi::store::sqlite
