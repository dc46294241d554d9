#include "app/bench.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>

#include "app/bench_bookings.hpp"
#include "app/installation.hpp"
#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "http/site.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sign_in.hpp"

namespace hagukumi::app {

namespace {

namespace fs = std::filesystem;

constexpr Id bench_actor{};
constexpr int families_a_transaction = 200;

/// A family that can use a coupon right now.
struct Target {
    Id account, household, check_in, coupon;
    std::string session;
};

/// Everything that the uses need, in a new database.
class Preparation {
public:
    Preparation(store::Database& database, std::vector<ProgrammeFile> files, Instant now)
        : x_database(database), x_files(std::move(files)), x_now(now)
    {
        for (const ProgrammeFile& file : x_files) x_programmes.push_back(file.programme);
    }

    Result<void> run(int families)
    {
        TRY(enrol(x_database, x_files, x_now));
        TRY(choose_service());
        for (int done = 0; done < families; done += families_a_transaction) {
            const int count = std::min(families_a_transaction, families - done);
            TRY(x_database.lane().run(municipality(), [&](store::Transaction& tx) -> Result<void> {
                for (int i = 0; i < count; ++i) x_targets.push_back(TRY(add_family(tx)));
                return {};
            }));
        }
        return {};
    }

    MunicipalityCode municipality() const { return x_programme->municipality(); }
    const std::vector<Target>& targets() const { return x_targets; }
    const std::string& service() const { return x_service; }
    ledger::Programmes programmes() const { return x_programmes; }

private:
    Id draw() { return make_id(x_now, x_randomness); }

    /// The first service of any programme that a newborn's family is granted and can use for one unit today.
    Result<void> choose_service()
    {
        for (const auto& programme : x_programmes) {
            x_programme = programme.get();
            TRY(add_facility());
            for (const rules::Service& service : programme->services()) {
                if (service.least_per_use.count > 1 || service.asks == rules::Asks::dates) continue;
                x_service = service.code;
                // Tried out, and rolled back by the error behind it.
                bool is_usable = false;
                (void)x_database.lane().run(municipality(), [&](store::Transaction& tx) -> Result<void> {
                    const Target target = TRY(add_family(tx));
                    const auto preview = ledger::preview_use(tx, x_programmes, use_of(target, x_now));
                    is_usable = preview && !preview->decision.refused();
                    return fail(ErrorKind::conflict, "tried", {"試行", "tried out"});
                });
                if (is_usable) return {};
            }
        }
        return fail(ErrorKind::conflict, "no_service",
                    {"測定に使えるサービスがありません。",
                     "No programme has a service that the measurement can use."});
    }

    Result<void> add_facility()
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = x_now;
        command.actor = bench_actor;
        command.facility.id = x_facility = draw();
        command.facility.code = "bench";
        command.facility.name = "測定の施設";
        command.facility.kana = "そくていのしせつ";
        command.facility.accepts_corrected_age = true;
        for (const rules::Service& service : x_programme->services()) {
            command.offers.push_back(
                {x_programme->code(), service.code, date_in_japan(x_now), {}, Yen{5000}, {}});
        }
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        x_poster = facilities::to_string(command.token);
        TRY(x_database.lane().run(
            municipality(), [&](store::Transaction& tx) { return facilities::add_facility(tx, command); }));
        return {};
    }

    Result<Target> add_family(store::Transaction& tx)
    {
        Target target;
        const Date today = date_in_japan(x_now);
        const Date born = date_of_days(days_since_epoch(today) - 40);
        people::RegisterHousehold family;
        family.key = draw();
        family.at = x_now;
        family.actor = bench_actor;
        family.household.id = target.household = draw();
        family.household.resident_from = date_of_days(days_since_epoch(today) - 2000);
        people::Guardian mother;
        mother.id = draw();
        mother.name = "測定 用";
        mother.kana = "ソクテイ ヨウ";
        mother.birth_date = date_of_days(days_since_epoch(today) - 11000);
        mother.is_mother = true;
        people::Birth birth;
        birth.id = draw();
        birth.mother = mother.id;
        birth.due_date = born;
        birth.born_on = born;
        birth.discharged_on = date_of_days(days_since_epoch(born) + 5);
        people::Child child;
        child.id = draw();
        child.birth = birth.id;
        child.name = "測定 子";
        child.kana = "ソクテイ コ";
        child.born_on = born;
        family.guardians = {mother};
        family.births = {birth};
        family.children = {child};
        TRY(people::register_household(tx, family));
        TRY(open_account(tx, target, mother));
        TRY(grant_coupon(tx, target, birth.id, child.id));

        facilities::OpenCheckIn check_in;
        check_in.at = x_now;
        check_in.account = target.account;
        check_in.household = target.household;
        check_in.id = draw();
        check_in.scanned = x_poster;
        facilities::CheckInSettings long_enough;
        long_enough.check_in_lives = std::chrono::hours(24);
        target.check_in = TRY(TRY(facilities::open_check_in(tx, long_enough, check_in))).id;
        return target;
    }

