// kill -9 in the middle of the work: whatever was acknowledged is there afterwards, and nothing is there
// twice. (This shows the order of commit and answer.  It cannot show what a power cut does: the kernel keeps
// the pages.)

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <set>
#include <thread>

#include "scratch.hpp"
#include "statements.hpp"
#include "store/sqlite/connection.hpp"

namespace hagukumi::test {
namespace {

/// The child: writes rows from four threads and tells the pipe each number whose commit was answered.
[[noreturn]] void work_until_killed(const std::string& file, int tell, std::uint64_t first)
{
    store::Options options;
    options.database = file;
    options.checkpoint_after_bytes = 300'000;  // kills shall fall into checkpoints, too
    auto database = open(options);
    std::atomic<std::uint64_t> next{first};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (;;) {
                const std::uint64_t number = next++;
                const bool written = database->lane()
                                         .run(nerima,
                                              [number](store::Transaction& tx) -> Result<int> {
                                                  write_command(tx, number_id(number), std::string(200, 'x'));
                                                  if (number % 16 == 3)
                                                      return fail(ErrorKind::conflict, "no", {"", ""});
                                                  return 1;
                                              })
                                         .has_value();
                if (written && write(tell, &number, sizeof number) != sizeof number) _exit(1);
            }
        });
    for (auto& thread : threads) thread.join();
    _exit(1);
}

TEST(Kill, TwentyTimesNothingAcknowledgedIsLost)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Scratch scratch;
    const std::string file = scratch.file("kill.sqlite");
    std::mt19937 random(20);
    std::set<std::uint64_t> acknowledged;
    std::uint64_t first = 0;
    for (int round = 0; round < 20; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            work_until_killed(file, ends[1], first);
        }
        close(ends[1]);
        // Not before it has begun to work, however busy the machine is.
        std::uint64_t number = 0;
        ASSERT_EQ(read(ends[0], &number, sizeof number), static_cast<ssize_t>(sizeof number));
        acknowledged.insert(number);
        std::thread killer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
            kill(child, SIGKILL);
        });
        while (read(ends[0], &number, sizeof number) == sizeof number) acknowledged.insert(number);
        killer.join();
        waitpid(child, nullptr, 0);
        close(ends[0]);

        auto database = open(file);
        std::set<std::uint64_t> present;
        database->read(nerima, [&](store::Snapshot& snapshot) {
            snapshot.query(all_commands, [&](const store::Row& row) {
                std::uint64_t value = 0;
                for (const std::uint8_t byte : row.id(0).bytes) value = value << 8 | byte;
                present.insert(value);
            });
        });
        for (const std::uint64_t one : acknowledged)
            ASSERT_TRUE(present.contains(one)) << "acknowledged and lost: " << one;
        for (const std::uint64_t one : present) ASSERT_NE(one % 16, 3U) << "refused and there: " << one;
        ASSERT_LE(present.size(), acknowledged.size() + 4 * static_cast<std::size_t>(round + 1));
        first += 1'000'000;
    }
    EXPECT_GE(acknowledged.size(), 20u);
    store::sqlite::Connection raw(file, store::sqlite::Connection::Use::reading);
    EXPECT_EQ(raw.word("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace hagukumi::test
