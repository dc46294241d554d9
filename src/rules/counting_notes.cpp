#include "rules/counting_notes.hpp"

#include <algorithm>

#include "base/age.hpp"

namespace hagukumi::rules {

namespace {

using namespace std::chrono_literals;

// Days on which the conventions differ: an ordinary one, and one without a corresponding day.
constexpr Date ordinary = 2026y / 3 / 10;
constexpr Date at_the_end = 2025y / 10 / 31;
constexpr Date due = 2026y / 10 / 1;
constexpr Months four{4};

Text in_words(Date day)
{
    return day_in_words(days_since_epoch(day));
}

/// 「例：Aが…で4か月のときは、…。Aが…のときは、…。」
Paragraph example(Date (*counted)(Date))
{
    return {say("例：Aが{}で期間が4か月のときは{}、Aが{}のときは{}。",
                "For instance, with 4 months: A {} gives {}, A {} gives {}.", in_words(ordinary),
                in_words(counted(ordinary)), in_words(at_the_end), in_words(counted(at_the_end)))};
}

/// 「12月29日から12月31日まで」 of each run of days.
std::vector<Text> days_of_the_year(const std::vector<std::chrono::month_day>& days)
{
    std::vector<Date> sorted;
    for (const std::chrono::month_day day : days)
        sorted.push_back(2024y / day.month() / day.day());  // a leap year
    std::sort(sorted.begin(), sorted.end());
    const auto without_year = [](Date day) {
        return Text{
            fmt::format("{}月{}日", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())),
            fmt::format("{:02}-{:02}", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()))};
    };
    std::vector<Text> runs;
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t last = i;
        while (last + 1 < sorted.size() && sorted[last + 1] == day_after(sorted[last])) ++last;
        const Text first_words = without_year(sorted[i]);
        runs.push_back(last == i ? first_words
                                 : say("{}から{}まで", "{} to {}", first_words, without_year(sorted[last])));
        i = last + 1;
    }
    return runs;
}

Paragraph open_days(const Calendar& calendar)
{
    std::vector<Text> closed;
    for (const std::chrono::weekday day : calendar.closed_weekly())
        closed.push_back(weekday_in_words(static_cast<std::int64_t>(day.iso_encoding())));
    closed.push_back({"暦に載せた祝日・休日", "the holidays of the calendar"});
    for (const Text& run : days_of_the_year(calendar.closed_yearly())) closed.push_back(run);
    return {
        say("「開庁日」とは、{}を除く日をいう。祝日は、{}までの分が載っている。"
            "「2開庁日前」とは、その日の前日からさかのぼって開庁日だけを数えた2日目の日をいう。",
            "Open days are all but {}. Holidays are known until {}. Open days before a day are counted "
            "without it.",
            all_of(closed), in_words(calendar.known_until()))};
}

}  // namespace

