// The office with 100,000 families and 20,000 applications: each of its pages over HTTP, one officer
// clicking; then what an officer does there.
//
//     bench_office_pages PROGRAMME-FILE CALENDAR-FILE DATABASE [FAMILIES APPLICATIONS WAITING]
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
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <thread>

#include "app/installation.hpp"
#include "base/base64url.hpp"
#include "base/municipality_code.hpp"
#include "http/api/routes.hpp"
#include "http/server.hpp"
#include "office_city.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

using namespace hagukumi;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double page_ms = 100;   ///< p95 of a page
constexpr double long_ms = 1000;  ///< of a paper that is drawn, and of figures over a year and more
constexpr int rounds = 100, long_rounds = 20;  ///< of each page, by its limit

std::string text_of(const char* name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

/// The city's table of fees is not published, and a month without yen has nothing to pay: a fifth is the
/// parent's.
std::string with_prices(std::string text)
{
    static constexpr std::string_view none = "price: not_stated";
    for (std::size_t at = text.find(none); at != std::string::npos; at = text.find(none, at)) {
        text.replace(
            at, none.size(),
            "price: { source: bench, fee: facility.fee * units, steps: [{ label: { ja: 自己負担, en: "
            "Your share }, parent_pays: 20% * fee }], rounding: { unit: 1, direction: floor, side: "
            "parent, level: use } }");
    }
    return text;
}

/// Where the office is, and who comes in.
struct Door {
    int port = 0;
    std::string base, cookie;
};

/// One browser: a connection that is kept, one request after the other.
class Browser {
public:
    explicit Browser(const Door& of)
        : door(of), x_host("127.0.0.1:" + std::to_string(of.port)), x_base(of.base), x_cookie(of.cookie)
    {
        x_socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(of.port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(x_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
        const int one = 1;
        setsockopt(x_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    ~Browser() { close(x_socket); }
    Browser(const Browser&) = delete;

    const Door door;

    /// The body of a success; anything else ends the bench.
    std::string get(const std::string& path)
    {
        return exchange(path, "GET " + x_base + path + " HTTP/1.1\r\nHost: " + x_host +
                                  "\r\nCookie: " + x_cookie + "\r\n\r\n");
    }
    std::string post(const std::string& path, const std::string& body)
    {
        return exchange(path, "POST " + x_base + path + " HTTP/1.1\r\nHost: " + x_host +
                                  "\r\nCookie: " + x_cookie + "\r\nOrigin: http://" + x_host +
                                  "\r\nContent-Type: application/json\r\nContent-Length: " +
                                  std::to_string(body.size()) + "\r\n\r\n" + body);
    }

private:
    std::string exchange(const std::string& path, const std::string& request)
    {
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
            if (field != std::string::npos) length = std::stoul(head.substr(field + 16));  // 204 has none
        }
        if (received[9] != '2') throw std::runtime_error(path + ": " + received.substr(0, 400));
        return received.substr(head_end);
    }

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
    double most_p95_ms = page_ms;
};

/// How long something took, and how much of it the processor worked: server and browser are one process, and
/// neighbours on the machine make the one longer, not the other.
struct Took {
    double ms = 0, processor_ms = 0;
};
Took took(const std::function<void()>& deed)
{
    const auto begins = Clock::now();
    const std::clock_t worked = std::clock();
    deed();
    return {std::chrono::duration<double, std::milli>(Clock::now() - begins).count(),
            1000.0 * static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC};
}

/// Whether it was fast enough.
bool tell(const char* name, const std::vector<Took>& all, double most_p95_ms)
{
    std::vector<double> waits;
    double worked = 0;
    for (const Took& one : all) {
        waits.push_back(one.ms);
        worked += one.processor_ms / static_cast<double>(all.size());
    }
    std::sort(waits.begin(), waits.end());
    const double p95 = waits[waits.size() * 95 / 100];
    std::printf("%-44s p50 %7.1f ms   p95 %7.1f ms   longest %7.1f ms   processor %7.1f ms%s\n", name,
                waits[waits.size() / 2], p95, waits.back(), worked, p95 > most_p95_ms ? "   TOO SLOW" : "");
    std::fflush(stdout);
    return p95 <= most_p95_ms;
}

bool measure(Browser& browser, const Page& page)
{
    std::vector<Took> waits;
    for (int i = 0; i < (page.most_p95_ms > page_ms ? long_rounds : rounds); ++i) {
        const std::string path = page.path(i);
        waits.push_back(took([&] { browser.get(path); }));
    }
    return tell(page.name, waits, page.most_p95_ms);
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
    const std::string officer = values_of(browser.get("/office/looks"), "id").back();
    const auto households = values_of(browser.get("/office/families?limit=200"), "household");
    const auto waiting = values_of(browser.get("/office/applications?limit=200"), "id");
    const auto decided = values_of(browser.get("/office/applications?state=approved&limit=200"), "id");
    const auto facilities = values_of(browser.get("/office/facilities"), "id");
    const auto batches = values_of(browser.get("/office/codes"), "id");
    const auto of_each = [&every](const std::vector<std::string>& all, const char* before,
                                  const char* behind) {
        return [path = every(all, before), behind = std::string(behind)](int i) { return path(i) + behind; };
    };
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
        {"what a family states", of_each(households, "/office/families/", "/facts")},
        {"applications, those that wait", one_of({"/office/applications", "/office/applications?mine=true"})},
        {"applications, decided",
         one_of({"/office/applications?state=approved", "/office/applications?state=approved&mine=true",
                 "/office/applications?state=declined", "/office/applications?state=returned",
                 "/office/applications?state=withdrawn"})},
        {"applications, of one form",
         one_of({"/office/applications?form=331007-postpartum/application",
                 "/office/applications?state=approved&form=331007-postpartum/change"})},
        {"applications, by name, number, telephone",
         one_of({"/office/applications?q=%E3%82%B5%E3%83%88%E3%82%A6", "/office/applications?q=2026-01234",
                 "/office/applications?q=0868-00-1234",
                 "/office/applications?q=%E3%82%BF%E3%82%AB+%E3%83%8F%E3%83%8A"})},
        {"application that waits", every(waiting, "/office/applications/")},
        {"application that is decided", every(decided, "/office/applications/")},
        {"decision notice",
         [decided](int i) {
             return "/office/applications/" + decided[static_cast<std::size_t>(i) % decided.size()] +
                    "/notice";
         }},
        {"decision notice, PDF", of_each(decided, "/office/applications/", "/notice/pdf"), long_ms},
        {"today", one_of({"/office/today"})},
        {"the uses of a day", one_of({"/office/days/2026-07-08/uses", "/office/days/2025-10-01/uses"})},
        {"the bookings of a day", one_of({"/office/days/2026-07-08/bookings"})},
        {"applications without doubt", one_of({"/office/clear-applications"})},
        {"who saw what", one_of({"/office/looks", "/office/looks?first_day=2026-07-08",
                                 "/office/looks?first_day=2025-07-20&last_day=2025-07-20"})},
        {"who saw a family", every(households, "/office/looks?household=")},
        {"staff", one_of({"/office/staff"})},
        {"the record", one_of({"/office/audit", "/office/audit?before=100000"})},
        {"the record of one officer", one_of({"/office/audit?actor=" + officer})},
        {"the record of one family", every(households, "/office/audit?household=")},
        {"the record of some days",
         one_of({"/office/audit?first_day=2026-07-08&last_day=2026-07-08&room=people"})},
        {"facilities", one_of({"/office/facilities"})},
        {"facility", every(facilities, "/office/facilities/")},
        {"facility, its end", of_each(facilities, "/office/facilities/", "/end")},
        {"facility, its poster", of_each(facilities, "/office/facilities/", "/poster")},
        {"facility, its shared posters", of_each(facilities, "/office/facilities/", "/shared-posters")},
        {"facility, its account", of_each(facilities, "/office/facilities/", "/account")},
        {"facility, a closed month", of_each(facilities, "/office/facilities/", "/statements/2026-05")},
        {"facility, an open month", of_each(facilities, "/office/facilities/", "/statements/2026-07")},
        {"changes that facilities ask for", one_of({"/office/facility-changes"})},
        {"shared posters that were asked for", one_of({"/office/shared-posters"})},
        {"without a network", one_of({"/office/allowance-rules", "/office/late-uses"})},
        {"a month of all facilities",
         one_of({"/office/months/2026-07", "/office/months/2026-06", "/office/months/2025-12"})},
        {"transfers and payer", one_of({"/office/transfers", "/office/payer"})},
        {"figures of the fiscal year", one_of({"/office/reports?first=2026-04&last=2026-07&by=month",
                                               "/office/reports?first=2026-04&last=2026-07&by=facility"})},
        {"figures of two years, by age",
         one_of({"/office/reports?first=2024-08&last=2026-07&by=age&published=true"}), long_ms},
        {"who has not begun",
         one_of({"/office/reports/take-up?by=area", "/office/reports/take-up?by=language"}), long_ms},
        {"odd uses", one_of({"/office/odd-uses"})},
        {"programmes", one_of({"/office/programmes", "/office/programmes/331007-postpartum"})},
        {"undelivered", one_of({"/office/undelivered"})},
        {"serial codes", one_of({"/office/codes"})},
        {"a batch of 2,000 codes", every(batches, "/office/codes/")},
        {"news", one_of({"/office/news"})},
        {"whom news are for",
         one_of({"/office/news/audience", "/office/news/audience?situation=pregnant",
                 "/office/news/audience?situation=multiple&months=12",
                 "/office/news/audience?programme=331007-postpartum&situation=child_under&months=4"})},
        {"forms of other services", one_of({"/office/imports/applications"})},
    };
    bool is_fast = true;
    for (const Page& page : pages) is_fast = measure(browser, page) && is_fast;
    return is_fast;
}

/// A command that touches one row, over and over on a connection of its own while something else is done: how
/// long it waits at most is how long the lane was held.
double longest_wait_beside(const Browser& browser, bench::City& city, const std::function<void()>& deed)
{
    std::atomic<bool> is_done = false;
    double longest = 0;
    std::thread beside([&] {
        Browser other(browser.door);
        while (!is_done) {
            const std::string body =
                R"({"key":")" + to_string(city.draw()) + R"(","fiscal_year":2026,"planned_yen":1000000})";
            longest = std::max(longest, took([&] { other.post("/office/budget", body); }).ms);
        }
    });
    deed();
    is_done = true;
    beside.join();
    return longest;
}

/// Sent yesterday by so many women who are not known yet.
std::string list_of_applications(bench::City& city, int rows)
{
    std::mt19937 random(std::random_device{}());
    const std::array<const char*, 5> kana{"ア", "カ", "サ", "タ", "ナ"};
    std::string csv = "申請日,様子,予定日,人数,氏名,フリガナ,生年月日,郵便番号,住所,電話番号,区分\n";
    for (int i = 0; i < rows; ++i) {
        std::string reading = "ミホン ";
        for (int letter = 0; letter < 8; ++letter) reading += kana[random() % kana.size()];
        const Date born = date_of_days(days_since_epoch(date_in_japan(city.now())) - 9000 -
                                       static_cast<int>(random() % 5000));
        csv += "2026/7/7,妊娠中,2026-08-20,1,見本 葵," + reading + "," + to_string(born) +
               ",700-0914,見本町3-3,086-803-1264,一般世帯\n";
    }
    return R"({"key":")" + to_string(city.draw()) +
           R"(","programme":"331007-postpartum","form":"application","file":"bench.csv","sent_on":0,"columns":)"
           R"({"situation":["1"],"due_date":["2"],"children":["3"],"mother_name":["4"],"mother_kana":["5"],)"
           R"("mother_born_on":["6"],"postal_code":["7"],"address":["8"],"telephone":["9"],)"
           R"("household_class":["10"],"not_in_hospital":["=yes"],"agreed":["=yes"]},"content":")" +
           to_base64url(csv) + "\"}";
}

