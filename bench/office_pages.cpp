// The office with 100,000 families and 20,000 applications: each of its pages over HTTP, one officer
// clicking.
//
//     bench_office_pages PROGRAMME-FILE CALENDAR-FILE DATABASE [FAMILIES APPLICATIONS]
//
// Prints p50, p95 and the longest of each page; ends with 1 when a p95 is above 100 ms.  The same database is
// measured again when it is there already.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "app/installation.hpp"
#include "applications/apply.hpp"
#include "applications/review.hpp"
#include "http/api/routes.hpp"
#include "http/server.hpp"
#include "ledger/keep.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/sign_in.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

using namespace hagukumi;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double most_p95_ms = 100;
constexpr int rounds = 200;  ///< of each page

constexpr std::array<std::array<const char*, 2>, 12> surnames{{{"佐藤", "サトウ"},
                                                               {"鈴木", "スズキ"},
                                                               {"高橋", "タカハシ"},
                                                               {"田中", "タナカ"},
                                                               {"伊藤", "イトウ"},
                                                               {"渡辺", "ワタナベ"},
                                                               {"山本", "ヤマモト"},
                                                               {"中村", "ナカムラ"},
                                                               {"小林", "コバヤシ"},
                                                               {"加藤", "カトウ"},
                                                               {"髙﨑", "タカサキ"},
                                                               {"見本", "ミホン"}}};
constexpr std::array<std::array<const char*, 2>, 10> given_names{{{"花子", "ハナコ"},
                                                                  {"春菜", "ハルナ"},
                                                                  {"美咲", "ミサキ"},
                                                                  {"陽子", "ヨウコ"},
                                                                  {"結衣", "ユイ"},
                                                                  {"葵", "アオイ"},
                                                                  {"千尋", "チヒロ"},
                                                                  {"薫", "カオル"},
                                                                  {"真理", "マリ"},
                                                                  {"直美", "ナオミ"}}};

