// Text as people type it, made comparable.  Stored names are never changed by this; only keys are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::people {

/// NFKC: full-width letters and digits become half-width, half-width katakana full-width.
std::string nfkc(std::string_view text);

/// Digits as typed → half-width, without spaces and hyphens; leading zeros stay (N-04.1).
/// 「０１２ 34-5」 → "012345"
std::string fold_digits(std::string_view typed);

/// The key by which names are searched: NFKC, lower case, hiragana as katakana, small kana as large, 異体字
/// (髙﨑邉齋…) as their common form, without variation selectors, spaces and punctuation.
std::string search_key(std::string_view text);

/// The words under which a text is found: its key as a whole, and the key of every part between spaces.
std::vector<std::string> search_words(std::string_view text);

/// What was typed into a search, as keys, each the beginning of a word; at most so many.  A number may be
/// written with spaces and hyphens and is one word.
inline constexpr std::size_t most_typed_words = 3;
std::vector<std::string> typed_words(std::string_view text);

/// An e-mail address as it is compared: trimmed, NFKC, lower case.
std::string fold_email(std::string_view typed);

}  // namespace hagukumi::people
