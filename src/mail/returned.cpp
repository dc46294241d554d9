#include "mail/returned.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/municipality_code.hpp"

namespace hagukumi::mail {

namespace {

/// What reports the end of a mail stands at its beginning; the mail itself may hang behind it.
constexpr std::size_t most_read = 256 * 1024;

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Lines with those that continue them; an empty line is kept as an empty one.
std::vector<std::string> unfolded_lines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const bool continues = !line.empty() && (line.front() == ' ' || line.front() == '\t');
        if (continues && !lines.empty() && !lines.back().empty()) {
            lines.back() += ' ';
            lines.back() += trimmed(line);
        } else {
            lines.emplace_back(trimmed(line));
        }
    }
    return lines;
}

/// The value of a field that stands on this line, or nothing; `name` in lower case with its colon.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name)
{
    if (line.size() < name.size() || lower(line.substr(0, name.size())) != name) return std::nullopt;
    return trimmed(line.substr(name.size()));
}

bool is_report(const std::vector<std::string>& lines)
{
    for (const std::string& line : lines) {
        if (line.empty()) return false;  // the end of the head
        const auto type = value_of(line, "content-type:");
        if (!type) continue;
        const std::string words = lower(*type);
        return words.starts_with("multipart/report") && words.find("delivery-status") != std::string::npos;
    }
    return false;
}

/// <01981f6a-….131016@example.jp>, as the sender writes it.
std::optional<Returned> ours(std::string_view message_id, std::string_view domain)
{
    constexpr std::size_t id_length = 36, code_length = 6;
    if (message_id.size() != 1 + id_length + 1 + code_length + 1 + domain.size() + 1) return std::nullopt;
    if (message_id.front() != '<' || message_id.back() != '>') return std::nullopt;
    message_id.remove_prefix(1);
    const auto id = parse_id(message_id.substr(0, id_length));
    const auto municipality = parse_municipality_code(message_id.substr(id_length + 1, code_length));
    const std::string_view place = message_id.substr(id_length + 1 + code_length + 1, domain.size());
    if (!id || !municipality || message_id[id_length] != '.' ||
        message_id[id_length + 1 + code_length] != '@' || lower(place) != lower(domain))
        return std::nullopt;
    return Returned{*id, *municipality, {}};
}

/// The number alone: what stands behind it may name a person.
std::string number_in(std::string_view status)
{
    const std::size_t end = status.find_first_not_of("0123456789.");
    const std::string_view number = status.substr(0, end);
    constexpr std::size_t longest = 11;  // three of three digits
    return number.size() <= longest ? std::string(number) : std::string();
}

}  // namespace

std::optional<Returned> read_returned(std::string_view mail, std::string_view domain)
{
    const std::vector<std::string> lines = unfolded_lines(mail.substr(0, most_read));
    if (!is_report(lines)) return std::nullopt;
    const auto body = std::find(lines.begin(), lines.end(), "");
    bool has_failed = false;
    std::string status;
    std::optional<Returned> returned;
    for (auto line = body; line != lines.end(); ++line) {
        if (const auto action = value_of(*line, "action:"))
            has_failed = has_failed || lower(*action) == "failed";
        if (const auto found = value_of(*line, "status:"); found && status.empty())
            status = number_in(*found);
        if (const auto id = value_of(*line, "message-id:"); id && !returned) returned = ours(*id, domain);
    }
    if (!has_failed || !returned) return std::nullopt;
    returned->status = std::move(status);
    return returned;
}

}  // namespace hagukumi::mail
