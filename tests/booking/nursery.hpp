// A nursery by the hour with an interview, a midwife who answers, and families: what the booking tests stand
// on.
#pragma once

#include "booking/book.hpp"
#include "booking/desk.hpp"
#include "booking/draw.hpp"
#include "booking/registration.hpp"
#include "booking/tend.hpp"
#include "ledger/coupon.hpp"
#include "rules/programme.hpp"
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

/// The same, with care and visits for residents on the day of use only.
std::string nursery_for_residents();

/// Wednesday, 8 July 2026, ten o'clock; the nursery has `seats` in every hour of every day.
class Nursery {
public:
    explicit Nursery(int seats = 2, const std::string& programme = nursery_programme);
    ~Nursery();

    template <class Work>
    auto run(Work&& work)
    {
        return run_on(*database, nerima, work);
    }
    template <class Read>
    auto read(Read&& read)
    {
        return read_from(*database, nerima, read);
    }

    Id draw() { return make_id(now, randomness); }
    Date day(int ahead) const { return date_of_days(days_since_epoch(date_in_japan(now)) + ahead); }
    booking::Place place(const char* service = "care") const;

    struct Family {
        Id household, child, account;
    };
    /// Nobody has the same name, unless it is given.
    Family add_family(std::string child_name = {}, std::string child_kana = {}, bool is_protected = false);
    booking::Registered register_child(const Family& family, std::optional<Id> at_facility = {});
    Result<booking::Registered> approve(const Id& registration, std::optional<Id> at_facility = {});
    booking::EndRegistration end_command(const Id& registration, const std::string& reason);
    Result<void> end(const booking::EndRegistration& command);
    /// The newest of the family.
    Id registration_of(const Family& family);
    /// A family that may book at the nursery.
    Family add_registered_family(std::optional<Id> at_facility = {});
    std::optional<ledger::Coupon> coupon(const Family& family, std::string_view allotment = "registration",
                                         std::optional<Id> at_facility = {});

    booking::Asker parent(const Family& family) const;
    booking::Asker staff() const { return {rules::BookedBy::staff, officer, {}, facility}; }
    booking::Book book_command(const Family& family, int ahead, int from = 9, int until = 11);
    booking::Book visit_command(const Family& family, int ahead);
    using BookOutcome = Recorded<std::variant<booking::Booked, booking::Judged>>;
    BookOutcome book(const booking::Book& command);
    BookOutcome change(const Family& family, const Id& id, int ahead, int from = 9, int until = 11);
    booking::Cancel cancel_command(const booking::Asker& asker, const Id& id);
    /// "cancelled", "too_late" or the error's code.
    std::string cancel(const booking::Asker& asker, const Id& id);
    booking::DeskCommand desk(const Id& id) { return {draw(), now, draw(), officer, facility, id}; }
    template <class Deed>
    std::string at_desk(Deed deed, const Id& id)
    {
        const booking::DeskCommand command = desk(id);
        const auto done = run([&](store::Transaction& tx) { return deed(tx, programmes, command); });
        return done ? "" : done.error().code;
    }
    /// Steps of ending draws, until nothing is left to do.
    int tend_draws(int most = 100);
    bool was_told(std::string_view message_template, const Id& recipient);
    booking::Tended tend();

    booking::Booking found(const Id& id);
    int left(int ahead, int hour);
    std::vector<std::string> wrong_books();
    void offer(const Id& at_facility, const char* service, int seats, int from, int until, int step);

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

    Id add_facility(const char* code);
};

/// The id of what was booked, or nil.
Id booked(const Nursery::BookOutcome& outcome);

/// The checks that refused, or "booked", or the error's code.
std::string against(const Nursery::BookOutcome& outcome);

}  // namespace hagukumi::test
