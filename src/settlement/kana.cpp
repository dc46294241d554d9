#include "settlement/kana.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace hagukumi::settlement {

namespace {

/// U+30A1 ァ … U+30F4 ヴ in half-width letters, small ones large; empty: no bank takes it.
constexpr std::array<std::u32string_view, 84> half_widths = {
    U"ｱ",  U"ｱ",  U"ｲ", U"ｲ",  U"ｳ",  U"ｳ",  U"ｴ",  U"ｴ",  U"ｵ",  U"ｵ",  U"ｶ",  U"ｶﾞ", U"ｷ",  U"ｷﾞ",
    U"ｸ",  U"ｸﾞ", U"ｹ", U"ｹﾞ", U"ｺ",  U"ｺﾞ", U"ｻ",  U"ｻﾞ", U"ｼ",  U"ｼﾞ", U"ｽ",  U"ｽﾞ", U"ｾ",  U"ｾﾞ",
    U"ｿ",  U"ｿﾞ", U"ﾀ", U"ﾀﾞ", U"ﾁ",  U"ﾁﾞ", U"ﾂ",  U"ﾂ",  U"ﾂﾞ", U"ﾃ",  U"ﾃﾞ", U"ﾄ",  U"ﾄﾞ", U"ﾅ",
    U"ﾆ",  U"ﾇ",  U"ﾈ", U"ﾉ",  U"ﾊ",  U"ﾊﾞ", U"ﾊﾟ", U"ﾋ",  U"ﾋﾞ", U"ﾋﾟ", U"ﾌ",  U"ﾌﾞ", U"ﾌﾟ", U"ﾍ",
    U"ﾍﾞ", U"ﾍﾟ", U"ﾎ", U"ﾎﾞ", U"ﾎﾟ", U"ﾏ",  U"ﾐ",  U"ﾑ",  U"ﾒ",  U"ﾓ",  U"ﾔ",  U"ﾔ",  U"ﾕ",  U"ﾕ",
    U"ﾖ",  U"ﾖ",  U"ﾗ", U"ﾘ",  U"ﾙ",  U"ﾚ",  U"ﾛ",  U"ﾜ",  U"ﾜ",  U"",   U"",   U"",   U"ﾝ",  U"ｳﾞ",
};

/// The small letters U+FF67 ｧ … U+FF6F ｯ, large.
constexpr std::u32string_view large_of_small = U"ｱｲｳｴｵﾔﾕﾖﾂ";

/// The next code point of valid UTF-8, cut off from `text`; U+FFFD where it is not valid.
char32_t take_letter(std::string_view& text)
{
    constexpr char32_t unreadable = 0xFFFD;
    const auto byte = static_cast<unsigned char>(text.front());
    const std::size_t length = byte < 0x80       ? 1
                               : byte >> 5 == 6  ? 2
                               : byte >> 4 == 14 ? 3
                               : byte >> 3 == 30 ? 4
                                                 : 0;
    if (length == 0 || length > text.size()) {
        text.remove_prefix(1);
        return unreadable;
    }
    char32_t letter = length == 1 ? byte : byte & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if (next >> 6 != 2) {
            text.remove_prefix(i);
            return unreadable;
        }
        letter = letter << 6 | (next & 0x3F);
    }
    text.remove_prefix(length);
    return letter;
}

void append_utf8(std::string& out, char32_t letter)
{
    if (letter < 0x80) {
        out += static_cast<char>(letter);
    } else {  // half-width katakana, the only other letters here
        out += static_cast<char>(0xE0 | letter >> 12);
        out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (letter & 0x3F));
    }
}

bool is_half_katakana(char32_t letter)
{
    return letter >= U'ｱ' && letter <= U'ﾟ';
}

bool is_sign_of(NameOf whose, char32_t letter)
{
    return letter == U'-' ||
           (whose == NameOf::holder && (letter == U'(' || letter == U')' || letter == U'.'));
}

/// What stands in the file for a typed letter; nothing when no bank takes it.
std::optional<std::u32string> in_the_file(char32_t letter, NameOf whose)
{
    if (letter == U'　') letter = U' ';
    if (letter >= U'！' && letter <= U'～') letter -= U'！' - U'!';
    if (letter >= U'ぁ' && letter <= U'ゔ') letter += U'ァ' - U'ぁ';
    if (letter >= U'a' && letter <= U'z') letter -= U'a' - U'A';
    if (letter == U'ー' || letter == U'ｰ' || letter == U'‐' || letter == U'−' || letter == U'―')
        letter = U'-';
    if (letter == U'゛') letter = U'ﾞ';
    if (letter == U'゜') letter = U'ﾟ';
    if (letter >= U'ｧ' && letter <= U'ｯ') letter = large_of_small[letter - U'ｧ'];
    if (letter >= U'ァ' && letter <= U'ヴ') {
        const std::u32string_view half = half_widths[letter - U'ァ'];
        if (half.empty()) return std::nullopt;
        return std::u32string(half);
    }
    const bool is_known = (letter >= U'0' && letter <= U'9') || (letter >= U'A' && letter <= U'Z') ||
                          letter == U' ' || is_half_katakana(letter) || is_sign_of(whose, letter);
    if (!is_known) return std::nullopt;
    return std::u32string(1, letter);
}

}  // namespace

Result<std::string> to_zengin(std::string_view typed, NameOf whose, std::size_t most_letters)
{
    std::u32string letters;
    while (!typed.empty()) {
        const std::string_view before = typed;
        const auto written = in_the_file(take_letter(typed), whose);
        if (!written) {
            const std::string_view letter = before.substr(0, before.size() - typed.size());
            return fail(
                ErrorKind::malformed, "kana_letter",
                {fmt::format("「{}」は振込のデータに使えません。カタカナ、英大文字、数字で入力してください。",
                             letter),
                 fmt::format("Bank transfers have no \"{}\". Please use katakana, capitals and digits.",
                             letter)});
        }
        letters += *written;
    }
    const std::size_t first = letters.find_first_not_of(U' ');
    if (first == std::u32string::npos) {
        return fail(ErrorKind::malformed, "kana_missing",
                    {"カナの名義を入力してください。", "Please give the name in kana."});
    }
    letters = letters.substr(first, letters.find_last_not_of(U' ') - first + 1);
    if (letters.size() > most_letters) {
        // To cut would pay somebody of another name; and never between a letter and its mark.
        return fail(
            ErrorKind::malformed, "kana_too_long",
            {fmt::format("カナは{}文字までです（濁点・半濁点も1文字。いまは{}"
                         "文字）。銀行に届けた略称で入力してください。",
                         most_letters, letters.size()),
             fmt::format("At most {} letters, a mark being one (now {}). Please use the short form that "
                         "the bank knows.",
                         most_letters, letters.size())});
    }
    std::string out;
    for (const char32_t letter : letters) append_utf8(out, letter);
    return out;
}

std::string to_jis_x_0201(std::string_view zengin)
{
    constexpr unsigned first_katakana_byte = 0xB1;  // ｱ
    std::string bytes;
    while (!zengin.empty()) {
        const char32_t letter = take_letter(zengin);
        must(letter < 0x80 || is_half_katakana(letter), "a name that is kept has letters of the file only");
        bytes += static_cast<char>(letter < 0x80 ? letter : letter - U'ｱ' + first_katakana_byte);
    }
    return bytes;
}

}  // namespace hagukumi::settlement
