// Reading a request's head, strictly (reliability.md L9, T32).
//
// Parsers and proxies disagree about heads that are not quite right, and every disagreement is a way to
// smuggle a second request past one of them.  So nothing is repaired here: a head is exactly what RFC 9112
// allows, and names a host that is ours, or it is refused and the connection closed.  No second parser reads
// it after this one.  (Beast 1.81 was tried behind this check: it adds nothing to it, and its chunked parser
// ends the program at an assertion when "0\r\n" comes alone.)
//
//  1. Lines end in CRLF; no line is folded; no control character is anywhere.
//  2. One Host, which is ours.  An absolute target names that same host.
//  3. The body's length is said once and one way: one decimal Content-Length, or exactly `chunked` in 1.1.
//  4. The target has neither raw 8-bit bytes nor %00, and every % is followed by two hexadecimal digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hagukumi::http {

struct HeadRules {
    std::size_t head_bytes = 16 << 10;
    std::size_t header_fields = 64;
    std::size_t target_bytes = 4 << 10;
    std::span<const std::string> hosts;  ///< in lower case, with the port where it is not the usual one
};

/// What a well-formed head says.  The texts stand in the head that was read.
struct Head {
    std::string_view method, target;
    std::vector<std::pair<std::string_view, std::string_view>> fields;  ///< in their order
    std::uint64_t content_length = 0;
    bool is_1_1 = true;
    bool is_chunked = false;
    bool says_close = false;
    std::string_view expects;  ///< Expect; empty: nothing
};

/// Why a head is refused.
struct HeadFlaw {
    int status = 400;
    const char* code = "malformed_request";
};

/// How far a head has come.
struct HeadEnd {
    std::size_t length = 0;  ///< of the whole head with its empty line; 0: more bytes are needed
    bool is_flawed = false;  ///< whatever follows, this is no request: a bare LF, or no method at the start
};

/// Looks for the end of the head.  `looked_at` bytes were looked at by the last call.
HeadEnd find_head_end(std::string_view bytes, std::size_t looked_at = 0);

/// Reads one whole head, from the method to the empty line.  Nothing: it is well-formed, ours, and in `out`.
std::optional<HeadFlaw> read_head(std::string_view text, const HeadRules& rules, Head& out);

/// Compares ASCII letters without their case; `lower_case` is already lower.
bool equals_ignoring_case(std::string_view text, std::string_view lower_case);

}  // namespace hagukumi::http
