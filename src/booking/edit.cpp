#include "booking/edit.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/era.hpp"
#include "booking/sql.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

Result<void> check_seats(const std::vector<Seats>& seats)
{
    const auto wrong = [](const Seats& one) {
        return one.from_minute < 0 || one.until_minute > 24 * 60 || one.from_minute >= one.until_minute ||
               one.capacity < 0 || one.capacity > 1000 || one.age_group.size() > 60;
    };
    constexpr std::size_t most = 200;
    if (seats.size() > most || std::any_of(seats.begin(), seats.end(), wrong)) {
        return fail(ErrorKind::malformed, "wrong_seats",
                    {"時間は0時から24時の間、席数は0から1000の間で入力してください。",
                     "Please give times within a day, and between 0 and 1000 seats."});
    }
    return {};
}

Result<void> check_apart(std::vector<Seats> seats)
{
    const auto group_and_time = [](const Seats& one) { return std::tie(one.age_group, one.from_minute); };
    std::sort(seats.begin(), seats.end(),
              [&](const Seats& a, const Seats& b) { return group_and_time(a) < group_and_time(b); });
    const auto twice = std::adjacent_find(seats.begin(), seats.end(), [](const Seats& a, const Seats& b) {
        return a.age_group == b.age_group && b.from_minute < a.until_minute;
    });
    if (twice == seats.end()) return {};
    const std::string time = rules::time_of_day(std::next(twice)->from_minute);
    return fail(ErrorKind::malformed, "seats_overlap",
                {time + "からの枠が、同じ日の別の行の時間と重なっています。一つの時間は一つの行だけにして、"
                        "もう一度保存してください。",
                 "The seats from " + time +
                     " on stand in another line of the same day too. Please give each time in one line only, "
                     "and save again."});
}

Result<void> keep_what_is_booked(store::Transaction& tx, const Place& place, Date first)
{
    struct Taken {
        Date day;
        int from;
        std::string group;
        int taken;
    };
    std::vector<Taken> booked;
    tx.query(
        sql::taken_from,
        [&](const store::Row& row) {
            booked.push_back({row.date(0), static_cast<int>(row.integer(1)), std::string(row.text(2)),
                              static_cast<int>(row.integer(3))});
        },
        place.facility, place.programme, place.service, first);
    for (const Taken& one : booked) {
        int capacity = 0;
        for (const Slot& slot : slots_between(tx, place, one.day, one.day)) {
            if (slot.seats.from_minute == one.from && slot.seats.age_group == one.group)
                capacity = slot.seats.capacity;
        }
        if (capacity < one.taken) {
            const std::string time = rules::time_of_day(one.from);
            return fail(ErrorKind::conflict, "seats_booked",
                        {in_japanese(one.day) + time + "の枠には、すでに予約が" + std::to_string(one.taken) +
                             "件あります。先に予約を変更するか取り消してから、席を減らしてください。",
                         std::to_string(one.taken) + " booked already on " + in_english(one.day) + " at " +
                             time + ". Please move or cancel bookings first, then offer fewer seats."});
        }
        tx.execute(sql::set_capacity, place.facility, place.programme, place.service, one.day, one.from,
                   one.group, capacity);
    }
    return {};
}

}  // namespace hagukumi::booking
