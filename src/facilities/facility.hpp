// 施設: what a facility is, what it offers and when it is open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/facts.hpp"
#include "store/transaction.hpp"

namespace hagukumi::facilities {

struct Facility {
    Id id;
    std::string code;  ///< the municipality's own, unique: "F-0012"
    std::string name, kana, address, phone;
    std::string provider;  ///< 事業者
    std::optional<Date> opened_on;
    std::optional<Date> left_on;  ///< the first day on which it takes part no more
    bool accepts_corrected_age = false;
    bool accepts_loss = false;
    std::string note, url;
    bool outside = false;  ///< 市外の施設: it lies in another municipality
};

/// A service at a fee, from first_day to last_day (both included; empty: no end yet).
struct Offer {
    std::string programme, service;
    Date first_day;
    std::optional<Date> last_day;
    Yen fee;
    std::optional<int> age_limit_months;  ///< narrower than the programme's: under so many months
};

/// Fixed hours on a weekday (0 Sunday … 6 Saturday), minutes after midnight.
struct Opening {
    int weekday = 0;
    int opens_minute = 0, closes_minute = 0;
};

enum class OpenToday { open, closed_day, closed_weekday, not_yet, left };

std::optional<Facility> find_facility(store::Snapshot& snapshot, const Id& id);
std::optional<Facility> find_facility_by_code(store::Snapshot& snapshot, std::string_view code);

/// The facility of this name that is known by receipts only (償還払い): it has no contract, stands in no
/// list, and nobody checks in there.  Else it is added under `fresh`.
Id facility_of_receipt(store::Transaction& tx, std::string_view name, const Id& fresh);

/// In the order of their kana; those that have left only when asked for.
std::vector<Facility> list_facilities(store::Snapshot& snapshot, Date day, bool with_left = false);

std::vector<Offer> offers_on(store::Snapshot& snapshot, const Id& facility, Date day);
std::vector<Opening> openings_of(store::Snapshot& snapshot, const Id& facility);
/// The closed days from `first` to `last` (both included).
std::vector<Date> closed_days(store::Snapshot& snapshot, const Id& facility, Date first, Date last);
OpenToday open_on(store::Snapshot& snapshot, const Facility& facility, Date day);

/// Facilities that offer the service on this day, by kana: named when the scanned one does not (M-14.2).
std::vector<Facility> facilities_offering(store::Snapshot& snapshot, std::string_view programme,
                                          std::string_view service, Date day, int most = 20);

/// Before load_facility_facts() with the same arguments: all its questions go out with the next one.
void ask_facility_facts_ahead(store::Snapshot& snapshot, const Id& facility, std::string_view programme,
                              Date first_day, Date last_day);
/// The facility's part of rules::Facts for days from `first_day` to `last_day`.
Result<rules::FacilityFacts> load_facility_facts(store::Snapshot& snapshot, const Id& facility,
                                                 std::string_view programme, Date first_day, Date last_day);

}  // namespace hagukumi::facilities
