// What time itself does to bookings: offers end, freed seats are offered, what nobody answered or used is
// free again, tomorrow is remembered, the end of an approval is announced.
//
// Called now and then; called twice at one moment it does nothing the second time.
#pragma once

#include "booking/book.hpp"

namespace hagukumi::booking {

/// From this time of the day on, bookings of the next day are remembered (予約の前日のお知らせ).
inline constexpr int reminds_from_minute = 9 * 60;

/// So many days before the last one of an approval its family is told (G-11).
inline constexpr int announces_end_days = 30;

/// For so many days after the last one a desk may record a use late with what the booking set aside; after
/// that the units are the family's again.
inline constexpr int records_late_days = 7;

struct Tended {
    int offers_ended = 0, waited_in_vain = 0, never_answered = 0, never_used = 0, reminded = 0, ends_told = 0;
};

/// Whether tend() would find something.
bool is_anything_due(store::Snapshot& snapshot, Instant now);

/// `most` reminders at a time; the rest comes with the next call.
Result<Tended> tend(store::Transaction& tx, Programmes programmes, Instant now, int most = 200);

}  // namespace hagukumi::booking
