// One map of a file that has no shape of its own: conversations, help.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rules/schema.hpp"

namespace hagukumi::rules {

inline Text both(const std::string& text)
{
    return {text, text};
}

/// The first key of a file's text, by which it says what it is; empty when there is none.
inline std::string_view first_key(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (!line.empty() && line.front() != '#' && line.front() != ' ' && line.front() != '\r')
            return line.substr(0, line.find(':'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return {};
}

/// Keys that the map must not have are told by MapReader, keys that it lacks here.
class KeyReader {
public:
    KeyReader(const Node& node, Text what, std::vector<std::string_view> allowed, Mistakes& mistakes)
        : x_map(node, std::move(what), std::move(allowed), mistakes), x_mistakes(mistakes)
    {
    }

    bool is_map() const { return x_map.is_map(); }
    const Node* find(std::string_view key) const { return x_map.find(key); }

    /// `holds` says what is written there.
    const Node* need(std::string_view key, const Text& holds) const
    {
        const Node* found = find(key);
        if (found == nullptr && is_map()) {
            const std::string name = backquoted(key);
            x_mistakes.add(x_map.node(), {name + "のない内容", "no " + name}, holds,
                           {name + "を書いてください", "write " + name});
        }
        return found;
    }
    std::string text(std::string_view key, const Text& holds) const
    {
        const Node* found = need(key, holds);
        if (found == nullptr) return {};
        if (found->kind != Node::Kind::scalar || found->text.empty())
            x_mistakes.add(*found, what_is(*found), holds, {"書き直してください", "write that"});
        return found->text;
    }
    /// Of a key that may be left out; then it is empty.
    Text optional_sentence(std::string_view key) const
    {
        const Node* found = find(key);
        return found != nullptr ? read_text(*found, x_mistakes) : Text{};
    }
    Text sentence(std::string_view key) const
    {
        const Node* found = need(key, {"jaとenの文", "a sentence in ja and en"});
        return found != nullptr ? read_text(*found, x_mistakes) : Text{};
    }
    /// The index among `choices`; nothing when the key is left out.
    std::optional<std::size_t> choice(std::string_view key,
                                      const std::vector<std::string_view>& choices) const
    {
        const Node* found = find(key);
        if (found == nullptr) return std::nullopt;
        const auto at = std::find(choices.begin(), choices.end(), found->text);
        if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
        x_mistakes.add(*found, what_is(*found), list_of(choices),
                       suggest(found->text, choices, {"どれかを書いてください", "write one of these"}));
        return std::nullopt;
    }

private:
    MapReader x_map;
    Mistakes& x_mistakes;
};

}  // namespace hagukumi::rules
