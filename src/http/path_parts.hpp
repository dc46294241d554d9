// Small readings of text in addresses and fields; for the files of this room.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/quantity.hpp"

namespace hagukumi::http {

/// Exactly six digits.
inline std::optional<MunicipalityCode> parse_municipality(std::string_view text)
{
    if (text.size() != 6 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    std::int32_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return MunicipalityCode{value};
}

}  // namespace hagukumi::http
