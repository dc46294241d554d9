// What people write into a form, taken as meant: full and half width, hiragana for katakana, every dash of a
// Japanese keyboard.  What is kept is what was written, in one spelling.  Kanji are never changed: 髙 stays
// 髙, a variation sequence (葛󠄀) keeps its selector, and no reading is ever guessed from them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/instant.hpp"

namespace hagukumi::rules {

/// Why something written cannot be taken.
enum class Flaw : std::uint8_t {
    missing,             ///< nothing was written, and something is needed
    too_long,            ///< more characters than the question has room for
    unreadable,          ///< control characters, or what is no text at all
    not_in_names,        ///< digits, signs or pictures in a name
    private_character,   ///< 外字: a character that only the writer's own device can show
    not_kana,            ///< a reading with something else than katakana
    not_a_date,          ///< not written as a date
    no_such_date,        ///< 31 February, 令和元年4月1日
    year_without_era,    ///< 「8年」: of which era?
    not_a_postal_code,   ///< not seven digits
    not_a_telephone,     ///< not a number that can be called
    not_an_email,        ///< not an address to which mail can go
    not_a_number,        ///< not a whole number
    not_digits,          ///< something else than digits, or too few or too many of them
    out_of_range,        ///< a number below the least or above the most
    not_a_choice,        ///< none of the answers that can be chosen
    chosen_twice,        ///< the same answer two times
    too_few,             ///< fewer choices or documents than are needed
    too_many,            ///< more of them than there is room for
    not_consented,       ///< the tick of a consent is missing
    not_a_document,      ///< what was attached is no document of ours
    given_name_missing,  ///< a Japanese name with one half only
    not_fitting,         ///< a check of the form says no; it has its own sentence
    several_for_one,     ///< several answers to a question that takes one
};

/// "not_kana": stable, for programs.
std::string_view code_of(Flaw flaw);

/// What was written, in one spelling; or why it cannot be taken.  Empty where nothing was written.
using Written = tl::expected<std::string, Flaw>;

/// How many characters a person sees: 葛 with its selector is one, 「が」 in two code points is one.
std::size_t seen_characters(std::string_view text);

/// Whether one of its characters is a kanji.
bool has_kanji(std::string_view text);

/// A name or a part of it: letters of any script with their marks, kanji with variants and selectors, and
/// the signs that names have (・ ー ’ - .).  Half-width katakana and full-width Latin letters become what
/// they mean; spaces become one space each.
///     「ﾔﾏﾀﾞ」 → 「ヤマダ」   「Ｍａｒｉａ」 → "Maria"   「髙﨑」 stays
Written name_written(std::string_view text);

/// フリガナ: katakana, ー, ・ and spaces.  Hiragana and half width are taken as katakana, a dash after kana
/// as ー.  Small kana stay small: since 2025-05-26 the family register holds them apart (戸籍法13条).
///     「さとう　めありー」 → 「サトウ メアリー」
Written kana_written(std::string_view text);

/// A day, in 西暦 or with its era, in any width; eight digits are year, month and day.
///     「令和8年10月1日」「Ｒ８．１０．１」「2026/10/1」「20261001」 → 2026-10-01
tl::expected<Date, Flaw> date_written(std::string_view text);

/// 「〒７００ー０９１４」 → "700-0914"
Written postal_code_written(std::string_view text);

/// A number of Japan, 10 or 11 digits from 0, or a foreign one from +.  The writer's groups stay: where the
/// area code ends cannot be told from the digits.
///     「０８６（８０３）１２６４」 → "086-803-1264"   「+81 86 803 1264」 → "086-803-1264"
Written telephone_written(std::string_view text);

/// 「ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ」 → "hana@example.jp"
Written email_written(std::string_view text);

/// 「２」 → 2; whole numbers of at most 12 digits.
tl::expected<std::int64_t, Flaw> number_written(std::string_view text);

/// 「０００５」 → "0005"; a dash or a space between groups is left out.
Written digits_written(std::string_view text);

/// A free text or an address: as written, without characters that nobody sees; line ends become \n where
/// `lines` are allowed, else a space.
enum class Lines : std::uint8_t { one, several };
Written text_written(std::string_view text, Lines lines);

}  // namespace hagukumi::rules
