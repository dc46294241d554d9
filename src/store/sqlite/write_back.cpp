#include "store/sqlite/write_back.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "store/transaction.hpp"

namespace hagukumi::store::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

constexpr off_t piece = 4 << 20;
constexpr Clock::duration longest_rest = std::chrono::milliseconds(20);

}  // namespace

WriteBack::WriteBack(const std::string& database) : x_descriptor(open(database.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (x_descriptor < 0) throw Failure(Failure::Kind::unavailable, "cannot open " + database);
}

WriteBack::~WriteBack()
{
    close(x_descriptor);
}

void WriteBack::write(const std::function<bool()>& is_enough) const
{
    struct stat file {};
    if (fstat(x_descriptor, &file) != 0) return;
    for (off_t at = 0; at < file.st_size && !is_enough(); at += piece) {
        const Clock::time_point begun = Clock::now();
        sync_file_range(x_descriptor, at, piece,
                        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
        std::this_thread::sleep_for(std::min(Clock::now() - begun, longest_rest));
    }
}

}  // namespace hagukumi::store::sqlite
