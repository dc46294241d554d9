#include "mail/html.hpp"

#include <algorithm>

namespace hagukumi::mail {

namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

/// Where the address of a page ends: at the first character that is not of the ones that addresses are
/// written in.
std::size_t end_of_address(std::string_view text, std::size_t begin)
{
    constexpr std::string_view of_addresses =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'*+,;=%";
    std::size_t end = std::min(text.find_first_not_of(of_addresses, begin), text.size());
    while (end > begin && (text[end - 1] == '.' || text[end - 1] == ',')) --end;  // of the sentence
    return end;
}

std::string with_links(std::string_view line)
{
    std::string out;
    while (!line.empty()) {
        const std::size_t begin = std::min(line.find("https://"), line.find("http://"));
        out += escaped(line.substr(0, begin));
        if (begin == std::string_view::npos) break;
        const std::size_t end = end_of_address(line, begin);
        const std::string address = escaped(line.substr(begin, end - begin));
        out +=
            "<a href=\"" + address + "\" style=\"color:#0017c1;overflow-wrap:anywhere\">" + address + "</a>";
        line.remove_prefix(end);
    }
    return out;
}

/// Lines of one paragraph, up to an empty one.
std::string paragraphs_of(std::string_view text)
{
    std::string out;
    bool is_open = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) {
            if (is_open) out += "</p>\n";
            is_open = false;
            continue;
        }
        out += (is_open ? "<br>\n" : "<p>") + with_links(line);
        is_open = true;
    }
    if (is_open) out += "</p>\n";
    return out;
}

}  // namespace

std::string in_html(std::string_view subject, std::string_view text, std::string_view language)
{
    const std::string title = escaped(subject);
    return "<!doctype html>\n<html lang=\"" + escaped(language) +
           "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width\"><title>" +
           title +
           "</title></head>\n"
           "<body "
           "style=\"margin:0;padding:16px;background:#fff;color:#1a1a1c;font-family:sans-serif;font-size:"
           "16px;"
           "line-height:1.7\">\n<div style=\"max-width:36em;margin:0 auto\">\n<h1 style=\"font-size:20px\">" +
           title + "</h1>\n" + paragraphs_of(text) + "</div>\n</body>\n</html>\n";
}

}  // namespace hagukumi::mail
