// Portable SQL, written for SQLite.  Pure text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::store::sqlite {

/// `$2` becomes `?2`: for SQLite `$2` is a name that takes the next free number, so that arguments would
/// silently change places (limits.md).  Literals, quoted names and comments stay as they are.  Throws
/// BugFound when the statement does not mention $1, the municipality, or has a parameter of another form.
std::string statement_text(std::string_view portable);

/// The statements of a migration: bigint, text and bytea become INTEGER, TEXT and BLOB, and every table
/// STRICT.  Tables are also WITHOUT ROWID, but for those marked `-- wide rows` (docs/decisions, 11).
std::vector<std::string> migration_statements(std::string_view portable);

}  // namespace hagukumi::store::sqlite
