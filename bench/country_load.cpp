// What a country sends, from one thread: requests arrive when they arrive, whether earlier ones were answered
// or not, and each is timed from the moment at which it was due.  Nobody waits politely for the server.
//
//   bench_country_load PORT targets=FILE NAME=VALUE…
//     seconds=10 seed=1
//     uses=0           uses a second, with five questions and eight pages around each
//     closed=0         instead: so many clients, each of which uses again as soon as it is answered
//     connections=512  for the arrivals; who finds none free is turned away, and counted
//     crowd=0          requests a second of a crowd on crowd_connections=2000, each with a pause between two
//     pages=/          what a browser fetches, commas between
//     host=            the name that the server has; empty: its address
//
// TARGETS are the lines of bench_country_history.  Prints one JSON object: for each kind of request how many
// were sent and how they were answered, p50, p99 and p99.9 in milliseconds, and the uses of each second.

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <queue>
#include <sstream>

#include "nation.hpp"

using namespace hagukumi;
using namespace hagukumi::bench;

namespace {

using Clock = std::chrono::steady_clock;
using Settings = std::map<std::string, std::string>;

enum class Kind { use, question, page, look, book, count };
constexpr const char* names[] = {"use", "question", "page", "look", "book"};
constexpr int pages_a_use = 8;
/// A server takes so many connections of one address; the crowd has many.
constexpr int connections_of_address = 1900;

struct Target {
    std::string municipality, cookie;
    std::vector<std::string> more;
};

struct Targets {
    std::vector<Target> uses, bookings;
};

Targets read_targets(const std::string& name)
{
    Targets targets;
    std::ifstream file(name);
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::string kind, field;
        Target target;
        std::getline(fields, kind, '\t');
        std::getline(fields, target.municipality, '\t');
        std::getline(fields, target.cookie, '\t');
        while (std::getline(fields, field, '\t')) target.more.push_back(field);
        (kind == "use" ? targets.uses : targets.bookings).push_back(std::move(target));
    }
    return targets;
}

/// Requests as text; what is drawn comes from the seed, only keys carry the time.
class Writer {
public:
    Writer(std::string host, Targets targets, std::vector<std::string> pages, Dice& dice)
        : x_host(std::move(host)), x_targets(std::move(targets)), x_pages(std::move(pages)), x_dice(dice)
    {
    }

    const Targets& targets() const { return x_targets; }

    std::string write(Kind kind)
    {
        switch (kind) {
            case Kind::use: return use(next_use());
            case Kind::question: return question(next_use());
            case Kind::page: return get(x_pages[x_next_page++ % x_pages.size()], {});
            case Kind::look: return look(next_booking());
            case Kind::book: return book(next_booking());
            case Kind::count: break;
        }
        return {};
    }

private:
    const Target& next_use() { return x_targets.uses[x_dice.below(x_targets.uses.size())]; }
    const Target& next_booking() { return x_targets.bookings[x_next_booking++ % x_targets.bookings.size()]; }

    std::string draw_key()
    {
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch());
        return to_string(make_id({now.count()}, x_dice.randomness()));
    }

    std::string get(const std::string& path, const std::string& cookie) const
    {
        return "GET " + path + " HTTP/1.1\r\nHost: " + x_host +
               (cookie.empty() ? "" : "\r\nCookie: " + cookie) + "\r\n\r\n";
    }
    std::string post(const std::string& path, const std::string& cookie, const std::string& body) const
    {
        return "POST " + path + " HTTP/1.1\r\nHost: " + x_host + "\r\nOrigin: http://" + x_host +
               "\r\nContent-Type: application/json\r\nCookie: " + cookie +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static std::string base_of(const Target& target) { return "/api/v1/" + target.municipality + "/parent/"; }

    std::string use(const Target& t)
    {
        return post(base_of(t) + "uses", t.cookie,
                    R"({"key":")" + draw_key() + R"(","check_in":")" + t.more[0] + R"(","coupon":")" +
                        t.more[1] + R"(","service":")" + t.more[2] + R"(","units":1,"again":true})");
    }

    /// What a phone asks around a use: who am I, what have I left, here I am, what would it cost, what did I
    /// use.
    std::string question(const Target& t)
    {
        switch (x_next_question++ % 5) {
            case 0: return get(base_of(t) + "me", t.cookie);
            case 1: return get(base_of(t) + "coupons", t.cookie);
            case 2: return post(base_of(t) + "check-ins", t.cookie, R"({"token":")" + t.more[3] + R"("})");
            case 3:
                return post(
                    base_of(t) + "check-ins/" + t.more[0] + "/preview", t.cookie,
                    R"({"coupon":")" + t.more[1] + R"(","service":")" + t.more[2] + R"(","units":1})");
            default: return get(base_of(t) + "history", t.cookie);
        }
    }

    std::string look(const Target& t) const
    {
        return get(
            base_of(t) + "openings?coupon=" + t.more[1] + "&facility=" + t.more[0] + "&service=" + t.more[2],
            t.cookie);
    }
    std::string book(const Target& t)
    {
        return post(base_of(t) + "bookings", t.cookie,
                    R"({"key":")" + draw_key() + R"(","coupon":")" + t.more[1] + R"(","facility":")" +
                        t.more[0] + R"(","service":")" + t.more[2] + R"(","first_day":")" + t.more[3] +
                        R"("})");
    }

    const std::string x_host;
    const Targets x_targets;
    const std::vector<std::string> x_pages;
    Dice& x_dice;
    std::size_t x_next_page = 0, x_next_question = 0, x_next_booking = 0;
};

