#include "base/language.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "base/result.hpp"

namespace hagukumi {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// What stands before the first `mark`; `rest` is what follows it.
std::string_view cut(std::string_view& rest, char mark)
{
    const std::size_t place = std::min(rest.find(mark), rest.size());
    const std::string_view head = rest.substr(0, place);
    rest.remove_prefix(std::min(place + 1, rest.size()));
    return head;
}

/// "q=0.8" in thousandths; 1000 when nothing is said, 0 when it cannot be read.
int weight_of(std::string_view parameters)
{
    const std::string_view text = trimmed(parameters);
    if (text.empty()) return 1000;
    if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=') return 0;
    if (text[2] == '1') return 1000;
    int weight = 0;
    for (std::size_t digit = 0; digit < 3; ++digit) {
        const char c = 4 + digit < text.size() ? text[4 + digit] : '0';
        weight = weight * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    }
    return weight;
}

}  // namespace

std::string_view code_of(Language language)
{
    switch (language) {
        case Language::ja: return "ja";
        case Language::en: return "en";
        case Language::ja_easy: return "ja-easy";
        case Language::zh: return "zh";
        case Language::ko: return "ko";
        case Language::vi: return "vi";
        case Language::pt: return "pt";
        case Language::ne: return "ne";
        case Language::fil: break;
    }
    return "fil";
}

std::optional<Language> language_of(std::string_view tag)
{
    std::string name(tag);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    // ja-x-easy is the same in a page's `lang`, where "easy" by itself would be a script.
    if (name == "ja-easy" || name == "ja-x-easy") return Language::ja_easy;
    name.resize(std::min(name.find('-'), name.size()));
    if (name == "tl") return Language::fil;  // Tagalog, as older phones call it
    const auto found = std::find_if(all_languages.begin(), all_languages.end(),
                                    [&](Language language) { return code_of(language) == name; });
    return found == all_languages.end() ? std::nullopt : std::optional(*found);
}

std::optional<Language> preferred_language(std::string_view accept_language)
{
    std::optional<Language> preferred;
    int heaviest = 0;
    while (!accept_language.empty()) {
        std::string_view parameters = cut(accept_language, ',');
        const std::string_view tag = trimmed(cut(parameters, ';'));
        const int weight = weight_of(parameters);
        const auto language = language_of(tag);
        if (!language || weight <= heaviest) continue;
        preferred = language;
        heaviest = weight;
    }
    return preferred;
}

const std::string* Text::find(Language language) const
{
    if (language == Language::ja) return &ja;
    if (language == Language::en) return &en;
    const auto found =
        std::find_if(more.begin(), more.end(), [&](const auto& one) { return one.first == language; });
    return found == more.end() ? nullptr : &found->second;
}

const std::string& Text::in(Language language) const
{
    if (const std::string* found = find(language)) return *found;
    return language == Language::ja_easy || en.empty() ? ja : en;
}

}  // namespace hagukumi
