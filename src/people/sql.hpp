// The statements of the people room.
//
// Words are compared byte by byte; on PostgreSQL the database is created with collation C.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

using store::Reading;
using store::Statement;

// ── sessions ──

inline constexpr Statement find_session{
    "people.find_session",
    "SELECT s.account, s.last_seen_at, a.role, a.household, a.guardian, a.facility, a.language, "
    "s.created_at, a.rights, s.ends_at "
    "FROM session s JOIN account a ON a.municipality = $1 AND a.id = s.account "
    "WHERE s.municipality = $1 AND s.token_hash = $2 AND s.realm = $3 AND a.state = 1",
    Reading::remembered};
inline constexpr Statement add_session{
    "people.add_session",
    "INSERT INTO session (municipality, token_hash, account, realm, created_at, last_seen_at, ends_at, "
    "device_name) VALUES ($1, $2, $3, $4, $5, $5, $6, $7)"};
inline constexpr Statement list_sessions{
    "people.list_sessions",
    "SELECT token_hash, device_name, created_at, last_seen_at FROM session "
    "WHERE municipality = $1 AND account = $2 AND ends_at > $3 ORDER BY last_seen_at DESC, token_hash"};
inline constexpr Statement end_listed_session{
    "people.end_listed_session",
    "DELETE FROM session WHERE municipality = $1 AND account = $2 AND substr(token_hash, 1, 16) = $3"};
inline constexpr Statement touch_session{
    "people.touch_session",
    "UPDATE session SET last_seen_at = $3 WHERE municipality = $1 AND token_hash = $2 AND last_seen_at < $3"};
inline constexpr Statement find_session_account{
    "people.find_session_account",
    "SELECT account FROM session WHERE municipality = $1 AND token_hash = $2 AND realm = $3"};
inline constexpr Statement end_session{
    "people.end_session", "DELETE FROM session WHERE municipality = $1 AND token_hash = $2 AND realm = $3"};
inline constexpr Statement end_sessions{
    "people.end_sessions",
    "DELETE FROM session WHERE municipality = $1 AND account = $2 AND token_hash <> $3"};
inline constexpr Statement delete_ended_sessions{
    "people.delete_ended_sessions",
    "DELETE FROM session WHERE municipality = $1 AND token_hash IN "
    "(SELECT token_hash FROM session WHERE municipality = $1 AND ends_at <= $2 LIMIT $3)"};

// ── signing in ──

inline constexpr Statement sign_in_by_email{
    "people.sign_in_by_email",
    "SELECT id, role, state, password_hash, totp_secret FROM account WHERE municipality = $1 AND email = $2"};
inline constexpr Statement sign_in_by_user_number{"people.sign_in_by_user_number",
                                                  "SELECT id, role, state, pin_hash, totp_secret FROM "
                                                  "account WHERE municipality = $1 AND user_number = $2"};
inline constexpr Statement sign_in_by_staff_name{
    "people.sign_in_by_staff_name",
    "SELECT id, role, state, password_hash, totp_secret FROM account "
    "WHERE municipality = $1 AND staff_name = $2"};
inline constexpr Statement sign_in_by_staff_pin{"people.sign_in_by_staff_pin",
                                                "SELECT id, role, state, pin_hash, totp_secret FROM account "
                                                "WHERE municipality = $1 AND staff_name = $2"};
inline constexpr Statement find_colleagues_device{
    "people.find_colleagues_device",
    "SELECT d.last_used_at FROM account own "
    "JOIN account other ON other.municipality = own.municipality AND other.facility = own.facility "
    "JOIN known_device d ON d.municipality = other.municipality AND d.account = other.id "
    "WHERE own.municipality = $1 AND own.id = $2 AND d.device_hash = $3"};
inline constexpr Statement colleagues_here{
    "people.colleagues_here",
    "SELECT a.id, a.staff_name, a.display_name, a.pin_hash FROM account a "
    "JOIN known_device d ON d.municipality = a.municipality AND d.account = a.id AND d.device_hash = $3 "
    "WHERE a.municipality = $1 AND a.facility = $2 AND a.state = 1 ORDER BY a.display_name, a.id"};
inline constexpr Statement find_known_device{
    "people.find_known_device",
    "SELECT last_used_at FROM known_device WHERE municipality = $1 AND account = $2 AND device_hash = $3"};
