#include "rules/words.hpp"

#include <algorithm>
#include <array>

#include "base/era.hpp"

namespace hagukumi::rules {

namespace {

Text plain(std::string words)
{
    return {words, words};
}

/// "7", "2.5": literals are decimal fractions, so this ends and is exact.
std::string decimal(Ratio number)
{
    const bool below_zero = number.numerator < 0;
    const std::int64_t all = below_zero ? -number.numerator : number.numerator;
    std::string text = (below_zero ? "-" : "") + std::to_string(all / number.denominator);
    std::int64_t rest = all % number.denominator;
    if (rest != 0) text += '.';
    for (int digits = 0; rest != 0 && digits < 15; ++digits) {
        rest *= 10;
        text += static_cast<char>('0' + rest / number.denominator);
        rest %= number.denominator;
    }
    return text;
}

/// "1,234,567", and the fraction as it is.
std::string grouped(Ratio number)
{
    std::string text = decimal(number);
    const std::size_t begin = text.front() == '-' ? 1 : 0;
    const std::size_t end = std::min(text.find('.'), text.size());
    for (std::size_t at = end; at > begin + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string some(const std::string& number, std::string_view one, std::string_view many)
{
    return number + " " + std::string(number == "1" ? one : many);
}

/// 30分を1コマとする.
std::string hours_of_half_hours(Ratio number)
{
    if (!number.is_whole()) return {};
    const std::int64_t hours = number.numerator / 2;
    std::string text = hours == 0 ? "" : std::to_string(hours) + "時間";
    if (number.numerator % 2 != 0) text += "30分";
    return text.empty() ? "0分" : text;
}

std::string ordinal(const std::string& number)
{
    const char last = number.back();
    const bool is_teen = number.size() > 1 && number[number.size() - 2] == '1';
    if (!is_teen && last == '1') return number + "st";
    if (!is_teen && last == '2') return number + "nd";
    if (!is_teen && last == '3') return number + "rd";
    return number + "th";
}

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

Text month_name(Ratio number)
{
    const bool is_month = number.is_whole() && number.numerator >= 1 && number.numerator <= 12;
    return {decimal(number) + "月", is_month
                                        ? std::string(months[static_cast<std::size_t>(number.numerator) - 1])
                                        : "month " + decimal(number)};
}

}  // namespace

Measure measure_of(Unit unit)
{
    switch (unit) {
        case Unit::day: return Measure::day;
        case Unit::visit: return Measure::visit;
        case Unit::hour: return Measure::hour;
        case Unit::sheet: return Measure::sheet;
        case Unit::yen: return Measure::yen;
        case Unit::half_hour: return Measure::half_hour;
        case Unit::half_day: return Measure::half_day;
    }
    return Measure::nothing;
}

Text count_in(Ratio number, Measure measure)
{
    const std::string digits = decimal(number);
    switch (measure) {
        case Measure::nothing: return plain(grouped(number));
        case Measure::day: return {digits + "日", some(digits, "day", "days")};
        case Measure::visit: return {digits + "回", some(digits, "visit", "visits")};
        case Measure::hour: return {digits + "時間", some(digits, "hour", "hours")};
        case Measure::sheet: return {digits + "枚", some(digits, "sheet", "sheets")};
        case Measure::yen: return money_in_words(number);
        case Measure::half_hour:
            return {number.is_whole()
                        ? hours_of_half_hours(number) + "（30分を1コマとして" + digits + "コマ）"
                        : digits + "コマ（1コマは30分）",
                    some(digits, "half hour", "half hours")};
        case Measure::half_day:
            return {digits + "回（半日を1回とする。）", some(digits, "half day", "half days")};
        case Measure::month: return {digits + "か月", some(digits, "month", "months")};
        case Measure::week: return {digits + "週", some(digits, "week", "weeks")};
        case Measure::person: return {digits + "人", some(digits, "child", "children")};
        case Measure::birth_order: return {"第" + digits + "子", "the " + ordinal(digits) + " child"};
        case Measure::month_of_year: return month_name(number);
        case Measure::year:
            if (!number.is_whole() || number.numerator < 1900 || number.numerator > 2999)
                return {digits + "年度", "the year " + digits};
            return {fiscal_year_in_japanese(static_cast<int>(number.numerator)), "the year " + digits};
    }
    return plain(digits);
}

Text one_of(Measure measure)
{
    switch (measure) {
        case Measure::day: return {"1日", "day"};
        case Measure::visit: return {"1回", "visit"};
        case Measure::hour: return {"1時間", "hour"};
        case Measure::sheet: return {"1枚", "sheet"};
        case Measure::yen: return {"1円", "yen"};
        case Measure::half_hour: return {"30分", "half hour"};
        case Measure::half_day: return {"半日", "half day"};
        default: return {"1単位", "unit"};
    }
}

Text sum_noun(Measure measure)
{
    switch (measure) {
        case Measure::day: return {"日数", "days"};
        case Measure::visit: return {"回数", "visits"};
        case Measure::hour: return {"時間数", "hours"};
        case Measure::sheet: return {"枚数", "sheets"};
        case Measure::yen: return {"額", "yen"};
        case Measure::half_hour: return {"コマ数（1コマは30分）", "half hours"};
        case Measure::half_day: return {"回数（半日を1回とする。）", "half days"};
        default: return {"数", "number"};
    }
}

bool is_ordinal(Measure measure)
{
    return measure == Measure::birth_order || measure == Measure::month_of_year || measure == Measure::year;
}

Text money_in_words(Ratio yen)
{
    const std::string digits = grouped(yen);
    return {digits + "円", digits + " yen"};
}

Text day_in_words(std::int64_t days)
{
    const Date day = date_of_days(days);
    return {in_era(day),
            fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                        months[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()))};
}

Text months_in_words(std::int64_t count)
{
    const std::int64_t years = count / 12;
    const std::int64_t rest = count % 12;
    Text words;
    if (years != 0) words = {std::to_string(years) + "年", some(std::to_string(years), "year", "years")};
    if (rest != 0 || years == 0) {
        words.ja += std::to_string(rest) + "か月";
        words.en += (words.en.empty() ? "" : " and ") + some(std::to_string(rest), "month", "months");
    }
    return words;
}

Text days_in_words(std::int64_t days)
{
    Text words{std::to_string(days) + "日", some(std::to_string(days), "day", "days")};
    if (days == 0 || days % 7 != 0) return words;
    const std::string weeks = std::to_string(days / 7);
    return {words.ja + "（" + weeks + "週間）", words.en + " (" + some(weeks, "week", "weeks") + ")"};
}

Text rate_in_words(Ratio rate)
{
    const Ratio percent = multiply(rate, {100, 1}).value_or(Ratio{});
    const std::string english = decimal(percent) + " %";
    if (!percent.is_whole() || percent.numerator < 0 || percent.numerator > 100)
        return {decimal(percent) + "パーセント", english};
    const std::int64_t tenths = percent.numerator / 10;
    const std::int64_t hundredths = percent.numerator % 10;
    std::string japanese = tenths != 0 || hundredths == 0 ? std::to_string(tenths) + "割" : "";
    if (hundredths != 0) japanese += std::to_string(hundredths) + "分";
    // 「5分」 alone could be read as five minutes.
    return {tenths == 0 && hundredths != 0 ? decimal(percent) + "パーセント" : japanese, english};
}

Text time_in_words(std::int64_t minutes)
{
    constexpr std::int64_t a_day = 24 * 60;
    const bool next_day = minutes > a_day;
    const std::int64_t of_day = next_day ? minutes - a_day : minutes;
    std::string japanese = (next_day ? "翌日の" : "") + std::to_string(of_day / 60) + "時";
    if (of_day % 60 != 0) japanese += std::to_string(of_day % 60) + "分";
    return {japanese,
            fmt::format("{}:{:02}{}", of_day / 60, of_day % 60, next_day ? " on the next day" : "")};
}

Text weekday_in_words(std::int64_t iso)
{
    static constexpr std::array<std::string_view, 7> japanese{"月", "火", "水", "木", "金", "土", "日"};
    static constexpr std::array<std::string_view, 7> english{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                             "Friday", "Saturday", "Sunday"};
    const auto at = static_cast<std::size_t>(iso - 1) % 7;
    return {std::string(japanese[at]) + "曜日", std::string(english[at])};
}

Text in_quotes(const Text& words)
{
    return say("「{}」", "“{}”", words);
}

namespace {

/// The law writes 「A、B及びC」: a comma between all but the last two.
Text listed(const std::vector<Text>& names, std::string_view ja, std::string_view en)
{
    Text list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_last = i + 1 == names.size();
        if (i > 0) {
            list.ja += is_last ? ja : "、";
            list.en += is_last ? " " + std::string(en) + " " : ", ";
        }
        list.ja += names[i].ja;
        list.en += names[i].en;
    }
    return list;
}

}  // namespace

Text all_of(const std::vector<Text>& names)
{
    return listed(names, "及び", "and");
}

Text any_of(const std::vector<Text>& names)
{
    return listed(names, "又は", "or");
}

namespace {

/// A value that somebody registers.
FactWords registered(Text noun)
{
    return {noun,
            {},
            {},
            say("{}が登録されている", "{} is registered", noun),
            say("{}が登録されていない", "{} is not registered", noun)};
}

/// A value that follows from the request or the ledger.
FactWords settled(Text noun)
{
    return {noun,
            {},
            {},
            say("{}が定まっている", "{} is settled", noun),
            say("{}が定まっていない", "{} is not settled", noun)};
}

FactWords truth(Text noun, Text holds, Text fails)
{
    return {noun, std::move(holds), std::move(fails), say("{}が分かっている", "it is known {}", noun),
            say("{}が分かっていない", "it is not known {}", noun)};
}

}  // namespace

FactWords words_of(Fact fact)
{
    switch (fact) {
        case Fact::today: return settled({"手続きをする日", "the day on which it is done"});
        case Fact::day: return settled({"{}", "{}"});
        case Fact::first_day: return settled({"利用開始日", "the first day of use"});
        case Fact::application_on: return registered({"申請日", "the day of application"});
        case Fact::issued_on: return registered({"発行日", "the day of issue"});
        case Fact::interviewed_on: return registered({"面談の日", "the day of the interview"});
        case Fact::birth_due_date: return registered({"出産予定日", "the due date"});
        case Fact::birth_born_on: return registered({"出産日", "the day of birth"});
        case Fact::birth_lost_on: return registered({"流産又は死産の日", "the day of the loss"});
        case Fact::birth_discharged_on: return registered({"退院日", "the day of discharge"});
        case Fact::birth_event_on:
            return registered({"出産日（流産又は死産のときは、その日）", "the day of birth or of the loss"});
        case Fact::birth_children:
            return registered({"出産の人数（多胎のときは2人以上）", "the number of children of this birth"});
        case Fact::after_loss:
            return truth({"流産又は死産の届け出の有無", "whether a loss was reported"},
                         {"流産又は死産の届け出がある", "a pregnancy loss was reported"},
                         {"流産又は死産の届け出がない", "no pregnancy loss was reported"});
        case Fact::multiple_birth:
            return truth({"多胎かどうか", "whether it is a multiple birth"},
                         {"多胎（2人以上の出産）である", "it is a multiple birth (two or more)"},
                         {"多胎（2人以上の出産）でない", "it is not a multiple birth (two or more)"});
        case Fact::born_preterm:
            return truth({"妊娠37週より前の出産かどうか", "whether the birth was before week 37"},
                         {"妊娠37週0日より前の出産である", "the birth was before 37 weeks and 0 days"},
                         {"妊娠37週0日より前の出産でない", "the birth was not before 37 weeks and 0 days"});
        case Fact::child_born_on: return registered({"子の生年月日", "the child's date of birth"});
        case Fact::child_enrolled_on:
            return registered({"保育園等に在籍し始めた日", "the day from which the child attends a nursery"});
        case Fact::child_birth_order:
            return registered({"子の出生順位", "the child's place among the siblings"});
        case Fact::elder_sibling_born_on: {
            FactWords words = registered({"すぐ上の子の生年月日", "the next older sibling's date of birth"});
            words.is_known = {"すぐ上の子がある", "there is an older sibling"};
            words.is_unknown = {"すぐ上の子がない", "there is no older sibling"};
            return words;
        }
        case Fact::enrolled:
            return truth({"保育園等への在籍の有無", "whether the child attends a nursery"},
                         {"{}に保育園等に在籍している", "the child attends a nursery on {}"},
                         {"{}に保育園等に在籍していない", "the child attends no nursery on {}"});
        case Fact::household_class: return registered({"{}における世帯区分", "the household class on {}"});
        case Fact::household_resident_from:
            return registered({"住民登録の日", "the first day of registration as a resident"});
        case Fact::household_resident_until:
            return registered(
                {"転出の日（住民登録の最後の日）", "the last day of registration as a resident"});
        case Fact::resident:
            return truth({"住民登録の有無", "whether the family is registered as residents"},
                         {"{}に住民登録がある", "the family is registered as residents on {}"},
                         {"{}に住民登録がない", "the family is not registered as residents on {}"});
        case Fact::hospitalised:
            return truth({"入院しているかどうか", "whether there is a stay in hospital"},
                         {"{}に入院している", "there is a stay in hospital on {}"},
                         {"{}に入院していない", "there is no stay in hospital on {}"});
        case Fact::visiting:
            return truth(
                {"里帰りで滞在しているかどうか", "whether the family stays with relatives here"},
                {"{}に里帰りで滞在している", "the family stays with relatives here on {}"},
                {"{}に里帰りで滞在していない", "the family does not stay with relatives here on {}"});
        case Fact::guardian_born_on: return registered({"保護者の生年月日", "the guardian's date of birth"});
        case Fact::facility_fee:
            return settled({"施設が定める{}当たりの利用料金", "the facility's fee for each {}"});
        case Fact::facility_age_limit:
            return registered({"施設が定める対象月齢", "the facility's own age limit"});
        case Fact::facility_accepts_corrected_age:
            return truth({"施設が修正月齢を用いるかどうか", "whether the facility uses corrected age"},
                         {"施設が修正月齢での受入れをしている", "the facility uses corrected age"},
                         {"施設が修正月齢での受入れをしていない", "the facility does not use corrected age"});
        case Fact::facility_accepts_loss:
            return truth(
                {"流産又は死産の後の受入れの有無", "whether the facility gives care after a loss"},
                {"施設が流産又は死産をした方の受入れをしている", "the facility gives care after a loss"},
                {"施設が流産又は死産をした方の受入れをしていない",
                 "the facility does not give care after a loss"});
        case Fact::facility_outside:
            return truth(
                {"施設が区域の外にあるかどうか", "whether the facility is elsewhere"},
                {"施設が市区町村の区域の外にある", "the facility is outside of the municipality"},
                {"施設が市区町村の区域の外にない", "the facility is not outside of the municipality"});
        case Fact::units: return settled({"利用{}", "the {} of this use"});
        case Fact::allotment_granted: return settled({"交付された{}", "the {} granted"});
        case Fact::allotment_used: return settled({"利用済みの{}", "the {} used so far"});
        case Fact::allotment_left: return settled({"残りの{}", "the {} left"});
        case Fact::allotment_first_use_on: {
            FactWords words = settled({"最初に利用した日", "the day of the first use"});
            words.is_known = {"既に利用したことがある", "it has been used before"};
            words.is_unknown = {"まだ利用したことがない", "it has not been used before"};
            return words;
        }
        case Fact::hours_from: return settled({"利用を始める時刻", "the time at which the use begins"});
        case Fact::hours_until: return settled({"利用を終える時刻", "the time at which the use ends"});
        case Fact::hours_length: return settled({"利用する時間数", "the hours of this use"});
        case Fact::amount: return settled({"施設の請求額", "the facility's bill"});
        case Fact::fee: return settled({"利用料金", "the fee"});
        case Fact::share: return settled({"ここまでの自己負担額", "the parent's share so far"});
        // Not words of the language.
        case Fact::none:
        case Fact::facility:
        case Fact::household_children:
        case Fact::document:
        case Fact::household_levy:
        case Fact::earlier_use:
        case Fact::count_of_facts: break;
    }
    return {};
}

Text judged_day(Place place)
{
    switch (place) {
        case Place::application:
        case Place::form: return {"申請日", "the day of application"};
        case Place::definition: return {"判定日", "the day that is judged"};
        case Place::use:
        case Place::price_fee:
        case Place::price_step: break;
    }
    return {"利用日", "the day of use"};
}

std::string continuing(std::string_view clause)
{
    static constexpr std::pair<std::string_view, std::string_view> ends[] = {
        {"である", "であり"},
        {"でない", "でなく"},
        {"ていない", "ておらず"},
        {"ている", "ており"},
        {"がある", "があり"},
        {"がない", "がなく"},
        {"にある", "にあり"},
        {"にない", "になく"},
        {"しい", "しく"},
        {"しくない", "しくなく"},
        {"を超える", "を超え"},
        {"当てはまる", "当てはまり"},
        {"当てはまらない", "当てはまらず"}};
    for (const auto& [end, other] : ends) {
        if (clause.size() >= end.size() && clause.substr(clause.size() - end.size()) == end)
            return std::string(clause.substr(0, clause.size() - end.size())) + std::string(other);
    }
    throw BugFound("every clause has a form with which another follows");
}

Text words_of(Per per)
{
    switch (per) {
        case Per::use: return {"一度の利用につき", "for each use"};
        case Per::day: return {"1日につき", "a day"};
        case Per::week_from_monday:
            return {"1週間（月曜日から日曜日まで）につき", "a week, Monday to Sunday"};
        case Per::week_from_sunday:
            return {"1週間（日曜日から土曜日まで）につき", "a week, Sunday to Saturday"};
        case Per::month: return {"1か月（1日から末日まで）につき", "a calendar month"};
        case Per::calendar_year: return {"1年（1月1日から12月31日まで）につき", "a calendar year"};
        case Per::fiscal_year:
            return {"1年度（4月1日から翌年3月31日まで）につき", "a fiscal year, April to March"};
        case Per::life: break;
    }
    return {"通算して", "in all"};
}

Text words_of(KeyedBy by)
{
    switch (by) {
        case KeyedBy::nothing: return {};
        case KeyedBy::birth:
            return {"出産日（流産又は死産のときはその日、出産前は出産予定日）",
                    "the day of birth or of the loss, before it the due date"};
        case KeyedBy::application: return {"申請日", "the day of application"};
        case KeyedBy::issue: return {"発行日", "the day of issue"};
        case KeyedBy::first_day: return {"利用開始日", "the first day of use"};
        case KeyedBy::day: break;
    }
    return {"利用するそれぞれの日", "each day of use"};
}

Text words_of(Holder holder)
{
    switch (holder) {
        case Holder::birth: return {"1回の出産（流産及び死産を含む。）につき", "for each birth or loss"};
        case Holder::child: return {"子1人につき", "for each child"};
        case Holder::household: return {"1世帯につき", "for each household"};
        case Holder::registration: break;
    }
    return {"子1人につき、登録した一つの施設に限り",
            "for each child, at the one facility of its registration"};
}

Text words_of(const Rounding& rounding, const Text& level)
{
    const Text unit = money_in_words({rounding.unit, 1});
    const Text side =
        rounding.of_parent ? Text{"自己負担額", "parent's share"} : Text{"公費負担額", "public share"};
    const Text other =
        rounding.of_parent ? Text{"公費負担額", "public share"} : Text{"自己負担額", "parent's share"};
    Text direction;
    switch (rounding.direction) {
        case Direction::floor: direction = {"切り捨てる", "down"}; break;
        case Direction::half_up: direction = {"四捨五入する", "to the nearest, halves up"}; break;
        case Direction::ceil: direction = {"切り上げる", "up"}; break;
    }
    return say("{1}の{0}未満の端数は、{2}。{3}。利用料金の残りを{4}とする。",
               "The {1} is rounded {2} to a multiple of {0}; {3}. The rest of the fee is the {4}.", unit,
               side, direction, level, other);
}

}  // namespace hagukumi::rules
