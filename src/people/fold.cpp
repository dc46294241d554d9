#include "people/fold.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/result.hpp"
#include "base/unicode.hpp"

namespace hagukumi::people {

namespace {

const icu::Normalizer2& nfkc_without_case()
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* const form = icu::Normalizer2::getNFKCCasefoldInstance(error);
    must(U_SUCCESS(error), "ICU has the NFKC tables");
    return *form;
}

// 異体字 that stand in names and that people search by the common form.  NFKC does not join them, because in
// a name they are different characters; only the search does.
constexpr std::array<std::pair<char32_t, char32_t>, 25> variants = {{
    {U'髙', U'高'}, {U'﨑', U'崎'}, {U'嵜', U'崎'}, {U'邉', U'辺'}, {U'邊', U'辺'},
    {U'齋', U'斎'}, {U'齊', U'斉'}, {U'濱', U'浜'}, {U'濵', U'浜'}, {U'澤', U'沢'},
    {U'廣', U'広'}, {U'國', U'国'}, {U'櫻', U'桜'}, {U'眞', U'真'}, {U'德', U'徳'},
    {U'惠', U'恵'}, {U'靜', U'静'}, {U'曻', U'昇'}, {U'冨', U'富'}, {U'嶋', U'島'},
    {U'嶌', U'島'}, {U'桒', U'桑'}, {U'𠮷', U'吉'}, {U'渕', U'淵'}, {U'條', U'条'},
}};

constexpr std::u32string_view small_kana = U"ァィゥェォッャュョヮヵヶ";
constexpr std::u32string_view large_kana = U"アイウエオツヤユヨワカケ";

UChar32 folded(UChar32 c)
{
    if (c >= 0x3041 && c <= 0x3096) c += 0x60;  // hiragana → katakana
    if (const auto small = small_kana.find(static_cast<char32_t>(c)); small != std::u32string_view::npos)
        return static_cast<UChar32>(large_kana[small]);
    for (const auto& [from, to] : variants)
        if (static_cast<UChar32>(from) == c) return static_cast<UChar32>(to);
    return c;
}

/// Letters, marks, digits and the long vowel stay; spaces, punctuation and variation selectors go.
bool is_kept(UChar32 c)
{
    if (u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR)) return false;
    return u_isalnum(c) || c == 0x30FC || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

}  // namespace

std::string nfkc(std::string_view text)
{
    return utf8(normalised(nfkc_form(), utf16(text)));
}

std::string fold_digits(std::string_view typed)
{
    std::string out;
    for (const char c : nfkc(typed)) {
        if (c != ' ' && c != '-' && c != '\t' && c != '\n' && c != '\r') out += c;
    }
    // The hyphens and dashes of Japanese keyboards that NFKC leaves: ‐ ‑ ‒ – — − ー
    for (const char* dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u30fc"}) {
        const std::string_view found(dash);
        for (std::size_t at; (at = out.find(found)) != std::string::npos;) out.erase(at, found.size());
    }
    return out;
}

std::string search_key(std::string_view text)
{
    const icu::UnicodeString from = normalised(nfkc_without_case(), utf16(text));
    icu::UnicodeString out;
    for (std::int32_t at = 0; at < from.length(); at = from.moveIndex32(at, 1)) {
        const UChar32 c = from.char32At(at);
        if (is_kept(c)) out.append(folded(c));
    }
    return utf8(out);
}

std::vector<std::string> search_words(std::string_view text)
{
    std::vector<std::string> words;
    const auto add = [&](std::string word) {
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
    };
    add(search_key(text));
    std::string part;
    const std::string spaced = nfkc(text);  // the ideographic space has become an ordinary one
    for (const char c : spaced + " ") {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            add(search_key(part));
            part.clear();
        } else {
            part += c;
        }
    }
    return words;
}

std::string fold_email(std::string_view typed)
{
    std::string out;
    for (const char c : utf8(normalised(nfkc_without_case(), utf16(typed))))
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
    return out;
}

}  // namespace hagukumi::people
