#include "line/rich_menu.hpp"

#include <boost/json/array.hpp>

#include "line/limits.hpp"
#include "line/message.hpp"

namespace hagukumi::line {

namespace json = boost::json;

namespace {

constexpr std::string_view png_begins = "\x89PNG\r\n\x1a\n";

/// Width and height stand in a PNG's first chunk, most significant byte first.
int number_at(std::string_view png, std::size_t at)
{
    int number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(png[at + i]);
    return number;
}

json::object action_of(const MenuArea& area, const std::function<std::string(const std::string&)>& page_of)
{
    if (!area.says.empty()) return {{"type", "message"}, {"label", area.label}, {"text", area.says}};
    if (!area.opens.empty()) return {{"type", "uri"}, {"label", area.label}, {"uri", page_of(area.opens)}};
    return {{"type", "richmenuswitch"},
            {"label", area.label},
            {"richMenuAliasId", alias_of({area.switches_to, {}, {}, {}, 0, 0, {}})},
            {"data", tab_switched}};
}

}  // namespace

std::string alias_of(const RichMenu& menu)
{
    return "hagukumi-" + menu.code;
}

json::object to_json(const RichMenu& menu, const std::string& conversation,
                     const std::function<std::string(const std::string&)>& page_of)
{
    json::array areas;
    for (const MenuArea& area : menu.areas)
        areas.push_back(json::object{
            {"bounds",
             json::object{{"x", area.x}, {"y", area.y}, {"width", area.width}, {"height", area.height}}},
            {"action", action_of(area, page_of)}});
    return {{"size", json::object{{"width", menu.width}, {"height", menu.height}}},
            {"selected", true},
            {"name", conversation + " " + menu.code},
            {"chatBarText", menu.bar},
            {"areas", std::move(areas)}};
}

std::vector<std::string> faults_of(const RichMenu& menu, std::string_view png)
{
    std::vector<std::string> found;
    const auto unless = [&](bool holds, const std::string& fault) {
        if (!holds) found.push_back(menu.code + ": " + fault);
    };
    unless(menu.width >= limits::rich_menu_least_width && menu.width <= limits::rich_menu_most_width &&
               menu.height >= limits::rich_menu_least_height &&
               menu.width * 100 >= menu.height * limits::rich_menu_least_ratio_percent,
           "LINE takes no menu of this size");
    unless(!menu.bar.empty() && grapheme_length(menu.bar) <= limits::chat_bar_text,
           "the bar's text is empty or too long");
    unless(!menu.areas.empty() && menu.areas.size() <= limits::rich_menu_areas, "1 to 20 areas are allowed");
    for (const MenuArea& area : menu.areas) {
        unless(!area.label.empty() && grapheme_length(area.label) <= limits::rich_menu_label,
               "an area's label is empty or too long");
        unless(area.x >= 0 && area.y >= 0 && area.width > 0 && area.height > 0 &&
                   area.x + area.width <= menu.width && area.y + area.height <= menu.height,
               "an area lies outside of the picture");
        unless(!area.says.empty() + !area.opens.empty() + !area.switches_to.empty() == 1,
               "an area does one thing");
    }
    if (png.size() < 24 || !png.starts_with(png_begins)) {
        found.push_back(menu.code + ": its picture is no PNG");
        return found;
    }
    unless(png.size() <= limits::rich_menu_image_bytes, "its picture has more than 1 MB");
    unless(number_at(png, 16) == menu.width && number_at(png, 20) == menu.height,
           "its picture has another size");
    return found;
}

}  // namespace hagukumi::line
