#include "booking/openings.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "base/age.hpp"
#include "booking/judge.hpp"
#include "rules/booking/moments.hpp"
#include "rules/explain.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::int64_t few_seats = 2;
constexpr int longest_calendar_days = 93;

/// `count` slots that follow one another, and the fewest seats that one of them has left.
struct Window {
    std::vector<int> boxes;
    int until = 0;
    std::int64_t left = 0;
};

std::vector<Window> windows_of(const std::vector<Slot>& slots, std::size_t count)
{
    std::vector<Window> windows;
    for (std::size_t i = 0; i + count <= slots.size(); ++i) {
        Window window;
        window.left = slots[i].left();
        bool follow = true;
        for (std::size_t n = i; n < i + count; ++n) {
            follow &= n == i || slots[n - 1].seats.until_minute == slots[n].seats.from_minute;
            window.boxes.push_back(slots[n].seats.from_minute);
            window.left = std::min<std::int64_t>(window.left, slots[n].left());
            window.until = slots[n].seats.until_minute;
        }
        if (follow) windows.push_back(std::move(window));
    }
    return windows;
}

std::optional<rules::BookingLook> against(const rules::BookingDecision& decision, auto... checks)
{
    for (const rules::BookingLook& look : decision.looks) {
        if (look.verdict != rules::Verdict::met && ((look.check == checks) || ...)) return look;
    }
    return std::nullopt;
}

/// Fills the calendar day by day.
class Calendar {
public:
    Calendar(store::Snapshot& snapshot, Programmes programmes, const Asker& asker, const Wanted& wanted,
             Instant at, std::optional<Date> only)
        : x_snapshot(snapshot),
          x_programmes(programmes),
          x_asker(asker),
          x_wanted(wanted),
          x_at(at),
          x_only(only)
    {
    }

    Result<Openings> fill()
    {
        x_out.first_day = date_in_japan(x_at);
        const LoadedBooking first = TRY(load(x_out.first_day, {}));
        x_out.programme = first.judged.programme;
        x_out.rules = first.rules;
        if (first.rules == nullptr) {
            return fail(ErrorKind::conflict, "not_bookable",
                        {"このサービスの予約は、ここではできません。施設へお電話ください。",
                         "This service cannot be booked here. Please telephone the facility."});
        }
        const auto last =
            rules::last_day_released(first.rules->release, first.judged.programme->calendar(), x_at);
        x_out.last_day =
            std::min(last.value_or(x_out.first_day), plus_days(x_out.first_day, longest_calendar_days - 1));
        x_out.draw = next_draw(first.place);
        read_hours_before(first.place);
        const Date first_shown = x_only.value_or(x_out.first_day);
        const Date last_shown = x_only.value_or(x_out.last_day);
        const std::vector<Slot> offered =
            first.rules->seat_of == rules::SeatOf::nothing
                ? std::vector<Slot>()
                : slots_between(x_snapshot, first.place, first_shown, last_shown);
        for (Date day = first_shown; day <= last_shown; day = day_after(day)) TRY(fill_day(day, offered));
        const auto is_open = [](const OpenDay& day) { return day.mark != OpenDay::Mark::closed; };
        if (std::none_of(x_out.days.begin(), x_out.days.end(), is_open)) {
            for (OpenDay& day : x_out.days)
                if (!x_out.use_blocked) x_out.use_blocked = day.use_refused;
        }
        return std::move(x_out);
    }

private:
    Result<LoadedBooking> load(Date day, std::vector<int> boxes)
    {
        Wanted wanted = x_wanted;
        wanted.request.first_day = day;
        wanted.request.last_day.reset();
        wanted.request.boxes = std::move(boxes);
        return load_booking(x_snapshot, x_programmes, x_asker, wanted, x_at);
    }

    /// Of this place: which is not over, and opens first.
    std::optional<Draw> next_draw(const Place& place)
    {
        if (!x_out.rules->lottery) return std::nullopt;
        for (Draw& draw : draws_since(x_snapshot, x_at, place.facility)) {
            if (draw.place.programme == place.programme && draw.place.service == place.service)
                return std::move(draw);
        }
        return std::nullopt;
    }

