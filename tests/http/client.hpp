// A client that sends exactly the bytes that a test gives it.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

namespace hagukumi::test {

struct Answer {
    int status = 0;
    std::string head, body;

    std::string field(std::string_view name) const
    {
        const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class Client {
public:
    explicit Client(int port)
    {
        x_socket = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(x_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) x_is_closed = true;
    }
    ~Client() { close(x_socket); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(x_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    /// The next whole answer; status 0 when the server closed or none came in time.
    Answer answer(std::chrono::milliseconds longest = std::chrono::seconds(10))
    {
        Answer answer;
        const auto end = until("\r\n\r\n", longest);
        if (end == std::string::npos) return answer;
        answer.head = x_bytes.substr(0, end + 2);
        answer.status = std::atoi(answer.head.c_str() + 9);
        x_bytes.erase(0, end + 4);
        const std::size_t length =
            static_cast<std::size_t>(std::atoi(answer.field("Content-Length").c_str()));
        while (x_bytes.size() < length && receive(longest)) {
        }
        answer.body = x_bytes.substr(0, length);
        x_bytes.erase(0, length);
        return answer;
    }

    Answer ask(std::string_view bytes)
    {
        send(bytes);
        return answer();
    }

    /// What comes, until `mark` has come; without the mark.  Empty when it does not come.
    std::string up_to(std::string_view mark, std::chrono::milliseconds longest = std::chrono::seconds(10))
    {
        const auto end = until(mark, longest);
        if (end == std::string::npos) return {};
        std::string found = x_bytes.substr(0, end);
        x_bytes.erase(0, end + mark.size());
        return found;
    }

    /// Whether the server closes within this time.
    bool is_closed_within(std::chrono::milliseconds longest)
    {
        const auto by = std::chrono::steady_clock::now() + longest;
        while (!x_is_closed && std::chrono::steady_clock::now() < by) receive(std::chrono::milliseconds(10));
        return x_is_closed;
    }

private:
    std::size_t until(std::string_view mark, std::chrono::milliseconds longest)
    {
        std::size_t end = x_bytes.find(mark);
        while (end == std::string::npos && receive(longest)) end = x_bytes.find(mark);
        return end;
    }

    bool receive(std::chrono::milliseconds longest)
    {
        pollfd ready{x_socket, POLLIN, 0};
        if (x_is_closed || poll(&ready, 1, static_cast<int>(longest.count())) <= 0) return false;
        char bytes[4096];
        const ssize_t count = recv(x_socket, bytes, sizeof bytes, 0);
        if (count <= 0) x_is_closed = true;
        else x_bytes.append(bytes, static_cast<std::size_t>(count));
        return count > 0;
    }

    int x_socket = -1;
    std::string x_bytes;
    bool x_is_closed = false;
};

}  // namespace hagukumi::test
