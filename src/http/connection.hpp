// One HTTP/1.1 connection without a socket: bytes in, requests out; answers in, bytes out.
//
//   awaiting ──bytes──► head ──► body ──► handling ──answer()──► awaiting
//        └──────────────┴─flaw────┴──► closing ◄─last answer──────┘
//
//  1. A request comes out only when it is complete, and one at a time: what a client sends ahead waits in
//     the buffer, and the driver reads no more of it until the answer is given.
//  2. Nothing is repaired: see head_check and chunks.  Fields behind a chunked body are thrown away.
//  3. Whatever is wrong is answered once, and then the connection closes: nobody knows where the next
//     request would begin.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/chunks.hpp"
#include "http/head_check.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace hagukumi::http {

/// What all connections of a server share; outlives them.
struct ConnectionRules {
    HeadRules head;
    std::size_t body_bytes = 64 << 10;
    /// How much may be sent to a path that takes more; nothing: as everywhere.
    std::function<std::optional<std::size_t>(const Request& request)> body_bytes_of;
    std::string fixed_fields;  ///< sent with every answer, beside what write() adds: "Name: value\r\n"…
    std::string date;          ///< "Sat, 21 Nov 2026 01:00:00 GMT", kept fresh by the driver; empty: not sent
};

class Connection {
public:
    enum class State { awaiting, head, body, handling, closing };

    explicit Connection(const ConnectionRules& rules);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Takes bytes of the client and goes as far as it can.
    void receive(std::string_view bytes);

    State state() const { return x_state; }

    /// The request being handled.  `peer`, `at`, `route` and what follows from it are the driver's to set.
    Request& request() { return x_request; }
    const Request& request() const { return x_request; }

    /// The answer to the request being handled.  Goes on with what the client sent ahead.
    void answer(const Response& response);

    /// The head of an endless answer (SSE); the driver writes what follows, and closing ends it.
    void answer_without_end(const Response& response);

    /// Refuses whatever is going on and closes: a deadline, a server that ends.
    void refuse(int status, const char* code);

    /// After the answer that is being made or comes next: close.
    void close_after_answer() { x_keeps_alive = false; }

    /// Bytes to send, in order; the driver moves them away.
    std::string& output() { return x_output; }

    /// Nothing comes after the output.
    bool is_closing() const { return x_state == State::closing; }

    /// Of the body that is coming now.
    std::size_t body_bytes_so_far() const { return x_request.body.size(); }

private:
    void advance();
    bool take_head();  ///< false: more bytes are needed, or the connection closes
    void take_body();
    void write(const Response& response, bool has_end);

    const ConnectionRules& x_rules;
    State x_state = State::awaiting;
    Request x_request;
    Head x_head;  ///< its texts stand in x_input, and are gone with it
    ChunkReader x_chunks;
    std::uint64_t x_body_left = 0;  ///< of a Content-Length
    std::size_t x_most_body = 0;    ///< of the request that is coming
    bool x_is_chunked = false;
    std::string x_input;          ///< what came and is not used up
    std::size_t x_looked_at = 0;  ///< of x_input, in search of the head's end
    std::string x_output;
    bool x_keeps_alive = true;
    bool x_asks_head_only = false;
};

/// What is told about a request that never reached a handler.
Response refusal(int status, const char* code);

}  // namespace hagukumi::http
