// リッチメニュー: the menu below a talk, as a conversation file describes it.
//
// LINE shows a menu's picture and turns a touch into what its area says.  Each person has one menu: the one
// of those who are registered here, or of those who are not.  A menu may be a tab of another: touching
// switches at once.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::line {

enum class MenuAudience { tab, everybody, registered, unregistered };

struct MenuArea {
    std::string label;  ///< read aloud
    int x = 0, y = 0, width = 0, height = 0;
    std::string says;         ///< what the person says then; or
    std::string opens;        ///< a page of the portal; or
    std::string switches_to;  ///< the code of another menu
};

struct RichMenu {
    std::string code;
    MenuAudience shown_to = MenuAudience::tab;
    std::string bar;    ///< under it, when it is folded
    std::string image;  ///< the file's name
    int width = 0, height = 0;
    std::vector<MenuArea> areas;
};

/// The name under which other menus switch to this one.
std::string alias_of(const RichMenu& menu);

/// What a switch sends back beside showing the other menu; it is answered with nothing.
inline constexpr std::string_view tab_switched = "tab";

/// What LINE takes.  `page_of` gives the address of a page of the portal.
boost::json::object to_json(const RichMenu& menu, const std::string& conversation,
                            const std::function<std::string(const std::string&)>& page_of);

/// Why LINE would refuse the menu with this picture, in English; empty when it would not.
std::vector<std::string> faults_of(const RichMenu& menu, std::string_view png);

}  // namespace hagukumi::line
