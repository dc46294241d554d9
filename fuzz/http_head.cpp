// What the network may send: any bytes, in any pieces.  The connection must neither break nor hang, say
// nothing after a refusal, and not depend on where the pieces are cut.
//
// The first byte says how large the pieces are.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "http/connection.hpp"

namespace {

using namespace hagukumi;
using State = http::Connection::State;

void must_hold(bool holds)
{
    if (!holds) std::abort();
}

struct Heard {
    std::string requests;  ///< what handlers saw
    std::string answers;
};

Heard feed(const http::ConnectionRules& rules, std::string_view bytes, std::size_t piece)
{
    Heard heard;
    http::Connection connection(rules);
    const auto answer_all = [&] {
        while (connection.state() == State::handling) {
            const http::Request& request = connection.request();
            must_hold(!request.method.empty() && request.path.starts_with('/'));
            must_hold(request.body.size() <= rules.body_bytes);
            must_hold(request.headers.size() <= rules.head.header_fields);
            must_hold(!request.header("host").empty());
            heard.requests += request.method + " " + request.path + "\n";
            for (const auto& [name, value] : request.query) heard.requests += name + "=" + value + "&";
            for (const auto& [name, value] : request.headers) heard.requests += name + ": " + value + "\n";
            heard.requests += request.body + "\n";
            connection.answer(http::json_text_response(200, "{}"));
        }
    };
    while (!bytes.empty()) {
        connection.receive(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        answer_all();
        if (!connection.is_closing()) continue;
        const std::string said = connection.output();
        connection.receive("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
        must_hold(connection.is_closing() && connection.output() == said);
    }
    heard.answers = connection.output();
    return heard;
}

/// Going on is announced only when the head comes alone; everything else is the same.
std::string without_going_on(std::string answers)
{
    const std::string going_on = "HTTP/1.1 100 Continue\r\n\r\n";
    for (auto at = answers.find(going_on); at != std::string::npos; at = answers.find(going_on))
        answers.erase(at, going_on.size());
    return answers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::vector<std::string> hosts{"a.example"};
    static const http::ConnectionRules rules = [] {
        http::ConnectionRules made;
        made.head.hosts = hosts;
        made.head.head_bytes = 2048;
        made.body_bytes = 1024;
        return made;
    }();
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const Heard whole = feed(rules, bytes, bytes.size());
    const Heard cut = feed(rules, bytes, data[0] % 16 + 1u);
    must_hold(whole.requests == cut.requests);
    must_hold(without_going_on(whole.answers) == without_going_on(cut.answers));
    return 0;
}
