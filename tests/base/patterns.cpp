#include "base/patterns.hpp"

#include <map>
#include <regex>

namespace hagukumi::test {

namespace {

const std::regex& regex_of(const std::string& pattern)
{
    static std::map<std::string, std::regex> all;
    return all.try_emplace(pattern, pattern).first->second;
}

Match match_of(const std::smatch& found)
{
    return {static_cast<std::size_t>(found.position()), {found.begin(), found.end()}};
}

}  // namespace

std::optional<Match> match_whole(const std::string& text, const std::string& pattern)
{
    std::smatch found;
    if (!std::regex_match(text, found, regex_of(pattern))) return std::nullopt;
    return match_of(found);
}

std::optional<Match> find_match(const std::string& text, const std::string& pattern)
{
    std::smatch found;
    if (!std::regex_search(text, found, regex_of(pattern))) return std::nullopt;
    return match_of(found);
}

std::vector<Match> find_matches(const std::string& text, const std::string& pattern)
{
    std::vector<Match> all;
    for (std::sregex_iterator it(text.begin(), text.end(), regex_of(pattern)), end; it != end; ++it)
        all.push_back(match_of(*it));
    return all;
}

}  // namespace hagukumi::test
