// The statements of the audit room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::audit::sql {

using store::Reading;
using store::Statement;

inline constexpr Statement find_head{
    "audit.find_head", "SELECT seq, hash FROM audit_head WHERE municipality = $1", Reading::of_what_is_kept};
inline constexpr Statement set_head{
    "audit.set_head",
    "INSERT INTO audit_head (municipality, seq, hash) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"};
inline constexpr Statement add_entry{
    "audit.add_entry",
    "INSERT INTO audit (municipality, seq, at, actor, action, object, detail, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement all_entries{
    "audit.all_entries",
    "SELECT seq, at, actor, action, object, detail, hash FROM audit WHERE municipality = $1 ORDER BY seq"};
inline constexpr Statement entries_before{
    "audit.entries_before",
    "SELECT seq, at, actor, action, object, detail, hash FROM audit WHERE municipality = $1 AND seq < $2 "
    "ORDER BY seq DESC LIMIT $3"};

/// From $2 on, below $3.
inline constexpr Statement entries_between{
    "audit.entries_between",
    "SELECT seq, at, actor, action, object, detail, hash FROM audit WHERE municipality = $1 AND seq >= $2 "
    "AND seq < $3 ORDER BY seq DESC"};
inline constexpr Statement entry_at{"audit.entry_at",
                                    "SELECT at FROM audit WHERE municipality = $1 AND seq = $2"};

inline constexpr Statement find_command{
    "audit.find_command",
    "SELECT kind, fingerprint, answer FROM command WHERE municipality = $1 AND key = $2 AND actor = $3"};
inline constexpr Statement add_command{"audit.add_command",
                                       "INSERT INTO command (municipality, key, actor, kind, fingerprint, "
                                       "at, answer) VALUES ($1, $2, $3, $4, $5, $6, $7)"};

inline constexpr Statement failures_since{
    "audit.failures_since",
    "SELECT at FROM failed_attempt WHERE municipality = $1 AND counter = $2 AND subject = $3 AND at > $4 "
    "ORDER BY at DESC LIMIT $5"};
inline constexpr Statement add_failure{
    "audit.add_failure",
    "INSERT INTO failed_attempt (municipality, counter, subject, at, id) VALUES ($1, $2, $3, $4, $5)"};
inline constexpr Statement forget_failures{
    "audit.forget_failures",
    "DELETE FROM failed_attempt WHERE municipality = $1 AND counter = $2 AND subject = $3 AND at <= $4"};

}  // namespace hagukumi::audit::sql
