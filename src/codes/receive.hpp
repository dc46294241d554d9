// Receiving the coupons of a code.
#pragma once

#include <variant>

#include "codes/batch.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::codes {

/// How often a family may type a code that opens nothing for it.
struct CodeLimits {
    int in_15_minutes = 5;
    int a_day = 20;
};

/// Somebody has typed, scanned or followed a code.
struct Attempt {
    Instant at;
    Id id;  ///< of the attempt, to count it by
    Id account, household;
    std::string typed;
};

/// A code that this family may receive now; nothing is spent.  Inner errors, in words for the person:
///   `code_mistyped` (malformed)  by its last character; not counted
///   `code_received` (conflict)   by this family before
///   `code_over`, `code_withdrawn` (conflict)  made for this family
///   `code_unusable` (not_found)  everything else, whatever it is; counted
///   `too_many_codes` (too_many)
Recorded<Traced> check_code(store::Transaction& tx, const CodeLimits& limits, const Attempt& attempt);

struct Receive {
    Id key;
    Attempt attempt;
    Id child;
    Id grant_key;         ///< of the grant within
    std::vector<Id> ids;  ///< as ledger::Grant wants them
};
using Outcome = std::variant<ledger::Granted, ledger::NotEntitled>;

/// Grants and spends the code, or neither.  Errors: those of check_code(); `child_not_found`; `set_received`
/// (conflict) when the child has the coupons of the programme already (M-07).
Recorded<Outcome> receive(store::Transaction& tx, const CodeLimits& limits, const rules::Programme& programme,
                          const Receive& command);

}  // namespace hagukumi::codes
