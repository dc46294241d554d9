// The characters of a code.  Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace hagukumi::codes {

/// Twelve characters of Crockford's 32 (no I, L, O, U): eleven random ones, and one that follows from them.
std::string draw_code(Randomness& randomness);

/// "7K3MQ9TD2HVX" as it is printed: "7K3M-Q9TD-2HVX"
std::string in_groups(std::string_view code);

/// As people type it: spaces, hyphens, lower case and full width are taken, O is 0, I and L are 1.  Nothing
/// when a character is wrong or two changed places, which is known without looking anything up (M-05.1).
std::optional<std::string> parse_code(std::string_view typed);

}  // namespace hagukumi::codes
