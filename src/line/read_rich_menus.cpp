// Reads the rich menus of a conversation file.  Whether the pictures fit is told when they are loaded
// (faults_of).
#include "line/limits.hpp"
#include "line/message.hpp"
#include "line/rich_menu_reader.hpp"
#include "rules/key_reader.hpp"

namespace hagukumi::line {

namespace {

using rules::both;
using rules::KeyReader;
using rules::Mistakes;
using rules::Node;

const std::vector<std::string_view> audiences{"tab", "everybody", "registered", "unregistered"};

/// [2500, 843]: so many whole numbers.
std::vector<int> numbers(const Node* node, std::size_t count, const char* example, Mistakes& mistakes)
{
    std::vector<int> found;
    if (node == nullptr) return std::vector<int>(count, 0);
    for (const Node& item : node->items)
        if (const auto number = rules::read_number(item, 0, limits::rich_menu_most_width, mistakes))
            found.push_back(static_cast<int>(*number));
    if (node->items.size() != count)
        mistakes.add(*node, rules::what_is(*node),
                     {std::to_string(count) + "個の整数", std::to_string(count) + " whole numbers"},
                     both(example));
    found.resize(count);
    return found;
}

MenuArea read_area(const Node& node, Mistakes& mistakes)
{
    MenuArea area;
    const KeyReader map(node, {"区画", "an area"}, {"label", "at", "says", "opens", "switches_to"}, mistakes);
    if (!map.is_map()) return area;
    area.label = map.text("label", {"読み上げられる名前", "a name that is read aloud"});
    if (grapheme_length(area.label) > limits::rich_menu_label)
        mistakes.add(*map.find("label"), both(rules::backquoted(area.label)),
                     {"20文字まで", "at most 20 characters"}, {"短くしてください", "shorten the label"});
    const auto at = numbers(map.need("at", {"左、上、幅、高さ", "left, top, width, height"}), 4,
                            "[0, 0, 1250, 843]", mistakes);
    area.x = at[0], area.y = at[1], area.width = at[2], area.height = at[3];
    const auto take = [&](const char* key, std::string& into) {
        if (const Node* found = map.find(key)) into = found->text;
    };
    take("says", area.says);
    take("opens", area.opens);
    take("switches_to", area.switches_to);
    if (!area.says.empty() + !area.opens.empty() + !area.switches_to.empty() != 1)
        mistakes.add(node, {"働きがない、または二つある区画", "an area with none or more than one"},
                     {"`says`、`opens`、`switches_to`のどれか一つ", "one of `says`, `opens`, `switches_to`"},
                     {"区画の働きを書いてください", "say what the area does"});
    return area;
}

RichMenu read_rich_menu(const std::string& code, const Node& node, Mistakes& mistakes)
{
    RichMenu menu;
    menu.code = code;
    const KeyReader map(node, {"リッチメニュー", "a rich menu"},
                        {"shown_to", "bar", "image", "size", "areas"}, mistakes);
    if (!map.is_map()) return menu;
    if (const auto shown = map.choice("shown_to", audiences))
        menu.shown_to = static_cast<MenuAudience>(*shown);
    menu.bar = map.text("bar", {"14文字までのメニューの名前", "the menu's name, at most 14 characters"});
    if (grapheme_length(menu.bar) > limits::chat_bar_text)
        mistakes.add(*map.find("bar"), both(rules::backquoted(menu.bar)),
                     {"14文字まで", "at most 14 characters"}, {"短くしてください", "shorten it"});
    menu.image = map.text("image", {"imagesにあるPNGの名前", "the name of a PNG in images"});
    if (menu.image.find('/') != std::string::npos)
        mistakes.add(*map.find("image"), both(rules::backquoted(menu.image)), {"ファイル名", "a file's name"},
                     both("131202-guest.png"));
    const auto size = numbers(map.need("size", {"幅と高さ", "width and height"}), 2, "[2500, 843]", mistakes);
    menu.width = size[0], menu.height = size[1];
    const Node* areas = map.need("areas", {"1つから20の区画", "1 to 20 areas"});
    if (areas != nullptr)
        for (const Node& area : areas->items) menu.areas.push_back(read_area(area, mistakes));
    return menu;
}

}  // namespace

std::vector<RichMenu> read_rich_menus(const Node& node, Mistakes& mistakes)
{
    std::vector<RichMenu> menus;
    for (const auto& [key, value] : node.entries) {
        rules::is_code(key, {"リッチメニュー", "a rich menu"}, mistakes);
        menus.push_back(read_rich_menu(key.text, value, mistakes));
    }
    for (const auto& [key, value] : node.entries) {
        const Node* areas = nullptr;
        for (const auto& [name, found] : value.entries)
            if (name.text == "areas") areas = &found;
        if (areas == nullptr) continue;
        for (const Node& area : areas->items)
            for (const auto& [name, found] : area.entries) {
                const std::string& target = found.text;
                const bool is_known = std::any_of(menus.begin(), menus.end(),
                                                  [&](const RichMenu& menu) { return menu.code == target; });
                if (name.text == "switches_to" && !is_known)
                    mistakes.add(found, both(rules::backquoted(target)),
                                 {"このファイルのリッチメニュー", "a rich menu of this file"},
                                 {"名前を直してください", "correct the name"});
            }
    }
    return menus;
}

}  // namespace hagukumi::line
