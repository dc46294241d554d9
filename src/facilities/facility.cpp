#include "facilities/facility.hpp"

#include <algorithm>
#include <limits>

#include "facilities/profile.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

Facility facility_in(const store::Row& row)
{
    Facility facility;
    facility.id = row.id(0);
    facility.code = std::string(row.text(1));
    facility.name = std::string(row.text(2));
    facility.kana = std::string(row.text(3));
    facility.address = std::string(row.text(4));
    facility.phone = std::string(row.text(5));
    facility.provider = std::string(row.text(6));
    facility.opened_on = row.maybe_date(7);
    facility.left_on = row.maybe_date(8);
    facility.accepts_corrected_age = row.integer(9) == 1;
    facility.accepts_loss = row.integer(10) == 1;
    facility.note = std::string(row.text(11));
    facility.url = std::string(row.text(12));
    facility.outside = row.integer(13) == 1;
    return facility;
}

Offer offer_in(const store::Row& row)
{
    Offer offer;
    offer.programme = std::string(row.text(0));
    offer.service = std::string(row.text(1));
    offer.first_day = row.date(2);
    offer.last_day = row.maybe_date(3);
    offer.fee = row.yen(4);
    if (const auto months = row.maybe_integer(5)) offer.age_limit_months = static_cast<int>(*months);
    return offer;
}

int weekday_of(Date day)
{
    return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day)).c_encoding());
}

}  // namespace

std::optional<Facility> find_facility(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_facility, facility_in, id);
}

std::optional<Facility> find_facility_by_code(store::Snapshot& snapshot, std::string_view code)
{
    const auto id = snapshot.find(
        sql::find_facility_by_code, [](const store::Row& row) { return row.id(0); }, code);
    return id ? find_facility(snapshot, *id) : std::nullopt;
}

std::vector<Facility> list_facilities(store::Snapshot& snapshot, Date day, bool with_left)
{
    std::vector<Facility> facilities;
    const std::int64_t still_there_on =
        with_left ? std::numeric_limits<std::int32_t>::min() : days_since_epoch(day);
    snapshot.query(
        sql::list_facilities, [&](const store::Row& row) { facilities.push_back(facility_in(row)); },
        still_there_on);
    return facilities;
}

std::vector<Offer> offers_on(store::Snapshot& snapshot, const Id& facility, Date day)
{
    std::vector<Offer> offers;
    snapshot.query(
        sql::offers_within, [&](const store::Row& row) { offers.push_back(offer_in(row)); }, facility, day,
        day);
    return offers;
}

std::vector<Offer> all_offers(store::Snapshot& snapshot, const Id& facility)
{
    std::vector<Offer> offers;
    snapshot.query(
        sql::all_offers, [&](const store::Row& row) { offers.push_back(offer_in(row)); }, facility);
    return offers;
}

std::vector<Opening> openings_of(store::Snapshot& snapshot, const Id& facility)
{
    std::vector<Opening> openings;
    snapshot.query(
        sql::openings_of,
        [&](const store::Row& row) {
            openings.push_back({static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)),
                                static_cast<int>(row.integer(2))});
        },
        facility);
    return openings;
}

std::vector<Date> closed_days(store::Snapshot& snapshot, const Id& facility, Date first, Date last)
{
    std::vector<Date> days;
    snapshot.query(
        sql::closed_days, [&](const store::Row& row) { days.push_back(row.date(0)); }, facility, first, last);
    return days;
}

OpenToday open_on(store::Snapshot& snapshot, const Facility& facility, Date day)
{
    if (facility.left_on && *facility.left_on <= day) return OpenToday::left;
    if (facility.opened_on && *facility.opened_on > day) return OpenToday::not_yet;
    bool closed = false;
    snapshot.query(
        sql::closed_days, [&](const store::Row&) { closed = true; }, facility.id, day, day);
    if (closed) return OpenToday::closed_day;
    const auto openings = openings_of(snapshot, facility.id);
    const bool fixed_hours_without_this_day =
        !openings.empty() && std::none_of(openings.begin(), openings.end(), [&](const Opening& opening) {
            return opening.weekday == weekday_of(day);
        });
    return fixed_hours_without_this_day ? OpenToday::closed_weekday : OpenToday::open;
}

std::vector<Facility> facilities_offering(store::Snapshot& snapshot, std::string_view programme,
                                          std::string_view service, Date day, int most)
{
    std::vector<Facility> facilities;
    snapshot.query(
        sql::facilities_offering, [&](const store::Row& row) { facilities.push_back(facility_in(row)); },
        programme, service, day, most);
    return facilities;
}

void ask_facility_facts_ahead(store::Snapshot& snapshot, const Id& facility, std::string_view programme,
                              Date first_day, Date last_day)
{
    snapshot.ask_ahead(sql::facility_and_offers, facility, programme);
    snapshot.ask_ahead(sql::closed_days, facility, first_day, last_day);
}

Result<rules::FacilityFacts> load_facility_facts(store::Snapshot& snapshot, const Id& facility,
                                                 std::string_view programme, Date first_day, Date last_day)
{
    rules::FacilityFacts facts;
    bool is_there = false;
    snapshot.query(
        sql::facility_and_offers,
        [&](const store::Row& row) {
            if (!is_there) {
                facts.name.ja = facts.name.en = std::string(row.text(0));
                facts.accepts_corrected_age = row.integer(1) == 1;
                facts.accepts_loss = row.integer(2) == 1;
                facts.outside = row.integer(3) == 1;
            }
            is_there = true;
            if (row.is_null(4)) return;
            rules::OfferFacts offer;
            offer.service = std::string(row.text(4));
            offer.fee = Yen{row.integer(5)};
            offer.first_day = row.date(6);
            offer.last_day = row.maybe_date(7);
            if (!row.is_null(8)) offer.age_limit_months = static_cast<int>(row.integer(8));
            facts.offers.push_back(std::move(offer));
        },
        facility, programme);
    if (!is_there) return no_facility();
    facts.id = facility;
    snapshot.query(
        sql::closed_days, [&](const store::Row& row) { facts.closed_on.push_back(row.date(0)); }, facility,
        first_day, last_day);
    return facts;
}

}  // namespace hagukumi::facilities
