#include "app/bench_bookings.hpp"

#include <fmt/format.h>

#include "booking/seats.hpp"
#include "facilities/facility_commands.hpp"
#include "http/site.hpp"
#include "ledger/keep.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sign_in.hpp"

namespace hagukumi::app {

namespace {

/// Care that is booked by the hour, on a coupon of the nursery.
struct Care {
    const rules::Programme* programme = nullptr;
    const rules::Service* service = nullptr;
    const rules::BookingHours* hours = nullptr;
};

Result<Care> find_care(const std::vector<ProgrammeFile>& files)
{
    for (const ProgrammeFile& file : files) {
        for (const rules::Service& service : file.programme->services()) {
            const rules::BookingRules* const rules = file.programme->booking_of(service.code);
            if (rules != nullptr && rules->hours && rules->interview)
                return Care{file.programme.get(), &service, &*rules->hours};
        }
    }
    return fail(ErrorKind::conflict, "no_service",
                {"測定に使える予約のサービスがありません。",
                 "No programme has a service that the measurement can book."});
}

class Preparation {
public:
    Preparation(store::Database& database, const Care& care, Instant now)
        : x_database(database), x_care(care), x_now(now)
    {
    }

    Result<void> open_nursery(int families)
    {
        constexpr int most_seats = 1000;
        facilities::AddFacility command;
        command.key = draw();
        command.at = x_now;
        command.facility.id = x_nursery = draw();
        command.facility.code = "bench-nursery";
        command.facility.name = "測定の保育園";
        command.facility.kana = "そくていのほいくえん";
        command.offers.push_back(
            {x_care.programme->code(), x_care.service->code, day(-1000), {}, Yen{500}, {}});
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        booking::SetWeek week;
        week.key = draw();
        week.at = x_now;
        week.place = {x_nursery, x_care.programme->code(), x_care.service->code};
        week.first_day = day(0);
        const rules::BookingHours& hours = *x_care.hours;
        for (int weekday = 0; weekday < 7; ++weekday) {
            for (int begins = hours.opens; begins < hours.closes; begins += hours.slot_minutes)
                week.seats.push_back(
                    {weekday, {begins, begins + hours.slot_minutes, "", std::min(families, most_seats)}});
        }
        return run([&](store::Transaction& tx) -> Result<void> {
            TRY(facilities::add_facility(tx, command));
            return booking::set_week(tx, {}, week);
        });
    }

    /// Gives the line of targets.
    Result<std::string> add_family(int number)
    {
        people::RegisterHousehold household;
        household.key = draw();
        household.at = x_now;
        household.household.id = draw();
        household.household.resident_from = day(-2000);
        household.guardians = {{draw(), "予約 用", "ヨヤク ヨウ", day(-11000), true}};
        people::Child child;
        child.id = draw();
        child.name = "予約 子";
        child.kana = "ヨヤク コ";
        child.born_on = day(-400);
        household.children = {child};
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.id = draw();
        account.household = household.household.id;
        account.guardian = household.guardians.front().id;
        account.email = fmt::format("booking{}@example.jp", number);
        account.password_hash = x_hash;
        account.display_name = "予約 用";
        ledger::Grant grant;
        grant.key = draw();
        grant.at = x_now;
        grant.household = household.household.id;
        grant.child = child.id;
        grant.facility = x_nursery;
        grant.interviewed_on = day(0);
        grant.reason = "bench";
        for (std::size_t i = 0; i < 2 * x_care.programme->allotments().size(); ++i)
            grant.ids.push_back(draw());
        const people::Secret token = people::draw_token(x_randomness);
        Id coupon;
        TRY(run([&](store::Transaction& tx) -> Result<void> {
            TRY(people::register_household(tx, household));
            TRY(people::create_account(tx, account));
            const auto granted = TRY(ledger::grant(tx, *x_care.programme, grant));
            must(granted && std::holds_alternative<ledger::Granted>(*granted),
                 "the measured families get a coupon");
            const std::string& allotment = x_care.programme->allotment_of(*x_care.service).code;
            for (const ledger::Coupon& one : ledger::coupons_of(tx, grant.household))
                if (one.allotment == allotment) coupon = one.id;
            TRY(people::open_session(tx, account.id, people::Role::parent, people::Realm::parent, x_now,
                                     token, ""));
            return {};
        }));
        return fmt::format("{}\t{}={}\t{}\t{}\t{}\n", municipality().value,
                           x_site.session_cookie(people::Realm::parent, municipality()), token.reveal(),
                           to_string(coupon), to_string(x_nursery), x_care.service->code);
    }

private:
    MunicipalityCode municipality() const { return x_care.programme->municipality(); }
    Id draw() { return make_id(x_now, x_randomness); }
    Date day(int ahead) const { return date_of_days(days_since_epoch(date_in_japan(x_now)) + ahead); }
    Result<void> run(std::function<Result<void>(store::Transaction&)> work)
    {
        return x_database.lane().run(municipality(), std::move(work));
    }

    store::Database& x_database;
    const Care x_care;
    const Instant x_now;
    const http::Site x_site;
    const std::string x_hash = people::dummy_hash();
    SystemRandomness x_randomness;
    Id x_nursery;
};

}  // namespace

Result<void> prepare_bookings(store::Database& database, const std::vector<ProgrammeFile>& files,
                              int families, Instant now, std::ostream& targets)
{
    Preparation prepared(database, TRY(find_care(files)), now);
    TRY(prepared.open_nursery(families));
    for (int number = 0; number < families; ++number) targets << TRY(prepared.add_family(number));
    return {};
}

}  // namespace hagukumi::app
