// A town that books: nurseries with seats, families with coupons, and what they wish for.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <vector>

#include "audit/record.hpp"
#include "booking/book.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "ledger/keep.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

namespace hagukumi::bench {

using Clock = std::chrono::steady_clock;

constexpr int facilities_count = 14;  // 14 × 8 days × 9 hours: a little over 1,000 slots
constexpr int families_count = 2000;
constexpr int rush_seats = 20;

inline std::string text_of(const std::filesystem::path& name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

struct Family {
    Id household, child, account, coupon, facility;
};

class Town {
public:
    Town(std::shared_ptr<const rules::Programme> programme, std::unique_ptr<store::Database> database)
        : x_programmes{std::move(programme)}, x_database(std::move(database))
    {
        for (const rules::Service& service : own().services()) {
            const rules::BookingRules* const rules = own().booking_of(service.code);
            if (rules != nullptr && rules->hours && rules->interview) x_service = service.code;
        }
        must(!x_service.empty(), "the programme books a service by the hour, after an interview");
        for (int i = 0; i < facilities_count; ++i) x_facilities.push_back(add_facility(i));
        for (int i = 0; i < families_count; ++i) x_families.push_back(add_family(i));
    }

    /// Two days of two hours for each family.
    std::vector<booking::Book> requests()
    {
        std::vector<booking::Book> all;
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < x_families.size(); ++i)
                all.push_back(wish(x_families[i], x_families[i].facility,
                                   2 + (round + static_cast<int>(i / 14)) % 5, 8 + static_cast<int>(i % 8)));
        }
        return all;
    }

    const rules::Programme& own() const { return *x_programmes.front(); }
    const std::vector<std::shared_ptr<const rules::Programme>>& programmes() const { return x_programmes; }
    store::Database& database() { return *x_database; }
    const std::vector<Family>& families() const { return x_families; }
    Instant now() const { return x_now; }
    Id draw() { return make_id(x_now, x_randomness); }

    /// Everybody wants the same two hours of one nursery.
    std::vector<booking::Book> rush()
    {
        offer(x_facilities.front(), rush_seats);
        std::vector<booking::Book> all;
        for (int i = 0; i < families_count; ++i) {
            Family family = x_families[static_cast<std::size_t>(i)];
            family.coupon = grant(family, x_facilities.front());
            all.push_back(wish(family, x_facilities.front(), 9, 15));
        }
        return all;
    }

    struct Measured {
        double seconds = 0;
        int booked = 0;
        std::vector<double> waits_ms;  ///< of each request, sorted
    };
    Measured book(const std::vector<booking::Book>& wishes)
    {
        Measured measured;
        std::mutex mutex;
        std::condition_variable all_answered;
        std::size_t open = wishes.size();
        const auto begins = Clock::now();
        for (const booking::Book& wish : wishes) {
            const auto sent = Clock::now();
            x_database->lane().submit(
                own().municipality(),
                [&](store::Transaction& tx) { return booking::book(tx, x_programmes, wish); },
                [&, sent](const auto& outcome) {
                    const double waited =
                        std::chrono::duration<double, std::milli>(Clock::now() - sent).count();
                    const std::lock_guard lock(mutex);
                    measured.waits_ms.push_back(waited);
                    measured.booked +=
                        outcome && *outcome && std::holds_alternative<booking::Booked>(**outcome);
                    if (--open == 0) all_answered.notify_one();
                });
        }
        std::unique_lock lock(mutex);
        all_answered.wait(lock, [&] { return open == 0; });
        measured.seconds = std::chrono::duration<double>(Clock::now() - begins).count();
        std::sort(measured.waits_ms.begin(), measured.waits_ms.end());
        return measured;
    }

    /// The store's own limit: commands that write one entry of the record, and nothing else.
    double bound(int count)
    {
        std::mutex mutex;
        std::condition_variable all_answered;
        int open = count;
        const auto begins = Clock::now();
        for (int i = 0; i < count; ++i) {
            x_database->lane().submit(
                own().municipality(),
                [&](store::Transaction& tx) -> Result<void> {
                    audit::record(tx, x_now, x_officer, "bench.bound", x_officer, "{}");
                    return {};
                },
                [&](const Result<void>&) {
                    const std::lock_guard lock(mutex);
                    if (--open == 0) all_answered.notify_one();
                });
        }
        std::unique_lock lock(mutex);
        all_answered.wait(lock, [&] { return open == 0; });
        return count / std::chrono::duration<double>(Clock::now() - begins).count();
    }

private:
    Date day(int ahead) const { return date_of_days(days_since_epoch(date_in_japan(x_now)) + ahead); }

