// Ten o'clock over HTTP: 2,000 families, each on a connection of its own, ask at once for the 20 seats of one
// hour.  Twenty are booked; everybody else is told why not and the nearest free times, within two seconds.
//
//     bench_rush_over_http PROGRAMME-FILE CALENDAR-FILE DATABASE     as bench_book; ends with 1 when not so
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <thread>

#include "app/installation.hpp"
#include "http/api/routes.hpp"
#include "http/server.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sign_in.hpp"
#include "town.hpp"

using namespace hagukumi;
using namespace hagukumi::bench;

namespace {

constexpr double longest_wait_ms = 2000;

/// One family's account with a session; gives its cookie.
std::string sign_in(Town& town, const http::Site& site, const Family& family, int number,
                    const std::string& password)
{
    people::CreateAccount account;
    account.key = town.draw();
    account.at = town.now();
    account.id = family.account;
    account.role = people::Role::parent;
    account.email = "family" + std::to_string(number) + "@example.jp";
    account.password_hash = password;
    account.household = family.household;
    account.display_name = "family";
    const std::string token = "bench-token-of-family-" + std::to_string(number);
    const auto done =
        town.database().lane().run(town.own().municipality(), [&](store::Transaction& tx) -> Result<void> {
            TRY(people::create_account(tx, account));
            TRY(people::open_session(tx, family.account, people::Role::parent, people::Realm::parent,
                                     town.now(), people::Secret(token), ""));
            return {};
        });
    if (!done) throw std::runtime_error(done.error().message.en);
    return site.session_cookie(people::Realm::parent, town.own().municipality()) + "=" + token;
}

std::string request_of(const booking::Book& wish, const std::string& cookie, int municipality, int port)
{
    std::string boxes;
    for (const int box : wish.wanted.request.boxes) {
        char time[16];
        std::snprintf(time, sizeof time, "%s\"%02d:%02d\"", boxes.empty() ? "" : ",", box / 60, box % 60);
        boxes += time;
    }
    const std::string body = R"({"key":")" + to_string(wish.key) + R"(","coupon":")" +
                             to_string(*wish.wanted.coupon) + R"(","facility":")" +
                             to_string(wish.wanted.facility) + R"(","service":")" +
                             wish.wanted.request.service + R"(","first_day":")" +
                             to_string(*wish.wanted.request.first_day) + R"(","boxes":[)" + boxes + "]}";
    const std::string host = "127.0.0.1:" + std::to_string(port);
    return "POST /api/v1/" + std::to_string(municipality) + "/parent/bookings HTTP/1.1\r\nHost: " + host +
           "\r\nOrigin: http://" + host + "\r\nContent-Type: application/json\r\nCookie: " + cookie +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// All phones at once, from one thread.
class Phones {
public:
    Phones(int port, std::vector<std::string> requests) : x_phones(requests.size())
    {
        x_epoll = epoll_create1(0);
        for (std::size_t i = 0; i < x_phones.size(); ++i) {
            x_phones[i].request = std::move(requests[i]);
            dial(x_phones[i], port);
        }
    }

    /// Sends everything, and waits until everybody was answered or `longest` has passed.
    void ring(std::chrono::seconds longest)
    {
        const auto begins = Clock::now();
        for (Phone& phone : x_phones) {
            if (send(phone.socket, phone.request.data(), phone.request.size(), MSG_NOSIGNAL) !=
                static_cast<ssize_t>(phone.request.size()))
                throw std::runtime_error("a request could not be sent");
        }
        std::vector<epoll_event> events(x_phones.size());
        while (answered < x_phones.size() && Clock::now() - begins < longest) {
            const int ready = epoll_wait(x_epoll, events.data(), static_cast<int>(events.size()), 100);
            for (int i = 0; i < ready; ++i)
                receive(*static_cast<Phone*>(events[static_cast<std::size_t>(i)].data.ptr), begins);
        }
        std::sort(waits_ms.begin(), waits_ms.end());
    }

