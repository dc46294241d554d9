#include "rules/booking/describe.hpp"

#include "rules/words.hpp"

namespace hagukumi::rules {

namespace {

Text number(std::int64_t count)
{
    return count_in({count, 1}, Measure::nothing);
}

Text minutes(int count)
{
    return {std::to_string(count) + "分", std::to_string(count) + (count == 1 ? " minute" : " minutes")};
}

Text days(int count)
{
    return count_in({count, 1}, Measure::day);
}

/// 「24時間」「30分」
Text length(int count)
{
    if (count == 0 || count % 60 != 0) return minutes(count);
    return count_in({count / 60, 1}, Measure::hour);
}

/// 「利用を始める時刻の24時間前」
Text before_the_use(const Deadline& deadline)
{
    const Text begins = deadline.use_begins ? say("利用の初日の{}", "{} on the first day of the use",
                                                  time_in_words(*deadline.use_begins))
                                            : Text{"利用を始める時刻", "the booked time"};
    if (*deadline.minutes_before == 0) return begins;
    return say("{}の{}前", "the moment {1} before {0}", begins, length(*deadline.minutes_before));
}

/// 「利用日の2開庁日前の17時」
Text moment(const Deadline& deadline)
{
    if (deadline.minutes_before) return before_the_use(deadline);
    const Text time = time_in_words(deadline.minute);
    if (deadline.days_before == 0) return say("利用日の{}", "{} on the day of use", time);
    if (deadline.open_days)
        return say("利用日の{}開庁日前の{}", "{1}, {0} open days before the use",
                   number(deadline.days_before), time);
    const Text day =
        deadline.days_before == 1 ? Text{"前日", "1 day"} : say("{}前", "{}", days(deadline.days_before));
    return say("利用日の{}の{}", "{1}, {0} before the use", day, time);
}

/// A sentence to stand behind the rule of a day; empty where the day stays.  `word` stands before the day in
/// English.
Text when_closed(OnClosedDay rule, const std::string& word)
{
    switch (rule) {
        case OnClosedDay::stays: break;
        case OnClosedDay::next_open_day:
            return {"その日が開庁日でないときは、次の開庁日とする。",
                    " If that is no open day, " + word + " the next one."};
        case OnClosedDay::previous_open_day:
            return {"その日が開庁日でないときは、前の開庁日とする。",
                    " If that is no open day, " + word + " the one before."};
    }
    return {};
}

Paragraph deadline(const Text& deed, const std::optional<Deadline>& deadline)
{
    if (!deadline) return {say("{}は、できない。", "{} is not possible.", deed)};
    const bool all_day = !deadline->minutes_before && deadline->minute == 24 * 60;
    const Text end = all_day ? Text{"（その日の終わり）まで", ""} : Text{"まで（その時刻を含まない。）", ""};
    return {say("{}は、{}{}とする。{}", "{0} is possible only before {1}.{3}", deed, moment(*deadline), end,
                when_closed(deadline->on_closed_day, "before"))};
}

Text seats(const BookingRules& rules)
{
    switch (rules.seat_of) {
        case SeatOf::nothing: return {"空きの数は、ここでは数えない。", "No seats are counted here."};
        case SeatOf::day:
            return {"利用する日ごとに、時間の長さにかかわらず、空きを一つ使う。",
                    "A booking takes one seat of each day, however long."};
        case SeatOf::hour: break;
    }
    return {"利用する時間枠ごとに、空きを一つ使う。", "A booking takes one seat of each slot."};
}

Text release(const Release& release)
{
    const Text time = time_in_words(release.minute);
    if (release.by == Release::By::days_ahead)
        return say("利用日の{}前の{}から予約できる。",
                   "A day can be booked from {1} of the day {0} before it.", days(release.days), time);
    const Text closed = when_closed(release.on_closed_day, "from");
    return say(
        "一つの月の利用は、その{}前の月の{}日（その日がない月は、末日）の{}から、まとめて予約できる。{}",
        "All days of a month can be booked from {2} of day {1} (or the last) of the month {0} before.{3}",
        count_in({release.months_before, 1}, Measure::month), number(release.day_of_month), time, closed);
}

Text hours(const BookingHours& hours)
{
    const Text least = number(hours.least_slots);
    const Text chosen = hours.least_slots == hours.most_slots
                            ? say("{}枠", "{}", least)
                            : say("{}枠以上{}枠以下", "{} to {}", least, number(hours.most_slots));
    return say("予約できる時間は、{}から{}までを{}ごとに区切った枠とし、一度に{}を選ぶ。{}",
               "The slots lie between {0} and {1}, each of {2}; a booking has {3} of them. {4}",
               time_in_words(hours.opens), time_in_words(hours.closes), minutes(hours.slot_minutes), chosen,
               hours.gaps ? Text{"間を空けて選ぶことができる。", "There may be gaps between them."}
                          : Text{"間を空けて選ぶことはできない。", "There are no gaps between them."});
}

Paragraph age_groups(const std::vector<AgeGroup>& groups)
{
    Paragraph list{{"空きは、利用日の月齢により、次の区分ごとに数える。",
                    "Seats are counted by age on the day of use."}};
    for (const AgeGroup& group : groups) {
        list.parts.push_back(
            {group.until_months != 0
                 ? say("{}：{}に満たない子（上の区分の子を除く。）", "{}: under {}, without those above",
                       group.name, months_in_words(group.until_months))
                 : say("{}：それ以外の子", "{}: all others", group.name)});
    }
    return list;
}

Text waiting_list(const WaitingList& list)
{
    const Text quiet = list.quiet_from == list.quiet_until
                           ? Text{}
                           : say("{}から{}までの間は、案内しない。", " Nothing is offered between {} and {}.",
                                 time_in_words(list.quiet_from), time_in_words(list.quiet_until));
    return say(
        "空きが出たときは、キャンセル待ちの順に案内し、{}の間、枠を取り置く。案内は{}"
        "回までとし、その後は待ちの列から外す。{}",
        "A freed seat is offered along the waiting list and kept for {}, at most {} times to one family.{}",
        minutes(list.offer_minutes), number(list.most_offers), quiet);
}

Paragraph cost(const CancellationCost& cost)
{
    Text what;
    if (cost.fee.amount > 0) what = say("{}のキャンセル料", "{}", money_in_words({cost.fee.amount, 1}));
    if (cost.units.count > 0) {
        const Text units = say("券の{}単位分", "{} units of the coupon", number(cost.units.count));
        what = what.ja.empty() ? units : say("{}及び{}", "{} and {}", what, units);
    }
    const OnClosedDay rule = cost.from.on_closed_day;
    const Text closed = rule == OnClosedDay::stays ? Text{} : say("（{}）", "{}", when_closed(rule, "from"));
    return {say("{}から：{}{}", "from {}: {}{}", moment(cost.from), what, closed)};
}

Paragraph question(const Question& question)
{
    const Text must =
        question.required ? Text{"必ず答える", "required"} : Text{"答えなくてもよい", "may be left out"};
    Paragraph asked{
        say("「{}」（{}。{}。）", "“{}” ({}, {})", question.ask, must,
            question.answers.empty() ? Text{"自由に書く", "free text"} : Text{"次から選ぶ", "one of these"})};
    for (const auto& [code, answer] : question.answers) asked.parts.push_back({answer});
    return asked;
}

}  // namespace

Paragraph describe_booking(const BookingRules& rules, const Text& who,
                           const std::function<Paragraph(const Formula&)>& condition)
{
    Paragraph said{say("{}の予約", "Booking of {}", who), rules.source};
    const auto add = [&](Text text) { said.parts.push_back({std::move(text)}); };
    add(seats(rules));
    add(release(rules.release));
    said.parts.push_back(deadline({"予約の申込み", "Booking"}, rules.deadlines.book));
    said.parts.push_back(deadline({"予約の変更", "A change"}, rules.deadlines.change));
    said.parts.push_back(deadline({"予約の取消し", "Cancelling"}, rules.deadlines.cancel));
    add(rules.facility_sets_deadlines
            ? Text{"施設は、これらの締切を別に定めることができる。",
                   "A facility may set deadlines of its own."}
            : Text{"施設は、これらの締切を変えることができない。", "A facility cannot set other deadlines."});
    if (rules.hours) add(hours(*rules.hours));
    add(rules.most_days == 1 ? Text{"一度に予約できるのは、1日とする。", "One booking is of one day."}
        : rules.hours
            ? say("一度に{}まで予約でき、1日ずつの予約とする。",
                  "Up to {} may be booked in one go, each as a booking of its own.", days(rules.most_days))
            : say("一度に予約できるのは、続いた{}までとする。", "One booking is of at most {} in a row.",
                  days(rules.most_days)));
    if (rules.holding) {
        add(say("同時に予約しておけるのは、{}予約ごとの日数を合計して{}までとする。",
                "At most {1} may be booked at one time, {0}, adding up the days of each booking.",
                rules.holding->each_facility ? Text{"施設ごとに", "at each facility"}
                                             : Text{"すべての施設を合わせて", "over all facilities"},
                days(rules.holding->days)));
    }
    if (rules.interview)
        add({"面談を済ませた施設で、その登録の期間の内の日に限り予約できる。",
             "Only at the facility of the interview, and while its registration holds."});
    if (rules.by_acceptance)
        add({"予約は、施設が承諾したときに成立する。",
             "A booking stands when the facility has accepted it."});
    if (rules.reserves_units)
        add({"予約のときに券の単位を取り置き、利用のときに使う。取り消したときは戻す。",
             "Units are set aside when booked, used by the use, and given back when cancelled."});
    if (rules.needed_for_use) add({"予約のない利用は、認めない。", "A use without a booking is refused."});
    if (!rules.age_groups.empty()) said.parts.push_back(age_groups(rules.age_groups));
    if (!rules.priorities.empty()) {
        Paragraph list{{"抽選及びキャンセル待ちでは、次の順に優先する。",
                        "In a draw and on the waiting list come first, in this order:"}};
        for (const PriorityGroup& group : rules.priorities) {
            Paragraph who_belongs = condition(group.when);
            who_belongs.text = say("{}：{}とき", "{}: if {}", group.name, who_belongs.text);
            list.parts.push_back(std::move(who_belongs));
        }
        said.parts.push_back(std::move(list));
    }
    if (rules.lottery)
        add(say("受付の開始から{}の間の申込みは、先着順とせず、抽選で順を決める。",
                "Applications of the first {} stand in line by lot, not by speed.",
                minutes(rules.lottery->collects_minutes)));
    if (rules.waiting_list) add(waiting_list(*rules.waiting_list));
    if (rules.no_shows)
        add(
            say("無断で利用しなかった日が{1}のうちに{0}回あるときは、その最後の日から{2}"
                "を経過するまで、新たに予約できない。",
                "After {0} missed days within {1}, nothing can be booked until {2} after the last of them.",
                number(rules.no_shows->count), days(rules.no_shows->within_days),
                days(rules.no_shows->suspended_days)));
    if (!rules.cancelling.empty()) {
        Paragraph list{{"取り消したときは、次のものを負担する（過ぎた時刻のうち最も後のものによる。）。",
                        "Cancelling costs, by the last time that has passed:"}};
        for (const CancellationCost& one : rules.cancelling) list.parts.push_back(cost(one));
        said.parts.push_back(std::move(list));
    }
    if (!rules.questions.empty()) {
        Paragraph list{{"予約のときに、次のことを尋ねる。", "These are asked with a booking."}};
        for (const Question& one : rules.questions) list.parts.push_back(question(one));
        said.parts.push_back(std::move(list));
    }
    return said;
}

}  // namespace hagukumi::rules