std::vector<Paragraph> counting_notes(const std::set<Op>& used, const Calendar* calendar)
{
    const auto uses = [&](std::initializer_list<Op> ops) {
        return std::any_of(ops.begin(), ops.end(), [&](Op op) { return used.contains(op); });
    };
    std::vector<Paragraph> notes;
    const auto add = [&](Text text, std::vector<Paragraph> parts = {}) {
        notes.push_back({std::move(text), {}, std::move(parts)});
    };
    if (uses({Op::before_attained, Op::before_day_of_attainment, Op::eom_of_attainment,
              Op::fiscal_year_end_after_attainment, Op::from_first_whole_day, Op::from_attainment_day})) {
        add({"「Aから起算して4か月を経過する日」とは、Aを1日目と数え、4か月後の応当日（同じ日付の日）の前日を"
             "いう。"
             "応当日がないときは、その月の末日とする。「満1歳に達する日」「生後4か月に達する日」は、生年月日"
             "をAとしたこの日である。",
             "“The last day of the period of 4 months that begins on A” counts A as day 1: it is the day "
             "before the day "
             "of the same "
             "number 4 months later, or where there is none the last day of that month."},
            {example([](Date day) { return before_attained(day, four); })});
    }
    if (uses({Op::period_after_event, Op::after_elapsed})) {
        add({"「Aの翌日から起算して4か月を経過する日」とは、Aを数えず、その翌日を1日目とし、翌日の4か月後の応"
             "当日の前日をいう。"
             "応当日がないときは、その月の末日とする。",
             "“The last day of the period of 4 months that begins on the day after A” does not count A "
             "itself."},
            {example([](Date day) { return period_after_event(day, four); })});
    }
    if (uses({Op::through_corresponding_day, Op::through_corresponding_day_or_next})) {
        add({"「Aの4か月後の応当日」とは、4か月後の月の、Aと同じ日付の日をいう。",
             "“The day of the same number 4 months after A” lies in the month 4 months later."},
            {example(
                [](Date day) { return through_corresponding_day(day, four, NoSuchDay::last_of_month); })});
    }
    if (uses({Op::months_before})) {
        add({"「Aの4か月前の応当日」とは、4か月前の月の、Aと同じ日付の日をいう。",
             "“The day of the same number 4 months before A” lies in the month 4 months earlier."},
            {example([](Date day) { return months_before(day, four); })});
    }
    if (uses({Op::eom_of_corresponding_month})) {
        add({"「Aの属する月の4か月後の月の末日」は、Aの日付にかかわらず、その月の末日である。",
             "“The end of the month 4 months after that of A” does not depend on the day in the month."},
            {example([](Date day) { return eom_of_corresponding_month(day, four); })});
    }
    if (uses({Op::days_counting_first, Op::from_nth_day})) {
        add(say("「Aを1日目と数えて90日目の日」は、Aが{}のときは{}である。",
                "The last day of the period of 90 days that begins on A: for A {} it is {}.",
                in_words(ordinary), in_words(days_counting_first(ordinary, 90))));
    }
    if (uses({Op::days_after})) {
        add(say("「Aの翌日を1日目と数えて90日目の日」は、Aが{}のときは{}である。",
                "The last day of the period of 90 days that begins on the day after A: for A {} it is {}.",
                in_words(ordinary), in_words(days_after(ordinary, 90))));
    }
    if (uses({Op::after_elapsed_days})) {
        add(say("「Aの翌日から起算して3日を経過する日の翌日」は、Aが{}のときは{}である。",
                "The day after the period of 3 days that begins on the day after A: for A {} it is {}.",
                in_words(ordinary), in_words(after_elapsed(ordinary, std::chrono::days(3)))));
    }
    if (uses({Op::pregnancy_week, Op::weeks_pregnant})) {
        add(
            say("妊娠の週数は、出産予定日を40週0日とし、満の週数で数える。出産予定日が{}のときは、28週0日は{}"
                "である。",
                "Weeks of pregnancy are whole weeks, the due date is 40 weeks and 0 days: for {}, 28 weeks "
                "are reached on {}.",
                in_words(due), in_words(pregnancy_week(due, 28))));
    }
    if (uses({Op::corrected_birth})) {
        add({"妊娠37週0日は、出産予定日の21日前の日である。",
             "37 weeks and 0 days are 21 days before the due date."});
    }
    if (uses({Op::age_in_months, Op::children_under})) {
        add(
            {"満の月数及び年齢は、起算する日を1日目と数え、応当日（ないときは翌月の初日）の午前0時に一つ増え"
             "る。",
             "Whole months and ages count the first day as day 1 and grow at the start of the day of the "
             "same number, or "
             "where there is none of the next month's first day."});
    }
    if (uses({Op::tax_year})) {
        add({"課税年度は、切り替わる月の初日からその年の年度とし、その前日までは前の年の年度とする。",
             "The tax year is that of the calendar year from the first of the month named, and the year "
             "before until then."});
    }
    if (uses({Op::holiday})) {
        add({"祝日は、国民の祝日に関する法律に規定する休日とし、土曜日に当たるものを含む。",
             "A holiday is one of the Act on National Holidays, also where it falls on a Saturday."});
    }
    if (uses({Op::open_day, Op::open_days_after, Op::open_days_before}) && calendar != nullptr)
        notes.push_back(open_days(*calendar));
    return notes;
}

}  // namespace hagukumi::rules
