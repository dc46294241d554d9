// A year of a city of 300,000, closed: 120 facilities, 4,000 births, 20,000 uses; each month drawn up,
// confirmed, approved and paid.  Printed is what the closings alone took; the uses between them are not
// measured.
//
//     bench_close_year PROGRAMME-FILE DATABASE     a programme with a priced service counted in visits; a new
//     database
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <type_traits>
#include <vector>

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"
#include "settlement/balance.hpp"
#include "settlement/transfer.hpp"
#include "store/database.hpp"

namespace {

using namespace hagukumi;
using Clock = std::chrono::steady_clock;
using settlement::Month;

constexpr int facilities_count = 120;
constexpr int families_count = 4000;
constexpr int uses_of_a_family = 5;
constexpr Month first_month = std::chrono::year(2026) / std::chrono::April;

std::string text_of(const std::filesystem::path& name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

Date days_from(Date day, int days)
{
    return date_of_days(days_since_epoch(day) + days);
}

class City {
public:
    City(std::shared_ptr<const rules::Programme> programme, std::unique_ptr<store::Database> database)
        : x_programmes{std::move(programme)}, x_database(std::move(database))
    {
        for (const rules::Service& service : own().services())
            if (x_service.empty() && service.asks == rules::Asks::number) x_service = service.code;
        must(!x_service.empty(), "the programme has a service counted in visits");
        x_now = noon(days_from(settlement::first_day_of(first_month), -20));
        x_officer = draw();
        x_second = draw();
        x_manager = draw();
        for (int i = 0; i < facilities_count; ++i) add_facility(i);
        set_payer();
        // Each family's first visit is two weeks after the birth, the others follow every ten days.
        const Date first = settlement::first_day_of(first_month);
        for (int i = 0; i < families_count; ++i) {
            const Date born = days_from(first, i * 300 / families_count - 14);
            x_births[born].push_back(i);
            for (int use = 0; use < uses_of_a_family; ++use)
                x_visits[days_from(born, 14 + 10 * use)].push_back(i);
        }
        x_coupons.resize(families_count);
        x_households.resize(families_count);
    }

    /// Births and uses of a month, a transaction a day.
    void live(Month month)
    {
        const Date first = month == first_month ? x_births.begin()->first : settlement::first_day_of(month);
        for (Date day = first; day <= Date(settlement::last_day_of(month)); day = days_from(day, 1)) {
            x_now = noon(day);
            sure([&](store::Transaction& tx) -> Result<void> {
                for (const int family : x_births[day]) TRY(add_family(tx, family, day));
                for (const int family : x_visits[day]) TRY(visit(tx, family));
                return {};
            });
        }
    }

    /// Seconds that closing and paying the month took.
    double close(Month month)
    {
        x_now = noon(days_from(settlement::last_day_of(month), 5));
        const auto begins = Clock::now();
        // All managers confirm on the same morning; then the office approves what they confirmed.
        std::vector<settlement::ConfirmStatement> confirmations;
        x_database->read(own().municipality(), [&](store::Snapshot& snapshot) {
            for (const Id& facility : x_facilities) {
                const settlement::Draft draft = settlement::draw_up(snapshot, facility, month);
                if (!draft.lines.empty())
                    confirmations.push_back(
                        {draw(), x_now, x_manager, draw(), facility, month, draft.digest});
            }
        });
        all_at_once(confirmations, [](store::Transaction& tx, const auto& command) {
            return settlement::confirm_statement(tx, command);
        });
        std::vector<settlement::ApproveStatement> approvals;
        for (const auto& confirmed : confirmations)
            approvals.push_back({draw(), x_now, x_officer, draw(), confirmed.id});
        all_at_once(approvals, [](store::Transaction& tx, const auto& command) {
            return settlement::approve_statement(tx, command);
        });
        pay(month);
        x_statements += confirmations.size();
        return std::chrono::duration<double>(Clock::now() - begins).count();
    }

    std::size_t uses() const { return x_uses; }
    std::size_t statements() const { return x_statements; }
    Yen paid() const { return x_paid; }
    std::vector<std::string> wrong()
    {
        std::vector<std::string> found;
        x_database->read(own().municipality(),
                         [&](store::Snapshot& snapshot) { found = settlement::wrong_statements(snapshot); });
        return found;
    }

private:
    const rules::Programme& own() const { return *x_programmes.front(); }
    Id draw() { return make_id(x_now, x_randomness); }
    static Instant noon(Date day) { return start_of_day_in_japan(day) + std::chrono::hours(12); }

    template <class Work>
    std::invoke_result_t<Work, store::Transaction&> sure(Work work)
    {
        auto done = x_database->lane().run(own().municipality(), std::move(work));
        if (!done) throw std::runtime_error(done.error().message.en);
        return done;
    }

    template <class Command, class Deed>
    void all_at_once(const std::vector<Command>& commands, Deed deed)
    {
        std::mutex mutex;
        std::condition_variable all_answered;
        std::size_t open = commands.size();
        std::string wrong;
        for (const Command& command : commands) {
            x_database->lane().submit(
                own().municipality(), [&](store::Transaction& tx) { return deed(tx, command); },
                [&](const auto& outcome) {
                    const std::lock_guard lock(mutex);
                    if (!outcome) wrong = outcome.error().message.en;
                    if (--open == 0) all_answered.notify_one();
                });
        }
        std::unique_lock lock(mutex);
        all_answered.wait(lock, [&] { return open == 0; });
        if (!wrong.empty()) throw std::runtime_error(wrong);
    }

    void pay(Month month)
    {
        settlement::MakeTransfer made{draw(), x_now, x_officer, draw(), month, date_in_japan(x_now), {}};
        x_database->read(own().municipality(), [&](store::Snapshot& snapshot) {
            made.total = settlement::payable(snapshot, month).total;
        });
        sure([&](store::Transaction& tx) { return settlement::make_transfer(tx, made); });
        using To = settlement::MoveTransfer::To;
        const settlement::MoveTransfer approved{draw(), x_now, x_second, draw(), made.id, To::approved, {}};
        sure([&](store::Transaction& tx) { return settlement::move_transfer(tx, approved); });
        sure([&](store::Transaction& tx) { return settlement::take_file(tx, {x_now, x_second, made.id}); });
        const settlement::MoveTransfer done{
            draw(), x_now, x_second, draw(), made.id, To::paid, date_in_japan(x_now)};
        sure([&](store::Transaction& tx) { return settlement::move_transfer(tx, done); });
        x_paid = x_paid + made.total;
    }

    void set_payer()
    {
        settlement::SetPayer command{draw(), x_now, x_officer, {}};
        command.payer.consignor_code = "1234567890";
        command.payer.account = {"9900",    "ミホン",  "101", "ホンテン", settlement::AccountKind::ordinary,
                                 "1234567", "ミホンシ"};
        sure([&](store::Transaction& tx) { return settlement::set_payer(tx, command); });
    }

    void add_facility(int number)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        command.facility.id = draw();
        command.facility.code = "B-" + std::to_string(1000 + number);
        command.facility.name = command.facility.kana = command.facility.code;
        command.offers.push_back(
            {own().code(), x_service, days_from(date_in_japan(x_now), -1000), {}, Yen{12000}, {}});
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        sure([&](store::Transaction& tx) -> Result<void> {
            TRY(facilities::add_facility(tx, command));
            settlement::ProposeAccount account{draw(), x_now, x_manager, command.facility.id, {}};
            account.account = {"9901",    "サンプル",  "005", "エキマエ", settlement::AccountKind::ordinary,
                               "7654321", "イ）ミホン"};
            TRY(settlement::propose_account(tx, account));
            return settlement::decide_account(tx, {draw(), x_now, x_officer, command.facility.id, 1, true});
        });
        x_facilities.push_back(command.facility.id);
        x_posters.push_back(facilities::to_string(command.token));
    }

    Result<void> add_family(store::Transaction& tx, int number, Date born)
    {
        people::RegisterHousehold family;
        family.key = draw();
        family.at = x_now;
        family.actor = x_officer;
        const Id household = family.household.id = draw();
        family.household.household_class = "general";
        family.household.resident_from = days_from(born, -2000);
        const Id mother = draw(), birth = draw();
        family.guardians = {{mother, "見本 花子", "ミホン ハナコ", days_from(born, -11000), true}};
        family.births.push_back({});
        family.births.back().id = birth;
        family.births.back().mother = mother;
        family.births.back().due_date = family.births.back().born_on = born;
        people::Child child;
        child.id = draw();
        child.birth = birth;
        child.name = child.kana = "ミホン";
        child.born_on = born;
        family.children = {child};
        TRY(people::register_household(tx, family));
        ledger::Grant command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        command.household = household;
        command.birth = birth;
        command.application_on = command.interviewed_on = born;
        command.reason = "bench";
        for (std::size_t i = 0; i < 2 * own().allotments().size(); ++i) command.ids.push_back(draw());
        const auto granted = TRY(ledger::grant(tx, own(), command));
        if (!granted) return tl::unexpected(granted.error());
        const rules::Service& service = *own().find_service(x_service);
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, household))
            if (coupon.allotment == own().allotment_of(service).code) x_coupons[index(number)] = coupon.id;
        x_households[index(number)] = household;
        return {};
    }

    Result<void> visit(store::Transaction& tx, int number)
    {
        const Id account = x_households[index(number)];
        facilities::OpenCheckIn check_in;
        check_in.at = x_now;
        check_in.account = account;
        check_in.household = x_households[index(number)];
        check_in.id = draw();
        check_in.scanned = x_posters[index(number) % x_posters.size()];
        const auto opened = TRY(facilities::open_check_in(tx, {}, check_in));
        if (!opened) return tl::unexpected(opened.error());
        ledger::Redeem command;
        command.key = draw();
        command.id = draw();
        command.again = true;
        command.use.at = x_now;
        command.use.account = account;
        command.use.household = check_in.household;
        command.use.check_in = opened->id;
        command.use.coupon = x_coupons[index(number)];
        command.use.request.service = x_service;
        command.use.request.first_day = date_in_japan(x_now);
        command.use.request.units = Units{1};
        const auto outcome = TRY(ledger::redeem(tx, x_programmes, command));
        if (!outcome) return tl::unexpected(outcome.error());
        must(std::holds_alternative<ledger::Used>(*outcome), "the rules grant what the bench asks for");
        ++x_uses;
        return {};
    }

    static std::size_t index(int number) { return static_cast<std::size_t>(number); }

    std::vector<std::shared_ptr<const rules::Programme>> x_programmes;
    std::unique_ptr<store::Database> x_database;
    SeededRandomness x_randomness{20260708};
    Instant x_now;
    Id x_officer, x_second, x_manager;
    std::string x_service;
    std::vector<Id> x_facilities;
    std::vector<std::string> x_posters;
    std::map<Date, std::vector<int>> x_births, x_visits;  ///< numbers of families
    std::vector<Id> x_coupons, x_households;
    std::size_t x_uses = 0, x_statements = 0;
    Yen x_paid;
};

}  // namespace

