#include "rules/sentence.hpp"

#include <algorithm>

namespace hagukumi::rules {

const std::vector<std::string_view>& all_placeholders()
{
    static const std::vector<std::string_view> names{"first_day",
                                                     "last_day",
                                                     "asked",
                                                     "left",
                                                     "needed",
                                                     "service",
                                                     "coupon",
                                                     "facility",
                                                     "day",
                                                     "today",
                                                     "born_on",
                                                     "due_date",
                                                     "lost_on",
                                                     "resident_until",
                                                     "application_on",
                                                     "interviewed_on",
                                                     "discharged_on",
                                                     "first_use_on",
                                                     "used"};
    return names;
}

std::string_view wrong_placeholder(std::string_view text)
{
    const auto& names = all_placeholders();
    while (true) {
        const std::size_t open = text.find_first_of("{}");
        if (open == std::string_view::npos) return {};
        const std::size_t close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos) return text.substr(open, 12);
        const std::string_view name = text.substr(open + 1, close - open - 1);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            return text.substr(open, close - open + 1);
        }
        text.remove_prefix(close + 1);
    }
}

std::string filled(std::string_view text, const std::function<std::string(std::string_view)>& value_of)
{
    std::string result;
    result.reserve(text.size() + 32);
    while (true) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return result.append(text);
        result.append(text.substr(0, open));
        result.append(value_of(text.substr(open + 1, close - open - 1)));
        text.remove_prefix(close + 1);
    }
}

}  // namespace hagukumi::rules
