// Ages and periods as Japanese law counts them.  The day of birth is day one (年齢計算ニ関スル法律),
// and a period in months runs to the day before the corresponding day, or to the month's last day
// where there is none (民法143条).  An age is therefore attained at the end of the day before the
// birthday.  A period after an event does not count the event's own day (民法140条).
//
// A phrase such as 「生後4か月未満」 never goes into code with a hidden meaning: each reading that
// municipalities use has its own function, and a programme file names the one that it means.
// Months are always counted from the anchor, never chained, never as 30 days.
//
// Every function takes valid dates of the years 1900–2999 (is_in_range) and periods of up to 1200
// months, and is total on them.
#pragma once

#include <chrono>
#include <optional>

#include "base/instant.hpp"

namespace hagukumi {

using Months = std::chrono::months;

/// Whether `day` exists and lies in the years that rules and documents can mean.
bool is_in_range(Date day);

Date plus_days(Date day, std::int64_t days);
Date day_before(Date day);
Date day_after(Date day);
Date month_end(Date day);

/// 応当日: the same day number `months` later.  Nothing when that month has no such day.
std::optional<Date> corresponding_day(Date day, Months months);

/// 達する日: the last day on which a child born on `birth` is still under `age`.
///     attainment_day(2026-03-10, 4 months) == 2026-07-09
///     attainment_day(2025-10-31, 4 months) == 2026-02-28   there is no 31 February
Date attainment_day(Date birth, Months age);

// ---- Last days: the named conventions (U1–U8) ----

/// U1 「nか月未満」「達する日まで」「誕生日の前日まで」
Date before_attained(Date birth, Months age);
/// U2 「達する日の前日まで」, 誕生日の前々日
Date before_day_of_attainment(Date birth, Months age);

enum class NoSuchDay { last_of_month, first_of_next };
/// U3 「1歳の誕生日まで」, the birthday included
Date through_corresponding_day(Date birth, Months age, NoSuchDay when_missing);
/// U4 「出産後1年を経過しない」「〜の日からnか月以内」: the event's day is not counted
Date period_after_event(Date event, Months period);
/// U5 「達する日の属する月の末日」
Date eom_of_attainment(Date birth, Months age);
/// U6 「nか月後の月末」「誕生月の末日」
Date eom_of_corresponding_month(Date birth, Months age);
/// U7 「n歳に達する日以後の最初の3月31日まで」
Date fiscal_year_end_after_attainment(Date birth, Months age);
/// U8 (a) 「〜の日から起算してn日」
Date days_counting_first(Date day, int days);
/// U8 (b) 「〜の日からn日以内」「翌日から起算してn日」
Date days_after(Date day, int days);

// ---- First days: the named conventions (L1–L4) ----

/// L1 「生後2か月以上」「6か月から」, everyday reading
Date from_first_whole_day(Date birth, Months age);
/// L2 the vaccination notice's reading: already on the day before the birthday
Date from_attainment_day(Date birth, Months age);
/// L3 「出産後nか月を経過した日から」
Date after_elapsed(Date event, Months period);
/// L3 in weeks or days: 「出産後8週間を経過した日から」
Date after_elapsed(Date event, std::chrono::days period);
/// L4 「生後57日目から」, the day of birth as day `first_number` (1, or 0 where a facility counts so)
Date from_nth_day(Date birth, int nth, int first_number = 1);
/// 「出産予定日の2か月前から」: calendar months backwards, clamped to the month's end
Date months_before(Date day, Months months);

// ---- Pregnancy ----

/// 妊娠n週d日: the due date is 40 weeks and 0 days.
///     pregnancy_week(2026-10-01, 28) == 2026-07-09
Date pregnancy_week(Date due, int weeks, int days = 0);
/// 満週数 on `day`.
int weeks_pregnant(Date due, Date day);
/// Born before 37 weeks and 0 days.
bool is_preterm(Date born, Date due);
/// 修正月齢: the day from which age is counted, the due date for a preterm birth.
Date corrected_birth(Date born, Date due);

// ---- Age and year ----

/// 月齢: the greatest n whose first whole day is not after `day`; 0 before birth.
int age_in_months(Date born, Date day);

/// 会計年度: April to March, named after the year in which it begins.
int fiscal_year(Date day);
Date fiscal_year_start(Date day);
Date fiscal_year_end(Date day);

}  // namespace hagukumi
