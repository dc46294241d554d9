// The statements of the imports room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::imports::sql {

using store::Statement;

inline constexpr Statement columns_of{
    "imports.columns_of",
    "SELECT columns FROM import_columns WHERE municipality = $1 AND programme = $2 AND form = $3"};
inline constexpr Statement keep_columns{
    "imports.keep_columns",
    "INSERT INTO import_columns (municipality, programme, form, columns, used_at) VALUES ($1, $2, $3, $4, "
    "$5) "
    "ON CONFLICT (municipality, programme, form) DO UPDATE SET columns = excluded.columns, "
    "used_at = excluded.used_at"};

}  // namespace hagukumi::imports::sql
