// The statements of the facilities room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::facilities::sql {

using store::Reading;
using store::Statement;

// ── facilities ──

inline constexpr Statement find_facility{
    "facilities.find_facility",
    "SELECT id, code, name, kana, address, phone, provider, opened_on, left_on, accepts_corrected_age, "
    "accepts_loss, note, url, outside FROM facility WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_facility_by_code{
    "facilities.find_facility_by_code", "SELECT id FROM facility WHERE municipality = $1 AND code = $2"};
inline constexpr Statement list_facilities{
    "facilities.list_facilities",
    "SELECT id, code, name, kana, address, phone, provider, opened_on, left_on, accepts_corrected_age, "
    "accepts_loss, note, url, outside FROM facility WHERE municipality = $1 AND contract = 1 AND (left_on IS "
    "NULL OR left_on > $2) "
    "ORDER BY kana, id"};
inline constexpr Statement add_facility{
    "facilities.add_facility",
    "INSERT INTO facility (municipality, id, code, name, kana, address, phone, provider, opened_on, left_on, "
    "accepts_corrected_age, accepts_loss, note, url, poster_token, poster_version, passcode, "
    "passcode_version, outside) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, 1, $17)"};
/// Known by a receipt only.
inline constexpr Statement find_by_receipt{
    "facilities.find_by_receipt",
    "SELECT id FROM facility WHERE municipality = $1 AND contract = 0 AND name = $2"};
inline constexpr Statement add_by_receipt{
    "facilities.add_by_receipt",
    "INSERT INTO facility (municipality, id, code, name, kana, address, phone, provider, "
    "accepts_corrected_age, accepts_loss, note, url, poster_token, poster_version, passcode, "
    "passcode_version, outside, contract) "
    "VALUES ($1, $2, $3, $4, '', '', '', '', 0, 0, '', '', $5, 1, '', 1, 1, 0)"};
inline constexpr Statement set_left_on{
    "facilities.set_left_on", "UPDATE facility SET left_on = $3 WHERE municipality = $1 AND id = $2"};

inline constexpr Statement change_profile{
    "facilities.change_profile",
    "UPDATE facility SET name = $3, kana = $4, address = $5, phone = $6, provider = $7, note = $8, url = $9, "
    "opened_on = $10, accepts_corrected_age = $11, accepts_loss = $12, outside = $13 WHERE municipality = $1 "
    "AND id = $2"};

// ── changes that wait for an officer ──

inline constexpr Statement add_change{"facilities.add_change",
                                      "INSERT INTO facility_change (municipality, id, facility, kind, "
                                      "content, proposed_by, proposed_at, state, "
                                      "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, '')"};
inline constexpr Statement replace_change{
    "facilities.replace_change",
    "UPDATE facility_change SET state = 4 WHERE municipality = $1 AND id = $2 AND state = 1"};
inline constexpr Statement find_change{
    "facilities.find_change",
    "SELECT id, facility, kind, content, proposed_by, proposed_at, state, decided_at, reason "
    "FROM facility_change WHERE municipality = $1 AND id = $2"};
inline constexpr Statement open_changes{
    "facilities.open_changes",
    "SELECT id, facility, kind, content, proposed_by, proposed_at, state, decided_at, reason "
    "FROM facility_change WHERE municipality = $1 AND state = 1 ORDER BY proposed_at, id LIMIT 200"};
inline constexpr Statement changes_of{
    "facilities.changes_of",
    "SELECT id, facility, kind, content, proposed_by, proposed_at, state, decided_at, reason "
    "FROM facility_change WHERE municipality = $1 AND facility = $2 AND state <> 4 ORDER BY id DESC LIMIT "
    "20"};
inline constexpr Statement decide_change{
    "facilities.decide_change",
    "UPDATE facility_change SET state = $3, decided_by = $4, decided_at = $5, reason = $6 "
    "WHERE municipality = $1 AND id = $2 AND state = 1"};

// ── offers and hours ──

