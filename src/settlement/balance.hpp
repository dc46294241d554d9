// The money, looked at: do statements, transfers and the ledger say the same?
#pragma once

#include <string>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::settlement {

/// One English sentence for each statement whose sums or digest do not follow from the ledger, each facility
/// where statements and open entries are not the whole of its ledger, and each transfer that pays another sum
/// or is another file.  Walks everything: for `hagukumi audit verify`.
std::vector<std::string> wrong_statements(store::Snapshot& snapshot);

}  // namespace hagukumi::settlement
