// Lets a country live for some years in one database, and measures along the way what one more use costs.
//
//   bench_country_history NAME=VALUE…
//     database      SQLite file or postgresql://…; new and empty
//     programmes    folder into which the municipalities' programme files are written
//     template      the file that they are made from
//     targets       file for what bench_country_load asks; empty: none
//     now           the moment up to which history reaches, in ms since 1970
//     municipalities=1741 share=0.001 years=10 uses=10 (of a family and year) seed=1
//     measure=1,10  after these years the cost of a use is measured
//     probe=3000    uses of one measurement, of which there are five
//     crowd=0 seats=0    families that want the seats of one day in the largest town; a nursery has up to
//     1,000 sessions=2000 families that are signed in for the load postmaster=0  process whose children's
//     time is counted, too: PostgreSQL's
//
// Prints one JSON line for each measurement: processor microseconds and uses a second, p50, p99 and p99.9.
// The least of five measurements stands: neighbours only ever add.

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/municipality_code.hpp"
#include "country.hpp"
#include "http/site.hpp"
#include "ledger/balance.hpp"

using namespace hagukumi;
using namespace hagukumi::bench;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Settings = std::map<std::string, std::string>;

constexpr int measurements = 5;
constexpr std::size_t clients = 64;

std::string text_of(const fs::path& name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

void write_programmes(const fs::path& folder, const std::string& pattern,
                      const std::vector<PlaceOfMany>& places)
{
    fs::create_directories(folder);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::string six = to_string(places[i].code);
        std::string text = pattern;
        replace_all(text, "{code}", six);
        replace_all(text, "{number}", std::to_string(i + 1));
        std::ofstream(folder / (six + "-country.yaml"), std::ios::binary) << text;
    }
}