    template <class Work>
    auto sure(Work work)
    {
        auto done = x_database->lane().run(own().municipality(), std::move(work));
        if (!done) throw std::runtime_error(done.error().message.en);
        return done;
    }

    Id add_facility(int number)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        command.facility.id = draw();
        command.facility.code = "B-" + std::to_string(number);
        command.facility.name = command.facility.kana = command.facility.code;
        command.offers.push_back({own().code(), x_service, day(-1000), {}, Yen{500}, {}});
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        sure([&](store::Transaction& tx) { return facilities::add_facility(tx, command); });
        offer(command.facility.id, 1000);
        return command.facility.id;
    }

    void offer(const Id& facility, int seats)
    {
        booking::SetWeek command{
            draw(), x_now, x_officer, {facility, own().code(), x_service}, day(seats == rush_seats ? 9 : 0),
            {}};
        const rules::BookingHours& hours = *own().booking_of(x_service)->hours;
        for (int weekday = 0; weekday < 7; ++weekday) {
            for (int begins = hours.opens; begins < hours.closes; begins += hours.slot_minutes)
                command.seats.push_back({weekday, {begins, begins + hours.slot_minutes, "", seats}});
        }
        sure([&](store::Transaction& tx) { return booking::set_week(tx, x_programmes, command); });
    }

    Family add_family(int number)
    {
        Family family{
            draw(), draw(), draw(), {}, x_facilities[static_cast<std::size_t>(number) % x_facilities.size()]};
        people::RegisterHousehold command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        command.household.id = family.household;
        command.household.resident_from = day(-2000);
        command.guardians = {{draw(), "見本 花子", "ミホン ハナコ", day(-11000), true}};
        people::Child child;
        child.id = family.child;
        child.name = child.kana = "ミホン";
        child.born_on = day(-400);
        command.children = {child};
        sure([&](store::Transaction& tx) { return people::register_household(tx, command); });
        family.coupon = grant(family, family.facility);
        return family;
    }

    Id grant(const Family& family, const Id& facility)
    {
        ledger::Grant command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        command.household = family.household;
        command.child = family.child;
        command.facility = facility;
        command.interviewed_on = day(0);
        command.reason = "bench";
        for (std::size_t i = 0; i < 2 * own().allotments().size(); ++i) command.ids.push_back(draw());
        sure([&](store::Transaction& tx) { return ledger::grant(tx, own(), command); });
        Id coupon;
        x_database->read(own().municipality(), [&](store::Snapshot& snapshot) {
            for (const ledger::Coupon& one : ledger::coupons_of(snapshot, family.household))
                if (one.facility == facility) coupon = one.id;
        });
        return coupon;
    }

    booking::Book wish(const Family& family, const Id& facility, int ahead, int hour)
    {
        booking::Book command;
        command.key = draw();
        command.at = x_now;
        command.id = draw();
        command.asker = {rules::BookedBy::parent, family.account, family.household, {}};
        command.wanted.coupon = family.coupon;
        command.wanted.facility = facility;
        command.wanted.request.service = x_service;
        command.wanted.request.first_day = day(ahead);
        command.wanted.request.boxes = {hour * 60, (hour + 1) * 60};
        return command;
    }

    std::vector<std::shared_ptr<const rules::Programme>> x_programmes;
    std::unique_ptr<store::Database> x_database;
    SeededRandomness x_randomness{20260708};
    const Instant x_now =
        start_of_day_in_japan({std::chrono::year(2026), std::chrono::month(7), std::chrono::day(8)}) +
        std::chrono::hours(10);
    const Id x_officer = make_id(x_now, x_randomness);
    std::string x_service;
    std::vector<Id> x_facilities;
    std::vector<Family> x_families;
};

/// The programme that is named on the command line, and a new database; empty: said why.
inline std::unique_ptr<Town> open_town(char** arguments, store::Options options)
{
    const auto calendar = rules::read_calendar(arguments[2], text_of(arguments[2]));
    const auto read =
        rules::read_programme(arguments[1], text_of(arguments[1]), {{calendar.name, calendar.calendar}});
    if (!read.programme) {
        std::fprintf(stderr, "%s\n", rules::to_string(read.mistakes.front()).c_str());
        return nullptr;
    }
    options.database = arguments[3];
    auto database = store::open_database(std::move(options));
    if (!database) {
        std::fprintf(stderr, "%s\n", database.error().message.en.c_str());
        return nullptr;
    }
    return std::make_unique<Town>(read.programme, std::move(*database));
}

}  // namespace hagukumi::bench