inline constexpr Statement offers_within{
    "facilities.offers_within",
    "SELECT programme, service, first_day, last_day, fee_yen, age_limit_months FROM offer "
    "WHERE municipality = $1 AND facility = $2 AND first_day <= $4 AND (last_day IS NULL OR last_day >= $3) "
    "ORDER BY programme, service, first_day"};
/// One row an offer; one without an offer where the facility has none of the programme.
inline constexpr Statement facility_and_offers{
    "facilities.facility_and_offers",
    "SELECT f.name, f.accepts_corrected_age, f.accepts_loss, f.outside, o.service, o.fee_yen, o.first_day, "
    "o.last_day, o.age_limit_months FROM facility f LEFT JOIN offer o ON o.municipality = $1 "
    "AND o.facility = f.id AND o.programme = $3 WHERE f.municipality = $1 AND f.id = $2 "
    "ORDER BY o.service, o.first_day",
    Reading::remembered};
inline constexpr Statement facilities_offering{
    "facilities.facilities_offering",
    "SELECT id, code, name, kana, address, phone, provider, opened_on, left_on, accepts_corrected_age, "
    "accepts_loss, note, url, outside FROM facility WHERE municipality = $1 AND contract = 1 AND (left_on IS "
    "NULL OR left_on > $4) "
    "AND (opened_on IS NULL OR opened_on <= $4) "
    "AND id IN (SELECT facility FROM offer WHERE municipality = $1 AND programme = $2 AND service = $3 "
    "AND first_day <= $4 AND (last_day IS NULL OR last_day >= $4)) ORDER BY kana, id LIMIT $5"};
inline constexpr Statement add_offer{
    "facilities.add_offer",
    "INSERT INTO offer (municipality, facility, programme, service, first_day, last_day, fee_yen, "
    "age_limit_months) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement end_offer_before{
    "facilities.end_offer_before",
    "UPDATE offer SET last_day = $5 - 1 WHERE municipality = $1 AND facility = $2 AND programme = $3 "
    "AND service = $4 AND first_day < $5 AND (last_day IS NULL OR last_day >= $5)"};
inline constexpr Statement replace_later_offers{
    "facilities.replace_later_offers",
    "DELETE FROM offer WHERE municipality = $1 AND facility = $2 AND programme = $3 AND service = $4 "
    "AND first_day >= $5"};
inline constexpr Statement end_offers_before{
    "facilities.end_offers_before",
    "UPDATE offer SET last_day = $3 - 1 WHERE municipality = $1 AND facility = $2 AND first_day < $3 "
    "AND (last_day IS NULL OR last_day >= $3)"};
inline constexpr Statement drop_offers_from{
    "facilities.drop_offers_from",
    "DELETE FROM offer WHERE municipality = $1 AND facility = $2 AND first_day >= $3"};
inline constexpr Statement all_offers{
    "facilities.all_offers",
    "SELECT programme, service, first_day, last_day, fee_yen, age_limit_months FROM offer "
    "WHERE municipality = $1 AND facility = $2 ORDER BY programme, service, first_day"};
inline constexpr Statement drop_openings{"facilities.drop_openings",
                                         "DELETE FROM opening WHERE municipality = $1 AND facility = $2"};
inline constexpr Statement add_opening{
    "facilities.add_opening",
    "INSERT INTO opening (municipality, facility, weekday, opens_minute, closes_minute) "
    "VALUES ($1, $2, $3, $4, $5)"};
inline constexpr Statement openings_of{
    "facilities.openings_of",
    "SELECT weekday, opens_minute, closes_minute FROM opening WHERE municipality = $1 AND facility = $2 "
    "ORDER BY weekday, opens_minute"};
inline constexpr Statement closed_days{"facilities.closed_days",
                                       "SELECT day FROM closed_day WHERE municipality = $1 AND facility = $2 "
                                       "AND day BETWEEN $3 AND $4 ORDER BY day"};
inline constexpr Statement close_day{
    "facilities.close_day",
    "INSERT INTO closed_day (municipality, facility, day) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality, facility, day) DO NOTHING"};
inline constexpr Statement open_day{
    "facilities.open_day", "DELETE FROM closed_day WHERE municipality = $1 AND facility = $2 AND day = $3"};

// ── posters ──

