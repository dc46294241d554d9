// The statements of 受け取りのお知らせ.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::applications::sql {

/// Approved from $2 until before $3, not reminded of, and nobody of the family was in the portal since.  A
/// session ends with signing out; the device and a notice that was read still tell.
inline constexpr store::Statement unseen_approvals{
    "applications.unseen_approvals",
    "SELECT p.id FROM application p WHERE p.municipality = $1 AND p.state = 4 AND p.decided_at >= $2 "
    "AND p.decided_at < $3 "
    "AND NOT EXISTS (SELECT 1 FROM approval_reminder r WHERE r.municipality = $1 AND r.application = p.id) "
    "AND NOT EXISTS (SELECT 1 FROM account a JOIN session s ON s.municipality = $1 AND s.account = a.id "
    "WHERE a.municipality = $1 AND a.household = p.household AND s.last_seen_at > p.decided_at) "
    "AND NOT EXISTS (SELECT 1 FROM account a JOIN known_device d ON d.municipality = $1 AND d.account = a.id "
    "WHERE a.municipality = $1 AND a.household = p.household AND d.last_used_at > p.decided_at) "
    "AND NOT EXISTS (SELECT 1 FROM account a JOIN notice n ON n.municipality = $1 AND n.account = a.id "
    "WHERE a.municipality = $1 AND a.household = p.household AND n.read_at > p.decided_at) "
    "ORDER BY p.decided_at, p.id LIMIT $4"};
inline constexpr store::Statement add_approval_reminder{
    "applications.add_approval_reminder",
    "INSERT INTO approval_reminder (municipality, application, told_at) VALUES ($1, $2, $3)"};

}  // namespace hagukumi::applications::sql
