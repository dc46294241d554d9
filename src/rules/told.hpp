// One message in both languages, written once: `told("上限は{}です。", "The cap is {}.", 4)`.
//
// The pieces that are put in are the same for both languages (numbers, names of the file), or are texts of
// which each language takes its own part.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::rules {

namespace detail {

template <class Piece>
const Piece& in_japanese(const Piece& piece)
{
    return piece;
}
inline const std::string& in_japanese(const Text& piece)
{
    return piece.ja;
}

template <class Piece>
const Piece& in_english(const Piece& piece)
{
    return piece;
}
inline const std::string& in_english(const Text& piece)
{
    return piece.en;
}

}  // namespace detail

/// What is the same in both languages: names and pieces of the file.
inline Text same(std::string text)
{
    return {text, text};
}

template <class... Pieces>
Text told(std::string_view ja, std::string_view en, const Pieces&... pieces)
{
    return {fmt::format(fmt::runtime(ja), detail::in_japanese(pieces)...),
            fmt::format(fmt::runtime(en), detail::in_english(pieces)...)};
}

}  // namespace hagukumi::rules
