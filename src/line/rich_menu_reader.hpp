// The rich menus of a conversation file.
#pragma once

#include <vector>

#include "line/conversation.hpp"
#include "rules/node.hpp"

namespace hagukumi::line {

/// Every mistake is told.
std::vector<RichMenu> read_rich_menus(const rules::Node& node, rules::Mistakes& mistakes);

}  // namespace hagukumi::line
