// The statements of the messages room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::messages::sql {

using store::Statement;

inline constexpr Statement add{
    "messages.add",
    "INSERT INTO outbox (municipality, id, at, channel, recipient, template, params) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality, id) DO NOTHING"};
inline constexpr Statement find_untold{
    "messages.find_untold",
    "SELECT id, at, channel, recipient, template, params, 0 FROM outbox WHERE municipality = $1 AND at <= $2 "
    "ORDER BY id LIMIT $3"};
inline constexpr Statement still_untold{
    "messages.still_untold",
    "SELECT id FROM outbox WHERE municipality = $1 AND id >= $2 AND id <= $3 ORDER BY id"};
inline constexpr Statement remove{"messages.remove",
                                  "DELETE FROM outbox WHERE municipality = $1 AND id = $2"};
inline constexpr Statement give_up_telling{
    "messages.give_up_telling",
    "INSERT INTO delivery (municipality, id, at, channel, recipient, template, params, state, attempts, "
    "ended_at, "
    "last_error) SELECT municipality, id, at, channel, recipient, template, params, 2, 0, $3, $4 FROM outbox "
    "WHERE municipality = $1 AND id = $2"};

inline constexpr Statement add_letter{
    "messages.add_letter",
    "INSERT INTO letter (municipality, id, at, channel, recipient, template, params, attempts, due_at, "
    "last_error) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $3, NULL) ON CONFLICT (municipality, id) DO NOTHING"};
inline constexpr Statement find_letters{
    "messages.find_letters",
    "SELECT id, at, channel, recipient, template, params, attempts FROM letter WHERE municipality = $1 "
    "AND due_at <= $2 ORDER BY due_at, id LIMIT $3"};
inline constexpr Statement lease_letter{
    "messages.lease_letter",
    "UPDATE letter SET attempts = attempts + 1, due_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement retry_letter{
    "messages.retry_letter",
    "UPDATE letter SET due_at = $3, last_error = $4 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_sent{"messages.record_sent",
                                       "INSERT INTO delivery (municipality, id, at, channel, recipient, "
                                       "template, params, state, attempts, ended_at, "
                                       "last_error) SELECT municipality, id, at, channel, recipient, "
                                       "template, '{}', 1, attempts, $3, NULL FROM letter "
                                       "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement record_dead{"messages.record_dead",
                                       "INSERT INTO delivery (municipality, id, at, channel, recipient, "
                                       "template, params, state, attempts, ended_at, "
                                       "last_error) SELECT municipality, id, at, channel, recipient, "
                                       "template, CASE WHEN channel = 'address' THEN '{}' ELSE params END, "
                                       "2, attempts, $3, $4 FROM letter "
                                       "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement remove_letter{"messages.remove_letter",
                                         "DELETE FROM letter WHERE municipality = $1 AND id = $2"};

inline constexpr Statement count_untold{"messages.count_untold",
                                        "SELECT count(*), min(at) FROM outbox WHERE municipality = $1"};
inline constexpr Statement count_letters{"messages.count_letters",
                                         "SELECT count(*), min(at) FROM letter WHERE municipality = $1"};
inline constexpr Statement count_dead{
    "messages.count_dead",
    "SELECT count(*) FROM delivery WHERE municipality = $1 AND id >= $2 AND state = 2"};

inline constexpr Statement count_undelivered{
    "messages.count_undelivered",
    "SELECT count(*) FROM delivery WHERE municipality = $1 AND state = 2 AND channel IN ('mail', 'line')"};
inline constexpr Statement find_dead{
    "messages.find_dead",
    "SELECT id, at, ended_at, channel, recipient, template, params, attempts, last_error, is_returned FROM "
    "delivery "
    "WHERE municipality = $1 AND state = 2 AND channel IN ('mail', 'line') ORDER BY id DESC LIMIT $2"};
