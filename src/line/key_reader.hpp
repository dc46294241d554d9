// One map of a conversation file, for the readers of this room.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "line/conversation.hpp"
#include "rules/schema.hpp"

namespace hagukumi::line {

inline Text both(const std::string& text)
{
    return {text, text};
}

/// Keys that the map must not have are told by MapReader, keys that it lacks here.
class KeyReader {
public:
    KeyReader(const rules::Node& node, Text what, std::vector<std::string_view> allowed,
              rules::Mistakes& mistakes)
        : x_map(node, std::move(what), std::move(allowed), mistakes), x_mistakes(mistakes)
    {
    }

    bool is_map() const { return x_map.is_map(); }
    const rules::Node* find(std::string_view key) const { return x_map.find(key); }

    /// `holds` says what is written there.
    const rules::Node* need(std::string_view key, const Text& holds) const
    {
        const rules::Node* found = find(key);
        if (found == nullptr && is_map()) {
            const std::string name = rules::quoted(key);
            x_mistakes.add(x_map.node(), {name + "のない内容", "no " + name}, holds,
                           {name + "を書いてください", "write " + name});
        }
        return found;
    }
    std::string text(std::string_view key, const Text& holds) const
    {
        const rules::Node* found = need(key, holds);
        if (found == nullptr) return {};
        if (found->kind != rules::Node::Kind::scalar || found->text.empty())
            x_mistakes.add(*found, rules::what_is(*found), holds, {"書き直してください", "write that"});
        return found->text;
    }
    Text sentence(std::string_view key) const
    {
        const rules::Node* found = need(key, {"jaとenの文", "a sentence in ja and en"});
        return found != nullptr ? rules::read_text(*found, x_mistakes) : Text{};
    }
    /// The index among `choices`; nothing when the key is left out.
    std::optional<std::size_t> choice(std::string_view key,
                                      const std::vector<std::string_view>& choices) const
    {
        const rules::Node* found = find(key);
        if (found == nullptr) return std::nullopt;
        const auto at = std::find(choices.begin(), choices.end(), found->text);
        if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
        x_mistakes.add(
            *found, rules::what_is(*found), rules::list_of(choices),
            rules::suggest(found->text, choices, {"どれかを書いてください", "write one of these"}));
        return std::nullopt;
    }

private:
    rules::MapReader x_map;
    rules::Mistakes& x_mistakes;
};

/// The rich menus of a file (read_rich_menus.cpp); every mistake is told.
std::vector<RichMenu> read_rich_menus(const rules::Node& node, rules::Mistakes& mistakes);

}  // namespace hagukumi::line