double seconds_of(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// User and system seconds of a process, with those of its children that have ended.
double seconds_of_process(const fs::path& folder)
{
    std::string stat = text_of(folder / "stat");
    stat.erase(0, stat.rfind(')') + 2);  // behind the name, which may hold anything
    std::istringstream fields(stat);
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double ticks = 0, each = 0;
    for (int i = 0; i < 4 && fields >> each; ++i) ticks += each;
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// What this process and, if there is one, PostgreSQL have spent.
double processor_seconds(const std::string& postmaster)
{
    rusage own{};
    getrusage(RUSAGE_SELF, &own);
    double sum = seconds_of(own.ru_utime) + seconds_of(own.ru_stime);
    if (postmaster == "0") return sum;
    const fs::path process = fs::path("/proc") / postmaster;
    sum += seconds_of_process(process);
    std::istringstream children(text_of(process / "task" / postmaster / "children"));
    for (std::string child; children >> child;) sum += seconds_of_process(fs::path("/proc") / child);
    return sum;
}

double quantile(std::vector<float>& values, double q)
{
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return static_cast<double>(*at);
}

struct Cost {
    double microseconds = 1e18;  ///< of processors, a use
    double per_second = 0;
    std::vector<float> milliseconds;
};

/// 64 uses under way at any time, drawn over the whole country.
Cost measure(Country& country, store::Database& database, std::size_t count, Instant at,
             const std::string& postmaster)
{
    Cost best;
    for (int i = 0; i < measurements; ++i) {
        const std::vector<OpenUse> open = country.check_in(count, at);
        std::vector<ledger::Redeem> commands;
        for (const OpenUse& use : open) commands.push_back(country.redeem_of(use, at));
        std::mutex mutex;
        const double spent = processor_seconds(postmaster);
        const auto begins = Clock::now();
        {
            Traffic traffic(database.lane(), clients);
            for (std::size_t use = 0; use < count; ++use) {
                const Town* town = open[use].town;
                traffic.send(
                    town->place.code,
                    [town, &command = commands[use]](store::Transaction& tx) -> Result<void> {
                        const auto outcome = TRY(ledger::redeem(tx, town->programmes, command));
                        must(outcome && std::holds_alternative<ledger::Used>(*outcome),
                             "the measured uses are allowed");
                        return {};
                    },
                    [&, sent = Clock::now()] {
                        const float waited =
                            std::chrono::duration<float, std::milli>(Clock::now() - sent).count();
                        const std::lock_guard lock(mutex);
                        best.milliseconds.push_back(waited);
                    });
            }
            traffic.demand_all_done();
        }
        const double seconds = std::chrono::duration<double>(Clock::now() - begins).count();
        const double number = static_cast<double>(count);
        best.microseconds =
            std::min(best.microseconds, (processor_seconds(postmaster) - spent) * 1e6 / number);
        best.per_second = std::max(best.per_second, number / seconds);
    }
    return best;
}

/// What bench_country_load asks, one line each: kind, municipality, cookie, and what the kind needs.
class Targets {
public:
    explicit Targets(const std::string& name) : x_file(name) {}

    void add_uses(Country& country, store::Database& database, std::size_t count, Instant at)
    {
        const std::vector<OpenUse> open = country.check_in(count, at);
        Traffic traffic(database.lane(), Country::under_way);
        for (const OpenUse& use : open) {
            const std::string poster = use.town->facilities.front().poster;
            add("use", *use.town, country.sign_in(traffic, *use.town, *use.family, at),
                {to_string(use.check_in), to_string(use.family->visits), "visit", poster});
        }
        traffic.demand_all_done();
    }

    void add_bookings(Country& country, store::Database& database, const Town& town, Instant at)
    {
        const Date day = date_of_days(days_since_epoch(date_in_japan(at)) + 7);
        Traffic traffic(database.lane(), Country::under_way);
        for (std::size_t i = 0; i < town.families.size(); ++i) {
            const FamilyOfMany& family = town.families[i];
            add("book", town, country.sign_in(traffic, town, family, at),
                {to_string(country.nursery_of(town, i).id), to_string(family.days), "day",
                 hagukumi::to_string(day)});
        }
        traffic.demand_all_done();
    }

private:
    void add(const char* kind, const Town& town, const people::Secret& token,
             const std::vector<std::string>& more)
    {
        x_file << kind << '\t' << to_string(town.place.code) << '\t'
               << x_site.session_cookie(people::Realm::parent, town.place.code) << '=' << token.reveal();
        for (const std::string& field : more) x_file << '\t' << field;
        x_file << '\n';
    }

    std::ofstream x_file;
    const http::Site x_site;
};

class History {
public:
    explicit History(Settings settings) : x_settings(std::move(settings)) {}

    Result<void> run()
    {
        const auto places =
            municipalities_of(static_cast<int>(number("municipalities")), number("share"), seed());
        write_programmes(word("programmes"), text_of(word("template")), places);
        const auto begins = Clock::now();
        const auto files = TRY(app::read_programmes(word("programmes"), std::cerr));
        const double seconds = std::chrono::duration<double>(Clock::now() - begins).count();

        store::Options options;
        options.database = word("database");
        options.invariants.push_back(std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>());
        options.on_incident = [](const std::string&, const std::string& what) { std::cerr << what << '\n'; };
        const auto database = TRY(store::open_database(std::move(options)));

        const Instant now{static_cast<std::int64_t>(number("now"))};
        const int years = static_cast<int>(number("years"));
        const Date first = date_of_days(days_since_epoch(date_in_japan(now)) - 366 * years - 1);
        TRY(app::enrol(*database, files, start_of_day_in_japan(first)));
        Country country(*database, places, files, seed());
        country.open_facilities(start_of_day_in_japan(first));
        std::cout << fmt::format(R"({{"programmes":{},"read_seconds":{:.2f},"families":{}}})"
                                 "\n",
                                 files.size(), seconds, country.families())
                  << std::flush;
        const std::set<int> measured = years_in(word("measure"));
        for (int year = 1; year <= years; ++year) {
            const auto year_begins = Clock::now();
            const std::int64_t before = country.uses();
            const Date day = date_of_days(days_since_epoch(first) + 366 * (year - 1));
            country.live(day, number("uses"));
            const double took = std::chrono::duration<double>(Clock::now() - year_begins).count();
            if (measured.count(year) > 0)
                report(country, *database, year, (country.uses() - before) / took, day);
        }
        if (word("targets").empty()) return {};
        Targets targets(word("targets"));
        targets.add_uses(country, *database, static_cast<std::size_t>(number("sessions")), now);
        if (number("crowd") > 0) {
            const Town& town = country.gather_crowd(static_cast<std::size_t>(number("crowd")),
                                                    static_cast<int>(number("seats")), now);
            targets.add_bookings(country, *database, town, now);
        }
        country.tell_everybody(now);
        return {};
    }

private:
    const std::string& word(const std::string& name) const { return x_settings.at(name); }
    double number(const std::string& name) const { return std::atof(word(name).c_str()); }
    std::uint64_t seed() const { return static_cast<std::uint64_t>(number("seed")); }

    static std::set<int> years_in(const std::string& list)
    {
        std::set<int> years;
        std::istringstream parts(list);
        for (std::string part; std::getline(parts, part, ',');) years.insert(std::atoi(part.c_str()));
        return years;
    }

    void report(Country& country, store::Database& database, int year, double loaded_per_second, Date begins)
    {
        const Instant at =
            start_of_day_in_japan(date_of_days(days_since_epoch(begins) + 365)) + std::chrono::hours(9);
        Cost cost =
            measure(country, database, static_cast<std::size_t>(number("probe")), at, word("postmaster"));
        std::cout << fmt::format(
                         R"({{"municipalities":{},"years":{},"families":{},"families_ever":{},"uses":{},)"
                         R"("cpu_us":{:.1f},"per_second":{:.0f},"loaded_per_second":{:.0f},)"
                         R"("p50_ms":{:.2f},"p99_ms":{:.2f},"p999_ms":{:.2f}}})"
                         "\n",
                         country.towns().size(), year, country.families(), country.families_ever(),
                         country.uses(), cost.microseconds, cost.per_second, loaded_per_second,
                         quantile(cost.milliseconds, 0.5), quantile(cost.milliseconds, 0.99),
                         quantile(cost.milliseconds, 0.999))
                  << std::flush;
    }

    const Settings x_settings;
};

}  // namespace

int main(int count, char** arguments)
try {
    Settings settings{{"database", ""},    {"programmes", ""},
                      {"template", ""},    {"targets", ""},
                      {"now", "0"},        {"share", "0.001"},
                      {"years", "10"},     {"uses", "10"},
                      {"seed", "1"},       {"measure", "1,10"},
                      {"probe", "3000"},   {"crowd", "0"},
                      {"seats", "0"},      {"sessions", "2000"},
                      {"postmaster", "0"}, {"municipalities", std::to_string(municipalities_of_japan)}};
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const auto equals = argument.find('=');
        const auto known = settings.find(argument.substr(0, equals));
        if (equals == std::string::npos || known == settings.end()) {
            std::cerr << "found " << argument << "; allowed are NAME=VALUE with one of:";
            for (const auto& [name, value] : settings) std::cerr << ' ' << name;
            std::cerr << '\n';
            return 2;
        }
        known->second = argument.substr(equals + 1);
    }
    const Result<void> done = History(std::move(settings)).run();
    if (!done) std::cerr << done.error().message.en << '\n';
    return done ? 0 : 1;
} catch (const std::exception& found) {
    std::cerr << found.what() << '\n';
    return 1;
}
