// A country that lives: its municipalities in one database, year after year, through the house's own
// commands.
//
// The clock of the country is an argument of its calls; the same seed makes the same families and uses.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "app/address_book.hpp"
#include "app/installation.hpp"
#include "booking/seats.hpp"
#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "messages/courier.hpp"
#include "nation.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sign_in.hpp"
#include "store/database.hpp"

namespace hagukumi::bench {

/// Commands on their way, a bounded number of them, as many clients would have sent them.
class Traffic {
public:
    Traffic(store::Lane& lane, std::size_t most) : x_lane(lane), x_most(most) {}
    ~Traffic() { finish(); }

    /// Waits for a free place, then hands `work` on.  What goes wrong is a bug of this program.
    template <class Work>
    void send(MunicipalityCode municipality, Work work, std::function<void()> then = {})
    {
        {
            std::unique_lock lock(x_mutex);
            x_fewer.wait(lock, [&] { return x_open < x_most; });
            ++x_open;
        }
        x_lane.submit(municipality, std::move(work), [this, then = std::move(then)](const auto& outcome) {
            if (outcome && then) then();
            const std::lock_guard lock(x_mutex);
            if (!outcome && x_problem.empty()) x_problem = outcome.error().message.en;
            --x_open;
            x_fewer.notify_one();
        });
    }

    /// Waits for all of them.
    void finish()
    {
        std::unique_lock lock(x_mutex);
        x_fewer.wait(lock, [&] { return x_open == 0; });
    }
    void demand_all_done()
    {
        finish();
        if (!x_problem.empty()) throw std::runtime_error(x_problem);
    }

private:
    store::Lane& x_lane;
    const std::size_t x_most;
    std::mutex x_mutex;
    std::condition_variable x_fewer;
    std::size_t x_open = 0;
    std::string x_problem;
};

struct FamilyOfMany {
    Id household, child, account, visits, days;
};

struct FacilityOfMany {
    Id id;
    std::string poster;
};

struct Town {
    PlaceOfMany place;
    std::vector<std::shared_ptr<const rules::Programme>> programmes;
    std::vector<FacilityOfMany> facilities;
    std::vector<FamilyOfMany> families;
};

/// A use that can be made at once: its check-in is open.
struct OpenUse {
    const Town* town = nullptr;
    const FamilyOfMany* family = nullptr;
    Id check_in;
};

class Country {
public:
    static constexpr std::size_t under_way = 512;

    /// `files` are the programmes of `places`, one each, in the same order of codes.
    Country(store::Database& database, const std::vector<PlaceOfMany>& places,
            const std::vector<app::ProgrammeFile>& files, std::uint64_t seed)
        : x_database(database), x_dice(seed), x_hash(people::dummy_hash())
    {
        for (const PlaceOfMany& place : places) {
            Town& town = x_towns.emplace_back();
            town.place = place;
            for (const app::ProgrammeFile& file : files)
                if (file.programme->municipality() == place.code) town.programmes.push_back(file.programme);
            must(town.programmes.size() == 1, "each municipality has its programme");
            town.families.resize(static_cast<std::size_t>(place.families));
        }
    }

    std::vector<Town>& towns() { return x_towns; }
    std::size_t families() const
    {
        std::size_t sum = 0;
        for (const Town& town : x_towns) sum += town.families.size();
        return sum;
    }
    std::int64_t uses() const { return x_uses; }
    std::int64_t families_ever() const { return x_families_ever; }
    Dice& dice() { return x_dice; }

    void open_facilities(Instant at)
    {
        Traffic traffic(x_database.lane(), under_way);
        for (Town& town : x_towns) {
            for (int i = 0; i < town.place.facilities; ++i) add_facility(traffic, town, at);
        }
        traffic.demand_all_done();
    }

    /// A year of `uses_of_family` uses on average: a third of the families are new, for children have coupons
    /// for three years.  Then everybody is told.
    void live(Date first_day, double uses_of_family)
    {
        const Instant begins = start_of_day_in_japan(first_day) + std::chrono::hours(6);
        Traffic traffic(x_database.lane(), under_way);
        for (Town& town : x_towns) {
            for (std::size_t i = 0; i < town.families.size(); ++i) {
                const bool is_first = town.families[i].household.is_nil();
                if (!is_first && (i + x_years) % 3 != 0) continue;
                const int age_days = is_first ? static_cast<int>(i % 3) * 365 : 0;
                town.families[i] = move_in(traffic, town, begins, age_days + 30);
            }
        }
        traffic.demand_all_done();
        const double all = uses_of_family * static_cast<double>(families());
        for (int day = 0; day < static_cast<int>(weekdays_a_year); ++day)
            use_for_a_day(traffic, date_of_days(days_since_epoch(first_day) + 1 + day * 364 / 245), all);
        traffic.demand_all_done();
        ++x_years;
        tell_everybody(begins + std::chrono::hours(24 * 366));
    }