/// How the requests of one kind were answered.
struct Answers {
    std::map<int, long> by_status;
    long turned_away = 0;
    std::vector<float> milliseconds;

    double quantile(double q)
    {
        if (milliseconds.empty()) return 0;
        const auto at = milliseconds.begin() +
                        static_cast<std::ptrdiff_t>(q * static_cast<double>(milliseconds.size() - 1));
        std::nth_element(milliseconds.begin(), at, milliseconds.end());
        return static_cast<double>(*at);
    }
};

struct Second {
    long done = 0;
    float worst_ms = 0;
};

class Load {
public:
    Load(int port, Settings settings, Writer writer, Dice& dice)
        : x_port(port), x_settings(std::move(settings)), x_writer(std::move(writer)), x_dice(dice)
    {
    }

    void run()
    {
        x_epoll = epoll_create1(0);
        const auto closed = static_cast<std::size_t>(number("closed"));
        const auto arriving =
            closed > 0 ? closed : static_cast<std::size_t>(number("uses") > 0 ? number("connections") : 0);
        const auto crowd = static_cast<std::size_t>(number("crowd") > 0 ? number("crowd_connections") : 0);
        x_phones.resize(arriving + crowd);
        for (std::size_t i = 0; i < x_phones.size(); ++i) {
            x_phones[i].of_crowd = i >= arriving;
            dial(x_phones[i], static_cast<int>(i));
        }
        x_begins = Clock::now();
        x_seconds.resize(static_cast<std::size_t>(number("seconds")) + 1);
        for (std::size_t i = 0; i < arriving; ++i) {
            if (closed > 0) ask(x_phones[i], Kind::use, Clock::now());
            else x_free.push_back(&x_phones[i]);
        }
        // Everybody of the crowd comes within the pause that each makes between two requests.
        x_pause = crowd > 0 ? static_cast<double>(crowd) / number("crowd") : 0;
        for (std::size_t i = arriving; i < x_phones.size(); ++i)
            come_back(x_phones[i], x_pause * x_dice.even());
        plan_arrivals();

        const auto ends = x_begins + of_seconds(number("seconds"));
        std::vector<epoll_event> events(1024);
        for (auto now = Clock::now(); now < ends; now = Clock::now()) {
            while (!x_due.empty() && x_due.top().at <= now) begin(x_due.top());
            const auto pause = x_due.empty() ? ends - now : std::min(x_due.top().at, ends) - now;
            const int wait =
                static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(pause).count());
            const int ready =
                epoll_wait(x_epoll, events.data(), static_cast<int>(events.size()), std::clamp(wait, 0, 100));
            for (int i = 0; i < ready; ++i)
                receive(*static_cast<Phone*>(events[static_cast<std::size_t>(i)].data.ptr));
        }
        print();
    }

