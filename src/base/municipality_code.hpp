// 団体コード as text: six digits, in addresses, files and commands alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/quantity.hpp"

namespace hagukumi {

/// Six digits: "131202", and "011002" for Sapporo; prefectures 01 to 09 begin with a zero.
std::string to_string(MunicipalityCode code);

/// Exactly six digits, nothing else; the check digit is not looked at.
std::optional<MunicipalityCode> parse_municipality_code(std::string_view text);

}  // namespace hagukumi
