#include "rules/form/written.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "base/era.hpp"
#include "base/result.hpp"
#include "base/unicode.hpp"
#include "base/whole_number.hpp"

namespace hagukumi::rules {

namespace {

/// Longer than any answer may be; what is longer is not even looked at.
constexpr std::size_t most_bytes = 40'000;

constexpr UChar32 long_mark = 0x30FC;  // ー
constexpr UChar32 replacement = 0xFFFD;

const icu::UnicodeSet& set_of(const char* pattern)
{
    UErrorCode error = U_ZERO_ERROR;
    auto set = std::make_unique<icu::UnicodeSet>(icu::UnicodeString::fromUTF8(pattern), error);
    must(U_SUCCESS(error), "a set of characters can be read");
    set->freeze();
    return *set.release();  // once for the life of the program
}

/// Width only: of Latin letters, signs and katakana.  Everything else is out of its reach.
icu::UnicodeString in_usual_width(const icu::UnicodeString& text)
{
    static const icu::FilteredNormalizer2 form(
        nfkc_form(), set_of("[\\uFF01-\\uFF5E\\uFF61-\\uFF9F\\u3000\\u00A0\\u2000-\\u200A\\u202F]"));
    return normalised(form, text);
}

/// NFC, but not of compatibility ideographs: it would make 神 of U+FA19, and the writer's variant be gone.
icu::UnicodeString composed(const icu::UnicodeString& text)
{
    static const icu::FilteredNormalizer2 form = [] {
        UErrorCode error = U_ZERO_ERROR;
        const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(error);
        must(U_SUCCESS(error), "ICU has the NFC tables");
        return icu::FilteredNormalizer2(*nfc, set_of("[^\\uF900-\\uFAFF\\U0002F800-\\U0002FA1F]"));
    }();
    return normalised(form, text);
}

bool is_selector(UChar32 c)
{
    return u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) != 0;
}

/// Zero-width spaces, marks of direction, byte order marks.  The two joiners stay: some scripts need them.
bool is_unseen(UChar32 c)
{
    return u_charType(c) == U_FORMAT_CHAR && c != 0x200C && c != 0x200D;
}

bool is_space(UChar32 c)
{
    return c == '\t' || c == '\n' || c == '\r' || u_isUWhiteSpace(c) != 0;
}

/// Hyphens and dashes of any keyboard: - ‐ ‑ ‒ – — ― − ー ｰ and the full-width ones.
bool is_dash(UChar32 c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == long_mark || c == 0xFF70 ||
           c == 0xFF0D || c == 0xFE63;
}

bool is_katakana(UChar32 c)
{
    return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FE);
}

/// What is no text: too much of it, broken bytes, control characters.
tl::expected<icu::UnicodeString, Flaw> text_of(std::string_view text)
{
    if (text.size() > most_bytes) return tl::unexpected(Flaw::too_long);
    const icu::UnicodeString all = utf16(text);
    icu::UnicodeString out;
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        const UChar32 c = all.char32At(at);
        if (c == replacement || u_charType(c) == U_SURROGATE || u_charType(c) == U_UNASSIGNED)
            return tl::unexpected(Flaw::unreadable);
        if (u_charType(c) == U_CONTROL_CHAR && !is_space(c)) return tl::unexpected(Flaw::unreadable);
        if (!is_unseen(c)) out.append(c);
    }
    return out;
}

/// One space for every run of them, none at the ends.
icu::UnicodeString single_spaced(const icu::UnicodeString& text)
{
    icu::UnicodeString out;
    bool waits = false;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        if (is_space(c)) {
            waits = !out.isEmpty();
            continue;
        }
        if (waits) out.append(u' ');
        waits = false;
        out.append(c);
    }
    return out;
}

bool is_private(UChar32 c)
{
    return u_charType(c) == U_PRIVATE_USE_CHAR;
}

constexpr std::u32string_view signs_of_names = U" '’ʼ-‐.·・゠〇";