    /// Check-ins of families drawn over the whole country.
    std::vector<OpenUse> check_in(std::size_t count, Instant at)
    {
        std::vector<OpenUse> open;
        Traffic traffic(x_database.lane(), under_way);
        for (std::size_t i = 0; i < count; ++i) {
            OpenUse use = draw_family();
            const facilities::OpenCheckIn command = check_in_of(use, at);
            use.check_in = command.id;
            traffic.send(use.town->place.code, [command](store::Transaction& tx) -> Result<void> {
                TRY(TRY(facilities::open_check_in(tx, long_enough(), command)));
                return {};
            });
            open.push_back(use);
        }
        traffic.demand_all_done();
        return open;
    }

    ledger::Redeem redeem_of(const OpenUse& use, Instant at)
    {
        ++x_uses;
        ledger::Redeem command;
        command.key = draw(at);
        command.id = draw(at);
        command.use.at = at;
        command.use.account = use.family->account;
        command.use.household = use.family->household;
        command.use.check_in = use.check_in;
        command.use.coupon = use.family->visits;
        command.use.request.service = "visit";
        command.use.request.units = Units{1};
        command.again = true;
        return command;
    }

    /// A session of the family's account.
    people::Secret sign_in(Traffic& traffic, const Town& town, const FamilyOfMany& family, Instant at)
    {
        people::Secret token = people::draw_token(x_dice.randomness());
        traffic.send(town.place.code,
                     [account = family.account, at, token](store::Transaction& tx) -> Result<void> {
                         TRY(people::open_session(tx, account, people::Role::parent, people::Realm::parent,
                                                  at, token, ""));
                         return {};
                     });
        return token;
    }

    /// Nurseries of the largest town release `seats` for one day, and so many families want them. A nursery
    /// has a thousand at most.
    Town& gather_crowd(std::size_t families, int seats, Instant at)
    {
        Town& town = *std::max_element(x_towns.begin(), x_towns.end(), [](const Town& a, const Town& b) {
            return a.place.families < b.place.families;
        });
        x_nurseries = static_cast<std::size_t>(seats + 999) / 1000;
        Traffic traffic(x_database.lane(), under_way);
        for (std::size_t i = 0; i < x_nurseries; ++i) {
            add_facility(traffic, town, at);
            traffic.demand_all_done();
            release(traffic, town, seats / static_cast<int>(x_nurseries), at);
        }
        town.families.clear();
        for (std::size_t i = 0; i < families; ++i) town.families.push_back(move_in(traffic, town, at, 300));
        traffic.demand_all_done();
        return town;
    }

    /// Where the crowd's family of this number wants to go.
    const FacilityOfMany& nursery_of(const Town& town, std::size_t family) const
    {
        return town.facilities[town.facilities.size() - 1 - family % x_nurseries];
    }

    /// The courier works everything off.
    void tell_everybody(Instant now)
    {
        app::PeopleAddressBook people;
        messages::Courier::Settings settings;
        settings.now = [now] { return now; };
        settings.jitter = [] { return 0.5; };
        settings.most = 5000;
        messages::Courier courier(x_database, people, {}, settings);
        while (courier.deliver_due() > 0) {
        }
    }

private:
    static facilities::CheckInSettings long_enough()
    {
        facilities::CheckInSettings settings;
        settings.check_in_lives = std::chrono::hours(24);
        return settings;
    }

    Id draw(Instant at) { return make_id(at, x_dice.randomness()); }

    void add_facility(Traffic& traffic, Town& town, Instant at)
    {
        facilities::AddFacility command;
        command.key = draw(at);
        command.at = at;
        command.facility.id = draw(at);
        command.facility.code = "F-" + std::to_string(town.facilities.size());
        command.facility.name = command.facility.kana = command.facility.code;
        const std::string& programme = town.programmes.front()->code();
        for (const auto& [service, fee] : {std::pair("visit", 2500), std::pair("day", 0)})
            command.offers.push_back({programme, service, date_in_japan(at), {}, Yen{fee}, {}});
        command.token = facilities::draw_poster_token(x_dice.randomness());
        command.passcodes = facilities::draw_passcodes(x_dice.randomness());
        town.facilities.push_back({command.facility.id, facilities::to_string(command.token)});
        traffic.send(town.place.code,
                     [command](store::Transaction& tx) { return facilities::add_facility(tx, command); });
    }

    /// Seats of every weekday at the town's newest facility.
    void release(Traffic& traffic, const Town& town, int seats, Instant at)
    {
        booking::SetWeek week;
        week.key = draw(at);
        week.at = at;
        week.place = {town.facilities.back().id, town.programmes.front()->code(), "day"};
        week.first_day = date_in_japan(at);
        for (int weekday = 0; weekday < 7; ++weekday)
            week.seats.push_back({weekday, {0, 24 * 60, "", seats}});
        traffic.send(town.place.code,
                     [week](store::Transaction& tx) { return booking::set_week(tx, {}, week); });
    }

