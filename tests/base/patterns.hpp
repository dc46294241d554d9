// Regular expressions for tests, compiled once: <regex> costs seconds in every file that has it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hagukumi::test {

/// A place of a text that is as a pattern says.
struct Match {
    std::size_t position = 0;        ///< in bytes
    std::vector<std::string> parts;  ///< the whole, then each group of the pattern
};

/// The whole text as the pattern (of ECMAScript) says, or nothing. A pattern is read once and kept.
std::optional<Match> match_whole(const std::string& text, const std::string& pattern);
/// The first place of the text that is so.
std::optional<Match> find_match(const std::string& text, const std::string& pattern);
/// All of them, in their order.
std::vector<Match> find_matches(const std::string& text, const std::string& pattern);

}  // namespace hagukumi::test
