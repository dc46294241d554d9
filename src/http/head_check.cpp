#include "http/head_check.hpp"

#include <algorithm>
#include <array>

namespace hagukumi::http {

namespace {

constexpr HeadFlaw malformed{400, "malformed_request"};
constexpr HeadFlaw foreign_host{421, "unknown_host"};

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_hexadecimal(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// tchar of RFC 9110: what methods and field names are made of.
constexpr std::array<bool, 256> token_characters = [] {
    std::array<bool, 256> is{};
    for (int c = '0'; c <= '9'; ++c) is[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c) is[static_cast<std::size_t>(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c) is[static_cast<std::size_t>(c)] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~")) is[static_cast<unsigned char>(c)] = true;
    return is;
}();

/// What a target may be made of: RFC 3986 without the fragment.
constexpr std::array<bool, 256> target_characters = [] {
    std::array<bool, 256> is{};
    for (std::size_t c = 0x21; c <= 0x7e; ++c) is[c] = true;
    for (const char c : std::string_view("\"#<>\\^`{|}")) is[static_cast<unsigned char>(c)] = false;
    return is;
}();

bool all_of_token(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return token_characters[static_cast<unsigned char>(c)];
    });
}

/// Visible characters, spaces, tabs and 8-bit text: whatever is opaque to us may have the last.
bool is_field_value(std::string_view value)
{
    return std::all_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool is_target(std::string_view target)
{
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (!target_characters[static_cast<unsigned char>(target[i])]) return false;
        if (target[i] != '%') continue;
        if (i + 2 >= target.size() || !is_hexadecimal(target[i + 1]) || !is_hexadecimal(target[i + 2]))
            return false;
        if (target[i + 1] == '0' && target[i + 2] == '0') return false;
    }
    return true;
}

/// The authority of an absolute target, or nothing when the target is none.
std::optional<std::string_view> authority_of(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() <= scheme.size() || !equals_ignoring_case(target.substr(0, scheme.size()), scheme))
            continue;
        target.remove_prefix(scheme.size());
        return target.substr(0, target.find_first_of("/?"));
    }
    return std::nullopt;
}

bool is_known_method(std::string_view method)
{
    constexpr std::array<std::string_view, 7> known{"GET",   "POST",   "HEAD",   "PUT",
                                                    "PATCH", "DELETE", "OPTIONS"};
    return std::find(known.begin(), known.end(), method) != known.end();
}

std::optional<HeadFlaw> read_request_line(std::string_view line, const HeadRules& rules, Head& out)
{
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos) return malformed;
    const std::size_t second = line.find(' ', first + 1);
    if (second == std::string_view::npos) return malformed;
    out.method = line.substr(0, first);
    out.target = line.substr(first + 1, second - first - 1);
    const std::string_view version = line.substr(second + 1);

    if (!all_of_token(out.method)) return malformed;
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
        !is_digit(version[7]))
        return malformed;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return HeadFlaw{505, "unknown_version"};
    out.is_1_1 = version[7] == '1';
    if (!is_known_method(out.method)) return HeadFlaw{501, "unknown_method"};
    if (out.target.size() > rules.target_bytes) return HeadFlaw{414, "address_too_long"};
    if (out.target.empty() || !is_target(out.target)) return malformed;
    const bool is_asterisk = out.target == "*" && out.method == "OPTIONS";
    if (out.target.front() != '/' && !is_asterisk && !authority_of(out.target)) return malformed;
    return std::nullopt;
}

/// The fields of which a second one would leave it open which one counts.
constexpr std::array<std::string_view, 9> singular{
    "host",   "content-length", "transfer-encoding", "expect", "cookie", "content-type", "content-encoding",
    "origin", "last-event-id"};

enum Singular : std::size_t { host, content_length, transfer_encoding, expect };

/// Whether a list like "keep-alive, close" has this word.
bool lists(std::string_view value, std::string_view lower_case)
{
    while (!value.empty()) {
        const std::string_view one = value.substr(0, value.find(','));
        value.remove_prefix(std::min(one.size() + 1, value.size()));
        if (equals_ignoring_case(trimmed(one), lower_case)) return true;
    }
    return false;
}

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower_case)
{
    return text.size() == lower_case.size() && std::equal(text.begin(), text.end(), lower_case.begin(),
                                                          [](char a, char b) { return lower(a) == b; });
}

HeadEnd find_head_end(std::string_view bytes, std::size_t looked_at)
{
    // A method is written in capitals by everybody; a TLS greeting or an empty line is none.
    if (!bytes.empty() && (bytes[0] < 'A' || bytes[0] > 'Z') &&
        !token_characters[static_cast<unsigned char>(bytes[0])])
        return {0, true};
    for (std::size_t i = bytes.find('\n', looked_at); i != std::string_view::npos;
         i = bytes.find('\n', i + 1)) {
        if (i == 0 || bytes[i - 1] != '\r') return {0, true};
        if (i >= 3 && bytes[i - 2] == '\n') return {i + 1, false};
    }
    return {};
}

std::optional<HeadFlaw> read_head(std::string_view text, const HeadRules& rules, Head& out)
{
    if (text.size() > rules.head_bytes) return HeadFlaw{431, "head_too_large"};
    if (!text.ends_with("\r\n\r\n")) return malformed;
    text.remove_suffix(2);  // every line that is left ends in CRLF

    out.fields.clear();
    std::array<std::string_view, singular.size()> values{};
    std::array<bool, singular.size()> was_seen{};
    out.says_close = false;
    for (bool is_first = true; !text.empty(); is_first = false) {
        const std::size_t end = text.find("\r\n");
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (is_first) {
            if (const auto flaw = read_request_line(line, rules, out)) return flaw;
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !all_of_token(line.substr(0, colon))) return malformed;
        const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
        if (!is_field_value(value)) return malformed;
        if (out.fields.size() >= rules.header_fields) return HeadFlaw{431, "head_too_large"};
        out.fields.emplace_back(name, value);
        if (equals_ignoring_case(name, "connection") && lists(value, "close")) out.says_close = true;
        for (std::size_t i = 0; i < singular.size(); ++i) {
            if (!equals_ignoring_case(name, singular[i])) continue;
            if (was_seen[i]) return malformed;
            was_seen[i] = true;
            values[i] = value;
        }
    }

    out.is_chunked = was_seen[transfer_encoding];
    if (out.is_chunked && (was_seen[content_length] || !out.is_1_1 || values[transfer_encoding] != "chunked"))
        return malformed;
    const std::string_view length = values[content_length];
    if (was_seen[content_length] &&
        (length.empty() || length.size() > 18 || !std::all_of(length.begin(), length.end(), is_digit)))
        return malformed;
    out.content_length = 0;
    for (const char c : length)
        out.content_length = out.content_length * 10 + static_cast<std::uint64_t>(c - '0');
    out.expects = values[expect];

    // HTTP/1.0 knows no Host, but without one nobody can say whose page was meant.
    const std::string_view named = values[host];
    if (!was_seen[host] || named.empty() || named.find_first_of(" \t,/@?") != std::string_view::npos)
        return malformed;
    if (const auto authority = authority_of(out.target)) {
        const bool same = authority->size() == named.size() &&
                          std::equal(authority->begin(), authority->end(), named.begin(),
                                     [](char a, char b) { return lower(a) == lower(b); });
        if (!same) return malformed;
    }
    const bool is_ours = std::any_of(rules.hosts.begin(), rules.hosts.end(), [&](const std::string& ours) {
        return equals_ignoring_case(named, ours);
    });
    if (!is_ours) return foreign_host;
    return std::nullopt;
}

}  // namespace hagukumi::http
