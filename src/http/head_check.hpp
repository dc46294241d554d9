// The strict look at a raw request head, before any parser sees it (reliability.md L9, T32).
//
// Parsers and proxies disagree about heads that are not quite right, and every disagreement is a way to
// smuggle a second request past one of them.  So nothing is repaired here: a head is exactly what RFC 9112
// allows, and names a host that is ours, or it is refused and the connection closed.
//
//  1. Lines end in CRLF; no line is folded; no control character is anywhere.
//  2. One Host, which is ours.  An absolute target names that same host.
//  3. The body's length is said once and one way: one decimal Content-Length, or exactly `chunked` in 1.1.
//  4. The target has neither raw 8-bit bytes nor %00, and every % is followed by two hexadecimal digits.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hagukumi::http {

struct HeadRules {
    std::size_t head_bytes = 16 << 10;
    std::size_t header_fields = 64;
    std::size_t target_bytes = 4 << 10;
    std::span<const std::string> hosts;  ///< in lower case, with the port where it is not the usual one
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

/// Looks at one whole head, from the method to the empty line.  Nothing: it is well-formed and ours.
std::optional<HeadFlaw> find_head_flaw(std::string_view head, const HeadRules& rules);

/// Compares ASCII letters without their case; `lower_case` is already lower.
bool equals_ignoring_case(std::string_view text, std::string_view lower_case);

}  // namespace hagukumi::http