    Result<void> fill_day(Date day, const std::vector<Slot>& offered)
    {
        OpenDay out;
        out.day = day;
        const bool counts_seats = x_out.rules->seat_of != rules::SeatOf::nothing;
        std::vector<int> boxes = earliest_boxes(day);
        const LoadedBooking any = TRY(load(day, boxes));
        for (const Slot& slot : offered) {
            const bool is_past =
                x_out.rules->seat_of == rules::SeatOf::hour && !may_begin_at(day, slot.seats.from_minute);
            if (slot.day == day && slot.seats.age_group == any.age_group && !is_past)
                out.slots.push_back(slot);
        }
        if (counts_seats) out.left = look_for_seats(out.slots, boxes);
        const LoadedBooking loaded = TRY(load(day, boxes));
        mark(out, loaded, counts_seats);
        x_out.total_left += out.mark == OpenDay::Mark::closed ? 0 : out.left.value_or(0);
        x_out.days.push_back(std::move(out));
        return {};
    }

    /// Where bookings close so many hours before the use begins, a day closes hour by hour.
    void read_hours_before(const Place& place)
    {
        const auto own =
            x_out.rules->facility_sets_deadlines ? deadlines_of(x_snapshot, place) : std::nullopt;
        const auto& closes = own ? own->book : x_out.rules->deadlines.book;
        if (x_asker.by == rules::BookedBy::parent && closes && closes->minutes_before) x_closes = closes;
    }

    bool may_begin_at(Date day, int minute) const
    {
        if (x_asker.by == rules::BookedBy::staff) return true;
        if (x_at >= start_of_day_in_japan(day) + std::chrono::minutes(minute)) return false;
        return !x_closes || x_at < *rules::closes_at(*x_closes, nullptr, day, minute);
    }

    /// The boxes of the shortest booking that may still begin, whatever is offered; where none may, those of
    /// the last.
    std::vector<int> earliest_boxes(Date day) const
    {
        std::vector<int> boxes;
        if (!x_out.rules->hours) return boxes;
        const rules::BookingHours& hours = *x_out.rules->hours;
        const int length = hours.least_slots * hours.slot_minutes;
        int begins = hours.opens;
        while (!may_begin_at(day, begins) && begins + hours.slot_minutes + length <= hours.closes)
            begins += hours.slot_minutes;
        for (int i = 0; i < hours.least_slots; ++i) boxes.push_back(begins + i * hours.slot_minutes);
        return boxes;
    }

    /// How many of the shortest booking fit at the best time; `boxes` become that time.
    std::int64_t look_for_seats(const std::vector<Slot>& slots, std::vector<int>& boxes) const
    {
        const bool by_hour = x_out.rules->seat_of == rules::SeatOf::hour && x_out.rules->hours;
        if (!by_hour) return slots.empty() ? 0 : slots.front().left();
        const auto windows = windows_of(slots, static_cast<std::size_t>(x_out.rules->hours->least_slots));
        const auto best = std::max_element(windows.begin(), windows.end(),
                                           [](const Window& a, const Window& b) { return a.left < b.left; });
        if (best == windows.end()) return 0;
        boxes = best->boxes;
        return best->left;
    }

    void mark(OpenDay& day, const LoadedBooking& loaded, bool counts_seats)
    {
        using Check = rules::BookingCheck;
        const rules::BookingDecision& decision = loaded.judged.booking;
        if (!x_out.blocked_by) {
            x_out.blocked_by = against(decision, Check::held_limit, Check::not_suspended);
            const auto registered = against(decision, Check::registered);
            if (registered && !registered->day) x_out.blocked_by = registered;
        }
        const auto closed_by =
            against(decision, Check::released, Check::book_deadline, Check::registered, Check::bookable);
        const bool use_refused = loaded.judged.use && loaded.judged.use->refused();
        if (closed_by || use_refused || (counts_seats && day.slots.empty())) {
            day.closed_by = closed_by;
            if (use_refused) {
                const Judged& judged = loaded.judged;
                const auto said = rules::explain(*judged.programme, judged.facts, *judged.use);
                // Those against stand first; the summary would say only that it is not possible.
                day.use_refused = said.reasons.empty() ? said.summary : said.reasons.front().sentence;
            }
            return;
        }
        day.draws_at = rules::collects_until(*x_out.rules, x_out.programme->calendar(), day.day, x_at);
        day.mark = !counts_seats || day.draws_at ? OpenDay::Mark::free
                   : *day.left == 0              ? OpenDay::Mark::full
                   : *day.left <= few_seats      ? OpenDay::Mark::few
                                                 : OpenDay::Mark::free;
    }

