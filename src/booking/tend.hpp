// What time itself does to bookings: offers end, freed seats are offered, tomorrow is remembered.
//
// Called now and then; called twice at one moment it does nothing the second time.
#pragma once

#include "booking/book.hpp"

namespace hagukumi::booking {

/// From this time of the day on, bookings of the next day are remembered (予約の前日のお知らせ).
inline constexpr int reminds_from_minute = 9 * 60;

struct Tended {
    int offers_ended = 0, reminded = 0;
};

/// Whether tend() would find something.
bool is_anything_due(store::Snapshot& snapshot, Instant now);

/// `most` reminders at a time; the rest comes with the next call.
Result<Tended> tend(store::Transaction& tx, Programmes programmes, Instant now, int most = 200);

}  // namespace hagukumi::booking
