// The physical bound of a durable use over HTTP: balances in memory, one append-only log, one fdatasync for
// all uses that wait.  Nothing is decided, nothing can be asked; it only shows what the machine allows.
//
//   bench_log_bound PORT LOGFILE
//
// Takes the same request as the program (bench_http_load "use") and answers 201 with a small JSON.  One
// thread reads and answers, one thread writes the log.  Ends on SIGTERM.

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/id.hpp"

namespace {

using hagukumi::Id;

struct Connection {
    int socket;
    std::string received;
    Id key, coupon;
    bool ok = false;
};

/// The value of "name":"…" in a body that we know; enough for a bound, not for a product.
Id id_in(const std::string& text, const char* name)
{
    const auto at = text.find(name);
    if (at == std::string::npos) return {};
    return hagukumi::parse_id(std::string_view(text).substr(at + std::strlen(name), 36)).value_or(Id{});
}

class LogBound {
public:
    LogBound(int port, const char* log_file) : x_log(open(log_file, O_CREAT | O_RDWR | O_TRUNC, 0600))
    {
        if (x_log < 0) fail("open");
        // The log is written before the run, as a recycled log file would be: growing a file costs a second
        // write.
        const std::string zeros(1 << 20, '\0');
        for (std::size_t written = 0; written < log_size; written += zeros.size())
            if (write(x_log, zeros.data(), zeros.size()) < 0) fail("write");
        fsync(x_log);

        x_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        const int one = 1;
        setsockopt(x_listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (bind(x_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("bind");
        if (listen(x_listener, 1024) != 0) fail("listen");
        socklen_t size = sizeof address;
        getsockname(x_listener, reinterpret_cast<sockaddr*>(&address), &size);
        std::printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
        std::fflush(stdout);
        x_wake = eventfd(0, EFD_NONBLOCK);
        x_epoll = epoll_create1(0);
        watch(x_listener, nullptr);
        watch(x_wake, &x_wake_marker);
    }

    [[noreturn]] void run()
    {
        std::thread(&LogBound::write_groups, this).detach();
        std::vector<epoll_event> events(1024);
        for (;;) {
            const int ready = epoll_wait(x_epoll, events.data(), static_cast<int>(events.size()), -1);
            std::vector<Connection*> arrived;
            for (int i = 0; i < ready; ++i) {
                void* which = events[static_cast<std::size_t>(i)].data.ptr;
                if (which == nullptr) accept_all();
                else if (which == &x_wake_marker) answer_written();
                else if (read_request(*static_cast<Connection*>(which)))
                    arrived.push_back(static_cast<Connection*>(which));
            }
            if (!arrived.empty()) {
                std::lock_guard lock(x_mutex);
                x_waiting.insert(x_waiting.end(), arrived.begin(), arrived.end());
                x_arrived.notify_one();
            }
        }
    }

private:
    static constexpr std::size_t log_size = 256U << 20;
    static constexpr std::size_t record_size = 128;

    [[noreturn]] static void fail(const char* what)
    {
        std::perror(what);
        std::exit(1);
    }

    void watch(int descriptor, void* which)
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = which;
        epoll_ctl(x_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }

    void accept_all()
    {
        for (int s = accept(x_listener, nullptr, nullptr); s >= 0; s = accept(x_listener, nullptr, nullptr)) {
            const int one = 1;
            setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            watch(s, new Connection{s, {}, {}, {}});
        }
    }

    /// True when a use has arrived whole; a request without body is answered at once.
    bool read_request(Connection& c)
    {
        char buffer[4096];
        const auto count = recv(c.socket, buffer, sizeof buffer, 0);
        if (count <= 0) {
            close(c.socket);
            delete &c;
            return false;
        }
        c.received.append(buffer, static_cast<std::size_t>(count));
        const auto head_ends = c.received.find("\r\n\r\n");
        if (head_ends == std::string::npos) return false;
        const auto length_at = c.received.find("Content-Length: ");
        const std::size_t length =
            length_at < head_ends ? std::strtoul(c.received.c_str() + length_at + 16, nullptr, 10) : 0;
        if (c.received.size() < head_ends + 4 + length) return false;
        c.key = id_in(c.received, "\"key\":\"");
        c.coupon = id_in(c.received, "\"coupon\":\"");
        c.received.clear();
        if (length == 0) answer(c, "200 OK");
        return length != 0;
    }

    static void answer(Connection& c, const char* status)
    {
        const std::string body = R"({"id":")" + to_string(c.key) + "\"}";
        const std::string text =
            std::string("HTTP/1.1 ") + status +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body;
        if (send(c.socket, text.data(), text.size(), MSG_NOSIGNAL) < 0)
            return;  // the client has gone; its log record stays
    }

    void answer_written()
    {
        std::uint64_t ignored;
        if (read(x_wake, &ignored, sizeof ignored) < 0) return;
        std::vector<Connection*> written;
        {
            std::lock_guard lock(x_mutex);
            written.swap(x_written);
        }
        for (auto* c : written) answer(*c, c->ok ? "201 Created" : "409 Conflict");
    }

    void write_groups()
    {
        std::unordered_map<Id, int> used;
        std::unordered_set<Id> keys;
        std::string records;
        std::size_t offset = 0;
        for (;;) {
            std::vector<Connection*> group;
            {
                std::unique_lock lock(x_mutex);
                x_arrived.wait(lock, [&] { return !x_waiting.empty(); });
                group.swap(x_waiting);
            }
            records.clear();
            for (auto* c : group) {
                c->ok = keys.insert(c->key).second && ++used[c->coupon] < 1'000'000;
                char record[record_size] = {};
                std::memcpy(record, c->key.bytes.data(), 16);
                std::memcpy(record + 16, c->coupon.bytes.data(), 16);
                records.append(record, record_size);
            }
            if (offset + records.size() > log_size) offset = 0;
            if (pwrite(x_log, records.data(), records.size(), static_cast<off_t>(offset)) < 0) fail("pwrite");
            offset += records.size();
            if (fdatasync(x_log) != 0) fail("fdatasync");
            {
                std::lock_guard lock(x_mutex);
                x_written.insert(x_written.end(), group.begin(), group.end());
            }
            const std::uint64_t one = 1;
            if (write(x_wake, &one, sizeof one) < 0) fail("eventfd");
        }
    }

    int x_log, x_listener = -1, x_wake = -1, x_epoll = -1;
    int x_wake_marker = 0;
    std::mutex x_mutex;
    std::condition_variable x_arrived;
    std::vector<Connection*> x_waiting, x_written;
};

}  // namespace

int main(int count, char** arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "bench_log_bound PORT LOGFILE\n");
        return 2;
    }
    LogBound(std::atoi(arguments[1]), arguments[2]).run();
}
