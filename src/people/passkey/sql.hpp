// The statements of passkeys.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

using store::Statement;

inline constexpr Statement add_challenge{
    "people.add_challenge",
    "INSERT INTO passkey_challenge (municipality, challenge_hash, account, asker, ends_at, realm) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
inline constexpr Statement count_challenges{
    "people.count_challenges",
    "SELECT count(*) FROM passkey_challenge WHERE municipality = $1 AND asker = $2 AND ends_at > $3"};
inline constexpr Statement delete_ended_challenges{
    "people.delete_ended_challenges",
    "DELETE FROM passkey_challenge WHERE municipality = $1 AND ends_at <= $2"};
inline constexpr Statement find_challenge{
    "people.find_challenge",
    "SELECT account, realm FROM passkey_challenge WHERE municipality = $1 AND challenge_hash = $2 "
    "AND ends_at > $3"};
inline constexpr Statement spend_challenge{
    "people.spend_challenge",
    "DELETE FROM passkey_challenge WHERE municipality = $1 AND challenge_hash = $2"};

inline constexpr Statement add_passkey{
    "people.add_passkey",
    "INSERT INTO passkey (municipality, credential, account, public_key, sign_count, device_name, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality, credential) DO NOTHING"};
inline constexpr Statement find_passkey{
    "people.find_passkey",
    "SELECT account, public_key, sign_count FROM passkey WHERE municipality = $1 AND credential = $2"};
inline constexpr Statement passkeys_of{
    "people.passkeys_of",
    "SELECT credential, device_name, made_at, last_used_at FROM passkey WHERE municipality = $1 "
    "AND account = $2 ORDER BY made_at, credential"};
inline constexpr Statement use_passkey{
    "people.use_passkey",
    "UPDATE passkey SET sign_count = $3, last_used_at = $4 WHERE municipality = $1 AND credential = $2"};
inline constexpr Statement remove_passkey{
    "people.remove_passkey",
    "DELETE FROM passkey WHERE municipality = $1 AND account = $2 AND credential = $3"};
inline constexpr Statement forget_passkeys{"people.forget_passkeys",
                                           "DELETE FROM passkey WHERE municipality = $1 AND account = $2"};

inline constexpr Statement note_pin_session{
    "people.note_pin_session", "UPDATE session SET by_pin = 1 WHERE municipality = $1 AND token_hash = $2"};
inline constexpr Statement is_pin_session{
    "people.is_pin_session",
    "SELECT by_pin FROM session WHERE municipality = $1 AND token_hash = $2 AND realm = $3"};

}  // namespace hagukumi::people::sql
