#include "base/era.hpp"

#include <array>
#include <charconv>
#include <vector>

namespace hagukumi {

namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

struct Era {
    std::string_view name;
    std::string_view letter;
    Date first_day;
    Date last_day;
};

constexpr Date beyond = 2999y / 12 / 31;

// 元号法: an era's first day is the last day of the one before it, or the day after.
constexpr std::array eras{
    Era{"令和", "R", 2019y / 5 / 1, beyond},
    Era{"平成", "H", 1989y / 1 / 8, 2019y / 4 / 30},
    Era{"昭和", "S", 1926y / 12 / 25, 1989y / 1 / 7},
};

const Era* find_era(Date day)
{
    for (const Era& era : eras) {
        if (era.first_day <= day && day <= era.last_day) return &era;
    }
    return nullptr;
}

std::string year_in_era(const Era& era, int year)
{
    const int nth = year - static_cast<int>(era.first_day.year()) + 1;
    return std::string(era.name) + (nth == 1 ? "元" : std::to_string(nth)) + "年";
}

/// Full-width digits, letters and marks to half width; ideographic space to none.
std::string half_width(std::string_view text)
{
    std::string half;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto at = [&](std::size_t k) {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
        };
        if (at(i) == 0xEF && (at(i + 1) == 0xBC || at(i + 1) == 0xBD) && at(i + 2) >= 0x80) {
            const unsigned code = (at(i + 1) == 0xBC ? 0x00U : 0x40U) + (at(i + 2) - 0x80U);  // from U+FF00
            if (code >= 1 && code <= 0x5E) {
                half.push_back(static_cast<char>(code + 0x20));
                i += 2;
                continue;
            }
        }
        if (at(i) == 0xE3 && at(i + 1) == 0x80 && at(i + 2) == 0x80) {
            i += 2;
            continue;
        }
        if (text[i] != ' ') half.push_back(text[i]);
    }
    return half;
}

bool take(std::string_view& text, std::string_view prefix)
{
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<int> take_number(std::string_view& text, std::size_t most_digits)
{
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 0 || digits > most_digits) return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + digits, number);
    text.remove_prefix(digits);
    return number;
}

std::optional<Date> date_of(int year, int month, int day)
{
    const Date date = std::chrono::year(year) / month / day;
    if (!date.ok() || year < 1868 || year > 2999) return std::nullopt;
    return date;
}

}  // namespace

std::string in_era(Date day)
{
    const Era* const era = find_era(day);
    const int year = static_cast<int>(day.year());
    return (era ? year_in_era(*era, year) : std::to_string(year) + "年") +
           std::to_string(static_cast<unsigned>(day.month())) + "月" +
           std::to_string(static_cast<unsigned>(day.day())) + "日";
}

std::string in_japanese(Date day)
{
    static constexpr std::array<std::string_view, 7> weekdays{"日", "月", "火", "水", "木", "金", "土"};
    const auto weekday = std::chrono::weekday(sys_days(day)).c_encoding();
    return in_era(day) + "（" + std::string(weekdays[weekday]) + "）";
}

std::string in_english(Date day)
{
    static constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};
    static constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
    return std::string(weekdays[std::chrono::weekday(sys_days(day)).c_encoding()]) + " " +
           std::to_string(static_cast<unsigned>(day.day())) + " " +
           std::string(months[static_cast<unsigned>(day.month()) - 1]) + " " +
           std::to_string(static_cast<int>(day.year()));
}

std::string fiscal_year_in_japanese(int fiscal_year)
{
    // Documents name the fiscal year by the era of its first day, or by the newer one; the first is
    // used here, so that 2019 is 平成31年度.
    const Era* const era = find_era(std::chrono::year(fiscal_year) / 4 / 1);
    return (era ? year_in_era(*era, fiscal_year) : std::to_string(fiscal_year) + "年") + "度";
}

std::optional<Date> parse_date(std::string_view original)
{
    const std::string half = half_width(original);
    std::string_view text = half;

    const Era* named = nullptr;
    for (const Era& era : eras) {
        if (take(text, era.name) || take(text, era.letter)) {
            named = &era;
            break;
        }
    }

    std::optional<int> year;
    if (named && take(text, "元")) {
        year = 1;
    } else {
        year = take_number(text, named ? 2 : 4);
    }
    if (!year || *year == 0) return std::nullopt;

    std::string_view separator;
    for (const std::string_view candidate : {"年", "-", "/", "."}) {
        if (take(text, candidate)) {
            separator = candidate;
            break;
        }
    }
    if (separator.empty()) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, separator == "年" ? std::string_view("月") : separator)) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day || (separator == "年" && !take(text, "日")) || !text.empty()) return std::nullopt;

    if (!named) return date_of(*year, *month, *day);
    const auto date = date_of(static_cast<int>(named->first_day.year()) + *year - 1, *month, *day);
    if (!date || *date < named->first_day || *date > named->last_day) return std::nullopt;
    return date;
}

std::optional<Date> parse_iso_date(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = take_number(text, 4);
    text.remove_prefix(1);
    const auto month = take_number(text, 2);
    if (!year || !month || text.empty()) return std::nullopt;
    text.remove_prefix(1);
    const auto day = take_number(text, 2);
    if (!day || !text.empty()) return std::nullopt;
    return date_of(*year, *month, *day);
}

}  // namespace hagukumi