inline constexpr Statement know_device{
    "people.know_device",
    "INSERT INTO known_device (municipality, account, device_hash, last_used_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, account, device_hash) DO UPDATE SET last_used_at = excluded.last_used_at"};
inline constexpr Statement forget_devices{
    "people.forget_devices", "DELETE FROM known_device WHERE municipality = $1 AND account = $2"};
inline constexpr Statement use_totp_step{
    "people.use_totp_step",
    "UPDATE account SET totp_last_step = $3 WHERE municipality = $1 AND id = $2 AND totp_last_step < $3"};

// ── links in mails, terms ──

inline constexpr Statement add_link{
    "people.add_link",
    "INSERT INTO mail_link (municipality, token_hash, purpose, email, account, terms, language, asked_at, "
    "ends_at, used_at, invitation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10)"};
inline constexpr Statement find_link{
    "people.find_link",
    "SELECT purpose, email, terms, language, account, ends_at, invitation, used_at FROM mail_link "
    "WHERE municipality = $1 AND token_hash = $2"};
inline constexpr Statement spend_link{"people.spend_link",
                                      "UPDATE mail_link SET used_at = $3 WHERE municipality = $1 AND "
                                      "token_hash = $2 AND used_at IS NULL AND ends_at > $3"};
inline constexpr Statement delete_old_links{"people.delete_old_links",
                                            "DELETE FROM mail_link WHERE municipality = $1 AND ends_at < $2"};
inline constexpr Statement delete_unused_links{
    "people.delete_unused_links",
    "DELETE FROM mail_link WHERE municipality = $1 AND (account = $2 OR email = $3) AND used_at IS NULL"};
inline constexpr Statement delete_links_of{
    "people.delete_links_of",
    "DELETE FROM mail_link WHERE municipality = $1 AND (account = $2 OR email = $3)"};
inline constexpr Statement accept_terms{
    "people.accept_terms",
    "INSERT INTO accepted_terms (municipality, account, version, at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, account, version) DO NOTHING"};
inline constexpr Statement accepted_terms{
    "people.accepted_terms",
    "SELECT version FROM accepted_terms WHERE municipality = $1 AND account = $2 "
    "ORDER BY at DESC, version DESC LIMIT 1"};

// ── accounts ──

inline constexpr Statement load_account{
    "people.load_account",
    "SELECT id, role, state, email, user_number, staff_name, display_name, language, household, guardian, "
    "facility, password_hash, pin_hash, totp_secret FROM account WHERE municipality = $1 AND id = $2"};
inline constexpr Statement list_accounts{
    "people.list_accounts",
    "SELECT id FROM account WHERE municipality = $1 AND role BETWEEN $2 AND $3 ORDER BY role, id"};
inline constexpr Statement add_account{
    "people.add_account",
    "INSERT INTO account (municipality, id, role, state, email, user_number, staff_name, password_hash, "
    "pin_hash, totp_secret, totp_last_step, facility, household, guardian, display_name, language, "
    "created_at, rights) "
    "VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14, $15, $16)"};
inline constexpr Statement set_account_state{
    "people.set_account_state", "UPDATE account SET state = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_password_hash{
    "people.set_password_hash", "UPDATE account SET password_hash = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_language{
    "people.set_language", "UPDATE account SET language = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_email{"people.set_email",
                                     "UPDATE account SET email = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement erase_account{
    "people.erase_account",
    "UPDATE account SET state = 2, email = NULL, user_number = NULL, password_hash = NULL, pin_hash = NULL, "
    "display_name = '' WHERE municipality = $1 AND id = $2"};
inline constexpr Statement count_accounts_of{
    "people.count_accounts_of",
    "SELECT count(*) FROM account WHERE municipality = $1 AND household = $2 AND state = 1"};
inline constexpr Statement set_display_name{
    "people.set_display_name", "UPDATE account SET display_name = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_pin_hash{
    "people.set_pin_hash", "UPDATE account SET pin_hash = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_totp_secret{
    "people.set_totp_secret",
    "UPDATE account SET totp_secret = $3, totp_last_step = 0 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_hashes{
    "people.find_hashes",
    "SELECT password_hash, pin_hash, state FROM account WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_totp_secret{
    "people.find_totp_secret",
    "SELECT totp_secret, staff_name, display_name FROM account WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_facility{"people.find_facility",
                                         "SELECT id FROM facility WHERE municipality = $1 AND id = $2"};

