// The statements of the line room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::line::sql {

using store::Statement;

// ── channels ──

// In an UPDATE the right side is the row as it was: a new secret moves the one before it into old_secret.
inline constexpr Statement connect_channel{
    "line.connect_channel",
    "INSERT INTO line_channel (municipality, id, path, channel_id, secret, old_secret, liff_id, "
    "login_channel_id, connected_at) VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8) "
    "ON CONFLICT (municipality, id) DO UPDATE SET path = excluded.path, channel_id = excluded.channel_id, "
    "old_secret = line_channel.secret, secret = excluded.secret, liff_id = excluded.liff_id, "
    "login_channel_id = excluded.login_channel_id, connected_at = excluded.connected_at"};
inline constexpr Statement all_channels{
    "line.all_channels",
    "SELECT id, path, channel_id, secret, old_secret, liff_id, login_channel_id FROM line_channel "
    "WHERE municipality = $1 ORDER BY id"};

// ── events ──

inline constexpr Statement see{
    "line.see",
    "INSERT INTO line_seen (municipality, channel, event, at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (municipality, channel, event) DO NOTHING"};
inline constexpr Statement forget_seen{"line.forget_seen",
                                       "DELETE FROM line_seen WHERE municipality = $1 AND at < $2"};
inline constexpr Statement add_event{
    "line.add_event",
    "INSERT INTO line_inbox (municipality, id, channel, person, kind, at, received_at, words, picked, "
    "reply_token, state, answer, attempts, next_at, reply_unknown, last_error) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, '', 0, $7, 0, NULL)"};
inline constexpr Statement promise_push{
    "line.promise_push",
    "INSERT INTO line_inbox (municipality, id, channel, person, kind, at, received_at, words, picked, "
    "reply_token, state, answer, attempts, next_at, reply_unknown, last_error) "
    "VALUES ($1, $2, $3, $4, $5, $6, $6, '', NULL, '', 2, $7, 0, $6, 0, NULL)"};
inline constexpr Statement due{
    "line.due",
    "SELECT id, channel, person, kind, at, received_at, words, picked, reply_token, answer, attempts, "
    "reply_unknown FROM line_inbox WHERE municipality = $1 AND state = $2 AND next_at <= $3 "
    "ORDER BY id LIMIT $4"};
inline constexpr Statement keep_answer{
    "line.keep_answer",
    "UPDATE line_inbox SET state = 2, words = '', answer = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement keep_trying{
    "line.keep_trying",
    "UPDATE line_inbox SET attempts = attempts + 1, next_at = $3, reply_unknown = $4, last_error = $5 "
    "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement give_up{
    "line.give_up",
    "UPDATE line_inbox SET state = 3, words = '', "
    "attempts = attempts + 1, last_error = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement undelivered{"line.undelivered",
                                       "SELECT id, person, at, answer, attempts, last_error FROM line_inbox "
                                       "WHERE municipality = $1 AND state = 3 "
                                       "ORDER BY id DESC LIMIT $2"};
// As a push: its reply token is long gone.
inline constexpr Statement send_again{
    "line.send_again",
    "UPDATE line_inbox SET state = 2, reply_token = '', received_at = $3, next_at = $3, attempts = 0, "
    "reply_unknown = 0, last_error = NULL WHERE municipality = $1 AND id = $2 AND state = 3"};
inline constexpr Statement forget_one_undelivered{
    "line.forget_one_undelivered",
    "DELETE FROM line_inbox WHERE municipality = $1 AND id = $2 AND state = 3"};
inline constexpr Statement forget_undelivered{
    "line.forget_undelivered", "DELETE FROM line_inbox WHERE municipality = $1 AND state = 3 AND at < $2"};
inline constexpr Statement remove{"line.remove",
                                  "DELETE FROM line_inbox WHERE municipality = $1 AND id = $2"};
inline constexpr Statement count_inbox{
    "line.count_inbox", "SELECT state, count(*) FROM line_inbox WHERE municipality = $1 GROUP BY state"};

// ── people who write ──

inline constexpr Statement meet{
    "line.meet",
    "INSERT INTO line_person (municipality, channel, person, blocked, last_event_at, menu, menu_name, "
    "menu_at) "
    "VALUES ($1, $2, $3, $4, $5, NULL, '', NULL) ON CONFLICT (municipality, channel, person) DO UPDATE SET "
    "blocked = excluded.blocked, last_event_at = excluded.last_event_at "
    "WHERE excluded.last_event_at >= line_person.last_event_at"};
inline constexpr Statement find_person{"line.find_person",
                                       "SELECT blocked, menu, menu_name, menu_at FROM line_person "
                                       "WHERE municipality = $1 AND channel = $2 AND person = $3"};
inline constexpr Statement show_menu{"line.show_menu",
                                     "UPDATE line_person SET menu = $4, menu_name = $5, menu_at = $6 "
                                     "WHERE municipality = $1 AND channel = $2 AND person = $3"};

// Those who blocked the account and have one of ours (people's table of identities, issuer 1: LINE).
inline constexpr Statement blocked_accounts{
    "line.blocked_accounts",
    "SELECT i.account FROM line_person p JOIN identity i ON i.municipality = $1 AND i.issuer = 1 "
    "AND i.subject = p.person WHERE p.municipality = $1 AND p.channel = $2 AND p.blocked = 1 "
    "ORDER BY p.last_event_at DESC, i.account LIMIT $3"};

// ── links that were ended ──

inline constexpr Statement add_goodbye{
    "line.add_goodbye",
    "INSERT INTO line_goodbye (municipality, channel, id, access_token, at, next_at, attempts) "
    "VALUES ($1, $2, $3, $4, $5, $5, 0)"};
inline constexpr Statement due_goodbyes{
    "line.due_goodbyes",
    "SELECT id, access_token, at, attempts FROM line_goodbye "
    "WHERE municipality = $1 AND channel = $2 AND next_at <= $3 ORDER BY next_at, id LIMIT $4"};
inline constexpr Statement put_goodbye_off{
    "line.put_goodbye_off",
    "UPDATE line_goodbye SET attempts = attempts + 1, next_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement drop_goodbye{"line.drop_goodbye",
                                        "DELETE FROM line_goodbye WHERE municipality = $1 AND id = $2"};

// ── rich menus ──

inline constexpr Statement made_menus{
    "line.made_menus",
    "SELECT code, hash, menu FROM line_rich_menu WHERE municipality = $1 AND channel = $2 ORDER BY code"};
inline constexpr Statement keep_menu{
    "line.keep_menu",
    "INSERT INTO line_rich_menu (municipality, channel, code, hash, menu, made_at) VALUES ($1, $2, $3, $4, "
    "$5, "
    "$6) ON CONFLICT (municipality, channel, code) DO UPDATE SET hash = excluded.hash, menu = excluded.menu, "
    "made_at = excluded.made_at"};
inline constexpr Statement everybody{
    "line.everybody",
    "SELECT person FROM line_person WHERE municipality = $1 AND channel = $2 AND blocked = 0"};

// ── the month's messages ──

inline constexpr Statement keep_quota{
    "line.keep_quota",
    "INSERT INTO line_quota (municipality, channel, most, used, looked_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (municipality, channel) DO UPDATE SET most = excluded.most, used = excluded.used, "
    "looked_at = excluded.looked_at"};
inline constexpr Statement find_quota{
    "line.find_quota",
    "SELECT most, used, looked_at FROM line_quota WHERE municipality = $1 AND channel = $2"};

}  // namespace hagukumi::line::sql
