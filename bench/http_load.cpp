// A closed loop of HTTP requests from one thread: every client sends its next request when the answer to
// the last one has come.
//
//   bench_http_load PORT KIND CLIENTS SECONDS [TARGETS]
//
// KIND "empty" asks GET /healthz.  KIND "use" sends POST …/parent/uses for the lines of TARGETS, made by
// `hagukumi bench prepare`: municipality, cookie, check-in, coupon and service, separated by tabs.
// Prints one JSON line: requests per second, p50 and p99 in milliseconds, answers by status class.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/id.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Target {
    std::string municipality, cookie, check_in, coupon, service;
};

std::vector<Target> read_targets(const char* path)
{
    std::vector<Target> targets;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        Target t;
        std::getline(fields, t.municipality, '\t');
        std::getline(fields, t.cookie, '\t');
        std::getline(fields, t.check_in, '\t');
        std::getline(fields, t.coupon, '\t');
        std::getline(fields, t.service, '\t');
        targets.push_back(std::move(t));
    }
    return targets;
}

class Load {
public:
    Load(int port, bool uses, std::vector<Target> targets)
        : x_port(port), x_uses(uses), x_targets(std::move(targets)), x_randomness(std::random_device{}())
    {
    }

    void run(int clients, double seconds)
    {
        x_epoll = epoll_create1(0);
        x_clients.resize(static_cast<std::size_t>(clients));
        for (auto& client : x_clients) connect_client(client);
        for (auto& client : x_clients) send_next(client);

        const auto warm_up_ends = Clock::now() + std::chrono::milliseconds(500);
        const auto ends = warm_up_ends +
                          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
        bool measuring = false;
        std::vector<epoll_event> events(x_clients.size());
        for (auto now = Clock::now(); now < ends; now = Clock::now()) {
            if (!measuring && now >= warm_up_ends) {
                measuring = true;
                x_milliseconds.clear();
                std::fill(std::begin(x_by_class), std::end(x_by_class), 0);
            }
            const int ready = epoll_wait(x_epoll, events.data(), static_cast<int>(events.size()), 100);
            for (int i = 0; i < ready; ++i)
                receive(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
        }
        print(seconds);
    }

private:
    struct Client {
        int socket = -1;
        std::string request, received;
        Clock::time_point sent;
    };

    void connect_client(Client& client)
    {
        client.socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(x_port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(client.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            std::perror("connect");
            std::exit(1);
        }
        const int one = 1;
        setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        epoll_ctl(x_epoll, EPOLL_CTL_ADD, client.socket, &event);
    }

    void send_next(Client& client)
    {
        const std::string host = "Host: 127.0.0.1:" + std::to_string(x_port) + "\r\n";
        if (!x_uses) {
            client.request = "GET /healthz HTTP/1.1\r\n" + host + "\r\n";
        } else {
            const Target& target = x_targets[x_next++ % x_targets.size()];
            const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch());
            const auto key = to_string(hagukumi::make_id({now.count()}, x_randomness));
            const std::string body = R"({"key":")" + key + R"(","check_in":")" + target.check_in +
                                     R"(","coupon":")" + target.coupon + R"(","service":")" + target.service +
                                     R"(","units":1,"again":true})";
            client.request = "POST /api/v1/" + target.municipality + "/parent/uses HTTP/1.1\r\n" + host +
                             "Origin: http://127.0.0.1:" + std::to_string(x_port) +
                             "\r\nContent-Type: application/json\r\nCookie: " + target.cookie +
                             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        }
        client.sent = Clock::now();
        if (send(client.socket, client.request.data(), client.request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(client.request.size())) {
            std::perror("send");
            std::exit(1);
        }
    }

    void receive(Client& client)
    {
        char buffer[16384];
        const auto count = recv(client.socket, buffer, sizeof buffer, 0);
        if (count <= 0) {
            std::fprintf(stderr, "the server closed a connection\n");
            std::exit(1);
        }
        client.received.append(buffer, static_cast<std::size_t>(count));
        const auto head_ends = client.received.find("\r\n\r\n");
        if (head_ends == std::string::npos) return;
        const auto length_at = client.received.find("Content-Length: ");
        const std::size_t length =
            length_at < head_ends ? std::strtoul(client.received.c_str() + length_at + 16, nullptr, 10) : 0;
        if (client.received.size() < head_ends + 4 + length) return;

        const int status_class = client.received[9] - '0';
        if (status_class >= 1 && status_class <= 5) ++x_by_class[status_class];
        if (status_class != 2 && x_complaints++ < 3)
            std::fprintf(stderr, "%s\n", client.received.substr(0, 600).c_str());
        x_milliseconds.push_back(
            std::chrono::duration<float, std::milli>(Clock::now() - client.sent).count());
        client.received.clear();
        send_next(client);
    }

    void print(double seconds)
    {
        std::sort(x_milliseconds.begin(), x_milliseconds.end());
        const auto quantile = [&](double q) {
            return x_milliseconds.empty() ? 0.0
                                          : static_cast<double>(x_milliseconds[static_cast<std::size_t>(
                                                q * static_cast<double>(x_milliseconds.size() - 1))]);
        };
        std::printf(R"({"per_second":%.0f,"p50_ms":%.2f,"p99_ms":%.2f,"ok":%ld,"refused":%ld,"failed":%ld})"
                    "\n",
                    static_cast<double>(x_milliseconds.size()) / seconds, quantile(0.5), quantile(0.99),
                    x_by_class[2], x_by_class[4], x_by_class[5]);
    }

    int x_port;
    bool x_uses;
    std::vector<Target> x_targets;
    hagukumi::SeededRandomness x_randomness;
    int x_epoll = -1;
    std::size_t x_next = 0;
    std::vector<Client> x_clients;
    std::vector<float> x_milliseconds;
    long x_by_class[6] = {};
    int x_complaints = 0;
};

}  // namespace

int main(int count, char** arguments)
{
    if (count < 5) {
        std::fprintf(stderr, "bench_http_load PORT empty|use CLIENTS SECONDS [TARGETS]\n");
        return 2;
    }
    const bool uses = std::strcmp(arguments[2], "use") == 0;
    auto targets = uses && count > 5 ? read_targets(arguments[5]) : std::vector<Target>{};
    if (uses && targets.empty()) {
        std::fprintf(stderr, "no targets: make them with `hagukumi bench prepare`\n");
        return 2;
    }
    Load(std::atoi(arguments[1]), uses, std::move(targets))
        .run(std::atoi(arguments[3]), std::atof(arguments[4]));
}