    /// An account that is signed in: what a hash would have shown is taken as shown.
    Result<void> open_account(store::Transaction& tx, Target& target, const people::Guardian& mother)
    {
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.actor = bench_actor;
        account.id = target.account = draw();
        account.role = people::Role::parent;
        account.household = target.household;
        account.guardian = mother.id;
        account.email = fmt::format("family{}@example.jp", ++x_accounts);
        account.password_hash = x_hash;
        account.display_name = mother.name;
        TRY(people::create_account(tx, account));

        people::SignIn sign_in;
        sign_in.name = account.email;
        sign_in.secret = people::Secret("never hashed");
        sign_in.source = {"", "192.0.2.0/24"};
        sign_in.at = x_now;
        const people::HashJob job = TRY(people::prepare_sign_in(tx, {}, std::move(sign_in)));
        const people::FreshTokens fresh{people::draw_token(x_randomness), people::draw_token(x_randomness)};
        target.session =
            TRY(TRY(people::finish_sign_in(tx, {}, job, {true, {}, {}}, fresh))).session.reveal();
        return {};
    }

    Result<void> grant_coupon(store::Transaction& tx, Target& target, const Id& birth, const Id& child)
    {
        ledger::Grant grant;
        grant.key = draw();
        grant.at = x_now;
        grant.actor = bench_actor;
        grant.household = target.household;
        grant.birth = birth;
        grant.child = child;
        grant.facility = x_facility;
        grant.application_on = grant.interviewed_on = date_in_japan(x_now);
        grant.reason = "bench";
        for (std::size_t i = 0; i < 2 * x_programme->allotments().size(); ++i) grant.ids.push_back(draw());
        TRY(TRY(ledger::grant(tx, *x_programme, grant)));
        const rules::Service& service = *x_programme->find_service(x_service);
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, target.household)) {
            if (coupon.allotment != x_programme->allotment_of(service).code) continue;
            target.coupon = coupon.id;
            if (!coupon.limited) return {};
            ledger::Adjust more;
            more.key = draw();
            more.at = x_now;
            more.actor = bench_actor;
            more.id = draw();
            more.coupon = coupon.id;
            more.units = Units{1'000'000};
            more.reason = "bench";
            TRY(ledger::adjust(tx, x_programmes, more));
            return {};
        }
        return fail(ErrorKind::conflict, "no_coupon", {"発行されませんでした。", "Nothing was granted."});
    }

public:
    ledger::UseRequest use_of(const Target& target, Instant at) const
    {
        ledger::UseRequest use;
        use.at = at;
        use.account = target.account;
        use.household = target.household;
        use.check_in = target.check_in;
        use.coupon = target.coupon;
        use.request.service = x_service;
        use.request.units = Units{1};
        return use;
    }

private:
    store::Database& x_database;
    const std::vector<ProgrammeFile> x_files;
    const Instant x_now;
    http::Programmes x_programmes;
    const rules::Programme* x_programme = nullptr;
    std::string x_service;
    std::string x_poster;
    Id x_facility;
    std::vector<Target> x_targets;
    int x_accounts = 0;
    SystemRandomness x_randomness;
    const std::string x_hash = people::dummy_hash();
};

Result<std::unique_ptr<store::Database>> open_new(const std::string& database)
{
    if (fs::exists(database)) {
        return fail(
            ErrorKind::conflict, "file_exists",
            {database + " がすでにあります。", database + " exists already; a measurement makes its own."});
    }
    store::Options options;
    options.database = database;
    return store::open_database(std::move(options));
}

Result<std::vector<ProgrammeFile>> own_programmes()
{
    return read_programmes(find_own_folder("programmes"), std::cerr);
}

Result<void> close(std::ofstream& file, const std::string& name)
{
    if (file.flush()) return {};
    return fail(ErrorKind::unavailable, "not_written",
                {name + " に書き込めません。", "Cannot write " + name + "."});
}

using Clock = std::chrono::steady_clock;