bool measure_deeds(Browser& browser, bench::City& city)
{
    constexpr int approvals = 100;
    const auto waiting = values_of(browser.get("/office/applications?limit=200"), "id");
    std::vector<Took> waits;
    for (std::size_t i = 0; i < approvals && i < waiting.size(); ++i) {
        const std::string body =
            R"({"key":")" + to_string(city.draw()) + R"(","version":2,"outcome":"approved","allotments":[]})";
        waits.push_back(took([&] { browser.post("/office/applications/" + waiting[i] + "/decide", body); }));
    }
    const bool is_fast = tell("approving one", waits, page_ms);

    constexpr std::size_t at_once = 50;
    const auto clear = values_of(browser.get("/office/clear-applications"), "id");
    std::string chosen;
    for (std::size_t i = 0; i < clear.size() && i < at_once; ++i)
        chosen += (i == 0 ? R"({"id":")" : R"(,{"id":")") + clear[i] + R"(","version":2})";
    const auto print = [](const char* name, const Took& all, double beside) {
        std::printf("%-44s took %7.1f ms   another command waited %7.1f ms at most\n", name, all.ms, beside);
    };
    const std::string body = R"({"key":")" + to_string(city.draw()) + R"(","applications":[)" + chosen + "]}";
    Took all;
    double beside = longest_wait_beside(
        browser, city, [&] { all = took([&] { browser.post("/office/clear-applications", body); }); });
    print("approving 50 at once", all, beside);
    const std::string list = list_of_applications(city, 300);
    beside = longest_wait_beside(
        browser, city, [&] { all = took([&] { browser.post("/office/imports/applications", list); }); });
    print("receiving a list of 300", all, beside);
    return is_fast;
}

