// A nursery by the hour with an interview, a midwife who answers, and families: what the booking tests stand
// on.
#pragma once

#include <rapidcheck.h>

#include "booking/book.hpp"
#include "booking/desk.hpp"
#include "booking/draw.hpp"
#include "booking/registration.hpp"
#include "booking/tend.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "ledger/balance.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using booking::State;

inline constexpr const char* nursery_programme = R"(
programme: 131202-nursery
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 一時保育, en: Temporary care }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 利用登録, en: registration } }
allotments:
  registration: { source: T, name: { ja: 登録, en: Registration }, holder: registration, unit: hour, units: unlimited }
  visits: { source: T, name: { ja: 訪問, en: Visits }, holder: child, unit: visit, units: 3, more_than_left: refuse }
services:
  care: { source: T, name: { ja: 一時保育, en: Care }, allotment: registration, unit: hour, asks: number, least_per_use: 2, design: 1, price: not_stated }
  visit: { source: T, name: { ja: 訪問, en: Visit }, allotment: visits, unit: visit, asks: number, least_per_use: 1, design: 2, price: not_stated }
application_rules: []
use_rules:
  - { rule: this_year, source: T, for: [care], last_day: fiscal_year_end(interviewed_on), refused: { ja: "{last_day}まで", en: "Until {last_day}" } }
booking:
  - for: [care]
    source: T
    seats: hour
    opens: { days_ahead: 10 }
    deadlines:
      book: { days_before: 0, until: 24:00 }
      change: { days_before: 1, counted_in: calendar_days, until: 17:00 }
      cancel: { days_before: 1, counted_in: calendar_days, until: 17:00 }
    facility_sets_deadlines: true
    hours: { opens: 8:00, closes: 17:00, slot_minutes: 60, least_slots: 2, most_slots: 9, gaps: refuse }
    days_at_once: 1
    held: { days: 2, counted: over_all_facilities }
    interview: true
    waiting_list: { offer_minutes: 30, most_offers: 2, quiet_from: 21:00, quiet_until: 7:00 }
    no_shows: { count: 1, within_days: 30, suspended_days: 5 }
  - for: [visit]
    source: T
    seats: none
    opens: { days_ahead: 60 }
    deadlines:
      book: { days_before: 0, until: 24:00 }
      change: { days_before: 1, counted_in: calendar_days, until: 24:00 }
      cancel: { days_before: 0, until: 24:00 }
    days_at_once: 1
    accepted_by_facility: true
    reserves_units: true
    needed_for_use: true
    cancelling: [{ from: { days_before: 0, until: 0:00 }, units: 1, fee_yen: 500 }]
  - for: interview
    source: T
    seats: hour
    opens: { days_ahead: 30 }
    deadlines:
      book: { days_before: 1, counted_in: calendar_days, until: 17:00 }
      change: never
      cancel: { days_before: 1, counted_in: calendar_days, until: 17:00 }
    hours: { opens: 10:00, closes: 12:00, slot_minutes: 30, least_slots: 1, most_slots: 1, gaps: refuse }
    days_at_once: 1
    held: { days: 1, counted: at_each_facility }
)";

/// Wednesday, 8 July 2026, ten o'clock; the nursery has `seats` in every hour of every day.
class Nursery {
public:
    explicit Nursery(int seats = 2, const std::string& programme = nursery_programme)
    {
        rules::ReadResult read = rules::read_programme("131202-nursery.yaml", programme);
        for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
        programmes.push_back(read.programme);
        store::Options options;
        options.database = scratch.file("nursery.db");
        options.invariants.push_back(std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>());
        database = open(std::move(options));
        facility = add_facility("A1");
        other_facility = add_facility("B2");
        offer(facility, "care", seats, 8 * 60, 17 * 60, 60);
        offer(other_facility, "care", seats, 8 * 60, 17 * 60, 60);
        offer(facility, "interview", 1, 10 * 60, 12 * 60, 30);
    }

    template <class Work>
    auto run(Work work)
    {
        return database->lane().run(nerima, std::move(work));
    }
    template <class Read>
    auto read(Read read)
    {
        std::optional<std::invoke_result_t<Read, store::Snapshot&>> result;
        database->read(nerima, [&](store::Snapshot& snapshot) { result.emplace(read(snapshot)); });
        return std::move(*result);
    }

    Id draw() { return make_id(now, randomness); }
    Date day(int ahead) const { return date_of_days(days_since_epoch(date_in_japan(now)) + ahead); }
    booking::Place place(const char* service = "care") const { return {facility, "131202-nursery", service}; }

