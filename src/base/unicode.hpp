// Texts as ICU sees them: between UTF-8 and UTF-16, and brought to a normal form.  What becomes of a text
// (folded for a search, taken as meant in a form) is for the rooms to say.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>
#include <string_view>

namespace hagukumi {

/// Bytes that are no UTF-8 become U+FFFD.
icu::UnicodeString utf16(std::string_view text);
std::string utf8(const icu::UnicodeString& text);

/// NFKC: full-width letters and half-width katakana become the usual ones, ① becomes 1.
const icu::Normalizer2& nfkc_form();

icu::UnicodeString normalised(const icu::Normalizer2& form, const icu::UnicodeString& text);

}  // namespace hagukumi