bool is_of_names(UChar32 c)
{
    const auto mask = U_GET_GC_MASK(c);
    if ((mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0 || c == 0x200C || c == 0x200D) return true;
    return signs_of_names.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

/// A selector chooses a form of the kanji before it; anywhere else it means nothing and is left out.
icu::UnicodeString without_lone_selectors(const icu::UnicodeString& text)
{
    icu::UnicodeString out;
    UChar32 before = 0;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        const bool is_lone = is_selector(c) && u_hasBinaryProperty(before, UCHAR_IDEOGRAPHIC) == 0;
        if (!is_lone) out.append(c);
        before = c;
    }
    return out;
}

/// Digits and signs in half width, without spaces.
tl::expected<std::string, Flaw> half_width(std::string_view text)
{
    auto readable = text_of(text);
    if (!readable) return tl::unexpected(readable.error());
    icu::UnicodeString out;
    const icu::UnicodeString all = normalised(nfkc_form(), *readable);
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        const UChar32 c = all.char32At(at);
        if (!is_space(c)) out.append(c);
    }
    return utf8(out);
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Digits, with one "-" for everything between them; nothing where something else is written.
std::optional<std::string> groups_of_digits(const std::string& text)
{
    std::string out;
    const icu::UnicodeString all = utf16(text);
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        const UChar32 c = all.char32At(at);
        if (c < 0x80 && is_digit(static_cast<char>(c))) {
            out += static_cast<char>(c);
        } else if (is_dash(c) || c == '(' || c == ')' || c == '.') {
            if (!out.empty() && out.back() != '-') out += '-';
        } else {
            return std::nullopt;
        }
    }
    if (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

std::string without_dashes(std::string text)
{
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return text;
}

}  // namespace

std::string_view code_of(Flaw flaw)
{
    static constexpr std::array<std::string_view, 24> codes{
        "missing",         "too_long",           "unreadable",   "not_in_names",     "private_character",
        "not_kana",        "not_a_date",         "no_such_date", "year_without_era", "not_a_postal_code",
        "not_a_telephone", "not_an_email",       "not_a_number", "not_digits",       "out_of_range",
        "not_a_choice",    "chosen_twice",       "too_few",      "too_many",         "not_consented",
        "not_a_document",  "given_name_missing", "not_fitting",  "several_for_one"};
    static_assert(static_cast<std::size_t>(Flaw::several_for_one) + 1 == codes.size());
    return codes[static_cast<std::size_t>(flaw)];
}

std::size_t seen_characters(std::string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> characters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error));
    must(U_SUCCESS(error), "ICU counts characters");
    const icu::UnicodeString all = utf16(text);
    characters->setText(all);
    std::size_t count = 0;
    while (characters->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

bool has_kanji(std::string_view text)
{
    const icu::UnicodeString all = utf16(text);
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        if (u_hasBinaryProperty(all.char32At(at), UCHAR_IDEOGRAPHIC) != 0) return true;
    }
    return false;
}

Written name_written(std::string_view text)
{
    const auto readable = text_of(text);
    if (!readable) return tl::unexpected(readable.error());
    const icu::UnicodeString name =
        without_lone_selectors(composed(single_spaced(in_usual_width(*readable))));
    bool has_letter = name.isEmpty();
    for (std::int32_t at = 0; at < name.length(); at = name.moveIndex32(at, 1)) {
        const UChar32 c = name.char32At(at);
        if (is_private(c)) return tl::unexpected(Flaw::private_character);
        if (!is_of_names(c)) return tl::unexpected(Flaw::not_in_names);
        has_letter |= (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0;
    }
    if (!has_letter) return tl::unexpected(Flaw::not_in_names);
    return utf8(name);
}

Written kana_written(std::string_view text)
{
    const auto readable = text_of(text);
    if (!readable) return tl::unexpected(readable.error());
    const icu::UnicodeString typed = composed(single_spaced(in_usual_width(*readable)));
    icu::UnicodeString kana;
    UChar32 before = 0;
    for (std::int32_t at = 0; at < typed.length(); at = typed.moveIndex32(at, 1)) {
        UChar32 c = typed.char32At(at);
        if ((c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E) c += 0x60;  // hiragana
        if (is_dash(c) && is_katakana(before)) c = long_mark;
        const bool is_sign = c == ' ' || c == 0x30FB;
        if (!is_katakana(c) && !is_sign) return tl::unexpected(Flaw::not_kana);
        if (c == long_mark && !is_katakana(before)) return tl::unexpected(Flaw::not_kana);
        kana.append(c);
        before = c;
    }
    return utf8(kana);
}

tl::expected<Date, Flaw> date_written(std::string_view text)
{
    const auto typed = half_width(text);
    if (!typed) return tl::unexpected(typed.error());
    std::string day = *typed;
    if (day.size() == 8 && all_digits(day))
        day = day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
    if (const auto date = parse_date(day)) return *date;
    // What is shaped like a date is told apart from what is not: the next step differs.
    std::string shape = day;
    if (const std::size_t first_year = shape.find("元年"); first_year != std::string::npos)
        shape.replace(first_year, std::string_view("元").size(), "1");
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < shape.size();) {
        const std::size_t begin = i;
        while (i < shape.size() && is_digit(shape[i])) ++i;
        if (i > begin) lengths.push_back(i - begin);
        if (i == begin) ++i;
    }
    if (lengths.size() == 3 && lengths.front() <= 2 && is_digit(shape.front()))
        return tl::unexpected(Flaw::year_without_era);
    return tl::unexpected(lengths.size() == 3 ? Flaw::no_such_date : Flaw::not_a_date);
}

Written postal_code_written(std::string_view text)
{
    const auto typed = half_width(text);
    if (!typed) return tl::unexpected(typed.error());
    if (typed->empty()) return std::string();
    std::string_view code = *typed;
    constexpr std::string_view sign = "〒";
    if (code.substr(0, sign.size()) == sign) code.remove_prefix(sign.size());
    const auto groups = groups_of_digits(std::string(code));
    if (!groups) return tl::unexpected(Flaw::not_a_postal_code);
    const std::string digits = without_dashes(*groups);
    if (digits.size() != 7) return tl::unexpected(Flaw::not_a_postal_code);
    return digits.substr(0, 3) + "-" + digits.substr(3);
}

Written telephone_written(std::string_view text)
{
    // Spaces part groups, too, so that they are kept until the groups are found.
    const auto readable = text_of(text);
    if (!readable) return tl::unexpected(readable.error());
    std::string typed = utf8(single_spaced(normalised(nfkc_form(), *readable)));
    if (typed.empty()) return std::string();
    std::replace(typed.begin(), typed.end(), ' ', '-');
    const bool is_foreign = typed.front() == '+';
    if (is_foreign) typed.erase(0, 1);
    auto groups = groups_of_digits(typed);
    if (!groups) return tl::unexpected(Flaw::not_a_telephone);
    if (is_foreign && groups->substr(0, 2) == "81") {
        // +81 stands for the 0; some write (0) all the same.
        std::string rest = groups->substr(2);
        while (!rest.empty() && (rest.front() == '-' || rest.front() == '0')) rest.erase(0, 1);
        groups = "0" + rest;
    } else if (is_foreign) {
        const std::size_t digits = without_dashes(*groups).size();
        if (digits < 8 || digits > 15) return tl::unexpected(Flaw::not_a_telephone);
        return "+" + *groups;
    }
    const std::string digits = without_dashes(*groups);
    // 11 digits: mobile (070, 080, 090), 050 and 060, 0800; the others have 10 (電気通信番号計画).
    static constexpr std::array<std::string_view, 6> eleven{"050", "060", "070", "080", "090", "0800"};
    const bool may_be_long = std::any_of(eleven.begin(), eleven.end(), [&](std::string_view prefix) {
        return std::string_view(digits).substr(0, prefix.size()) == prefix;
    });
    const bool fits = digits.size() == 10 || (digits.size() == 11 && may_be_long);
    if (!fits || digits[0] != '0' || digits[1] == '0') return tl::unexpected(Flaw::not_a_telephone);
    return *groups;
}

Written email_written(std::string_view text)
{
    const auto typed = half_width(text);
    if (!typed) return tl::unexpected(typed.error());
    const std::string& mail = *typed;
    if (mail.empty()) return mail;
    const std::size_t sign = mail.find('@');
    const std::string_view local = std::string_view(mail).substr(0, sign);
    const std::string_view domain =
        sign == std::string::npos ? std::string_view() : std::string_view(mail).substr(sign + 1);
    // Old Japanese carrier addresses have dots in places that RFC 5321 forbids; they are taken.
    const auto is_of_local = [](char c) {
        return c > ' ' && c < 127 && std::string_view("()<>[]:;@\\,\"").find(c) == std::string_view::npos;
    };
    const auto is_of_domain = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
    };
    const std::size_t dot = domain.rfind('.');
    const bool is_fine = !local.empty() && local.size() <= 64 && mail.size() <= 254 &&
                         std::all_of(local.begin(), local.end(), is_of_local) &&
                         std::all_of(domain.begin(), domain.end(), is_of_domain) &&
                         dot != std::string_view::npos && dot != 0 && dot + 2 < domain.size() &&
                         domain.find("..") == std::string_view::npos && domain.front() != '-';
    if (!is_fine) return tl::unexpected(Flaw::not_an_email);
    return mail;
}