// ── who somebody is elsewhere ──

inline constexpr Statement find_account_of{
    "people.find_account_of",
    "SELECT account FROM identity WHERE municipality = $1 AND issuer = $2 AND subject = $3"};
inline constexpr Statement find_subject_of{
    "people.find_subject_of",
    "SELECT subject FROM identity WHERE municipality = $1 AND issuer = $2 AND account = $3"};
inline constexpr Statement link{
    "people.link",
    "INSERT INTO identity (municipality, issuer, subject, account, linked_at) VALUES ($1, $2, $3, $4, $5)"};
inline constexpr Statement keep_move{
    "people.keep_move",
    "INSERT INTO identity_moved (municipality, issuer, subject, account, at, told) "
    "VALUES ($1, $2, $3, $4, $5, 0)"};
inline constexpr Statement untold_moves{"people.untold_moves",
                                        "SELECT subject, at FROM identity_moved WHERE municipality = $1 AND "
                                        "told = 0 AND issuer = $2 ORDER BY at"};
inline constexpr Statement mark_move_told{"people.mark_move_told",
                                          "UPDATE identity_moved SET told = 1 WHERE municipality = $1 AND "
                                          "issuer = $2 AND subject = $3 AND at = $4"};
inline constexpr Statement unlink{
    "people.unlink", "DELETE FROM identity WHERE municipality = $1 AND issuer = $2 AND account = $3"};

inline constexpr Statement linked_since{
    "people.linked_since",
    "SELECT linked_at FROM identity WHERE municipality = $1 AND issuer = $2 AND account = $3"};
inline constexpr Statement note_changed_link{
    "people.note_changed_link",
    "INSERT INTO identity_changed (municipality, issuer, subject) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality, issuer, subject) DO NOTHING"};
inline constexpr Statement changed_links{
    "people.changed_links",
    "SELECT c.subject, i.account FROM identity_changed c LEFT JOIN identity i ON i.municipality = $1 AND "
    "i.issuer = c.issuer AND i.subject = c.subject WHERE c.municipality = $1 AND c.issuer = $2 "
    "ORDER BY c.subject LIMIT $3"};
inline constexpr Statement forget_changed_link{
    "people.forget_changed_link",
    "DELETE FROM identity_changed WHERE municipality = $1 AND issuer = $2 AND subject = $3"};

// ── changes that the office has not answered ──

inline constexpr Statement note_open_change{
    "people.note_open_change",
    "INSERT INTO open_change (municipality, household, application, programme, since) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (municipality, household, application) DO NOTHING"};
inline constexpr Statement close_open_change{
    "people.close_open_change",
    "DELETE FROM open_change WHERE municipality = $1 AND household = $2 AND application = $3"};
inline constexpr Statement find_open_change{
    "people.find_open_change",
    "SELECT application FROM open_change WHERE municipality = $1 AND household = $2 AND programme = $3"};

// ── looking after a family together ──

inline constexpr Statement add_invitation{
    "people.add_invitation",
    "INSERT INTO invitation (municipality, id, token_hash, household, invited_by, name, rights, at, ends_at, "
    "used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)"};
inline constexpr Statement open_invitations{
    "people.open_invitations",
    "SELECT id, household, name, rights, ends_at FROM invitation WHERE municipality = $1 AND household = $2 "
    "AND used_at IS NULL AND ends_at > $3 ORDER BY id DESC"};
inline constexpr Statement find_invitation{
    "people.find_invitation",
    "SELECT id, household, name, rights, ends_at, invited_by FROM invitation WHERE municipality = $1 "
    "AND token_hash = $2 AND used_at IS NULL AND ends_at > $3"};
inline constexpr Statement load_invitation{"people.load_invitation",
                                           "SELECT id, household, name, rights, ends_at, invited_by FROM "
                                           "invitation WHERE municipality = $1 AND id = "
                                           "$2"};
inline constexpr Statement take_invitation{"people.take_invitation",
                                           "UPDATE invitation SET used_at = $3 WHERE municipality = $1 AND "
                                           "id = $2 AND used_at IS NULL AND ends_at > $3"};
