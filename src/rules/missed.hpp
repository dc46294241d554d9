// One line of a worked case that came out otherwise, for its author.
#pragma once

#include <vector>

#include "rules/told.hpp"

namespace hagukumi::rules {

/// 「units は 2 のはずが、3 です」, "units: expected 2, got 3".  `what` is the key in the file.
inline Text missed(std::string_view what, const Text& expected, const Text& got)
{
    return told("{} は {} のはずが、{} です", "{}: expected {}, got {}", what, expected, got);
}

/// What was missed in one case.
class Misses {
public:
    void add(std::string_view what, const Text& expected, const Text& got)
    {
        x_all.push_back(missed(what, expected, got));
    }
    void compare(std::string_view what, const std::string& expected, const std::string& got)
    {
        if (expected != got) add(what, same(expected), same(got));
    }
    std::vector<Text> take() { return std::move(x_all); }

private:
    std::vector<Text> x_all;
};

inline const Text nothing_there{"なし", "none"};
inline const Text not_looked_at{"その規則は使われていません", "no such rule looked at"};

}  // namespace hagukumi::rules
