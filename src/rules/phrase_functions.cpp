// The functions of the language in words: periods by their conventions, ages, open days, classes.
#include "rules/phrase.hpp"
#include "rules/steps.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

/// Days at the end of a period, in the words of 民法140条–143条: 「Aから起算してn月を経過する日」 counts A
/// itself.
Text Phrases::of_period(const Expression& expression, const Step& step) const
{
    const Index anchor = inside(expression, step.a);
    const Text day = part(expression, step.a, Measure::nothing);
    const Text period = part(expression, step.b, Measure::nothing);
    const Step& length = expression.steps[inside(expression, step.b)];

    // 年齢 is said of a person: 「子が満3歳に達する日」.
    Text attained = say("{}から起算して{}を経過する日",
                        "the last day of the period of {1} that begins on {0}", day, period);
    const Step& of = expression.steps[anchor];
    if (of.op == Op::fact && length.op == Op::literal && length.literal.numerator > 0) {
        const bool whole_years = length.literal.numerator % 12 == 0;
        const Text age = whole_years ? Text{"満" + std::to_string(length.literal.numerator / 12) + "歳", ""}
                                     : say("生後{}", "", period);
        const auto person = [&](std::string_view who) {
            attained.ja = fmt::format("{}が{}に達する日", who, age.ja);
        };
        if (of.word == static_cast<std::uint16_t>(Fact::child_born_on)) person("子");
        if (of.word == static_cast<std::uint16_t>(Fact::elder_sibling_born_on)) person("すぐ上の子");
        if (of.word == static_cast<std::uint16_t>(Fact::guardian_born_on) && whole_years) person("保護者");
    }
    const Text elapsed =
        say("{}の翌日から起算して{}を経過する日",
            "the last day of the period of {1} that begins on the day after {0}", day, period);
    switch (step.op) {
        case Op::before_attained:
        case Op::from_attainment_day: return attained;
        case Op::before_day_of_attainment: return say("{}の前日", "the day before {}", attained);
        case Op::from_first_whole_day: return say("{}の翌日", "the day after {}", attained);
        case Op::eom_of_attainment: return say("{}の属する月の末日", "the end of the month of {}", attained);
        case Op::fiscal_year_end_after_attainment:
            return say("{}以後の最初の3月31日", "the first 31 March on or after {}", attained);
        case Op::period_after_event: return elapsed;
        case Op::after_elapsed:
        case Op::after_elapsed_days: return say("{}の翌日", "the day after {}", elapsed);
        case Op::through_corresponding_day:
            return say(
                "{}の{}後の応当日（応当日がないときは、その月の末日）",
                "the day of the same number {1} after {0}, or where there is none the month's last day", day,
                period);
        case Op::through_corresponding_day_or_next:
            return say(
                "{}の{}後の応当日（応当日がないときは、その翌月の初日）",
                "the day of the same number {1} after {0}, or where there is none the next month's first day",
                day, period);
        case Op::eom_of_corresponding_month:
            return say("{}の属する月の{}後の月の末日", "the end of the month {1} after that of {0}", day,
                       period);
        case Op::days_counting_first:
            return say("{}を1日目と数えて{}目の日", "day {1} when {0} is counted as the first", day,
                       count_in(length.literal, Measure::day));
        default:
            return say(
                "{}の{}前の応当日（応当日がないときは、その月の末日）",
                "the day of the same number {1} before {0}, or where there is none the month's last day", day,
                period);
    }
}

