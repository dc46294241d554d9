#include "settlement/month.hpp"

#include "base/whole_number.hpp"

namespace hagukumi::settlement {

std::optional<Month> parse_month(std::string_view text)
{
    if (text.size() != 7 || text[0] != '2' || text[4] != '-') return std::nullopt;
    const auto year = parse_whole_number<int>(text.substr(0, 4));
    const auto month = parse_whole_number<unsigned>(text.substr(5));
    if (!year || !month) return std::nullopt;
    const Month found = std::chrono::year(*year) / std::chrono::month(*month);
    if (!found.ok()) return std::nullopt;
    return found;
}

}  // namespace hagukumi::settlement
