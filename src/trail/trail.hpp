// 記録の検索: from an identifier of the audit chain to the record that it names, and from a family to all of
// its identifiers.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/id.hpp"
#include "store/transaction.hpp"

namespace hagukumi::trail {

/// What a record is; as numbered in sql.hpp.
enum class Kind : std::uint8_t {
    household = 1,
    guardian = 2,
    birth = 3,
    child = 4,
    account = 5,
    coupon = 6,
    use = 7,
    application = 8,
    document = 9,
    booking = 10,
    registration = 11,
    facility = 12,
    facility_change = 13,
    statement = 14,
    transfer = 15,
    code_batch = 16,
    news = 17,
};
std::string_view name_of(Kind kind);  ///< "household"

/// The record behind an identifier.
struct Subject {
    Kind kind = Kind::household;
    std::string name;  ///< of the person, the facility, the batch; may be empty
    std::optional<Id> household, facility, application;  ///< on whose page it is seen
};
std::optional<Subject> subject_of(store::Snapshot& snapshot, const Id& object);

/// The identifiers of everything that belongs to a family: its people, accounts, coupons, uses, applications
/// with their documents, bookings and registrations.
std::set<Id> records_of_family(store::Snapshot& snapshot, const Id& household);

}  // namespace hagukumi::trail
