#include "mail/header.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace hagukumi::mail {

namespace {

constexpr std::size_t encoded_bytes = 45;  // 60 characters of base64 between "=?UTF-8?B?" and "?=": 72 of 75

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}
bool is_ascii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

/// Length of the UTF-8 character that begins here; 0 when none does.
std::size_t character_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    std::size_t length = 0;
    if (first < 0x80) length = 1;
    else if (first >= 0xc2 && first < 0xe0) length = 2;
    else if (first >= 0xe0 && first < 0xf0) length = 3;
    else if (first >= 0xf0 && first < 0xf5) length = 4;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    const bool too_long = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool surrogate = first == 0xed && byte(1) >= 0xa0;
    const bool beyond = first == 0xf4 && byte(1) >= 0x90;
    return too_long || surrogate || beyond ? 0 : length;
}

std::string base64(std::string_view bytes)
{
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? letters[group >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

/// A value as it may stand in a header; nothing when it may not.
std::optional<std::string> encoded(std::string_view value)
{
    if (std::any_of(value.begin(), value.end(), is_control)) return std::nullopt;
    const bool looks_encoded = value.find("=?") != std::string_view::npos;
    if (!looks_encoded && value.size() <= 60 && std::all_of(value.begin(), value.end(), is_ascii))
        return std::string(value);
    std::string out, word;
    while (!value.empty()) {
        const std::size_t length = character_length(value);
        if (length == 0) return std::nullopt;
        if (word.size() + length > encoded_bytes) {
            out += "=?UTF-8?B?" + base64(word) + "?=\r\n ";
            word.clear();
        }
        word += value.substr(0, length);
        value.remove_prefix(length);
    }
    return out + "=?UTF-8?B?" + base64(word) + "?=";
}

}  // namespace

bool is_address(std::string_view address)
{
    const std::size_t at = address.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
    const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    constexpr std::string_view marks = ".!#$%&'*+-/=?^_`{|}~";
    const auto in_local = [&](char c) { return is_letter(c) || marks.find(c) != std::string_view::npos; };
    const auto in_domain = [&](char c) { return is_letter(c) || c == '-' || c == '.'; };
    return !domain.empty() && domain.front() != '.' && domain.back() != '.' && domain.front() != '-' &&
           domain.find("..") == std::string_view::npos && std::all_of(local.begin(), local.end(), in_local) &&
           std::all_of(domain.begin(), domain.end(), in_domain);
}

std::optional<std::string> header_line(std::string_view name, std::string_view value)
{
    const auto text = encoded(value);
    if (!text) return std::nullopt;
    return std::string(name) + ": " + *text;
}

std::optional<std::string> mailbox(std::string_view display_name, std::string_view address)
{
    if (!is_address(address)) return std::nullopt;
    if (display_name.empty()) return "<" + std::string(address) + ">";
    if (std::any_of(display_name.begin(), display_name.end(), is_control)) return std::nullopt;
    std::string name;
    if (std::all_of(display_name.begin(), display_name.end(), is_ascii) && display_name.size() <= 60 &&
        display_name.find("=?") == std::string_view::npos) {
        name += '"';
        for (const char c : display_name) {
            if (c == '"' || c == '\\') name += '\\';
            name += c;
        }
        name += '"';
    } else {
        const auto words = encoded(display_name);
        if (!words) return std::nullopt;
        name = *words;
    }
    return name + " <" + std::string(address) + ">";
}

std::string date_value(Instant at)
{
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date day = date_in_japan(at);
    const auto weekday = std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
    const auto seconds = (at - start_of_day_in_japan(day)).count() / 1000;
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d +0900", days[weekday],
                  static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1],
                  static_cast<int>(day.year()), static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return text;
}

}  // namespace hagukumi::mail
