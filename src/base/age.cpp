#include "base/age.hpp"

namespace hagukumi {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month;

Date end_of(year_month month)
{
    return Date(month / std::chrono::last);
}

year_month month_of(Date day)
{
    return day.year() / day.month();
}

}  // namespace

bool is_in_range(Date day)
{
    return day.ok() && static_cast<int>(day.year()) >= 1900 && static_cast<int>(day.year()) <= 2999;
}

Date plus_days(Date day, std::int64_t days)
{
    return Date(sys_days(day) + std::chrono::days(days));
}

Date day_before(Date day)
{
    return plus_days(day, -1);
}

Date day_after(Date day)
{
    return plus_days(day, 1);
}

Date month_end(Date day)
{
    return end_of(month_of(day));
}

std::optional<Date> corresponding_day(Date day, Months months)
{
    const Date corresponding = day + months;
    if (!corresponding.ok()) return std::nullopt;
    return corresponding;
}

Date attainment_day(Date birth, Months age)
{
    const auto corresponding = corresponding_day(birth, age);
    return corresponding ? day_before(*corresponding) : end_of(month_of(birth) + age);
}

Date before_attained(Date birth, Months age)
{
    return attainment_day(birth, age);
}

Date before_day_of_attainment(Date birth, Months age)
{
    return day_before(attainment_day(birth, age));
}

Date through_corresponding_day(Date birth, Months age, NoSuchDay when_missing)
{
    if (const auto corresponding = corresponding_day(birth, age)) return *corresponding;
    const Date last = end_of(month_of(birth) + age);
    return when_missing == NoSuchDay::last_of_month ? last : day_after(last);
}

Date period_after_event(Date event, Months period)
{
    return attainment_day(day_after(event), period);
}

Date eom_of_attainment(Date birth, Months age)
{
    return month_end(attainment_day(birth, age));
}

Date eom_of_corresponding_month(Date birth, Months age)
{
    return end_of(month_of(birth) + age);
}

Date fiscal_year_end_after_attainment(Date birth, Months age)
{
    return fiscal_year_end(attainment_day(birth, age));
}

Date days_counting_first(Date day, int days)
{
    return plus_days(day, days - 1);
}

Date days_after(Date day, int days)
{
    return plus_days(day, days);
}

Date from_first_whole_day(Date birth, Months age)
{
    return day_after(attainment_day(birth, age));
}

Date from_attainment_day(Date birth, Months age)
{
    return attainment_day(birth, age);
}

Date after_elapsed(Date event, Months period)
{
    return day_after(period_after_event(event, period));
}

Date after_elapsed(Date event, std::chrono::days period)
{
    return plus_days(event, period.count() + 1);
}

Date from_nth_day(Date birth, int nth, int first_number)
{
    return plus_days(birth, nth - first_number);
}

Date months_before(Date day, Months months)
{
    const Date earlier = day - months;
    return earlier.ok() ? earlier : end_of(month_of(day) - months);
}

Date pregnancy_week(Date due, int weeks, int days)
{
    return plus_days(due, 7 * weeks + days - 280);
}

int weeks_pregnant(Date due, Date day)
{
    const auto days = (sys_days(day) - sys_days(due)).count() + 280;
    return static_cast<int>(days < 0 ? -((-days + 6) / 7) : days / 7);
}

bool is_preterm(Date born, Date due)
{
    return sys_days(born) < sys_days(pregnancy_week(due, 37));
}

Date corrected_birth(Date born, Date due)
{
    return is_preterm(born, due) ? due : born;
}

int age_in_months(Date born, Date day)
{
    if (sys_days(day) < sys_days(born)) return 0;
    int months = (static_cast<int>(day.year()) - static_cast<int>(born.year())) * 12 +
                 static_cast<int>(static_cast<unsigned>(day.month())) -
                 static_cast<int>(static_cast<unsigned>(born.month()));
    // In the month of the corresponding day, that day decides.
    if (months > 0 && sys_days(day) < sys_days(from_first_whole_day(born, Months(months)))) --months;
    return months;
}

int fiscal_year(Date day)
{
    return static_cast<int>(day.year()) - (day.month() < std::chrono::April ? 1 : 0);
}

Date fiscal_year_start(Date day)
{
    return std::chrono::year(fiscal_year(day)) / std::chrono::April / 1;
}

Date fiscal_year_end(Date day)
{
    return std::chrono::year(fiscal_year(day) + 1) / std::chrono::March / 31;
}

}  // namespace hagukumi
