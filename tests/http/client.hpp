// A client that sends exactly the bytes that a test gives it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace hagukumi::test {

struct Answer {
    int status = 0;
    std::string head, body;

    std::string field(std::string_view name) const;
};

class Client {
public:
    explicit Client(int port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view bytes);

    /// The next whole answer; status 0 when the server closed or none came in time.
    Answer answer(std::chrono::milliseconds longest = std::chrono::seconds(10));

    Answer ask(std::string_view bytes);

    /// What comes, until `mark` has come; without the mark.  Empty when it does not come.
    std::string up_to(std::string_view mark, std::chrono::milliseconds longest = std::chrono::seconds(10));

    /// Whether the server closes within this time.
    bool is_closed_within(std::chrono::milliseconds longest);

private:
    std::size_t until(std::string_view mark, std::chrono::milliseconds longest);

    bool receive(std::chrono::milliseconds longest);

    int x_socket = -1;
    std::string x_bytes;
    bool x_is_closed = false;
};

}  // namespace hagukumi::test
