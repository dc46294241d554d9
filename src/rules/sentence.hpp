// Placeholders in the sentences of a programme file.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::rules {

const std::vector<std::string_view>& all_placeholders();

/// The first placeholder of `text` that does not exist, or that is not closed; empty when all is well.
std::string_view wrong_placeholder(std::string_view text);

/// `text` with each {name} replaced by what `value_of` says.
std::string filled(std::string_view text, const std::function<std::string(std::string_view)>& value_of);

}  // namespace hagukumi::rules
