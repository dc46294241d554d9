// What a family is told of its coupons; for the files of this room.
#pragma once

#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

/// `used_at` is the moment of the use; the entry may be later.
void tell_used(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
               const rules::Service& service, const NewEntry& entry, Instant used_at,
               std::string_view facility_name);

/// `used` is the entry that is taken back.
void tell_voided(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 const Entry& used, const NewEntry& entry, std::string_view facility_name);

/// `used` is what stood there before, `entry` the use that takes its place.
void tell_corrected(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                    const Entry& used, const rules::Service& service, const NewEntry& entry,
                    std::string_view facility_name);

void tell_adjusted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                   const NewEntry& entry);

void tell_expired(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                  const NewEntry& entry);

/// `until` is the last day of use as far as the rules know it today.
void tell_granted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                  const NewEntry& entry, const std::optional<Date>& until);

/// What `services` can be used for until `last_day`, and no longer.
void tell_ending(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 Date last_day, const std::vector<const rules::Service*>& services, Instant now);

}  // namespace hagukumi::ledger