int main(int count, char** arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "bench_close_year PROGRAMME-FILE DATABASE\n");
        return 2;
    }
    const auto read = rules::read_programme(arguments[1], text_of(arguments[1]), {});
    if (!read.programme) {
        std::fprintf(stderr, "%s\n", rules::to_string(read.mistakes.front(), "en").c_str());
        return 1;
    }
    store::Options options;
    options.database = arguments[2];
    options.waiting = 32768;
    auto database = store::open_database(std::move(options));
    if (!database) {
        std::fprintf(stderr, "%s\n", database.error().message.en.c_str());
        return 1;
    }
    City city(read.programme, std::move(*database));
    double all = 0, slowest = 0;
    for (int i = 0; i < 12; ++i) {
        const Month month = first_month + std::chrono::months(i);
        city.live(month);
        const double seconds = city.close(month);
        all += seconds;
        slowest = std::max(slowest, seconds);
    }
    const auto wrong = city.wrong();
    for (const std::string& sentence : wrong) std::fprintf(stderr, "%s\n", sentence.c_str());
    std::printf(
        "a year of %zu uses at %d facilities closed in %.2f s: %zu statements confirmed and approved, 12 "
        "transfers of "
        "%lld yen in all; the slowest month took %.2f s\n",
        city.uses(), facilities_count, all, city.statements(), static_cast<long long>(city.paid().amount),
        slowest);
    return wrong.empty() ? 0 : 1;
}
