// Which migrations a database still needs.  The same for every engine.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/migrations.hpp"

namespace hagukumi::store {

/// By which an edited migration is noticed; not made against an attacker.
std::string fingerprint_of(const Migration& migration);

/// What of `known` is not among `applied` (number, fingerprint), in order.  Errors: `schema_too_new` for a
/// database of a newer program, `schema_differs` when an applied migration had another text.
Result<std::vector<const Migration*>> find_missing(const std::map<int, std::string>& applied,
                                                   const std::vector<Migration>& known);

}  // namespace hagukumi::store
