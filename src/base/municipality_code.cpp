#include "base/municipality_code.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/whole_number.hpp"

namespace hagukumi {

std::string to_string(MunicipalityCode code)
{
    return fmt::format("{:06}", code.value);
}

std::optional<MunicipalityCode> parse_municipality_code(std::string_view text)
{
    constexpr std::size_t digits = 6;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != digits || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    return MunicipalityCode{*parse_whole_number<std::int32_t>(text)};
}

}  // namespace hagukumi
