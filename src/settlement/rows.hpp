// Rows of the settlement's tables, in the order of sql.hpp; for the files of this room.
#pragma once

#include "settlement/statement.hpp"
#include "store/statement.hpp"

namespace hagukumi::settlement {

Statement statement_in(const store::Row& row);

/// The facility's newest statement that counts.
std::optional<Statement> newest_statement(store::Snapshot& snapshot, const Id& facility);

audit::Hash hash_in(const store::Row& row, int column);

}  // namespace hagukumi::settlement