inline constexpr Statement find_poster{
    "facilities.find_poster",
    "SELECT name, poster_token, poster_version, passcode, passcode_version FROM facility "
    "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_token{
    "facilities.find_token",
    "SELECT facility, retired_at FROM poster_token WHERE municipality = $1 AND token = $2"};
inline constexpr Statement add_token{
    "facilities.add_token",
    "INSERT INTO poster_token (municipality, token, facility, version) VALUES ($1, $2, $3, $4)"};
inline constexpr Statement retire_token{
    "facilities.retire_token",
    "UPDATE poster_token SET retired_at = $3 WHERE municipality = $1 AND token = $2 AND retired_at IS NULL"};
inline constexpr Statement set_token{
    "facilities.set_token",
    "UPDATE facility SET poster_token = $3, poster_version = $4 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_passcode{
    "facilities.find_passcode",
    "SELECT facility, retired_at FROM passcode WHERE municipality = $1 AND passcode = $2"};
// A passcode that was ever given is not given again: no row changed means that it is taken.
inline constexpr Statement add_passcode{
    "facilities.add_passcode",
    "INSERT INTO passcode (municipality, passcode, facility, version) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, passcode) DO NOTHING"};
inline constexpr Statement retire_passcode{
    "facilities.retire_passcode",
    "UPDATE passcode SET retired_at = $3 WHERE municipality = $1 AND passcode = $2 AND retired_at IS NULL"};
inline constexpr Statement set_passcode{
    "facilities.set_passcode",
    "UPDATE facility SET passcode = $3, passcode_version = $4 WHERE municipality = $1 AND id = $2"};

// ── favourites ──

inline constexpr Statement favourites_of{
    "facilities.favourites_of", "SELECT facility FROM favourite WHERE municipality = $1 AND account = $2"};
inline constexpr Statement add_favourite{
    "facilities.add_favourite",
    "INSERT INTO favourite (municipality, account, facility) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality, account, facility) DO NOTHING"};
inline constexpr Statement remove_favourite{
    "facilities.remove_favourite",
    "DELETE FROM favourite WHERE municipality = $1 AND account = $2 AND facility = $3"};

// ── check-ins ──

inline constexpr Statement add_check_in{
    "facilities.add_check_in",
    "INSERT INTO check_in (municipality, id, facility, account, household, way, at, ends_at, staff) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
inline constexpr Statement find_check_in{"facilities.find_check_in",
                                         "SELECT facility, household, way, at, ends_at FROM check_in "
                                         "WHERE municipality = $1 AND id = $2 AND account = $3"};

inline constexpr Statement find_desk_check_in{
    "facilities.find_desk_check_in",
    "SELECT account, household, way, at, ends_at FROM check_in "
    "WHERE municipality = $1 AND id = $2 AND facility = $3 AND staff IS NOT NULL"};

// ── codes that change ──

inline constexpr Statement find_live_secret{
    "facilities.find_live_secret",
    "SELECT live_secret FROM facility WHERE municipality = $1 AND id = $2 AND live_secret IS NOT NULL"};
inline constexpr Statement live_secrets{"facilities.live_secrets",
                                        "SELECT id, live_secret FROM facility WHERE municipality = $1 AND "
                                        "live_secret IS NOT NULL"};
inline constexpr Statement set_live_secret{
    "facilities.set_live_secret", "UPDATE facility SET live_secret = $3 WHERE municipality = $1 AND id = $2"};

// ── notes of the day ──

inline constexpr Statement notes_of_day{
    "facilities.notes_of_day",
    "SELECT id, author, at, note FROM day_note WHERE municipality = $1 AND facility = $2 AND day = $3 "
    "AND removed_at IS NULL ORDER BY id"};
inline constexpr Statement add_note{
    "facilities.add_note",
    "INSERT INTO day_note (municipality, id, facility, day, author, at, note) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
inline constexpr Statement remove_note{
    "facilities.remove_note",
    "UPDATE day_note SET removed_at = $4 WHERE municipality = $1 AND id = $2 AND facility = $3 "
    "AND removed_at IS NULL"};

}  // namespace hagukumi::facilities::sql