tl::expected<std::int64_t, Flaw> number_written(std::string_view text)
{
    const auto typed = half_width(text);
    if (!typed) return tl::unexpected(typed.error());
    if (!all_digits(*typed) || typed->size() > 12) return tl::unexpected(Flaw::not_a_number);
    return *parse_whole_number<std::int64_t>(*typed);
}

Written digits_written(std::string_view text)
{
    const auto typed = half_width(text);
    if (!typed) return tl::unexpected(typed.error());
    if (typed->empty()) return std::string();
    const auto groups = groups_of_digits(*typed);
    std::string digits = groups ? without_dashes(*groups) : std::string();
    if (digits.empty()) return tl::unexpected(Flaw::not_digits);
    return digits;
}

Written text_written(std::string_view text, Lines lines)
{
    const auto readable = text_of(text);
    if (!readable) return tl::unexpected(readable.error());
    icu::UnicodeString out;
    for (std::int32_t at = 0; at < readable->length(); at = readable->moveIndex32(at, 1)) {
        const UChar32 c = readable->char32At(at);
        if (is_private(c)) return tl::unexpected(Flaw::private_character);
        if (c == '\r') {
            const bool is_pair = readable->char32At(at + 1) == '\n';
            if (!is_pair) out.append(lines == Lines::several ? u'\n' : u' ');
        } else if (c == '\n' || c == 0x2028 || c == 0x2029) {
            out.append(lines == Lines::several ? u'\n' : u' ');
        } else {
            out.append(c == '\t' ? u' ' : c);
        }
    }
    out = composed(out);
    std::int32_t begin = 0, end = out.length();
    while (begin < end && is_space(out.charAt(begin))) ++begin;
    while (end > begin && is_space(out.charAt(end - 1))) --end;
    return utf8(out.tempSubStringBetween(begin, end));
}

}  // namespace hagukumi::rules