    struct Family {
        Id household, child, account;
    };
    /// Nobody has the same name, unless it is given.
    Family add_family(std::string child_name = {}, std::string child_kana = {}, bool is_protected = false)
    {
        Family family{draw(), draw(), draw()};
        people::RegisterHousehold command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.household.id = family.household;
        command.household.resident_from = Date(std::chrono::sys_days{});
        people::Guardian mother;
        mother.id = draw();
        mother.name = "見本 花子";
        mother.kana = "ミホン ハナコ";
        command.guardians = {mother};
        people::Child child;
        child.id = family.child;
        ++x_children;
        child.name = child_name.empty() ? "見本 子" + std::to_string(x_children) : child_name;
        child.kana = child_kana.empty() ? "ミホン コ" + std::to_string(x_children) : child_kana;
        child.born_on = date_of_days(days_since_epoch(date_in_japan(now)) - 400);
        command.children = {child};
        command.household.address_protection = is_protected;
        const auto done =
            run([&](store::Transaction& tx) { return people::register_household(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
        return family;
    }
    booking::Registered register_child(const Family& family, std::optional<Id> at_facility = {})
    {
        booking::Register command;
        command.key = draw();
        command.at = now;
        command.id = draw();
        command.account = family.account;
        command.household = family.household;
        command.programme = "131202-nursery";
        command.facility = at_facility.value_or(facility);
        command.child = family.child;
        return run([&](store::Transaction& tx) { return booking::register_child(tx, programmes, command); })
            .value();
    }
    Result<booking::Registered> approve(const Id& registration, std::optional<Id> at_facility = {})
    {
        booking::Approve command;
        command.key = draw();
        command.at = now;
        command.notice = draw();
        command.account = officer;
        command.facility = at_facility.value_or(facility);
        command.registration = registration;
        command.interviewed_on = date_in_japan(now);
        for (int i = 0; i < 7; ++i) command.ids.push_back(draw());
        return run([&](store::Transaction& tx) { return booking::approve(tx, programmes, command); });
    }
    booking::EndRegistration end_command(const Id& registration, const std::string& reason)
    {
        return {draw(), now, draw(), officer, facility, registration, reason, draw()};
    }
    Result<void> end(const booking::EndRegistration& command)
    {
        return run(
            [&](store::Transaction& tx) { return booking::end_registration(tx, programmes, command); });
    }
    /// The newest of the family.
    Id registration_of(const Family& family)
    {
        return read([&](store::Snapshot& s) {
                   return booking::registrations_of_household(s, family.household);
               })
            .at(0)
            .id;
    }
    /// A family that may book at the nursery.
    Family add_registered_family(std::optional<Id> at_facility = {})
    {
        const Family family = add_family();
        EXPECT_TRUE(approve(register_child(family, at_facility).registration, at_facility));
        return family;
    }
    std::optional<ledger::Coupon> coupon(const Family& family, std::string_view allotment = "registration",
                                         std::optional<Id> at_facility = {})
    {
        return read([&](store::Snapshot& snapshot) -> std::optional<ledger::Coupon> {
            for (ledger::Coupon& one : ledger::coupons_of(snapshot, family.household)) {
                if (one.allotment != allotment || one.state != ledger::CouponState::active) continue;
                if (!at_facility || one.facility == at_facility) return std::move(one);
            }
            return std::nullopt;
        });
    }

    booking::Asker parent(const Family& family) const
    {
        return {rules::BookedBy::parent, family.account, family.household, {}};
    }
    booking::Asker staff() const { return {rules::BookedBy::staff, officer, {}, facility}; }
    booking::Book book_command(const Family& family, int ahead, int from = 9, int until = 11)
    {
        booking::Book command;
        command.key = draw();
        command.at = now;
        command.id = draw();
        command.asker = parent(family);
        command.wanted.coupon = coupon(family).value().id;
        command.wanted.facility = facility;
        command.wanted.request.service = "care";
        command.wanted.request.first_day = day(ahead);
        for (int hour = from; hour < until; ++hour) command.wanted.request.boxes.push_back(hour * 60);
        return command;
    }
    booking::Book visit_command(const Family& family, int ahead)
    {
        booking::Book command = book_command(family, ahead, 0, 0);
        command.wanted.coupon = coupon(family, "visits").value().id;
        command.wanted.request.service = "visit";
        return command;
    }
    using BookOutcome = Recorded<std::variant<booking::Booked, booking::Judged>>;
    BookOutcome book(const booking::Book& command)
    {
        return run([&](store::Transaction& tx) { return booking::book(tx, programmes, command); });
    }
    BookOutcome change(const Family& family, const Id& id, int ahead, int from = 9, int until = 11)
    {
        booking::Change command;
        command.key = draw();
        command.at = now;
        command.notice = draw();
        command.asker = parent(family);
        command.booking = id;
        command.request.first_day = day(ahead);
        for (int hour = from; hour < until; ++hour) command.request.boxes.push_back(hour * 60);
        return run([&](store::Transaction& tx) { return booking::change(tx, programmes, command); });
    }
    booking::Cancel cancel_command(const booking::Asker& asker, const Id& id)
    {
        return {draw(), now, draw(), draw(), asker, id, {}};
    }
    /// "cancelled", "too_late" or the error's code.
    std::string cancel(const booking::Asker& asker, const Id& id)
    {
        const booking::Cancel command = cancel_command(asker, id);
        const auto outcome =
            run([&](store::Transaction& tx) { return booking::cancel(tx, programmes, command); });
        if (!outcome) return outcome.error().code;
        if (!*outcome) return outcome->error().code;
        return std::holds_alternative<booking::Booked>(**outcome) ? "cancelled" : "too_late";
    }
    booking::DeskCommand desk(const Id& id) { return {draw(), now, draw(), officer, facility, id}; }
    template <class Deed>
    std::string at_desk(Deed deed, const Id& id)
    {
        const booking::DeskCommand command = desk(id);
        const auto done = run([&](store::Transaction& tx) { return deed(tx, programmes, command); });
        return done ? "" : done.error().code;
    }
    /// Steps of ending draws, until nothing is left to do.
    int tend_draws(int most = 100)
    {
        int steps = 0;
        while (run([&](store::Transaction& tx) {
                   return booking::tend_draws(tx, programmes, now, randomness, most);
               }).value() > 0)
            ++steps;
        return steps;
    }
    bool was_told(std::string_view message_template, const Id& recipient)
    {
        const auto told = read([&](store::Snapshot& s) { return messages::find_untold(s, now, 1000); });
        return std::any_of(told.begin(), told.end(), [&](const messages::Waiting& one) {
            return one.message_template == message_template && one.recipient == recipient;
        });
    }
    booking::Tended tend()
    {
        return run([&](store::Transaction& tx) { return booking::tend(tx, programmes, now); }).value();
    }

    booking::Booking found(const Id& id)
    {
        return read([&](store::Snapshot& s) { return booking::find_booking(s, id); }).value();
    }
    int left(int ahead, int hour)
    {
        return read([&](store::Snapshot& s) {
            for (const booking::Slot& slot : booking::slots_between(s, place(), day(ahead), day(ahead)))
                if (slot.seats.from_minute == hour * 60) return slot.left();
            return -1;
        });
    }
    std::vector<std::string> wrong_books()
    {
        return read([](store::Snapshot& snapshot) {
            std::vector<std::string> wrong = booking::wrong_seats(snapshot);
            for (std::string& one : ledger::wrong_balances(snapshot)) wrong.push_back(std::move(one));
            return wrong;
        });
    }
    void offer(const Id& at_facility, const char* service, int seats, int from, int until, int step)
    {
        booking::SetWeek command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.place = {at_facility, "131202-nursery", service};
        command.first_day = day(0);
        for (int weekday = 0; weekday < 7; ++weekday)
            for (int minute = from; minute < until; minute += step)
                command.seats.push_back({weekday, {minute, minute + step, "", seats}});
        const auto done = run([&](store::Transaction& tx) { return booking::set_week(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
    }

    Scratch scratch;
    SeededRandomness randomness{7};
    Instant now =
        start_of_day_in_japan({std::chrono::year(2026), std::chrono::month(7), std::chrono::day(8)}) + 10h;
    std::vector<std::shared_ptr<const rules::Programme>> programmes;
    std::unique_ptr<store::Database> database;
    Id officer = draw();
    Id facility, other_facility;

private:
    int x_children = 0;

    Id add_facility(const char* code)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.facility.id = draw();
        command.facility.code = code;
        command.facility.name = std::string("保育園") + code;
        command.facility.kana = "ホイクエン";
        command.facility.phone = "000-0000-0000";
        const Date first{std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1)};
        for (const char* service : {"care", "visit"})
            command.offers.push_back({"131202-nursery", service, first, {}, Yen{500}, {}});
        command.token = facilities::draw_poster_token(randomness);
        command.passcodes = facilities::draw_passcodes(randomness);
        const auto done = run([&](store::Transaction& tx) { return facilities::add_facility(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
        return command.facility.id;
    }
};

/// The id of what was booked, or nil.
inline Id booked(const Nursery::BookOutcome& outcome)
{
    if (!outcome || !*outcome) return {};
    const auto* const done = std::get_if<booking::Booked>(&**outcome);
    return done != nullptr ? done->booking : Id{};
}

/// The checks that refused, or "booked", or the error's code.
inline std::string against(const Nursery::BookOutcome& outcome)
{
    if (!outcome) return outcome.error().code;
    if (!*outcome) return outcome->error().code;
    const auto* const judged = std::get_if<booking::Judged>(&**outcome);
    if (judged == nullptr) return "booked";
    std::string codes;
    for (const rules::BookingLook& look : judged->booking.looks) {
        if (look.verdict != rules::Verdict::met) codes += std::string(code_of(look.check)) + " ";
    }
    if (judged->use && judged->use->refused()) codes += "use ";
    return codes;
}

}  // namespace hagukumi::test