    std::size_t answered = 0, useful = 0;
    std::map<std::string, int> by_status;
    std::vector<double> waits_ms;

private:
    struct Phone {
        int socket = -1;
        std::string request, received;
    };

    void dial(Phone& phone, int port)
    {
        phone.socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(phone.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
        const int one = 1;
        setsockopt(phone.socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &phone;
        epoll_ctl(x_epoll, EPOLL_CTL_ADD, phone.socket, &event);
    }

    void receive(Phone& phone, Clock::time_point begins)
    {
        char buffer[16384];
        const auto count = recv(phone.socket, buffer, sizeof buffer, 0);
        if (count <= 0) throw std::runtime_error("the server closed a connection");
        phone.received.append(buffer, static_cast<std::size_t>(count));
        const auto head_ends = phone.received.find("\r\n\r\n");
        if (head_ends == std::string::npos) return;
        const auto length_at = phone.received.find("Content-Length: ");
        const std::size_t length =
            length_at < head_ends ? std::strtoul(phone.received.c_str() + length_at + 16, nullptr, 10) : 0;
        if (phone.received.size() < head_ends + 4 + length) return;
        ++answered;
        ++by_status[phone.received.substr(9, 3)];
        // Useful: why, and where else.
        useful += phone.received.find("\"seats_free\"") != std::string::npos &&
                  phone.received.find("\"nearest\":[{") != std::string::npos;
        waits_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begins).count());
        phone.received.clear();
    }

    int x_epoll = -1;
    std::vector<Phone> x_phones;
};

}  // namespace

int main(int count, char** arguments)
{
    if (count != 4) {
        std::fprintf(stderr, "bench_rush_over_http PROGRAMME-FILE CALENDAR-FILE DATABASE\n");
        return 2;
    }
    const auto town = open_town(arguments, {});
    if (!town) return 1;
    const MunicipalityCode code = town->own().municipality();
    const std::vector<booking::Book> wishes = town->rush();

    const auto site = std::make_shared<http::Site>();
    app::SystemRandomness dice;
    site->municipalities[code] = {code, town->own().municipality_name(), town->programmes(), {}};
    site->now = [&] { return town->now(); };
    site->draw_id = [&](Instant at) { return make_id(at, dice); };
    site->draw_token = [&] { return people::draw_token(dice); };
    site->randomness = &dice;
    site->database = &town->database();
    people::HashPool hashing;
    site->hash_pool = &hashing;
    http::Settings settings;
    settings.port = 0;
    auto server = http::Server::open(settings, site, http::api_routes());
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().message.en.c_str());
        return 1;
    }
    site->public_url = "http://127.0.0.1:" + std::to_string((*server)->port());
    std::thread serving([&] { (*server)->run(); });

    const std::string password = people::hash_password(people::Secret("of nobody's knowledge"));
    std::vector<std::string> requests;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const std::string cookie = sign_in(*town, *site, town->families()[i], static_cast<int>(i), password);
        requests.push_back(request_of(wishes[i], cookie, code.value, (*server)->port()));
    }
    const std::size_t asked = requests.size();
    Phones phones((*server)->port(), std::move(requests));
    phones.ring(std::chrono::seconds(60));
    (*server)->stop();
    serving.join();

    const double last = phones.waits_ms.empty() ? 0 : phones.waits_ms.back();
    std::printf(
        "rush over HTTP: %zu requests for %d seats: %d booked, %d refused, %zu of them with the nearest "
        "free times; answered after %.0f ms (median), %.0f ms (last)\n",
        asked, rush_seats, phones.by_status["201"], phones.by_status["422"], phones.useful,
        phones.waits_ms.empty() ? 0 : phones.waits_ms[phones.waits_ms.size() / 2], last);
    const auto refused = asked - rush_seats;
    const bool is_right = phones.by_status["201"] == rush_seats && phones.useful == refused &&
                          phones.answered == asked && last < longest_wait_ms;
    return is_right ? 0 : 1;
}