    /// A family with its account and its coupons.
    FamilyOfMany move_in(Traffic& traffic, const Town& town, Instant at, int age_days)
    {
        FamilyOfMany family{draw(at), draw(at), draw(at), {}, {}};
        const auto day = [&](int ago) { return date_of_days(days_since_epoch(date_in_japan(at)) - ago); };
        people::RegisterHousehold household;
        household.key = draw(at);
        household.at = at;
        household.household.id = family.household;
        household.household.resident_from = day(2000);
        household.guardians = {{draw(at), "測定 用", "ソクテイ ヨウ", day(11'000), true}};
        people::Child child;
        child.id = family.child;
        child.name = "測定 子";
        child.kana = "ソクテイ コ";
        child.born_on = day(age_days);
        household.children = {child};

        people::CreateAccount account;
        account.key = draw(at);
        account.at = at;
        account.id = family.account;
        account.household = family.household;
        account.guardian = household.guardians.front().id;
        account.email = "family" + std::to_string(++x_families_ever) + "@example.jp";
        account.password_hash = x_hash;
        account.display_name = "測定 用";

        ledger::Grant grant;
        grant.key = draw(at);
        grant.at = at;
        grant.household = family.household;
        grant.child = family.child;
        grant.reason = "bench";
        for (int i = 0; i < 4; ++i) grant.ids.push_back(draw(at));
        family.visits = grant.ids[0];  // a coupon and its first entry for each allotment, in the file's order
        family.days = grant.ids[2];
        traffic.send(town.place.code,
                     [household, account, grant,
                      programme = town.programmes.front()](store::Transaction& tx) -> Result<void> {
                         TRY(people::register_household(tx, household));
                         TRY(people::create_account(tx, account));
                         TRY(TRY(ledger::grant(tx, *programme, grant)));
                         return {};
                     });
        return family;
    }

    OpenUse draw_family()
    {
        if (x_reach.empty()) {
            for (const Town& town : x_towns)
                for (std::size_t i = 0; i < town.families.size(); ++i) x_reach.push_back({&town, i});
        }
        const auto& [town, number] = x_reach[x_dice.below(x_reach.size())];
        return {town, &town->families[number % town->families.size()], {}};
    }

    facilities::OpenCheckIn check_in_of(const OpenUse& use, Instant at)
    {
        facilities::OpenCheckIn command;
        command.at = at;
        command.account = use.family->account;
        command.household = use.family->household;
        command.id = draw(at);
        command.scanned = use.town->facilities[x_dice.below(use.town->facilities.size())].poster;
        return command;
    }

    /// The day's part of a year with `a_year` uses, through its hours.
    void use_for_a_day(Traffic& traffic, Date day, double a_year)
    {
        const double season = std::chrono::month_day(day.month(), day.day()) >= last_week_of_march &&
                                      day.month() == std::chrono::March
                                  ? end_of_march
                                  : 1;
        const double expected = a_year / weekdays_a_year * season;
        for (int hour = 0; hour < 24; ++hour) {
            const double in_hour = expected * share_of_hour[static_cast<std::size_t>(hour)];
            auto count = static_cast<std::int64_t>(in_hour + x_dice.even());
            std::vector<double> minutes;
            for (; count > 0; --count) minutes.push_back(60 * x_dice.even());
            std::sort(minutes.begin(), minutes.end());
            for (const double minute : minutes) {
                use(traffic, start_of_day_in_japan(day) + std::chrono::hours(hour) +
                                 std::chrono::milliseconds(static_cast<std::int64_t>(minute * 60'000)));
            }
        }
    }

    void use(Traffic& traffic, Instant at)
    {
        OpenUse use = draw_family();
        const facilities::OpenCheckIn check_in = check_in_of(use, at);
        use.check_in = check_in.id;
        traffic.send(use.town->place.code,
                     [this, town = use.town, check_in,
                      command = redeem_of(use, at)](store::Transaction& tx) -> Result<void> {
                         TRY(TRY(facilities::open_check_in(tx, long_enough(), check_in)));
                         const auto outcome = TRY(ledger::redeem(tx, town->programmes, command));
                         must(outcome && std::holds_alternative<ledger::Used>(*outcome),
                              "the measured uses are allowed");
                         return {};
                     });
    }

    static constexpr std::chrono::month_day last_week_of_march{std::chrono::March, std::chrono::day(25)};

    store::Database& x_database;
    Dice x_dice;
    const std::string x_hash;
    std::vector<Town> x_towns;
    std::vector<std::pair<const Town*, std::size_t>> x_reach;  ///< every family of one time
    std::size_t x_years = 0, x_nurseries = 0;
    std::int64_t x_uses = 0, x_families_ever = 0;
};

}  // namespace hagukumi::bench