int run(char** arguments, int count)
{
    const auto calendar = rules::read_calendar(arguments[2], text_of(arguments[2]));
    const std::string text = with_prices(text_of(arguments[1]));
    const auto read = rules::read_programme(arguments[1], text, {{calendar.name, calendar.calendar}});
    if (!read.programme) throw std::runtime_error(rules::to_string(read.mistakes.front()));
    bench::Size size;
    if (count > 4) size.families = std::atoi(arguments[4]);
    if (count > 5) size.applications = std::atoi(arguments[5]);
    if (count > 6) size.waiting = std::atoi(arguments[6]);
    const bool is_new = !std::filesystem::exists(arguments[3]);
    store::Options options;
    options.database = arguments[3];
    auto database = store::open_database(std::move(options));
    if (!database) throw std::runtime_error(database.error().message.en);
    bench::City city(read.programme, **database, is_new ? 20260708 : std::random_device{}());
    std::vector<app::ProgrammeFile> files(1);
    files[0].programme = read.programme;
    files[0].text = text;
    if (const auto enrolled = app::enrol(**database, files, city.now()); !enrolled)
        throw std::runtime_error(enrolled.error().message.en);
    if (is_new) city.fill(size);

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
    municipality.programme_texts[read.programme->code()] = text;
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
        const std::string base = "/api/v1/" + to_string(city.code());
        const std::string cookie = site->session_cookie(people::Realm::office, city.code()) + "=" + token;
        Browser browser({(*server)->port(), base, cookie});
        is_fast = measure_all(browser);
        is_fast = measure_deeds(browser, city) && is_fast;
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
        std::fprintf(
            stderr,
            "bench_office_pages PROGRAMME-FILE CALENDAR-FILE DATABASE [FAMILIES APPLICATIONS WAITING]\n");
        return 2;
    }
    return run(arguments, count);
} catch (const std::exception& found) {
    std::fprintf(stderr, "%s\n", found.what());
    return 2;
}