inline constexpr Statement withdraw_invitation{
    "people.withdraw_invitation",
    "DELETE FROM invitation WHERE municipality = $1 AND id = $2 AND household = $3 AND used_at IS NULL"};
inline constexpr Statement members_of{
    "people.members_of",
    "SELECT id, display_name, rights, created_at FROM account WHERE municipality = $1 AND household = $2 "
    "AND state = 1 ORDER BY created_at, id"};
inline constexpr Statement mark_mother{
    "people.mark_mother", "UPDATE guardian SET is_mother = 1 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement mark_entered{
    "people.mark_entered", "UPDATE birth SET entered_by = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement mark_confirmed{
    "people.mark_confirmed", "UPDATE birth SET entered_by = NULL WHERE municipality = $1 AND id = $2"};
inline constexpr Statement unconfirmed_births{
    "people.unconfirmed_births",
    "SELECT id FROM birth WHERE municipality = $1 AND household = $2 AND entered_by IS NOT NULL"};
inline constexpr Statement set_nickname{
    "people.set_nickname",
    "UPDATE child SET nickname = $4 WHERE municipality = $1 AND id = $2 AND household = $3"};

// ── families ──

inline constexpr Statement add_household{
    "people.add_household",
    "INSERT INTO household (municipality, id, household_class, class_from, class_until, class_otherwise, "
    "resident_from, resident_until, postal_code, address, phone, address_protection, sort_key, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
inline constexpr Statement add_guardian{
    "people.add_guardian",
    "INSERT INTO guardian (municipality, id, household, name, kana, birth_date, is_mother) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
inline constexpr Statement end_guardian{
    "people.end_guardian",
    "UPDATE guardian SET ended_on = $3 WHERE municipality = $1 AND id = $2 AND ended_on IS NULL"};
inline constexpr Statement name_guardian{
    "people.name_guardian", "UPDATE guardian SET named_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement add_birth{
    "people.add_birth",
    "INSERT INTO birth (municipality, id, household, mother, due_date, born_on, lost_on, children, "
    "discharged_on, "
    "hospitalised_from, hospitalised_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
inline constexpr Statement add_child{
    "people.add_child",
    "INSERT INTO child (municipality, id, birth, household, name, kana, nickname, sex, born_on, enrolled_on) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
inline constexpr Statement add_word{
    "people.add_word",
    "INSERT INTO family_word (municipality, word, household, subject) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, word, household, subject) DO NOTHING"};
inline constexpr Statement forget_words{"people.forget_words",
                                        "DELETE FROM family_word WHERE municipality = $1 AND subject = $2"};

inline constexpr Statement load_household{
    "people.load_household",
    "SELECT id, household_class, class_from, class_until, class_otherwise, resident_from, resident_until, "
    "postal_code, address, phone, address_protection FROM household WHERE municipality = $1 AND id = $2"};
inline constexpr Statement guardians_of{
    "people.guardians_of",
    "SELECT id, name, kana, birth_date, is_mother, ended_on FROM guardian WHERE municipality = $1 "
    "AND household = $2 ORDER BY ended_on IS NOT NULL, COALESCE(named_at, 0) DESC, is_mother DESC, id"};
inline constexpr Statement births_of{
    "people.births_of",
    "SELECT id, mother, due_date, born_on, lost_on, children, discharged_on, hospitalised_from, "
    "hospitalised_until FROM birth WHERE municipality = $1 AND household = $2 "
    "ORDER BY COALESCE(born_on, lost_on, due_date), id"};
inline constexpr Statement load_birth{
    "people.load_birth",
    "SELECT id, mother, due_date, born_on, lost_on, children, discharged_on, hospitalised_from, "
    "hospitalised_until, household FROM birth WHERE municipality = $1 AND id = $2"};
inline constexpr Statement children_of{
    "people.children_of",
    "SELECT id, birth, name, kana, nickname, sex, born_on, enrolled_on FROM child "
    "WHERE municipality = $1 AND household = $2 ORDER BY born_on, id"};
inline constexpr Statement load_child{
    "people.load_child",
    "SELECT id, birth, name, kana, nickname, sex, born_on, enrolled_on, household FROM child "
    "WHERE municipality = $1 AND id = $2"};
/// Everything that the rules ask of a family, in one row; $3 is a birth and $4 a child, or NULL.
inline constexpr Statement facts_of_family{
    "people.facts_of_family",
    "SELECT h.household_class, h.class_from, h.class_until, h.class_otherwise, h.resident_from, "
    "h.resident_until, b.id, b.mother, b.due_date, b.born_on, b.lost_on, b.children, b.discharged_on, "
    "b.hospitalised_from, b.hospitalised_until, k.id, k.born_on, k.enrolled_on, g.birth_date "
    "FROM household h "
    "LEFT JOIN birth b ON b.municipality = $1 AND b.id = $3 AND b.household = h.id "
    "LEFT JOIN child k ON k.municipality = $1 AND k.id = $4 AND k.household = h.id "
    "LEFT JOIN guardian g ON g.municipality = $1 AND g.id = CASE WHEN $5 = 1 THEN b.mother END "
    "WHERE h.municipality = $1 AND h.id = $2",
    Reading::remembered};
inline constexpr Statement stated_facts_of{
    "people.stated_facts_of",
    "SELECT fact, value FROM stated_fact WHERE municipality = $1 AND household = $2 ORDER BY fact"};
inline constexpr Statement state_fact{
    "people.state_fact",
    "INSERT INTO stated_fact (municipality, household, fact, value, stated_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (municipality, household, fact) DO UPDATE SET value = excluded.value, "
    "stated_at = excluded.stated_at"};
inline constexpr Statement forget_stated_fact{
    "people.forget_stated_fact",
    "DELETE FROM stated_fact WHERE municipality = $1 AND household = $2 AND fact = $3"};
inline constexpr Statement user_numbers_of{
    "people.user_numbers_of",
    "SELECT user_number FROM account WHERE municipality = $1 AND household = $2 AND user_number IS NOT NULL "
    "AND state = 1 ORDER BY user_number"};

inline constexpr Statement list_households{
    "people.list_households",
    "SELECT id, sort_key, address_protection FROM household WHERE municipality = $1 "
    "AND (sort_key > $2 OR (sort_key = $2 AND id > $3)) ORDER BY sort_key, id LIMIT $4"};
inline constexpr Statement record_birth{
    "people.record_birth",
    "UPDATE birth SET born_on = $3, children = $4, discharged_on = $5 WHERE municipality = $1 AND id = $2"};
/// What is null stays as it was.
inline constexpr Statement state_birth{
    "people.state_birth",
    "UPDATE birth SET mother = coalesce($3, mother), due_date = coalesce($4, due_date), "
    "born_on = coalesce($5, born_on), lost_on = coalesce($6, lost_on), children = $7, "
    "discharged_on = coalesce($8, discharged_on) WHERE municipality = $1 AND id = $2"};
inline constexpr Statement correct_birth{
    "people.correct_birth",
    "UPDATE birth SET due_date = $3, born_on = $4, lost_on = $5, children = $6 WHERE municipality = $1 "
    "AND id = $2"};
/// Of the children of a birth.
inline constexpr Statement correct_born_on{
    "people.correct_born_on",
    "UPDATE child SET born_on = $4 WHERE municipality = $1 AND household = $2 AND birth = $3"};
inline constexpr Statement change_guardian{
    "people.change_guardian",
    "UPDATE guardian SET name = $3, kana = $4, birth_date = $5 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_sort_key{
    "people.set_sort_key", "UPDATE household SET sort_key = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_loss{"people.record_loss",
                                       "UPDATE birth SET lost_on = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_discharge{
    "people.record_discharge", "UPDATE birth SET discharged_on = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_hospitalisation{
    "people.record_hospitalisation",
    "UPDATE birth SET hospitalised_from = $3, hospitalised_until = $4 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement change_residence{"people.change_residence",
                                            "UPDATE household SET resident_from = $3, resident_until = $4, "
                                            "postal_code = $5, address = $6, phone = $7 "
                                            "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement change_household_class{
    "people.change_household_class",
    "UPDATE household SET household_class = $3, class_from = $4, class_until = $5, class_otherwise = $6 "
    "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement protect_address{
    "people.protect_address",
    "UPDATE household SET address_protection = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_enrolment{
    "people.record_enrolment", "UPDATE child SET enrolled_on = $3 WHERE municipality = $1 AND id = $2"};

}  // namespace hagukumi::people::sql
