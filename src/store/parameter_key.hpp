// Parameters as one text, by which a question that was asked before is found again.
#pragma once

#include <span>
#include <string>

#include "store/statement.hpp"

namespace hagukumi::store {

/// Adds them to `key`. Two keys of as many parameters are the same where each has the same kind and value.
void append_key(std::string& key, std::span<const Parameter> parameters);

}  // namespace hagukumi::store