    store::Snapshot& x_snapshot;
    Programmes x_programmes;
    const Asker& x_asker;
    const Wanted& x_wanted;
    const Instant x_at;
    const std::optional<Date> x_only;
    std::optional<rules::Deadline> x_closes;  ///< of bookings, where it counts from the beginning of the use
    Openings x_out;
};

}  // namespace

std::string_view name_of(OpenDay::Mark mark)
{
    switch (mark) {
        case OpenDay::Mark::free: return "free";
        case OpenDay::Mark::few: return "few";
        case OpenDay::Mark::full: return "full";
        case OpenDay::Mark::closed: break;
    }
    return "closed";
}

Result<Openings> openings(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                          const Wanted& wanted, Instant at, std::optional<Date> only)
{
    return Calendar(snapshot, programmes, asker, wanted, at, only).fill();
}

std::vector<FreeTime> nearest_free(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                                   const Wanted& gone, Instant at, std::size_t most)
{
    // Among thousands who come too late this runs in the lane: the seats are read once, and only the few
    // times that would be offered are judged.
    constexpr std::size_t most_judged = 8;
    std::vector<FreeTime> found;
    const auto loaded = load_booking(snapshot, programmes, asker, gone, at);
    if (!loaded || loaded->rules == nullptr || !gone.request.first_day || gone.request.boxes.empty())
        return found;
    const Date today = date_in_japan(at);
    const auto released =
        rules::last_day_released(loaded->rules->release, loaded->judged.programme->calendar(), at);
    const Date last = std::min(released.value_or(today), plus_days(today, longest_calendar_days - 1));
    std::map<Date, std::vector<Slot>> by_day;
    for (Slot& slot : slots_between(snapshot, loaded->place, today, last)) {
        if (slot.seats.age_group == loaded->age_group) by_day[slot.day].push_back(std::move(slot));
    }
    struct Candidate {
        FreeTime time;
        std::vector<int> boxes;
    };
    std::vector<Candidate> candidates;
    for (const auto& [day, slots] : by_day) {
        for (Window& window : windows_of(slots, gone.request.boxes.size())) {
            if (window.left == 0) continue;
            const int begins = window.boxes.front();
            candidates.push_back({{day, begins, window.until, window.left}, std::move(window.boxes)});
        }
    }
    const int from = *std::min_element(gone.request.boxes.begin(), gone.request.boxes.end());
    const auto distance = [&](const Candidate& one) {
        const std::int64_t days =
            std::abs(days_since_epoch(one.time.day) - days_since_epoch(*gone.request.first_day));
        return std::tuple(days, std::abs(one.time.from_minute - from), one.time.from_minute);
    };
    std::sort(candidates.begin(), candidates.end(),
              [&](const Candidate& a, const Candidate& b) { return distance(a) < distance(b); });
    for (std::size_t i = 0; i < candidates.size() && i < most_judged && found.size() < most; ++i) {
        Wanted wanted = gone;
        wanted.request.first_day = candidates[i].time.day;
        wanted.request.last_day.reset();
        wanted.request.boxes = candidates[i].boxes;
        const auto judged = load_booking(snapshot, programmes, asker, wanted, at);
        if (judged && !judged->judged.refused()) found.push_back(candidates[i].time);
    }
    return found;
}

}  // namespace hagukumi::booking
