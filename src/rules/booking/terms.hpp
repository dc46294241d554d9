// 予約の決まり: a programme's rules of booking, as its file states them.
//
// Each entry of `booking:` is for some of the services.  A facility may set deadlines of its own where the
// programme lets it (G-19: 「利用者がキャンセルできる期限が各園設定されており」); everything else is the
// programme's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/expression.hpp"

namespace hagukumi::rules {

/// Where a day goes that the calendar counts as closed.  Nothing moves by itself: 地方自治法4条の2第4項 moves
/// the periods of laws and ordinances, not the rules of a facility (japan-rules.md 5.3).
enum class OnClosedDay : std::uint8_t { stays, next_open_day, previous_open_day };

/// 締切: so many days before the day of use, at a time of that day; or so many minutes before the use begins
/// (「利用開始の24時間前まで」).  The deed is possible strictly before that moment: with 17:00, at
/// 16:59:59.999 and no more at 17:00:00.  24:00 is the end of the day.
struct Deadline {
    int days_before = 0;
    bool open_days = false;  ///< counted in 開庁日 of the programme's calendar, else in calendar days
    int minute = 24 * 60;    ///< after midnight
    OnClosedDay on_closed_day = OnClosedDay::stays;
    /// Before the use begins, by the clock: no closed day moves it (時をもって定める期間), and nothing above
    /// counts.
    std::optional<int> minutes_before = std::nullopt;
    /// When a use of whole days begins, in minutes after midnight; empty: the booking's own hour.
    std::optional<int> use_begins = std::nullopt;

    bool needs_calendar() const { return open_days || on_closed_day != OnClosedDay::stays; }
    friend bool operator==(const Deadline&, const Deadline&) = default;
};

/// The three deadlines; empty: it cannot be done at all.
struct Deadlines {
    std::optional<Deadline> book, change, cancel;
};

/// 公開: from when a day can be booked.
struct Release {
    enum class By : std::uint8_t {
        days_ahead,   ///< 「10日先まで」: each day by itself
        whole_month,  ///< 「翌月分は毎月15日9時から」: all days of a month at once
    };

    By by = By::days_ahead;
    int days = 0;           ///< of days_ahead
    int months_before = 1;  ///< of whole_month: in which month before the month of use
    int day_of_month = 1;   ///< of whole_month; a month without that day releases on its last
    OnClosedDay on_closed_day = OnClosedDay::stays;
    int minute = 0;  ///< after midnight; the moment itself is open
};

/// What a seat is (G-14.1).
enum class SeatOf : std::uint8_t {
    nothing,  ///< the programme counts no seats: the facility answers each booking
    day,      ///< one for the whole day, whatever hours are chosen
    hour,     ///< one for each slot of `slot_minutes`
};

/// 利用時間帯: the boxes of a day.
struct BookingHours {
    int opens = 0, closes = 24 * 60;  ///< minutes after midnight
    int slot_minutes = 60;
    int least_slots = 1, most_slots = 24;
    bool gaps = false;  ///< boxes with a gap between them may be chosen
};

/// 保持できる日数: how many days a holder may have booked at one time (G-15).
struct Holding {
    int days = 1;
    bool each_facility = false;  ///< counted at each facility by itself, else over all of them
};

/// 年齢区分: seats are counted for each by itself; for ages below `until_months`.
struct AgeGroup {
    std::string code;
    Text name;
    int until_months = 0;  ///< the last group has none: 0
};

/// 優先: who comes first in a draw and on the waiting list, in the order of the file.
struct PriorityGroup {
    std::string code;
    Text name;
    Formula when;
};

/// 抽選: whoever applies within the first minutes after the release stands in line by lot, not by speed.
struct Lottery {
    int collects_minutes = 0;
};

/// キャンセル待ち: a freed seat is offered for a set time (U-15).
struct WaitingList {
    int offer_minutes = 15;
    int most_offers = 3;  ///< to one entry; after that it leaves the list
    int quiet_from = 0;   ///< no offer begins or runs between these times of day
    int quiet_until = 0;  ///< equal: no quiet hours
};

/// 無断キャンセル: so many within so many days, and no booking for some days after the last.
struct NoShows {
    int count = 1;
    int within_days = 365;
    int suspended_days = 30;
};

/// キャンセル料: what cancelling costs from a moment on; the last one that has passed counts.
struct CancellationCost {
    Deadline from;
    Units units;
    Yen fee;
};

/// 質問: what the facility wants to know with a booking.
struct Question {
    std::string code;
    Text ask;
    std::vector<std::pair<std::string, Text>> answers;  ///< code and words; none: a free text
    bool required = false;
};

struct BookingCase;  // cases.hpp

/// 面談 is booked like a service of this name.
inline constexpr const char* interview_code = "interview";

struct BookingRules {
    int line = 0;
    std::string source;
    std::uint64_t services = 0;  ///< bit n: services[n]
    bool of_interview = false;   ///< 面談: not for a service, but for the interview before it
    SeatOf seat_of = SeatOf::hour;
    Release release;
    Deadlines deadlines;
    bool facility_sets_deadlines = false;
    std::optional<BookingHours> hours;
    int most_days = 1;  ///< days of one booking; where hours are booked: bookings of a day each in one go
    std::optional<Holding> holding;
    bool interview = false;            ///< 面談: only where the interview was, until its approval ends
    bool by_acceptance = false;        ///< 受付: the facility accepts or declines each booking
    bool reserves_units = false;       ///< units are set aside when booked, and used by the use
    bool needed_for_use = false;       ///< no use without a booking
    std::vector<AgeGroup> age_groups;  ///< none: all ages share the seats
    std::vector<PriorityGroup> priorities;
    std::optional<Lottery> lottery;
    std::optional<WaitingList> waiting_list;
    std::optional<NoShows> no_shows;
    std::vector<CancellationCost> cancelling;  ///< the earliest moment first
    std::vector<Question> questions;
};

}  // namespace hagukumi::rules
