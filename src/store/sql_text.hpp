// Portable SQL, written for one engine.  Pure text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::store {

enum class Engine { sqlite, postgres };

/// The statement as the engine takes it.  For SQLite `$2` becomes `?2`: there `$2` is a name that takes the
/// next free number, so that arguments would silently change places (limits.md).  Literals, quoted names and
/// comments stay as they are.  Throws BugFound when the statement does not mention $1, the municipality, or
/// has a parameter of another form.
std::string statement_text(std::string_view portable, Engine engine);

/// How many parameters it names: the highest number.
std::size_t parameters_of(std::string_view portable);

/// The table that an INSERT, UPDATE or DELETE changes; throws BugFound for any other statement.
std::string_view changed_table(std::string_view portable);

/// Whether a statement reads the table: it stands behind FROM or JOIN (script/sql-lint wants no other way).
bool reads_table(std::string_view portable, std::string_view table);

/// The statements of a migration.  In SQLite bigint, text and bytea become INTEGER, TEXT and BLOB, and every
/// table STRICT; tables are also WITHOUT ROWID, but for those marked `-- wide rows` (docs/decisions, 11).  In
/// PostgreSQL text is compared byte by byte, as in SQLite.
std::vector<std::string> migration_statements(std::string_view portable, Engine engine);

}  // namespace hagukumi::store
