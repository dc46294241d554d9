#include "http/connection.hpp"

#include <algorithm>
#include <charconv>

#include "http/target.hpp"

namespace hagukumi::http {

namespace {

std::string_view reason_of(int status)
{
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "";
    }
}

void append_number(std::string& out, std::size_t number)
{
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

/// A value that came from somewhere must not end its line.
void append_field(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ");
    for (const char c : value)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out.push_back(c);
    out.append("\r\n");
}

bool has_field(const Response& response, std::string_view name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& field) { return field.first == name; });
}

}  // namespace

Connection::Connection(const ConnectionRules& rules) : x_rules(rules) {}

void Connection::receive(std::string_view bytes)
{
    if (x_state == State::closing) return;
    x_input.append(bytes);
    advance();
}

void Connection::advance()
{
    if (x_state == State::awaiting && !x_input.empty()) x_state = State::head;
    if (x_state == State::head && !take_head()) return;
    if (x_state == State::body) take_body();
}

bool Connection::take_head()
{
    const std::string_view looked_for = std::string_view(x_input).substr(0, x_rules.head.head_bytes);
    const HeadEnd end = find_head_end(looked_for, x_looked_at);
    if (end.is_flawed) return refuse(400, "malformed_request"), false;
    if (end.length == 0) {
        x_looked_at = looked_for.size();
        if (x_input.size() >= x_rules.head.head_bytes) refuse(431, "head_too_large");
        return false;
    }
    const std::string_view text = std::string_view(x_input).substr(0, end.length);
    if (const auto flaw = read_head(text, x_rules.head, x_head))
        return refuse(flaw->status, flaw->code), false;
    if (!read_target(x_head.target, x_request)) return refuse(400, "malformed_request"), false;
    x_request.method = x_head.method;
    x_most_body = x_rules.body_bytes;
    if (x_rules.body_bytes_of) {
        if (const auto more = x_rules.body_bytes_of(x_request)) x_most_body = *more;
    }
    if (x_head.content_length > x_most_body) return refuse(413, "body_too_large"), false;

    x_request.headers.resize(x_head.fields.size());
    for (std::size_t i = 0; i < x_head.fields.size(); ++i) {
        auto& [name, value] = x_request.headers[i];
        name = x_head.fields[i].first;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        value = x_head.fields[i].second;
    }
    x_request.body.clear();
    x_asks_head_only = x_head.method == "HEAD";
    x_keeps_alive = x_head.is_1_1 && !x_head.says_close;
    x_is_chunked = x_head.is_chunked;
    x_body_left = x_head.content_length;
    x_chunks = {};

    const bool has_body = x_is_chunked || x_body_left != 0;
    if (!x_head.expects.empty() && x_head.is_1_1) {
        if (!equals_ignoring_case(x_head.expects, "100-continue"))
            return refuse(417, "unknown_expectation"), false;
        if (has_body && x_input.size() == end.length) x_output += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    x_input.erase(0, end.length);  // from here on x_head's texts are gone
    x_looked_at = 0;
    x_state = State::body;
    return true;
}

void Connection::take_body()
{
    std::string_view rest = x_input;
    bool is_done = false;
    if (x_is_chunked) {
        const auto progress = x_chunks.take(rest, x_request.body, x_most_body);
        if (progress == ChunkReader::Progress::too_large) return refuse(413, "body_too_large");
        if (progress == ChunkReader::Progress::malformed) return refuse(400, "malformed_request");
        is_done = progress == ChunkReader::Progress::done;
    } else {
        const std::size_t count = std::min<std::size_t>(x_body_left, rest.size());
        x_request.body.append(rest.substr(0, count));
        rest.remove_prefix(count);
        x_body_left -= count;
        is_done = x_body_left == 0;
    }
    x_input.erase(0, x_input.size() - rest.size());
    if (is_done) x_state = State::handling;
}

void Connection::answer(const Response& response)
{
    write(response, /*has_end*/ true);
    if (!x_keeps_alive) {
        x_state = State::closing;
        return;
    }
    x_state = State::awaiting;
    advance();
}

void Connection::answer_without_end(const Response& response)
{
    x_keeps_alive = false;
    write(response, /*has_end*/ false);
    x_state = State::closing;
}

void Connection::refuse(int status, const char* code)
{
    x_keeps_alive = false;
    x_asks_head_only = false;  // x_request is left alone: a handler may still be reading it
    write(refusal(status, code), /*has_end*/ true);
    x_state = State::closing;
    x_input.clear();
}

void Connection::write(const Response& response, bool has_end)
{
    std::string& out = x_output;
    const bool may_have_body = response.status != 204 && response.status != 304;
    out.reserve(out.size() + x_rules.fixed_fields.size() + response.body.size() + 256);
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(response.status));
    out += ' ';
    out += reason_of(response.status);
    out += "\r\n";
    if (!x_rules.date.empty()) out.append("Date: ").append(x_rules.date).append("\r\n");
    if (!response.content_type.empty() && may_have_body)
        out.append("Content-Type: ").append(response.content_type).append("\r\n");
    if (has_end && may_have_body) {
        out += "Content-Length: ";
        append_number(out, response.body.size());
        out += "\r\n";
    }
    if (!x_keeps_alive) out += "Connection: close\r\n";
    for (const auto& [name, value] : response.headers) append_field(out, name, value);
    if (!has_field(response, "Cache-Control")) out += "Cache-Control: no-store\r\n";
    if (!has_field(response, "Content-Security-Policy"))
        out += "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    out += x_rules.fixed_fields;
    out += "\r\n";
    if (may_have_body && !x_asks_head_only) out += response.body;
}

}  // namespace hagukumi::http
