// A check of a booking in one sentence.
#include <fmt/format.h>

#include "base/era.hpp"
#include "rules/booking/book.hpp"
#include "rules/booking/moments.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

/// 「令和8年7月7日（火）17時」「…17時30分」 and "Tuesday 7 July 2026, 17:00"
Text moment_in_words(Instant at)
{
    const Date day = date_in_japan(at);
    const auto minutes = static_cast<int>((at - start_of_day_in_japan(day)) / std::chrono::minutes(1));
    std::string ja = in_japanese(day) + fmt::format("{}時", minutes / 60);
    if (minutes % 60 != 0) ja += fmt::format("{}分", minutes % 60);
    return {ja, fmt::format("{}, {}", in_english(day), time_of_day(minutes))};
}

std::string counted(std::int64_t count, const char* one, const char* many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

Text late(const BookingLook& look, const Text& deed)
{
    if (look.verdict == Verdict::met) {
        if (!look.moment) return {deed.ja + "できます。", "This is possible."};
        const Text until = moment_in_words(*look.moment);
        return {fmt::format("{}は{}までできます。", deed.ja, until.ja),
                fmt::format("{} is possible until {}.", deed.en, until.en)};
    }
    if (!look.moment) {
        return {fmt::format("{}はここではできません。施設へお電話ください。", deed.ja),
                fmt::format("{} is not possible here. Please telephone the facility.", deed.en)};
    }
    const Text until = moment_in_words(*look.moment);
    return {fmt::format("{}は{}まででした。施設へお電話ください。", deed.ja, until.ja),
            fmt::format("{} was possible until {}. Please telephone the facility.", deed.en, until.en)};
}

Text released(const BookingLook& look)
{
    if (look.verdict == Verdict::unknown || !look.moment) {
        return {"この日の受付の始まりが、まだ決まっていません。施設へお問い合わせください。",
                "It is not known yet when this day can be booked. Please ask the facility."};
    }
    const Text from = moment_in_words(*look.moment);
    if (look.verdict == Verdict::met)
        return {"この日は予約を受け付けています。", "This day is open for booking."};
    if (!look.day)
        return {fmt::format("この日の予約は{}から受け付けます。", from.ja),
                fmt::format("This day can be booked from {}.", from.en)};
    return {fmt::format("この日の予約は{}から受け付けます。いま予約できるのは{}までです。", from.ja,
                        in_japanese(*look.day)),
            fmt::format("This day can be booked from {}. Now you can book until {}.", from.en,
                        in_english(*look.day))};
}

Text registered(const BookingLook& look)
{
    if (!look.day) {
        return {"この施設での登録と面談がまだです。先にお子さんの登録と面談の予約をしてください。",
                "Registration and interview at this facility are still to come. Please register your child "
                "and book the interview first."};
    }
    if (look.verdict == Verdict::met) {
        return {fmt::format("この施設での登録は{}まで有効です。", in_japanese(*look.day)),
                fmt::format("The registration at this facility is valid until {}.", in_english(*look.day))};
    }
    return {
        fmt::format("この施設での登録は{}までのため、それより後の日は予約できません。"
                    "新しい年度は、もう一度登録と面談をしてください。",
                    in_japanese(*look.day)),
        fmt::format("The registration at this facility is valid until {}, so later days cannot be booked. "
                    "Please register again, with an interview, for the new fiscal year.",
                    in_english(*look.day))};
}

Text held_limit(const BookingLook& look)
{
    if (look.verdict == Verdict::met) {
        return {fmt::format("予約は{}日分まで持てます。", look.needed),
                fmt::format("{} can be booked at one time.", counted(look.needed, "day", "days"))};
    }
    if (look.left == 0) {
        return {
            fmt::format("すでに{}日分を予約しています。予約は{}"
                        "日分までのため、利用が終わるか取り消すと、次の予約ができます。",
                        look.needed, look.needed),
            fmt::format("{} are booked already, and no more can be at one time. Once one has been used or "
                        "cancelled, you can book again.",
                        counted(look.needed, "day", "days"))};
    }
    return {fmt::format("予約は{}日分まで持てます。あと{}日分のため、{}日分は予約できません。", look.needed,
                        look.left, look.asked),
            fmt::format("{} can be booked at one time; {} are left, which is not enough for {}.",
                        counted(look.needed, "day", "days"), look.left, look.asked)};
}

}  // namespace

