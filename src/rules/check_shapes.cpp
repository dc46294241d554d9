#include "rules/check_shapes.hpp"

#include <algorithm>
#include <optional>

#include "base/era.hpp"
#include "base/whole_number.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

bool is_whole_number(const std::string& text, std::int64_t least, std::int64_t most)
{
    const auto number = parse_whole_number<std::int64_t>(text);
    return number && least <= *number && *number <= most;
}

Text words_for(const Holds& holds)
{
    switch (holds.kind) {
        case Holds::Kind::number:
            return told("{}から{}までの数", "a whole number from {} to {}", holds.least, holds.most);
        case Holds::Kind::date:
            return {"実在する日付（2026-04-01 のように）", "a day that exists, as in 2026-04-01"};
        case Holds::Kind::time: return {"時刻（8:30 のように）", "a time, as in 8:30"};
        case Holds::Kind::truth: return {"true か false", "true or false"};
        case Holds::Kind::choice: return list_of(holds.choices);
        case Holds::Kind::sentence: return {"`{ ja: …, en: … }`", "`{ ja: …, en: … }`"};
        case Holds::Kind::map:
        case Holds::Kind::map_of: return {"マップ", "a map"};
        case Holds::Kind::list_of: return {"リスト", "a list"};
        case Holds::Kind::nothing: return {"~", "~"};
        case Holds::Kind::either: {
            Text all;
            for (const Holds& way : holds.inner) {
                const Text one = words_for(way);
                all = all.ja.empty() ? one : told("{}、{}", "{}, {}", all, one);
            }
            return all;
        }
        case Holds::Kind::text:
        case Holds::Kind::code:
        case Holds::Kind::expression: break;
    }
    return {"文字", "text"};
}

class ShapesCheck {
public:
    explicit ShapesCheck(Mistakes& mistakes) : x_mistakes(mistakes) {}

    void check_map(const Node& node, Map map)
    {
        const Shape& shape = shape_of(map);
        if (node.kind != Node::Kind::map) return;
        for (const auto& [key, value] : node.entries) {
            const Key* const known = shape.find(key.text);
            if (known == nullptr) {
                add(key, told("{}にキー{}がある", "the key {1} in {0}", shape.what, backquoted(key.text)),
                    list_of(shape.names()),
                    suggest(key.text, shape.names(), {"消してください", "remove it"}));
            } else if (!(shape.laid_over && value.kind == Node::Kind::none)) {
                check(value, known->holds, known->about);
            }
        }
        for (const Key& key : shape.keys) {
            if (key.required && !shape.laid_over && node.find(key.name) == nullptr)
                add(node, told("{}に{}がない", "{} without {}", shape.what, backquoted(key.name)),
                    told("`{}: …`", "`{}: …`", key.name), key.about);
        }
    }

private:
    void check(const Node& node, const Holds& holds, const Text& about)
    {
        if (holds.kind == Holds::Kind::either) {
            if (std::any_of(holds.inner.begin(), holds.inner.end(),
                            [&](const Holds& way) { return is_of(node, way); }))
                return;
            // The way that is meant is the one of the same kind; its own mistake says more.
            const auto meant = std::find_if(holds.inner.begin(), holds.inner.end(), [&](const Holds& way) {
                return is_container(node) && has_kind_of(node, way);
            });
            if (meant != holds.inner.end()) return check(node, *meant, about);
        } else if (has_kind_of(node, holds)) {
            return check_inside(node, holds, about);
        }
        add(node, what_is(node), words_for(holds), about);
    }

    void check_inside(const Node& node, const Holds& holds, const Text& about)
    {
        switch (holds.kind) {
            case Holds::Kind::sentence: check_map(node, Map::sentence); break;
            case Holds::Kind::map: check_map(node, holds.of); break;
            case Holds::Kind::map_of:
                for (const auto& [key, value] : node.entries) check(value, holds.inner.front(), about);
                break;
            case Holds::Kind::list_of:
                for (const Node& item : node.items) check(item, holds.inner.front(), about);
                break;
            default: break;
        }
    }

    static bool is_of(const Node& node, const Holds& holds)
    {
        Mistakes scratch("");
        ShapesCheck(scratch).check(node, holds, {});
        return scratch.empty();
    }

    static bool is_container(const Node& node)
    {
        return node.kind == Node::Kind::map || node.kind == Node::Kind::list;
    }

    /// Of the kind itself, whatever lies inside.
    static bool has_kind_of(const Node& node, const Holds& holds)
    {
        const bool is_scalar = node.kind == Node::Kind::scalar;
        switch (holds.kind) {
            case Holds::Kind::text: return is_scalar;
            case Holds::Kind::code: return is_scalar && !node.text.empty();
            case Holds::Kind::number: return is_scalar && is_whole_number(node.text, holds.least, holds.most);
            case Holds::Kind::date: return is_scalar && parse_iso_date(node.text).has_value();
            case Holds::Kind::time: return is_scalar && parse_time_of_day(node.text).has_value();
            case Holds::Kind::truth: return is_scalar && (node.text == "true" || node.text == "false");
            case Holds::Kind::choice:
                return is_scalar && std::find(holds.choices.begin(), holds.choices.end(), node.text) !=
                                        holds.choices.end();
            case Holds::Kind::expression: return is_scalar || node.kind == Node::Kind::map;
            case Holds::Kind::sentence:
            case Holds::Kind::map:
            case Holds::Kind::map_of: return node.kind == Node::Kind::map;
            case Holds::Kind::list_of: return node.kind == Node::Kind::list;
            case Holds::Kind::nothing: return node.kind == Node::Kind::none;
            case Holds::Kind::either: break;
        }
        return false;
    }

    void add(const Node& at, Text found, Text allowed, Text what_to_do)
    {
        if (x_mistakes.tells_of(at.line)) return;
        x_mistakes.add(at, std::move(found), std::move(allowed), std::move(what_to_do));
    }

    Mistakes& x_mistakes;
};

}  // namespace

void check_shapes(const Node& root, Mistakes& mistakes)
{
    ShapesCheck(mistakes).check_map(root, Map::file);
}

}  // namespace hagukumi::rules
