// Whole numbers out of text that a person or a stranger's program wrote.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace hagukumi {

/// The number that all of `text` is, in decimal digits; a minus before them where `Number` has a sign.
/// Nothing when the text is empty, holds anything else (a plus, a blank) or is more than `Number` can hold.
template <std::integral Number>
std::optional<Number> parse_whole_number(std::string_view text)
{
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || stop != end) return std::nullopt;
    return number;
}

}  // namespace hagukumi