Text sentence_of(const Programme& programme, const BookingLook& look, std::string_view service_code)
{
    const Service* const service = programme.find_service(service_code);
    const Text name = service != nullptr               ? service->name
                      : service_code == interview_code ? Text{"面談", "The interview"}
                                                       : Text{"このサービス", "This service"};
    const BookingRules* const rules = programme.booking_of(service_code);
    const bool is_met = look.verdict == Verdict::met;
    switch (look.check) {
        case BookingCheck::request_well_formed:
            if (is_met) return {"日と時間を確認しました。", "The day and the time are fine."};
            return {"日か時間が正しくありません。もう一度選んでください。",
                    "The day or the time is not right. Please choose again."};
        case BookingCheck::bookable:
            if (is_met) return {name.ja + "は予約できます。", name.en + " can be booked."};
            return {name.ja + "の予約は、ここではできません。施設へお電話ください。",
                    name.en + " cannot be booked here. Please telephone the facility."};
        case BookingCheck::released: return released(look);
        case BookingCheck::book_deadline: return late(look, {"この日の予約", "Booking this day"});
        case BookingCheck::change_deadline: return late(look, {"予約の変更", "Changing the booking"});
        case BookingCheck::cancel_deadline: return late(look, {"予約の取消", "Cancelling the booking"});
        case BookingCheck::within_hours: {
            if (is_met || rules == nullptr || !rules->hours)
                return {"利用できる時間です。", "The time is within the hours of the service."};
            const std::string from = time_of_day(rules->hours->opens);
            const std::string until = time_of_day(rules->hours->closes);
            return {fmt::format("{}は{}から{}までです。その中の時間を選んでください。", name.ja, from, until),
                    fmt::format("{} is from {} until {}. Please choose hours within.", name.en, from, until)};
        }
        case BookingCheck::contiguous:
            if (is_met) return {"続いた時間です。", "The hours follow one another."};
            return {"時間は続けて選んでください。間を空けることはできません。",
                    "Please choose hours that follow one another, without a gap."};
        case BookingCheck::least_per_booking:
        case BookingCheck::most_per_booking: {
            if (is_met) return {"時間の長さは足りています。", "The number of hours is fine."};
            const bool least = look.check == BookingCheck::least_per_booking;
            const std::int64_t minutes = (least ? look.needed : look.left) *
                                         (rules != nullptr && rules->hours ? rules->hours->slot_minutes : 60);
            const std::string hours_ja =
                minutes % 60 == 0 ? fmt::format("{}時間", minutes / 60) : fmt::format("{}分", minutes);
            const std::string hours_en = minutes % 60 == 0 ? counted(minutes / 60, "hour", "hours")
                                                           : counted(minutes, "minute", "minutes");
            if (least) {
                return {
                    fmt::format("{}は1回{}からです。{}以上を選んでください。", name.ja, hours_ja, hours_ja),
                    fmt::format("{} is for {} or more. Please choose at least that.", name.en, hours_en)};
            }
            return {fmt::format("{}は1回{}までです。", name.ja, hours_ja),
                    fmt::format("{} is for {} at most.", name.en, hours_en)};
        }
        case BookingCheck::days_at_once:
            if (is_met) return {"日数は範囲の中です。", "The number of days is fine."};
            return {fmt::format("1回の操作で予約できるのは{}日分までです。", look.left),
                    fmt::format("One booking is for {} at most.", counted(look.left, "day", "days"))};
        case BookingCheck::registered: return registered(look);
        case BookingCheck::held_limit: return held_limit(look);
        case BookingCheck::not_overlapping:
            if (is_met) return {"ほかの予約と重なりません。", "No other booking is at that time."};
            return {
                fmt::format(
                    "{}の別の予約と時間が重なります。別の日か時間を選ぶか、前の予約を変更してください。",
                    in_japanese(*look.day)),
                fmt::format("Another booking, on {}, is at that time. Please choose another day or time, or "
                            "change that one.",
                            in_english(*look.day))};
        case BookingCheck::not_suspended:
            if (is_met) return {"予約できます。", "Bookings are possible."};
            return {
                fmt::format("連絡のないお休みが続いたため、{}まで予約をお休みいただいています。"
                            "ご事情がある場合は施設へお電話ください。",
                            in_japanese(*look.day)),
                fmt::format("After days that were missed without word, booking is paused until {}. If there "
                            "was a reason, please telephone the facility.",
                            in_english(*look.day))};
        case BookingCheck::seats_free:
            if (is_met)
                return {fmt::format("空きがあります。残りは{}席です。", look.left),
                        fmt::format("{} left.", counted(look.left, "seat is", "seats are"))};
            if (look.verdict == Verdict::unknown)
                return {"この日と時間には予約枠がありません。別の日か時間を選んでください。",
                        "No seats are offered then. Please choose another day or time."};
            return {"選んだ時間の枠は、すべて埋まりました。別の日か時間を選んでください。",
                    "All seats at that time are taken. Please choose another day or time."};
        case BookingCheck::count: break;
    }
    throw BugFound("a check of a booking has a sentence");
}

}  // namespace hagukumi::rules
