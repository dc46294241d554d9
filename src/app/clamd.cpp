#include "app/clamd.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace hagukumi::app {

namespace {

constexpr timeval patience{10, 0};

/// A connection that closes itself.
class Socket {
public:
    explicit Socket(const std::string& address)
    {
        if (address.starts_with("/")) open_path(address);
        else open_host(address);
    }
    ~Socket() { close(); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool is_open() const { return x_socket >= 0; }

    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(x_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Until the other side closes, or says a zero; at most a line.
    std::string receive() const
    {
        std::string answer;
        char bytes[256];
        while (answer.size() < sizeof bytes && answer.find('\0') == std::string::npos) {
            const ssize_t came = ::recv(x_socket, bytes, sizeof bytes, 0);
            if (came <= 0) break;
            answer.append(bytes, static_cast<std::size_t>(came));
        }
        return answer.substr(0, answer.find('\0'));
    }

private:
    void close()
    {
        if (x_socket >= 0) ::close(x_socket);
        x_socket = -1;
    }

    bool reach(int family, const sockaddr* where, socklen_t size)
    {
        x_socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (x_socket < 0) return false;
        ::setsockopt(x_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(x_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (::connect(x_socket, where, size) != 0) close();
        return is_open();
    }

    void open_path(const std::string& path)
    {
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        if (path.size() >= sizeof where.sun_path) return;
        std::memcpy(where.sun_path, path.c_str(), path.size());
        reach(AF_UNIX, reinterpret_cast<const sockaddr*>(&where), sizeof where);
    }

    void open_host(const std::string& address)
    {
        const std::size_t colon = address.rfind(':');
        if (colon == std::string::npos) return;
        addrinfo wanted{};
        wanted.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (::getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &wanted,
                          &found) != 0)
            return;
        for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
            if (reach(one->ai_family, one->ai_addr, one->ai_addrlen)) break;
        }
        ::freeaddrinfo(found);
    }

    int x_socket = -1;
};

/// "INSTREAM": pieces, each after its length in network order; a length of nothing ends it.
bool send_stream(const Socket& clamd, std::string_view bytes)
{
    constexpr std::size_t most = 64 << 10;
    if (!clamd.send(std::string_view("zINSTREAM\0", 10))) return false;
    const auto length = [](std::size_t size) {
        std::string out;
        for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(size >> shift & 0xFF);
        return out;
    };
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, most);
        if (!clamd.send(length(piece.size())) || !clamd.send(piece)) return false;
        bytes.remove_prefix(piece.size());
    }
    return clamd.send(length(0));
}

}  // namespace

Result<void> scan_with_clamd(const std::string& address, std::string_view bytes)
{
    const Socket clamd(address);
    const std::string answer = clamd.is_open() && send_stream(clamd, bytes) ? clamd.receive() : "";
    if (answer.ends_with(" OK")) return {};
    if (answer.ends_with(" FOUND")) {
        return fail(ErrorKind::malformed, "document_infected",
                    {"このファイルからウイルスが見つかりました。別の方法で撮った写真をお送りください。",
                     "A virus was found in this file. Please send a photograph that you took otherwise."});
    }
    return fail(ErrorKind::unavailable, "virus_check_unavailable",
                {"いまは書類を確かめられません。少し待って、もう一度お試しください。",
                 "Documents cannot be checked at the moment. Please wait a little and try again."});
}

}  // namespace hagukumi::app