Text Phrases::function(const Expression& expression, const Step& step) const
{
    const auto first = [&](Measure hint = Measure::nothing) { return part(expression, step.a, hint); };
    const auto second = [&](Measure hint = Measure::nothing) { return part(expression, step.b, hint); };
    switch (step.op) {
        case Op::before_attained:
        case Op::before_day_of_attainment:
        case Op::through_corresponding_day:
        case Op::through_corresponding_day_or_next:
        case Op::period_after_event:
        case Op::eom_of_attainment:
        case Op::eom_of_corresponding_month:
        case Op::fiscal_year_end_after_attainment:
        case Op::from_first_whole_day:
        case Op::from_attainment_day:
        case Op::after_elapsed:
        case Op::after_elapsed_days:
        case Op::months_before: return of_period(expression, step);
        case Op::days_counting_first:
            return say("{}を1日目と数えて{}目の日", "the last day of the period of {1} that begins on {0}",
                       first(), second());
        case Op::days_after:
            return say("{}の翌日を1日目と数えて{}目の日",
                       "the last day of the period of {1} that begins on the day after {0}", first(),
                       second());
        case Op::from_nth_day:
            return say("{}を1日目と数えて{}目の日", "the last of the {1} that begin with {0}", first(),
                       second(Measure::day));
        case Op::pregnancy_week:
            return say("妊娠{1}0日に当たる日（{0}を40週0日とする。）",
                       "the day of {1} and 0 days of pregnancy ({0} is 40 weeks and 0 days)", first(),
                       second(Measure::week));
        case Op::fiscal_year_end:
            return say("{}の属する年度の末日（3月31日）", "the end of the fiscal year of {} (31 March)",
                       first());
        case Op::fiscal_year_start:
            return say("{}の属する年度の初日（4月1日）", "the start of the fiscal year of {} (1 April)",
                       first());
        case Op::fiscal_year: return say("{}の属する年度", "the fiscal year of {}", first());
        case Op::month_end: return say("{}の属する月の末日", "the end of the month of {}", first());
        case Op::day_before: return say("{}の前日", "the day before {}", first());
        case Op::day_after: return say("{}の翌日", "the day after {}", first());
        case Op::age_in_months:
            return say("{0}から起算した{1}における満の月数", "the whole months from {0} to {1}", first(),
                       second());
        case Op::weeks_pregnant:
            return say("{1}における妊娠の満の週数（{0}を40週0日とする。）",
                       "the whole weeks of pregnancy on {1} ({0} is 40 weeks and 0 days)", first(), second());
        case Op::open_days_after:
            return say("{}の翌日から数えて{}日目の開庁日", "open day {1} after {0}", first(), second());
        case Op::open_days_before:
            return say("{}の前日からさかのぼって数えて{}日目の開庁日", "open day {1} before {0}", first(),
                       second());
        case Op::tax_year:
            return say("{}に適用する課税年度（毎年{}に切り替わる。）",
                       "the tax year in force on {} (a new one from {})", first(),
                       second(Measure::month_of_year));
        case Op::weekday: return say("{}の曜日", "the weekday of {}", first());
        case Op::corrected_birth:
            return say("{0}（{1}を40週0日として妊娠37週0日より前の出産のときは、{1}）",
                       "{0} ({1} when birth was before 37 weeks and 0 days, {1} being 40 weeks and 0 days)",
                       first(), second());
        case Op::class_in: return say("{}の世帯区分", "the household class of {}", first(Measure::year));
        case Op::levy_in:
            return say("{}の市民税所得割額", "the municipal income levy of {}", first(Measure::year));
        case Op::class_on: return say("{}における世帯区分", "the household class on {}", first());
        case Op::children_under: {
            const Step& age = expression.steps[inside(expression, step.a)];
            const bool is_age = age.op == Op::literal && age.literal.numerator % 12 == 0;
            const Text under =
                is_age ? Text{std::to_string(age.literal.numerator / 12) + "歳", first().en} : first();
            return say("{1}において{0}未満（{0}に達する日までを含む。）である世帯の子の人数",
                       "the number of the household's children who on {1} are born and under {0}", under,
                       second());
        }
        case Op::hours_in:
            return say("利用時間のうち{}から{}までの時間数", "the hours of this use between {} and {}",
                       first(), second());
        case Op::round_up:
            return say("{}（1未満の端数は切り上げる。）", "{} rounded up to a whole number", first());
        case Op::round_down:
            return say("{}（1未満の端数は切り捨てる。）", "{} rounded down to a whole number", first());
        case Op::days_between:
            return say("{0}の翌日から{1}までの日数", "the days from the day after {0} to {1}", first(),
                       second());
        case Op::month: return say("{}の月の数（4月は4）", "the number of the month of {}", first());
        default: break;
    }
    throw BugFound("every operation that gives a value has its words");
}

}  // namespace hagukumi::rules
