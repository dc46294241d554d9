#include "rules/schema.hpp"

#include <algorithm>

#include "base/age.hpp"
#include "base/era.hpp"
#include "base/whole_number.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

/// The rest of a value that was cut at a comma: `{ parent_pays: max(share, fee) }`.
bool is_cut_off(const NodeEntry& entry)
{
    const std::string& key = entry.first.text;
    const auto is_of_a_code = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return entry.second.kind == Node::Kind::none && !std::all_of(key.begin(), key.end(), is_of_a_code);
}

/// What to do about a key that a map does not have; no `map` where the keys are names of the file.
Text instead_of(const NodeEntry& entry, const Map* map, const std::vector<std::string_view>& allowed)
{
    const std::string& key = entry.first.text;
    if (has_full_width_colon(key))
        return {"全角の「：」を、半角のコロンと空白に直してください", "write a half-width colon and a space"};
    if (map != nullptr && *map == Map::holding && key == "bookings") {
        return {"`days` と書いてください。予約ごとの日数を合計します（1日ずつの予約なら、件数と同じです）",
                "write `days`, which adds up the days of each booking: as many as bookings of one day"};
    }
    if (is_cut_off(entry)) {
        return {"`{ }` の中では、カンマで値が終わります。値の全体を引用符（\" \"）で囲んでください",
                "a comma inside `{ }` ends a value; put the whole value into quotes"};
    }
    return suggest(key, allowed, {"消してください", "remove it"});
}

}  // namespace

MapReader::MapReader(const Node& node, Map map, Mistakes& mistakes)
    : MapReader(node, &map, shape_of(map).what, shape_of(map).names(), mistakes)
{
    x_shape = &shape_of(map);
}

MapReader::MapReader(const Node& node, Text what, std::vector<std::string_view> allowed, Mistakes& mistakes)
    : MapReader(node, nullptr, std::move(what), std::move(allowed), mistakes)
{
}

MapReader::MapReader(const Node& node, const Map* map, Text what, std::vector<std::string_view> allowed,
                     Mistakes& mistakes)
    : x_node(node), x_what(std::move(what)), x_allowed(std::move(allowed)), x_mistakes(mistakes)
{
    x_is_map = node.kind == Node::Kind::map;
    if (!x_is_map) {
        x_mistakes.add(node, told("{}に{}が書かれている", "{1} as {0}", x_what, what_is(node)),
                       told("次のキーのマップ: {}", "a map with {}", list_of(x_allowed)),
                       has_full_width_colon(node.text)
                           ? Text{"全角の「：」を、半角のコロンと空白に直してください",
                                  "write a half-width colon and a space"}
                           : Text{"`キー: 値` の行を書いてください", "write `key: value` lines"});
        return;
    }
    for (const NodeEntry& entry : node.entries) {
        const Node& key = entry.first;
        if (std::find(x_allowed.begin(), x_allowed.end(), key.text) != x_allowed.end()) continue;
        x_mistakes.add(key, told("{}にキー{}がある", "the key {1} in {0}", x_what, backquoted(key.text)),
                       list_of(x_allowed), instead_of(entry, map, x_allowed));
    }
}

const Node* MapReader::find(std::string_view key) const
{
    return x_is_map ? x_node.find(key) : nullptr;
}

/// A key that the table does not have is a bug of the reader that asks for it.
const Key& MapReader::key_of(std::string_view key) const
{
    const Key* const found = x_shape != nullptr ? x_shape->find(key) : nullptr;
    if (found == nullptr) throw BugFound("no shape for the key " + std::string(key));
    return *found;
}

const Node* MapReader::need(std::string_view key) const
{
    const Node* const found = find(key);
    if (!found && x_is_map) {
        const Key& wanted = key_of(key);
        x_mistakes.add(x_node, told("{}に{}がない", "{} without {}", x_what, backquoted(key)),
                       told("`{}: …`", "`{}: …`", key),
                       told("{}を書いてください", "write {}",
                            wanted.holds.choices.empty() ? wanted.about : list_of(wanted.holds.choices)));
    }
    return found;
}

std::string MapReader::text(std::string_view key) const
{
    const Node* const found = need(key);
    if (!found) return {};
    if (found->kind != Node::Kind::scalar || found->text.empty()) {
        x_mistakes.add(*found, told("{}に{}が書かれている", "{1} as {0}", backquoted(key), what_is(*found)),
                       {"文字", "a text"}, told("{}を書いてください", "write {}", key_of(key).about));
        return {};
    }
    return found->text;
}

std::string MapReader::optional_text(std::string_view key) const
{
    return find(key) ? text(key) : std::string();
}

