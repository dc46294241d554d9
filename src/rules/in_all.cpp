#include "rules/in_all.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "rules/of_all.hpp"

namespace hagukumi::rules {

Text day_in_all(Date day)
{
    return of_all([&](Language language) { return told(language, std::optional(day)); });
}

Text moment_in_all(Instant moment)
{
    Text text = of_all([&](Language language) { return told(language, moment); });
    const std::string time = to_string_in_japan(moment).substr(11, 5);
    const Date day = date_in_japan(moment);
    text.ja = in_japanese(day) + time;
    text.en = in_english(day) + ", " + time;
    return text;
}

Text amount_in_all(const Amount& amount)
{
    return of_all([&](Language language) { return told(language, amount); });
}

std::string unit_told(Language language, const Amount& amount)
{
    // The number stands in front in each of our languages, with what parts its thousands.
    const std::string words = told(language, amount);
    return words.substr(std::min(words.find_first_not_of("-0123456789., "), words.size()));
}

Text list_in_all(const std::vector<Text>& items)
{
    return of_all([&](Language language) {
        std::string list;
        for (const Text& item : items)
            list += (list.empty() ? "" : told(language, Sentence::between_items)) + item.in(language);
        return list;
    });
}

}  // namespace hagukumi::rules
