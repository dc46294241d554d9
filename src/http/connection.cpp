#include "http/connection.hpp"

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <optional>

#include "http/target.hpp"

namespace hagukumi::http {

namespace {

namespace beast = boost::beast::http;

/// A chunk's own line, or the fields behind the last chunk: more of it is an attack.
constexpr std::size_t most_bytes_between_chunks = 4 << 10;

std::string_view reason_of(int status)
{
    const auto reason = beast::obsolete_reason(static_cast<beast::status>(status));
    return status == 421 ? "Misdirected Request" : std::string_view(reason.data(), reason.size());
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

struct Connection::Parser {
    std::optional<beast::request_parser<beast::string_body>> beast;
};

Connection::Connection(const ConnectionRules& rules) : x_rules(rules), x_parser(std::make_unique<Parser>()) {}

Connection::~Connection() = default;

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
    const std::string_view head = std::string_view(x_input).substr(0, end.length);
    if (const auto flaw = find_head_flaw(head, x_rules.head)) return refuse(flaw->status, flaw->code), false;

    auto& parser = x_parser->beast.emplace();
    parser.header_limit(static_cast<std::uint32_t>(x_rules.head.head_bytes + 16));
    parser.body_limit(x_rules.body_bytes);
    boost::beast::error_code error;
    const std::size_t used = parser.put(boost::asio::buffer(head), error);
    if (error == beast::error::body_limit) return refuse(413, "body_too_large"), false;
    if (error || !parser.is_header_done() || used != head.size())
        return refuse(400, "malformed_request"), false;

    const auto& message = parser.get();
    x_request.method.assign(message.method_string().data(), message.method_string().size());
    const auto target = message.target();
    if (!read_target({target.data(), target.size()}, x_request))
        return refuse(400, "malformed_request"), false;
    x_request.headers.clear();
    for (const auto& field : message) {
        auto& [name, value] = x_request.headers.emplace_back();
        name.assign(field.name_string().data(), field.name_string().size());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        value.assign(field.value().data(), field.value().size());
    }
    x_asks_head_only = message.method() == beast::verb::head;
    const bool is_1_1 = message.version() == 11;
    x_keeps_alive = is_1_1 && parser.keep_alive();
    x_input.erase(0, end.length);
    x_looked_at = 0;
    x_body_bytes = 0;

    if (const std::string_view expected = x_request.header("expect"); !expected.empty() && is_1_1) {
        if (!equals_ignoring_case(expected, "100-continue")) return refuse(417, "unknown_expectation"), false;
        if (!parser.is_done() && x_input.empty()) x_output += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    parser.eager(true);
    x_state = State::body;
    return true;
}

void Connection::take_body()
{
    auto& parser = *x_parser->beast;
    while (!parser.is_done() && !x_input.empty()) {
        boost::beast::error_code error;
        const std::size_t used = parser.put(boost::asio::buffer(x_input), error);
        x_input.erase(0, used);
        x_body_bytes += used;
        if (error == beast::error::body_limit) return refuse(413, "body_too_large");
        if (error && error != beast::error::need_more) return refuse(400, "malformed_request");
        if (used == 0) {
            if (x_input.size() > most_bytes_between_chunks) refuse(400, "malformed_request");
            return;
        }
    }
    if (!parser.is_done()) return;
    x_request.body = std::move(parser.get().body());
    x_parser->beast.reset();
    x_state = State::handling;
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