// Its time begins anew, so that it is tried for as long as the first time.
inline constexpr Statement revive{
    "messages.revive",
    "INSERT INTO letter (municipality, id, at, channel, recipient, template, params, attempts, due_at, "
    "last_error) "
    "SELECT municipality, id, $3, channel, recipient, template, params, 0, $3, NULL FROM delivery "
    "WHERE municipality = $1 AND id = $2 AND state = 2 AND is_returned = 0 AND channel IN ('mail', 'line')"};
/// What was sent came back.  No row changed: it is told already, or is nothing of ours.
inline constexpr Statement mark_returned{
    "messages.mark_returned",
    "UPDATE delivery SET state = 2, is_returned = 1, ended_at = $3, last_error = $4 "
    "WHERE municipality = $1 AND id = $2 AND state = 1 AND channel = 'mail'"};
inline constexpr Statement forget_dead{
    "messages.forget_dead", "DELETE FROM delivery WHERE municipality = $1 AND id = $2 AND state = 2"};

inline constexpr Statement add_notice{"messages.add_notice",
                                      "INSERT INTO notice (municipality, account, id, at, template, params, "
                                      "read_at) VALUES ($1, $2, $3, $4, $5, $6, NULL) "
                                      "ON CONFLICT (municipality, account, id) DO NOTHING"};
inline constexpr Statement delete_notices{"messages.delete_notices",
                                          "DELETE FROM notice WHERE municipality = $1 AND account = $2"};
inline constexpr Statement newest_notices{"messages.newest_notices",
                                          "SELECT id, at, template, params, read_at FROM notice WHERE "
                                          "municipality = $1 AND account = $2 ORDER BY id DESC LIMIT $3"};
inline constexpr Statement older_notices{"messages.older_notices",
                                         "SELECT id, at, template, params, read_at FROM notice WHERE "
                                         "municipality = $1 AND account = $2 AND id < $4 "
                                         "ORDER BY id DESC LIMIT $3"};
inline constexpr Statement count_unread{
    "messages.count_unread",
    "SELECT count(*) FROM notice WHERE municipality = $1 AND account = $2 AND read_at IS NULL"};
inline constexpr Statement read_notice{
    "messages.read_notice",
    "UPDATE notice SET read_at = COALESCE(read_at, $4) WHERE municipality = $1 AND account = $2 AND id = $3"};

inline constexpr Statement unwanted_of{
    "messages.unwanted_of", "SELECT kind, way FROM unwanted_notice WHERE municipality = $1 AND account = $2"};
inline constexpr Statement add_unwanted{
    "messages.add_unwanted",
    "INSERT INTO unwanted_notice (municipality, account, kind, way) VALUES ($1, $2, $3, $4)"};
inline constexpr Statement forget_unwanted{
    "messages.forget_unwanted", "DELETE FROM unwanted_notice WHERE municipality = $1 AND account = $2"};

inline constexpr Statement add_device{
    "messages.add_device",
    "INSERT INTO push_device (municipality, id, account, endpoint, p256dh, auth, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
inline constexpr Statement devices_of{
    "messages.devices_of", "SELECT id FROM push_device WHERE municipality = $1 AND account = $2 ORDER BY id"};
inline constexpr Statement find_device{
    "messages.find_device",
    "SELECT account, endpoint, p256dh, auth FROM push_device WHERE municipality = $1 AND id = $2"};
inline constexpr Statement forget_endpoint{
    "messages.forget_endpoint", "DELETE FROM push_device WHERE municipality = $1 AND endpoint = $2"};
inline constexpr Statement forget_own_device{
    "messages.forget_own_device",
    "DELETE FROM push_device WHERE municipality = $1 AND account = $2 AND endpoint = $3"};
inline constexpr Statement forget_device{"messages.forget_device",
                                         "DELETE FROM push_device WHERE municipality = $1 AND id = $2"};
inline constexpr Statement forget_devices{"messages.forget_devices",
                                          "DELETE FROM push_device WHERE municipality = $1 AND account = $2"};

}  // namespace hagukumi::messages::sql
