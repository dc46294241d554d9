// Hands what was copied into a database file to the disk in pieces. A sync writes all of it at once, and the
// log's own syncs, for which everybody waits, would stand behind it.
#pragma once

#include <functional>
#include <string>

namespace hagukumi::store::sqlite {

class WriteBack {
public:
    /// Opens the file. To be destroyed after all connections to it: closing one more descriptor of a file
    /// takes away the locks that SQLite has on it.
    explicit WriteBack(const std::string& database);
    ~WriteBack();
    WriteBack(const WriteBack&) = delete;
    WriteBack& operator=(const WriteBack&) = delete;

    /// Writes what changed, piece by piece, and rests after each as long as it took; ends early when
    /// `is_enough` says so. It makes nothing durable, and what fails here fails the sync that follows.
    void write(const std::function<bool()>& is_enough) const;

private:
    int x_descriptor;
};

}  // namespace hagukumi::store::sqlite
