// The statements of 付与の取消.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::ledger::sql {

inline constexpr store::Statement add_revoked{
    "ledger.add_revoked", "INSERT INTO revoked_coupon (municipality, coupon, at) VALUES ($1, $2, $3)"};
inline constexpr store::Statement find_revoked{
    "ledger.find_revoked", "SELECT 1 FROM revoked_coupon WHERE municipality = $1 AND coupon = $2"};

}  // namespace hagukumi::ledger::sql
