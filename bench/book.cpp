// Bookings per second over 1,000 slots, beside the store's own limit in the same run; and the rush at ten
// o'clock: 2,000 requests at once for 20 seats, and how long each waits for its answer.
//
//     bench_book PROGRAMME-FILE CALENDAR-FILE DATABASE     a programme whose file books hours; a new database
#include "town.hpp"

using namespace hagukumi;
using namespace hagukumi::bench;

int main(int count, char** arguments)
{
    if (count != 4) {
        std::fprintf(stderr, "bench_book PROGRAMME-FILE CALENDAR-FILE DATABASE\n");
        return 2;
    }
    store::Options options;
    options.waiting = 32768;  // everybody is let in: what is measured is the work, not the queue's refusal
    const auto opened = open_town(arguments, std::move(options));
    if (!opened) return 1;
    Town& town = *opened;
    const auto rush = town.book(town.rush());
    std::printf(
        "rush: %zu requests for %d seats: %d booked; answered after %.0f ms (median), %.0f ms (last)\n",
        rush.waits_ms.size(), rush_seats, rush.booked, rush.waits_ms[rush.waits_ms.size() / 2],
        rush.waits_ms.back());
    const auto steady = town.book(town.requests());
    const double per_second = steady.booked / steady.seconds;
    const double bound = town.bound(20'000);
    std::printf(
        "bookings over 1,000 slots: %.0f a second (%d booked); one entry of the record: %.0f a second; ratio "
        "%.2f\n",
        per_second, steady.booked, bound, per_second / bound);
    return rush.booked == rush_seats ? 0 : 1;
}
