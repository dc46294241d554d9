#include "store/sqlite/process_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace hagukumi::store::sqlite {

Result<ProcessLock> ProcessLock::take(const std::string& database)
{
    const std::string path = database + ".lock";
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const std::string why = std::strerror(errno);
        return fail(ErrorKind::unavailable, "database_not_writable",
                    {"データベースの保存先に書き込めません：" + path + "（" + why + "）",
                     "Cannot write where the database shall be: " + path + ": " + why});
    }
    ProcessLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
    return fail(ErrorKind::unavailable, "database_in_use",
                {"データベース" + database + "は別のプロセスが使用中です。先にそれを終了してください。",
                 "Another process uses the database " + database +
                     ". One process serves one database file; stop the other one first."});
}

ProcessLock::~ProcessLock()
{
    if (x_descriptor >= 0) close(x_descriptor);
}

}  // namespace hagukumi::store::sqlite
