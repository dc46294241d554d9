#include "settlement/month.hpp"

#include <charconv>

namespace hagukumi::settlement {

std::optional<Month> parse_month(std::string_view text)
{
    int year = 0;
    unsigned month = 0;
    if (text.size() != 7 || text[0] != '2' || text[4] != '-') return std::nullopt;
    const auto read = [](std::string_view digits, auto& number) {
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return problem == std::errc() && end == digits.data() + digits.size();
    };
    if (!read(text.substr(0, 4), year) || !read(text.substr(5), month)) return std::nullopt;
    const Month found = std::chrono::year(year) / std::chrono::month(month);
    if (!found.ok()) return std::nullopt;
    return found;
}

}  // namespace hagukumi::settlement