/// `clients` uses wait at any time; whenever one is durable, its client submits the next.
class InProcess {
public:
    InProcess(store::Lane& lane, const Preparation& prepared, int seconds)
        : x_lane(lane), x_prepared(prepared), x_ends(Clock::now() + std::chrono::seconds(seconds))
    {
    }

    void run(int clients)
    {
        x_open = clients;
        for (int client = 0; client < clients; ++client) next(static_cast<std::size_t>(client) * 7919);
        std::unique_lock lock(x_mutex);
        x_all_done.wait(lock, [&] { return x_open == 0; });
    }

    std::vector<float> milliseconds;
    std::uint64_t failed = 0;

private:
    void next(std::size_t turn)
    {
        const Target& target = x_prepared.targets()[turn % x_prepared.targets().size()];
        const Clock::time_point begun = Clock::now();
        const Instant at = wall_clock();
        ledger::Redeem command;
        command.key = make_id(at, x_randomness);
        command.id = make_id(at, x_randomness);
        command.use = x_prepared.use_of(target, at);
        command.again = true;
        x_lane.submit(
            x_prepared.municipality(),
            [this, command](store::Transaction& tx) {
                return ledger::redeem(tx, x_prepared.programmes(), command);
            },
            [this, turn, begun](const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome) {
                const bool used = outcome && *outcome && std::holds_alternative<ledger::Used>(**outcome);
                done(turn, begun, used);
            });
    }

    /// On a thread of the lane, one at a time.
    void done(std::size_t turn, Clock::time_point begun, bool used)
    {
        milliseconds.push_back(std::chrono::duration<float, std::milli>(Clock::now() - begun).count());
        if (!used) ++failed;
        if (Clock::now() < x_ends) return next(turn + 104'729);
        const std::lock_guard lock(x_mutex);
        if (--x_open == 0) x_all_done.notify_one();
    }

    store::Lane& x_lane;
    const Preparation& x_prepared;
    const Clock::time_point x_ends;
    SystemRandomness x_randomness;
    std::mutex x_mutex;
    std::condition_variable x_all_done;
    int x_open = 0;
};

float quantile(std::vector<float>& values, double q)
{
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace

Result<void> prepare_bench(const BenchSettings& settings, std::ostream& out)
{
    const std::unique_ptr<store::Database> database = TRY(open_new(settings.database));
    const std::vector<ProgrammeFile> files = TRY(own_programmes());
    Preparation prepared(*database, files, wall_clock());
    TRY(prepared.run(settings.families));
    std::ofstream file(settings.targets);
    http::Site site;
    const std::string cookie = site.session_cookie(people::Realm::parent, prepared.municipality());
    for (const Target& target : prepared.targets()) {
        file << fmt::format("{}\t{}={}\t{}\t{}\t{}\n", prepared.municipality().value, cookie, target.session,
                            to_string(target.check_in), to_string(target.coupon), prepared.service());
    }
    TRY(close(file, settings.targets));
    if (!settings.bookings.empty()) {
        std::ofstream bookings(settings.bookings);
        TRY(prepare_bookings(*database, files, settings.families, wall_clock(), bookings));
        TRY(close(bookings, settings.bookings));
    }
    out << fmt::format("{} families can use {} in {}\n", settings.families, prepared.service(),
                       prepared.municipality().value);
    return {};
}

Result<void> bench_in_process(const BenchSettings& settings, std::ostream& out)
{
    std::string folder = (fs::current_path() / "bench-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        return fail(ErrorKind::unavailable, "no_folder",
                    {"作業フォルダーを作れません。", "Cannot make a folder for the measurement here."});
    }
    const Result<void> measured = [&]() -> Result<void> {
        const std::unique_ptr<store::Database> database = TRY(open_new(folder + "/bench.db"));
        Preparation prepared(*database, TRY(own_programmes()), wall_clock());
        TRY(prepared.run(settings.families));
        InProcess uses(database->lane(), prepared, settings.seconds);
        const Clock::time_point begun = Clock::now();
        uses.run(settings.clients);
        const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
        const auto count = static_cast<double>(uses.milliseconds.size());
        out << fmt::format(R"({{"per_second":{:.0f},"p50_ms":{:.2f},"p99_ms":{:.2f},"ok":{},"failed":{}}})"
                           "\n",
                           count / seconds, quantile(uses.milliseconds, 0.5),
                           quantile(uses.milliseconds, 0.99), uses.milliseconds.size() - uses.failed,
                           uses.failed);
        return {};
    }();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return measured;
}

}  // namespace hagukumi::app
