#include "booking/calendar_file.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/age.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::size_t longest_line = 73;  // RFC 5545, 3.1: 75 octets with the line's end

/// 3.3.11: what has a meaning in a value.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n' || c == '\r') {
            if (c == '\n') out += "\\n";
            continue;
        }
        out += c;
    }
    return out;
}

/// 3.1: folded before the octet that would be too much, never within a character.
void add_line(std::string& file, std::string line)
{
    while (line.size() > longest_line) {
        std::size_t cut = longest_line;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        file += line.substr(0, cut) + "\r\n";
        line = " " + line.substr(cut);
    }
    file += line + "\r\n";
}

std::string stamp(Instant at)
{
    const std::chrono::sys_seconds moment{std::chrono::seconds(at.milliseconds / 1000)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const Date date{day};
    const std::chrono::hh_mm_ss time{moment - day};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string basic(Date day)
{
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

}  // namespace

std::string calendar_file(const Booking& booking, const facilities::Facility& facility, const Text& service)
{
    const auto at_minute = [](Date day, int minute) {
        return stamp(start_of_day_in_japan(day) + std::chrono::minutes(minute));
    };
    std::string file;
    add_line(file, "BEGIN:VCALENDAR");
    add_line(file, "VERSION:2.0");
    add_line(file, "PRODID:-//Hagukumi//Booking//JA");
    add_line(file, "BEGIN:VEVENT");
    add_line(file, "UID:" + to_string(booking.id));
    add_line(file, "DTSTAMP:" + stamp(booking.changed_at));
    if (booking.boxes.empty()) {
        add_line(file, "DTSTART;VALUE=DATE:" + basic(booking.first_day));
        add_line(file, "DTEND;VALUE=DATE:" + basic(day_after(booking.last_day)));
    } else {
        add_line(file, "DTSTART:" + at_minute(booking.first_day, booking.from_minute));
        add_line(file, "DTEND:" + at_minute(booking.last_day, booking.until_minute));
    }
    add_line(file, "SUMMARY:" + escaped(service.ja + "（" + facility.name + "）"));
    add_line(file, "LOCATION:" + escaped(facility.name + " " + facility.address));
    add_line(file, "DESCRIPTION:" +
                       escaped("予約番号 " + ledger::number_of(booking.id) + "\n電話 " + facility.phone));
    const bool stands = has_seats(booking.state) || booking.state == State::fulfilled;
    const bool is_sure = booking.state != State::requested && booking.state != State::offered;
    add_line(file, std::string("STATUS:") + (!stands ? "CANCELLED" : is_sure ? "CONFIRMED" : "TENTATIVE"));
    add_line(file, "BEGIN:VALARM");
    add_line(file, "ACTION:DISPLAY");
    add_line(file, "TRIGGER:-P1D");
    add_line(file, "DESCRIPTION:" + escaped(service.ja));
    add_line(file, "END:VALARM");
    add_line(file, "END:VEVENT");
    add_line(file, "END:VCALENDAR");
    return file;
}

}  // namespace hagukumi::booking