std::string text_of(const char* name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

/// A city: families, of whom every fifth has applied; most applications are decided, some wait.
class City {
public:
    City(std::shared_ptr<const rules::Programme> programme, store::Database& database)
        : x_programme(std::move(programme)), x_database(database)
    {
    }

    void fill(int families, int applications)
    {
        const auto begins = Clock::now();
        for (int i = 0; i < families; ++i) add_family(i);
        wait();
        std::printf("%d families in %.0f s\n", families, seconds_since(begins));
        for (int i = 0; i < applications; ++i) apply(i, applications);
        wait();
        std::printf("%d applications in %.0f s\n", applications, seconds_since(begins));
        if (x_failures > 0) throw std::runtime_error("the city could not be filled");
    }

    /// Lets the officer in, with this token.
    void sign_in(const std::string& token)
    {
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.id = draw();
        account.role = people::Role::officer;
        account.staff_name = "officer-" + to_string(account.id);
        account.display_name = "担当";
        account.password_hash = "x";
        account.totp_secret = "x";
        const auto done = x_database.lane().run(code(), [&](store::Transaction& tx) -> Result<void> {
            TRY(people::create_account(tx, account));
            TRY(people::open_session(tx, account.id, people::Role::officer, people::Realm::office, x_now,
                                     people::Secret(token), ""));
            return {};
        });
        if (!done) throw std::runtime_error(done.error().message.en);
    }

    MunicipalityCode code() const { return x_programme->municipality(); }
    Instant now() const { return x_now; }
    Id draw() { return make_id(x_now, x_randomness); }

private:
    static double seconds_since(Clock::time_point begins)
    {
        return std::chrono::duration<double>(Clock::now() - begins).count();
    }
    Date day(int ahead) const { return date_of_days(days_since_epoch(date_in_japan(x_now)) + ahead); }

    template <class Work>
    void submit(Work work)
    {
        {
            std::unique_lock lock(x_mutex);
            x_changed.wait(lock, [&] { return x_open < 2000; });
            ++x_open;
        }
        x_database.lane().submit(code(), std::move(work), [this](const auto& outcome) {
            const std::lock_guard lock(x_mutex);
            if (!outcome) {
                if (++x_failures == 1) std::fprintf(stderr, "%s\n", outcome.error().message.en.c_str());
            }
            --x_open;
            x_changed.notify_one();
        });
    }
    void wait()
    {
        std::unique_lock lock(x_mutex);
        x_changed.wait(lock, [&] { return x_open == 0; });
    }

    void add_family(int number)
    {
        const auto& surname = surnames[static_cast<std::size_t>(number) % surnames.size()];
        const auto& given = given_names[static_cast<std::size_t>(number / 12) % given_names.size()];
        people::RegisterHousehold command;
        command.key = draw();
        command.at = x_now;
        command.household.id = draw();
        command.household.resident_from = day(-2000);
        char phone[16];
        std::snprintf(phone, sizeof phone, "0868%06d", number);
        command.household.phone = phone;
        command.household.address = "見本町1-1";
        people::Guardian mother{draw(), std::string(surname[0]) + " " + given[0],
                                std::string(surname[1]) + " " + given[1], day(-11000 - number % 3000), true};
        people::Birth birth;
        birth.id = draw();
        birth.mother = mother.id;
        birth.due_date = day(-number % 300);
        birth.born_on = day(-number % 300 - 1);
        people::Child child;
        child.id = draw();
        child.birth = birth.id;
        child.name = std::string(surname[0]) + " 一郎";
        child.kana = std::string(surname[1]) + " イチロウ";
        child.born_on = *birth.born_on;
        command.guardians = {mother};
        command.births = {birth};
        command.children = {child};
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.id = draw();
        account.role = people::Role::parent;
        char user_number[16];
        std::snprintf(user_number, sizeof user_number, "%07d", number);
        account.user_number = user_number;
        account.pin_hash = "x";
        account.household = command.household.id;
        account.guardian = mother.id;
        account.display_name = mother.name;
        x_families.push_back({command.household.id, account.id, mother});
        submit([command, account](store::Transaction& tx) -> Result<void> {
            TRY(people::register_household(tx, command));
            TRY(people::create_account(tx, account));
            return {};
        });
    }

    /// Nineteen of twenty are decided.
    void apply(int number, int applications)
    {
        const auto& family = x_families[static_cast<std::size_t>(number) *
                                        (x_families.size() / static_cast<std::size_t>(applications))];
        const auto& surname = surnames[static_cast<std::size_t>(number) % surnames.size()];
        const auto& given = given_names[static_cast<std::size_t>(number / 12) % given_names.size()];
        char phone[16];
        std::snprintf(phone, sizeof phone, "0869%06d", number);
        const rules::WrittenAnswers written{{"situation", {"born"}},
                                            {"due_date", {to_string(day(-number % 200 - 2))}},
                                            {"born_on", {to_string(day(-number % 200 - 3))}},
                                            {"children", {"1"}},
                                            {"mother_name", {surname[0], given[0]}},
                                            {"mother_kana", {surname[1], given[1]}},
                                            {"mother_born_on", {to_string(day(-9000 - number))}},
                                            {"postal_code", {"700-0914"}},
                                            {"address", {"見本町2-2"}},
                                            {"telephone", {phone}},
                                            {"household_class", {"general"}},
                                            {"not_in_hospital", {"yes"}},
                                            {"agreed", {"yes"}}};
        const Instant at = x_now + std::chrono::milliseconds(number);
        const Id id = draw();
        applications::Send send{draw(), at, family.account, id, 1, draw(), draw(), {}};
        applications::Decide decide{draw(), at, draw(), id, 2, applications::Outcome::approved,
                                    {},     "", draw(), {}};
        for (std::size_t i = 0; i < applications::ids_to_decide(*x_programme); ++i)
            decide.ids.push_back(draw());
        const bool is_decided = number % 20 != 0;
        submit([this, written, send, decide, is_decided,
                household = family.household](store::Transaction& tx) -> Result<void> {
            const applications::SaveDraft draft{send.at, send.account, household, send.application,
                                                0,       written};
            TRY(applications::save_draft(tx, *x_programme, "application", draft));
            const auto sent = TRY(applications::send(tx, *x_programme, send));
            if (!sent || !std::holds_alternative<applications::Sent>(*sent))
                return fail(ErrorKind::conflict, "not_sent", {"", "An application could not be sent."});
            if (!is_decided) return {};
            const auto decided = TRY(applications::decide(tx, *x_programme, decide));
            if (!decided || !std::holds_alternative<applications::Decided>(*decided))
                return fail(ErrorKind::conflict, "not_decided", {"", "An application could not be decided."});
            return {};
        });
    }

    struct Known {
        Id household, account;
        people::Guardian mother;
    };
    const std::shared_ptr<const rules::Programme> x_programme;
    store::Database& x_database;
    SeededRandomness x_randomness{20260708};
    const Instant x_now =
        start_of_day_in_japan({std::chrono::year(2026), std::chrono::month(7), std::chrono::day(8)}) +
        std::chrono::hours(10);
    std::vector<Known> x_families;
    std::mutex x_mutex;
    std::condition_variable x_changed;
    int x_open = 0, x_failures = 0;
};

/// One browser: a connection that is kept, one request after the other.
class Browser {
public:
    Browser(int port, std::string base, std::string cookie)
        : x_host("127.0.0.1:" + std::to_string(port)), x_base(std::move(base)), x_cookie(std::move(cookie))
    {
        x_socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(x_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
        const int one = 1;
        setsockopt(x_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    ~Browser() { close(x_socket); }
    Browser(const Browser&) = delete;

    /// The body of a 200; anything else ends the bench.
    std::string get(const std::string& path)
    {
        const std::string request =
            "GET " + x_base + path + " HTTP/1.1\r\nHost: " + x_host + "\r\nCookie: " + x_cookie + "\r\n\r\n";
        if (send(x_socket, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
            throw std::runtime_error("a request could not be sent");
        std::string received;
        std::size_t head_end = std::string::npos, length = 0;
        while (head_end == std::string::npos || received.size() < head_end + length) {
            std::array<char, 65536> buffer{};
            const auto count = recv(x_socket, buffer.data(), buffer.size(), 0);
            if (count <= 0) throw std::runtime_error("the server closed the connection");
            received.append(buffer.data(), static_cast<std::size_t>(count));
            if (head_end != std::string::npos) continue;
            head_end = received.find("\r\n\r\n");
            if (head_end == std::string::npos) continue;
            head_end += 4;
            std::string head = received.substr(0, head_end);
            std::transform(head.begin(), head.end(), head.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            const std::size_t field = head.find("content-length: ");
            if (field == std::string::npos) throw std::runtime_error("an answer without its length");
            length = std::stoul(head.substr(field + 16));
        }
        if (received.compare(9, 3, "200") != 0)
            throw std::runtime_error(path + ": " + received.substr(0, 400));
        return received.substr(head_end);
    }

private:
    const std::string x_host, x_base, x_cookie;
    int x_socket = -1;
};

/// All values of a member of this name, as they stand in a body.
std::vector<std::string> values_of(const std::string& body, const std::string& name)
{
    std::vector<std::string> found;
    const std::string key = "\"" + name + "\":\"";
    for (std::size_t at = body.find(key); at != std::string::npos; at = body.find(key, at)) {
        at += key.size();
        found.push_back(body.substr(at, body.find('"', at) - at));
    }
    return found;
}

struct Page {
    const char* name;
    std::function<std::string(int)> path;  ///< of the n-th time
};

bool measure(Browser& browser, const Page& page)
{
    std::vector<double> waits;
    for (int i = 0; i < rounds; ++i) {
        const std::string path = page.path(i);
        const auto begins = Clock::now();
        browser.get(path);
        waits.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begins).count());
    }
    std::sort(waits.begin(), waits.end());
    const double p95 = waits[waits.size() * 95 / 100];
    std::printf("%-44s p50 %7.1f ms   p95 %7.1f ms   longest %7.1f ms%s\n", page.name,
                waits[waits.size() / 2], p95, waits.back(), p95 > most_p95_ms ? "   TOO SLOW" : "");
    return p95 <= most_p95_ms;
}

bool measure_all(Browser& browser)
{
    const auto every = [](std::vector<std::string> all, std::string before) {
        return [all = std::move(all), before = std::move(before)](int i) {
            return before + all[static_cast<std::size_t>(i) * 7 % all.size()];
        };
    };
    const auto one_of = [](std::vector<std::string> paths) {
        return
            [paths = std::move(paths)](int i) { return paths[static_cast<std::size_t>(i) % paths.size()]; };
    };
    std::vector<std::string> deep{""};
    for (int i = 0; i < 20; ++i) {
        const auto next = values_of(browser.get("/office/families?limit=200" + deep.back()), "next");
        if (next.empty()) break;
        std::string escaped;
        for (const unsigned char c : next.back()) {
            char hex[8];
            std::snprintf(hex, sizeof hex, "%%%02X", c);
            escaped += hex;
        }
        deep.push_back("&after=" + escaped);
    }
    for (std::string& one : deep) one = "/office/families?limit=50" + one;
    const auto households = values_of(browser.get("/office/families?limit=200"), "household");
    const auto waiting = values_of(browser.get("/office/applications?limit=200"), "id");
    const auto decided = values_of(browser.get("/office/applications?state=approved&limit=200"), "id");
    const std::vector<Page> pages{
        {"families, page by page", one_of(deep)},
        {"families, by the beginning of a name",
         one_of({"/office/families?q=%E3%82%B5", "/office/families?q=%E3%82%BF%E3%82%AB",
                 "/office/families?q=%E4%BD%90%E8%97%A4+%E8%8A%B1%E5%AD%90"})},
        {"families, by number and telephone",
         one_of(
             {"/office/families?q=0001234", "/office/families?q=0868-01-2345", "/office/families?q=0868"})},
        {"families, a name that nobody has", one_of({"/office/families?q=zzzz+zz+z"})},
        {"family", every(households, "/office/families/")},
        {"applications, those that wait", one_of({"/office/applications", "/office/applications?mine=true"})},
        {"applications, decided",
         one_of({"/office/applications?state=approved", "/office/applications?state=declined"})},
        {"applications, by name, number, telephone",
         one_of({"/office/applications?q=%E3%82%B5%E3%83%88%E3%82%A6", "/office/applications?q=2026-01234",
                 "/office/applications?q=0869-00-1234",
                 "/office/applications?q=%E3%82%BF%E3%82%AB+%E3%83%8F%E3%83%8A"})},
        {"application that waits", every(waiting, "/office/applications/")},
        {"application that is decided", every(decided, "/office/applications/")},
        {"decision notice",
         [decided](int i) {
             return "/office/applications/" + decided[static_cast<std::size_t>(i) % decided.size()] +
                    "/notice";
         }},
        {"applications without doubt", one_of({"/office/clear-applications"})},
        {"who saw what", one_of({"/office/looks", "/office/looks?first_day=2026-07-08"})},
        {"staff", one_of({"/office/staff"})},
        {"the record", one_of({"/office/audit", "/office/audit?before=100000"})},
        {"facilities", one_of({"/office/facilities"})},
        {"undelivered", one_of({"/office/undelivered"})},
        {"serial codes", one_of({"/office/codes"})},
        {"news", one_of({"/office/news"})},
    };
    bool is_fast = true;
    for (const Page& page : pages) is_fast = measure(browser, page) && is_fast;
    return is_fast;
}

int run(char** arguments, int count)
{
    const auto calendar = rules::read_calendar(arguments[2], text_of(arguments[2]));
    const auto read =
        rules::read_programme(arguments[1], text_of(arguments[1]), {{calendar.name, calendar.calendar}});
    if (!read.programme) throw std::runtime_error(rules::to_string(read.mistakes.front()));
    const int families = count > 4 ? std::atoi(arguments[4]) : 100'000;
    const int applications = count > 5 ? std::atoi(arguments[5]) : 20'000;
    const bool is_new = !std::filesystem::exists(arguments[3]);
    store::Options options;
    options.database = arguments[3];
    auto database = store::open_database(std::move(options));
    if (!database) throw std::runtime_error(database.error().message.en);
    City city(read.programme, **database);
    std::vector<app::ProgrammeFile> files(1);
    files[0].programme = read.programme;
    files[0].text = text_of(arguments[1]);
    if (const auto enrolled = app::enrol(**database, files, city.now()); !enrolled)
        throw std::runtime_error(enrolled.error().message.en);
    if (is_new) city.fill(families, applications);

    app::SystemRandomness randomness;
    auto site = std::make_shared<http::Site>();
    site->now = [&city] { return city.now() + std::chrono::minutes(1); };
    site->draw_id = [&](Instant at) { return make_id(at, randomness); };
    site->draw_token = [&] { return people::draw_token(randomness); };
    site->randomness = &randomness;
    site->database = database->get();
    people::HashPool hashing;
    site->hash_pool = &hashing;
    http::Municipality& municipality = site->municipalities[city.code()];
    municipality.code = city.code();
    municipality.name = read.programme->municipality_name();
    municipality.programmes.push_back(read.programme);
    http::Settings settings;
    settings.address = "127.0.0.1";
    settings.port = 0;
    auto server = http::Server::open(std::move(settings), site, http::api_routes());
    if (!server) throw std::runtime_error(server.error().message.en);
    site->public_url = "http://127.0.0.1:" + std::to_string((*server)->port());
    const std::string token = "bench-token-" + to_string(make_id(city.now(), randomness));
    city.sign_in(token);
    std::thread serving([&] { (*server)->run(); });
    bool is_fast = false;
    try {
        Browser browser((*server)->port(), "/api/v1/" + std::to_string(city.code().value),
                        site->session_cookie(people::Realm::office, city.code()) + "=" + token);
        is_fast = measure_all(browser);
    } catch (...) {
        (*server)->stop();
        serving.join();
        throw;
    }
    (*server)->stop();
    serving.join();
    (*database)->stop();
    return is_fast ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments)
try {
    if (count < 4) {
        std::fprintf(stderr,
                     "bench_office_pages PROGRAMME-FILE CALENDAR-FILE DATABASE [FAMILIES APPLICATIONS]\n");
        return 2;
    }
    return run(arguments, count);
} catch (const std::exception& found) {
    std::fprintf(stderr, "%s\n", found.what());
    return 2;
}
