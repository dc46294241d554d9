#include "rules/schema.hpp"

#include <algorithm>
#include <charconv>

#include "base/age.hpp"
#include "base/era.hpp"

namespace hagukumi::rules {

MapReader::MapReader(const Node& node, std::string what, std::vector<std::string_view> allowed,
                     Mistakes& mistakes)
    : x_node(node), x_what(std::move(what)), x_allowed(std::move(allowed)), x_mistakes(mistakes)
{
    x_is_map = node.kind == Node::Kind::map;
    if (!x_is_map) {
        x_mistakes.add(node, what_is(node) + " as " + x_what, "a map with " + list_of(x_allowed),
                       "write `key: value` lines");
        return;
    }
    for (const auto& [key, value] : node.entries) {
        if (std::find(x_allowed.begin(), x_allowed.end(), key.text) != x_allowed.end()) continue;
        x_mistakes.add(key, "the key " + quoted(key.text) + " in " + x_what, list_of(x_allowed),
                       suggest(key.text, x_allowed, "remove it"));
    }
}

const Node* MapReader::find(std::string_view key) const
{
    return x_is_map ? x_node.find(key) : nullptr;
}

const Node* MapReader::need(std::string_view key, std::string_view what_to_write) const
{
    const Node* const found = find(key);
    if (!found && x_is_map) {
        x_mistakes.add(x_node, x_what + " without " + quoted(key), "`" + std::string(key) + ": …`",
                       "write " + std::string(what_to_write));
    }
    return found;
}

std::string MapReader::text(std::string_view key, std::string_view what_to_write) const
{
    const Node* const found = need(key, what_to_write);
    if (!found) return {};
    if (found->kind != Node::Kind::scalar || found->text.empty()) {
        x_mistakes.add(*found, what_is(*found) + " as " + quoted(key), "a text",
                       "write " + std::string(what_to_write));
        return {};
    }
    return found->text;
}

std::string MapReader::optional_text(std::string_view key) const
{
    return find(key) ? text(key, "a text") : std::string();
}

Text read_text(const Node& node, Mistakes& mistakes)
{
    std::vector<std::string_view> codes;
    for (const Language language : all_languages) codes.push_back(code_of(language));
    const MapReader map(node, "a text for people", codes, mistakes);
    Text text;
    text.ja = map.text("ja", "the Japanese text");
    text.en = map.text("en", "the English text");
    for (const Language language : all_languages) {
        if (language == Language::ja || language == Language::en || !map.find(code_of(language))) continue;
        text.more.emplace_back(language, map.text(code_of(language), "the text in that language"));
    }
    return text;
}

Text MapReader::sentence(std::string_view key) const
{
    const Node* const found = need(key, "the text in Japanese and English, { ja: …, en: … }");
    return found ? read_text(*found, x_mistakes) : Text{};
}

Text MapReader::optional_sentence(std::string_view key) const
{
    return find(key) ? sentence(key) : Text{};
}

std::optional<std::int64_t> read_number(const Node& node, std::int64_t least, std::int64_t most,
                                        Mistakes& mistakes)
{
    std::int64_t number = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, number);
    if (node.kind != Node::Kind::scalar || node.text.empty() || error != std::errc() || stop != end ||
        number < least || number > most) {
        mistakes.add(node, what_is(node),
                     "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                     "write the number in digits");
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> MapReader::number(std::string_view key, std::int64_t least, std::int64_t most,
                                              bool required) const
{
    const Node* const found = required ? need(key, "a whole number") : find(key);
    return found ? read_number(*found, least, most, x_mistakes) : std::nullopt;
}

std::optional<Date> read_date(const Node& node, Mistakes& mistakes)
{
    const auto date = node.kind == Node::Kind::scalar ? parse_iso_date(node.text) : std::nullopt;
    if (!date || !is_in_range(*date)) {
        mistakes.add(node, what_is(node), "a day that exists, as in 2026-04-01",
                     "write the year, month and day");
        return std::nullopt;
    }
    return date;
}

std::optional<int> read_time(const Node& node, Mistakes& mistakes)
{
    const auto time = node.kind == Node::Kind::scalar ? parse_time_of_day(node.text) : std::nullopt;
    if (!time) {
        mistakes.add(node, what_is(node), "a time from 0:00 to 24:00, as in 8:30",
                     "write hours and two digits of minutes");
    }
    return time;
}

std::optional<Date> MapReader::date(std::string_view key, bool required) const
{
    const Node* const found = required ? need(key, "a date such as 2026-04-01") : find(key);
    if (!found || (!required && found->kind == Node::Kind::none)) return std::nullopt;
    return read_date(*found, x_mistakes);
}

std::optional<bool> MapReader::truth(std::string_view key, bool required) const
{
    const auto index = choice(key, {"true", "false"}, required);
    return index ? std::optional<bool>(*index == 0) : std::nullopt;
}

std::optional<std::size_t> MapReader::choice(std::string_view key,
                                             const std::vector<std::string_view>& choices,
                                             bool required) const
{
    const Node* const found = required ? need(key, list_of(choices)) : find(key);
    if (!found) return std::nullopt;
    const auto place = std::find(choices.begin(), choices.end(), found->text);
    if (found->kind != Node::Kind::scalar || place == choices.end()) {
        x_mistakes.add(*found, what_is(*found) + " as " + quoted(key), list_of(choices),
                       suggest(found->text, choices, "write one of them"));
        return std::nullopt;
    }
    return static_cast<std::size_t>(place - choices.begin());
}

bool is_code(const Node& node, std::string_view what, Mistakes& mistakes)
{
    const std::string& text = node.text;
    const bool fine = !text.empty() && text.size() <= 60 && text[0] >= 'a' && text[0] <= 'z' &&
                      std::all_of(text.begin(), text.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                      });
    if (!fine) {
        mistakes.add(node, quoted(text) + " as the code of " + std::string(what),
                     "small letters, digits and _, beginning with a letter", "rename it");
    }
    return fine;
}

}  // namespace hagukumi::rules
