#include "http/client.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace hagukumi::test {

std::string Answer::field(std::string_view name) const
{
    const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

Client::Client(int port)
{
    x_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(x_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) x_is_closed = true;
}

Client::~Client()
{
    close(x_socket);
}

void Client::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(x_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

Answer Client::answer(std::chrono::milliseconds longest)
{
    Answer answer;
    const auto end = until("\r\n\r\n", longest);
    if (end == std::string::npos) return answer;
    answer.head = x_bytes.substr(0, end + 2);
    answer.status = std::atoi(answer.head.c_str() + 9);
    x_bytes.erase(0, end + 4);
    const std::size_t length = static_cast<std::size_t>(std::atoi(answer.field("Content-Length").c_str()));
    while (x_bytes.size() < length && receive(longest)) {
    }
    answer.body = x_bytes.substr(0, length);
    x_bytes.erase(0, length);
    return answer;
}

Answer Client::ask(std::string_view bytes)
{
    send(bytes);
    return answer();
}

std::string Client::up_to(std::string_view mark, std::chrono::milliseconds longest)
{
    const auto end = until(mark, longest);
    if (end == std::string::npos) return {};
    std::string found = x_bytes.substr(0, end);
    x_bytes.erase(0, end + mark.size());
    return found;
}

bool Client::is_closed_within(std::chrono::milliseconds longest)
{
    const auto by = std::chrono::steady_clock::now() + longest;
    while (!x_is_closed && std::chrono::steady_clock::now() < by) receive(std::chrono::milliseconds(10));
    return x_is_closed;
}

std::size_t Client::until(std::string_view mark, std::chrono::milliseconds longest)
{
    std::size_t end = x_bytes.find(mark);
    while (end == std::string::npos && receive(longest)) end = x_bytes.find(mark);
    return end;
}

bool Client::receive(std::chrono::milliseconds longest)
{
    pollfd ready{x_socket, POLLIN, 0};
    if (x_is_closed || poll(&ready, 1, static_cast<int>(longest.count())) <= 0) return false;
    char bytes[4096];
    const ssize_t count = recv(x_socket, bytes, sizeof bytes, 0);
    if (count <= 0) x_is_closed = true;
    else x_bytes.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
}

}  // namespace hagukumi::test