Text read_text(const Node& node, Mistakes& mistakes)
{
    const MapReader map(node, Map::sentence, mistakes);
    Text text;
    text.ja = map.text("ja");
    text.en = map.text("en");
    for (const Language language : all_languages) {
        if (language == Language::ja || language == Language::en || !map.find(code_of(language))) continue;
        text.more.emplace_back(language, map.text(code_of(language)));
    }
    return text;
}

Text MapReader::sentence(std::string_view key) const
{
    const Node* const found = need(key);
    return found ? read_text(*found, x_mistakes) : Text{};
}

Text MapReader::optional_sentence(std::string_view key) const
{
    return find(key) ? sentence(key) : Text{};
}

std::optional<std::int64_t> read_number(const Node& node, std::int64_t least, std::int64_t most,
                                        Mistakes& mistakes)
{
    const auto number = parse_whole_number<std::int64_t>(node.text);
    if (node.kind != Node::Kind::scalar || !number || *number < least || *number > most) {
        mistakes.add(node, what_is(node),
                     told("{}から{}までの整数", "a whole number from {} to {}", least, most),
                     {"数字で書いてください", "write the number in digits"});
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> MapReader::number(std::string_view key) const
{
    return number(key, key_of(key).required);
}

std::optional<std::int64_t> MapReader::number(std::string_view key, bool required) const
{
    const Node* const found = required ? need(key) : find(key);
    const Holds& holds = key_of(key).holds;
    return found ? read_number(*found, holds.least, holds.most, x_mistakes) : std::nullopt;
}

std::optional<Date> read_date(const Node& node, Mistakes& mistakes)
{
    const auto date = node.kind == Node::Kind::scalar ? parse_iso_date(node.text) : std::nullopt;
    if (!date || !is_in_range(*date)) {
        mistakes.add(node, what_is(node),
                     {"実在する日付（2026-04-01 のように）", "a day that exists, as in 2026-04-01"},
                     {"年、月、日を書いてください", "write the year, month and day"});
        return std::nullopt;
    }
    return date;
}

std::optional<int> read_time(const Node& node, Mistakes& mistakes)
{
    const auto time = node.kind == Node::Kind::scalar ? parse_time_of_day(node.text) : std::nullopt;
    if (!time) {
        mistakes.add(node, what_is(node),
                     {"0:00から24:00までの時刻（8:30 のように）", "a time from 0:00 to 24:00, as in 8:30"},
                     {"時と、2桁の分を書いてください", "write hours and two digits of minutes"});
    }
    return time;
}

std::optional<Date> MapReader::date(std::string_view key) const
{
    return date(key, key_of(key).required);
}

std::optional<Date> MapReader::date(std::string_view key, bool required) const
{
    const Node* const found = required ? need(key) : find(key);
    if (!found || (!required && found->kind == Node::Kind::none)) return std::nullopt;
    return read_date(*found, x_mistakes);
}

std::optional<bool> MapReader::truth(std::string_view key) const
{
    const auto index = choice(key, {"true", "false"}, key_of(key).required);
    return index ? std::optional<bool>(*index == 0) : std::nullopt;
}

std::optional<std::size_t> MapReader::choice(std::string_view key) const
{
    return choice(key, key_of(key).required);
}

std::optional<std::size_t> MapReader::choice(std::string_view key, bool required) const
{
    return choice(key, key_of(key).holds.choices, required);
}

std::optional<std::size_t> MapReader::choice(std::string_view key,
                                             const std::vector<std::string_view>& choices,
                                             bool required) const
{
    const Node* const found = required ? need(key) : find(key);
    if (!found) return std::nullopt;
    const auto place = std::find(choices.begin(), choices.end(), found->text);
    if (found->kind != Node::Kind::scalar || place == choices.end()) {
        x_mistakes.add(*found, told("{}に{}が書かれている", "{1} as {0}", backquoted(key), what_is(*found)),
                       list_of(choices),
                       suggest(found->text, choices, {"どれか一つを書いてください", "write one of them"}));
        return std::nullopt;
    }
    return static_cast<std::size_t>(place - choices.begin());
}

bool is_code(const Node& node, const Text& what, Mistakes& mistakes)
{
    const std::string& text = node.text;
    const bool fine = !text.empty() && text.size() <= 60 && text[0] >= 'a' && text[0] <= 'z' &&
                      std::all_of(text.begin(), text.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                      });
    if (!fine) {
        mistakes.add(
            node, told("{}のコードに{}が書かれている", "{1} as the code of {0}", what, backquoted(text)),
            {"英小文字で始まる、英小文字と数字と _", "small letters, digits and _, beginning with a letter"},
            {"名前を変えてください", "rename it"});
    }
    return fine;
}

}  // namespace hagukumi::rules
