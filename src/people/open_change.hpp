// 変更届: a change that a family has reported and the office has not answered yet.  What is decided meanwhile
// would stand on facts that are about to be others; who decides so asks here (O-14).
#pragma once

#include <string>

#include "base/id.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

struct OpenChange {
    Id household;
    Id application;         ///< in which it was written
    std::string programme;  ///< whose facts it is about
    Instant since;
};

/// Noting what was noted before changes nothing.
void note_open_change(store::Transaction& tx, const OpenChange& change);

/// It was answered, or taken back.  None was open: no error.
void close_open_change(store::Transaction& tx, const Id& household, const Id& application);

bool has_open_change(store::Snapshot& snapshot, const Id& household, std::string_view programme);

}  // namespace hagukumi::people
