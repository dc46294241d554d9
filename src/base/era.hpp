// 和暦 and 西暦: how dates are shown to people, and how people's dates are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace hagukumi {

/// 「令和8年7月9日」; the first year is 元年.  Before 昭和 the year stands in 西暦.
std::string in_era(Date day);

/// 「令和8年7月9日（木）」
std::string in_japanese(Date day);

/// "Thursday 9 July 2026"
std::string in_english(Date day);

/// 「令和8年度」, for a fiscal year named after the year in which it begins.
std::string fiscal_year_in_japanese(int fiscal_year);

/// Reads 2026-04-01, 2026/4/1, 2026.4.1, 2026年4月1日, 令和8年4月1日, 令和元年5月1日, R8.4.1, in half or
/// full width.  A date that its era does not contain (令和元年4月1日) is none.
std::optional<Date> parse_date(std::string_view text);

/// Reads exactly 2026-04-01, the form of files and of the wire.
std::optional<Date> parse_iso_date(std::string_view text);

}  // namespace hagukumi
