#include "app/demo.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "app/demo_data.hpp"
#include "app/demo_line.hpp"
#include "app/service.hpp"

namespace hagukumi::app {

namespace {

namespace fs = std::filesystem;

/// "2026-07-08T09:30", Japan.
Result<Instant> parse_moment(const std::string& text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, read = 0;
    const int fields =
        std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d%n", &year, &month, &day, &hour, &minute, &read);
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (fields != 5 || static_cast<std::size_t>(read) != text.size() || !date.ok() || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59) {
        return fail(ErrorKind::malformed, "wrong_now",
                    {"--now は 2026-07-08T09:30 の形で書いてください。",
                     "--now takes a time in Japan, as 2026-07-08T09:30."});
    }
    return start_of_day_in_japan(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

/// A folder of its own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string pattern = (fs::temp_directory_path() / "hagukumi-demo-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr) x_path = pattern;
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        if (!x_path.empty()) fs::remove_all(x_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return x_path; }

private:
    fs::path x_path;
};

boost::json::array to_json(const DemoSignIns& sign_ins)
{
    boost::json::array all;
    for (const DemoSignIn& one : sign_ins) {
        all.push_back({{"municipality", one.municipality.value},
                       {"role", one.role},
                       {"shown", one.shown},
                       {"name", one.name},
                       {"user_number", one.user_number},
                       {"password", one.password},
                       {"pin", one.pin},
                       {"totp_secret", one.totp_secret},
                       {"facility", one.facility},
                       {"poster", one.poster},
                       {"passcode", one.passcode},
                       {"mother_born_on", one.mother_born_on},
                       {"born_on", one.born_on},
                       {"due_date", one.due_date}});
    }
    return all;
}

void print(const DemoSignIns& sign_ins, const std::string& url)
{
    fmt::print("\nHagukumi's demonstration runs at {}\n", url);
    MunicipalityCode last{};
    for (const DemoSignIn& one : sign_ins) {
        if (one.municipality != last) {
            last = one.municipality;
            fmt::print("\n{}  {}\n  parents {}/{}/   desk {}/{}/desk/   office {}/{}/office/\n", last.value,
                       one.municipality_name, url, last.value, url, last.value, url, last.value);
        }
        fmt::print("  {:<17} {}", one.role, one.name);
        if (!one.password.empty()) fmt::print("  password {}", one.password);
        if (!one.user_number.empty()) fmt::print("  number {} PIN {}", one.user_number, one.pin);
        if (!one.totp_secret.empty()) fmt::print("  TOTP {}", one.totp_secret);
        fmt::print("  {}\n", one.shown);
    }
    fmt::print("\nCtrl-C ends it.\n");
    std::fflush(stdout);
}

}  // namespace

Result<void> run_demo(const DemoSettings& settings)
{
    const Instant started = wall_clock();
    const Instant begins = settings.now.empty() ? started : TRY(parse_moment(settings.now));
    const auto ahead = begins - started;
    const TemporaryFolder folder;
    ServeSettings serve = settings.serve;
    if (serve.database.empty()) serve.database = (folder.path() / "demo.db").string();
    if (fs::exists(serve.database)) {
        return fail(ErrorKind::conflict, "file_exists",
                    {serve.database + " がすでにあります。デモは新しいデータベースだけを作ります。",
                     serve.database + " exists already; a demonstration only makes new databases."});
    }
    SeededRandomness channel_dice(2);
    DemoLine line(settings.line, serve, channel_dice);
    const std::unique_ptr<Service> service = TRY(Service::open(
        serve, [ahead] { return wall_clock() + ahead; },
        [&](store::Database& database, const std::string& public_url) {
            return line.connect(database, public_url, begins);
        }));

    http::Programmes programmes;
    for (const ProgrammeFile& file : service->programmes()) programmes.push_back(file.programme);
    SeededRandomness randomness(1);
    const DemoSignIns sign_ins =
        TRY(fill_demo(service->database(), programmes, find_own_folder("demo") / "demo.yaml",
                      service->public_url(), begins, randomness));
    if (!settings.accounts_file.empty()) {
        std::ofstream file(settings.accounts_file);
        file << boost::json::serialize(boost::json::object{{"url", service->public_url()},
                                                           {"clock_ahead_ms", ahead.count()},
                                                           {"line", line.to_json()},
                                                           {"accounts", to_json(sign_ins)}})
             << '\n';
        if (!file.flush()) {
            return fail(ErrorKind::unavailable, "not_written",
                        {settings.accounts_file + " に書き込めません。",
                         "Cannot write " + settings.accounts_file + "."});
        }
    }
    print(sign_ins, service->public_url());
    if (!settings.line.empty()) {
        fmt::print("LINE's stand-in, with a telephone to try it: {}\n", settings.line);
        std::fflush(stdout);
    }
    service->run();
    return {};
}

}  // namespace hagukumi::app
