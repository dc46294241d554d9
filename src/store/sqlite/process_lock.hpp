// The lock that keeps a second process away from a database file (reliability.md T40).
#pragma once

#include <string>

#include "base/result.hpp"

namespace hagukumi::store::sqlite {

/// Held from take() until destruction; the kernel gives it back when the process dies.
class ProcessLock {
public:
    /// Locks `database` + ".lock".  The database file itself is never opened here: closing a second
    /// descriptor of it would drop SQLite's own locks.
    static Result<ProcessLock> take(const std::string& database);

    ProcessLock(ProcessLock&& other) noexcept : x_descriptor(std::exchange(other.x_descriptor, -1)) {}
    ProcessLock& operator=(ProcessLock&&) = delete;
    ~ProcessLock();

private:
    explicit ProcessLock(int descriptor) : x_descriptor(descriptor) {}
    int x_descriptor;
};

}  // namespace hagukumi::store::sqlite