private:
    struct Phone {
        int socket = -1;
        bool of_crowd = false, is_asking = false;
        Kind kind = Kind::use;
        Clock::time_point due;
        std::string head;              ///< of the answer, as far as it came
        std::size_t body_missing = 0;  ///< once the head is known
        int status = 0;
    };
    /// An arrival, or somebody of the crowd who comes back.
    struct Due {
        Clock::time_point at;
        Phone* phone = nullptr;
        friend bool operator<(const Due& a, const Due& b) { return a.at > b.at; }
    };

    static Clock::duration of_seconds(double seconds)
    {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }
    double number(const std::string& name) const { return std::atof(x_settings.at(name).c_str()); }
    bool is_closed() const { return number("closed") > 0; }

    void plan_arrivals()
    {
        const double a_second = number("uses") * requests_of_a_use;
        if (a_second <= 0 || is_closed()) return;
        x_gap = 1 / a_second;
        x_due.push({x_begins + of_seconds(x_dice.exponential(x_gap))});
    }

    void come_back(Phone& phone, double seconds) { x_due.push({Clock::now() + of_seconds(seconds), &phone}); }

    void begin(Due due)
    {
        x_due.pop();
        if (due.phone != nullptr) {
            const double draw = x_dice.even();
            return ask(*due.phone, draw < 0.5 ? Kind::page : draw < 0.75 ? Kind::look : Kind::book, due.at);
        }
        x_due.push({due.at + of_seconds(x_dice.exponential(x_gap))});
        const double draw = x_dice.even() * requests_of_a_use;
        const Kind kind = draw < 1 ? Kind::use : draw < 1 + pages_a_use ? Kind::page : Kind::question;
        if (x_free.empty()) {
            ++of(kind).turned_away;
            return;
        }
        Phone* const phone = x_free.back();
        x_free.pop_back();
        ask(*phone, kind, due.at);
    }

    void dial(Phone& phone, int number)
    {
        phone.socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in own{}, address{};
        own.sin_family = address.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + static_cast<unsigned>(number / connections_of_address));
        address.sin_port = htons(static_cast<std::uint16_t>(x_port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (bind(phone.socket, reinterpret_cast<sockaddr*>(&own), sizeof own) != 0 ||
            connect(phone.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
        const int one = 1;
        setsockopt(phone.socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        fcntl(phone.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &phone;
        epoll_ctl(x_epoll, EPOLL_CTL_ADD, phone.socket, &event);
    }

    void dial_again(Phone& phone)
    {
        close(phone.socket);
        dial(phone, static_cast<int>(&phone - x_phones.data()));
    }

    void ask(Phone& phone, Kind kind, Clock::time_point due)
    {
        phone.is_asking = true;
        phone.kind = kind;
        phone.due = due;
        const std::string request = x_writer.write(kind);
        if (send(phone.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
            answered(phone, 0);
    }

    void receive(Phone& phone)
    {
        char buffer[65536];
        const auto count = recv(phone.socket, buffer, sizeof buffer, 0);
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0 && !phone.is_asking) return dial_again(phone);  // the server closes what is idle
        if (count <= 0) return answered(phone, 0);
        std::string_view bytes(buffer, static_cast<std::size_t>(count));
        if (phone.status == 0) {
            phone.head.append(bytes);
            const auto ends = phone.head.find("\r\n\r\n");
            if (ends == std::string::npos) return;
            phone.status = std::atoi(phone.head.c_str() + 9);
            const auto length_at = phone.head.find("Content-Length: ");
            const std::size_t length =
                length_at < ends ? std::strtoul(phone.head.c_str() + length_at + 16, nullptr, 10) : 0;
            const std::size_t came = phone.head.size() - ends - 4;
            if (phone.status >= 500 && x_complaints++ < 3) std::cerr << phone.head.substr(0, 600) << '\n';
            phone.body_missing = length - std::min(length, came);
        } else {
            phone.body_missing -= std::min(phone.body_missing, bytes.size());
        }
        if (phone.body_missing == 0) answered(phone, phone.status);
    }

    /// Status 0: the line was cut.
    void answered(Phone& phone, int status)
    {
        const auto now = Clock::now();
        const float waited = std::chrono::duration<float, std::milli>(now - phone.due).count();
        Answers& answers = of(phone.kind);
        ++answers.by_status[status];
        answers.milliseconds.push_back(waited);
        if (phone.kind == Kind::use && status == 201) {
            const auto second =
                static_cast<std::size_t>(std::chrono::duration<double>(now - x_begins).count());
            if (second < x_seconds.size()) {
                ++x_seconds[second].done;
                x_seconds[second].worst_ms = std::max(x_seconds[second].worst_ms, waited);
            }
        }
        if (phone.kind == Kind::book) note_order(phone, status);
        phone.is_asking = false;
        phone.head.clear();
        phone.status = 0;
        if (status == 0) dial_again(phone);
        if (phone.of_crowd) return come_back(phone, x_dice.exponential(x_pause));
        if (is_closed()) return ask(phone, Kind::use, now);
        x_free.push_back(&phone);
    }

    /// First come, first served: how long before the last booking that succeeded somebody was told "full".
    void note_order(const Phone& phone, int status)
    {
        if (status == 201) x_last_booked = std::max(x_last_booked, phone.due);
        if (status == 201) x_sold_out_after = std::chrono::duration<double>(Clock::now() - x_begins).count();
        if (status == 422) x_first_refused = std::min(x_first_refused, phone.due);
    }

    Answers& of(Kind kind) { return x_answers[static_cast<std::size_t>(kind)]; }

    void print()
    {
        const char* between = "{";
        for (std::size_t kind = 0; kind < x_answers.size(); ++kind) {
            Answers& a = x_answers[kind];
            if (a.milliseconds.empty()) continue;
            std::printf(
                R"(%s"%s":{"p50_ms":%.2f,"p99_ms":%.2f,"p999_ms":%.2f,"turned_away":%ld,"by_status":{)",
                between, names[kind], a.quantile(0.5), a.quantile(0.99), a.quantile(0.999), a.turned_away);
            const char* comma = "";
            for (const auto& [status, count] : a.by_status) {
                std::printf(R"(%s"%d":%ld)", comma, status, count);
                comma = ",";
            }
            std::printf("}}");
            between = ",";
        }
        const double out_of_order =
            x_first_refused < x_last_booked
                ? std::chrono::duration<double>(x_last_booked - x_first_refused).count()
                : 0;
        std::printf(R"(%s"sold_out_after":%.2f,"out_of_order":%.3f,"seconds":[)", between, x_sold_out_after,
                    out_of_order);
        for (std::size_t i = 0; i + 1 < x_seconds.size(); ++i)
            std::printf("%s[%ld,%.1f]", i == 0 ? "" : ",", x_seconds[i].done,
                        static_cast<double>(x_seconds[i].worst_ms));
        std::printf("]}\n");
    }

    const int x_port;
    const Settings x_settings;
    Writer x_writer;
    Dice& x_dice;
    int x_epoll = -1;
    Clock::time_point x_begins, x_last_booked{}, x_first_refused = Clock::time_point::max();
    double x_gap = 0, x_pause = 0, x_sold_out_after = 0;
    std::vector<Phone> x_phones;
    std::vector<Phone*> x_free;
    std::priority_queue<Due> x_due;
    std::array<Answers, static_cast<std::size_t>(Kind::count)> x_answers;
    std::vector<Second> x_seconds;
    int x_complaints = 0;
};

}  // namespace

int main(int count, char** arguments)
try {
    Settings settings{{"targets", ""}, {"seconds", "10"}, {"seed", "1"},
                      {"uses", "0"},   {"closed", "0"},   {"connections", "512"},
                      {"crowd", "0"},  {"pages", "/"},    {"crowd_connections", "2000"},
                      {"host", ""}};
    for (int i = 2; i < count; ++i) {
        const std::string argument = arguments[i];
        const auto equals = argument.find('=');
        const auto known = settings.find(argument.substr(0, equals));
        if (equals == std::string::npos || known == settings.end()) {
            std::cerr << "unknown: " << argument << '\n';
            return 2;
        }
        known->second = argument.substr(equals + 1);
    }
    if (count < 3) {
        std::cerr << "bench_country_load PORT targets=FILE NAME=VALUE…\n";
        return 2;
    }
    std::vector<std::string> pages;
    std::istringstream list(settings["pages"]);
    for (std::string page; std::getline(list, page, ',');) pages.push_back(page);
    Dice dice(static_cast<std::uint64_t>(std::atoll(settings["seed"].c_str())));
    const int port = std::atoi(arguments[1]);
    const std::string host =
        settings["host"].empty() ? "127.0.0.1:" + std::to_string(port) : settings["host"];
    Writer writer(host, read_targets(settings["targets"]), std::move(pages), dice);
    if (writer.targets().uses.empty())
        throw std::runtime_error("no targets: bench_country_history makes them");
    Load(port, std::move(settings), std::move(writer), dice).run();
} catch (const std::exception& found) {
    std::cerr << found.what() << '\n';
    return 1;
}
