// How the words of programme files are said to people: numbers with their measures, money, dates, periods,
// facts and choices.  phrase.hpp makes whole expressions of them, describe.hpp the whole document.
//
// Japanese is that of a 要綱 (である, not です), so that the two can be held beside each other.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "rules/parts.hpp"

namespace hagukumi::rules {

/// A sentence in both languages; the n-th {} takes the n-th part.
template <class... Parts>
Text say(std::string_view ja, std::string_view en, const Parts&... parts)
{
    return {fmt::format(fmt::runtime(ja), parts.ja...), fmt::format(fmt::runtime(en), parts.en...)};
}

/// What a number counts.
enum class Measure : std::uint8_t {
    nothing,
    day,
    visit,
    hour,
    sheet,
    yen,
    half_hour,
    half_day,
    month,          ///< a length: 4か月
    week,           ///< 28週
    person,         ///< 2人
    birth_order,    ///< 第3子
    month_of_year,  ///< 4月
    year,           ///< 令和8年度
};

Measure measure_of(Unit unit);

/// 「7日」「12時間（30分を1コマとして24コマ）」「第3子」 "7 days"
Text count_in(Ratio number, Measure measure);
/// 「1日」「半日」, as in 「1日につき」
Text one_of(Measure measure);
/// 「日数」「回数」「数」: what a sum of such numbers is called
Text sum_noun(Measure measure);
/// Whether a boundary of it is told as of time (以降) and not as of size (以上).
bool is_ordinal(Measure measure);

Text money_in_words(Ratio yen);        ///< 「3,000円」
Text day_in_words(std::int64_t days);  ///< of days since the epoch: 「令和8年4月1日」 "1 April 2026"
Text months_in_words(std::int64_t months);  ///< 「4か月」「1年」「1年6か月」
Text days_in_words(std::int64_t days);      ///< 「90日」「8週間」 is told as 56日
Text rate_in_words(Ratio rate);             ///< 「2割」「2割5分」「7.5パーセント」 "20 %"
Text time_in_words(std::int64_t minutes);   ///< 「7時30分」「翌日の7時」 "7:30"
Text weekday_in_words(std::int64_t iso);    ///< 1 is Monday

/// 「A」
Text in_quotes(const Text& words);
/// 「A、B及びC」 "A, B and C"
Text all_of(const std::vector<Text>& names);
/// 「A、B又はC」
Text any_of(const std::vector<Text>& names);

/// A fact, where it stands as a value, and, of a truth, where it is told or denied.
struct FactWords {
    Text noun;
    Text holds;     ///< 「{}に住民登録がある」; {} is the day that is judged
    Text fails;     ///< 「{}に住民登録がない」
    Text is_known;  ///< 「出産日が登録されている」
    Text is_unknown;
};

/// Every fact with a word has these in both languages; a test walks them.
FactWords words_of(Fact fact);

/// 「利用日」: what `day` means where the expression stands.
Text judged_day(Place place);

/// The end of a Japanese clause where another follows: 「である」→「であり」.
std::string continuing(std::string_view clause);

Text words_of(Per per);        ///< 「1か月につき」
Text words_of(KeyedBy by);     ///< 「出産の日（…）」
Text words_of(Holder holder);  ///< 「1回の出産につき」
/// `level` says what is rounded: 「一度の利用の全体を合計してから処理する」
Text words_of(const Rounding& rounding, const Text& level);

}  // namespace hagukumi::rules
