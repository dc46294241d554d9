#include "http/target.hpp"

#include <algorithm>
#include <cstdint>

namespace hagukumi::http {

namespace {

constexpr std::size_t most_query_values = 32;

int value_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Valid UTF-8 without control characters: whatever comes further in is text.
bool is_text(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        if (first < 0x20 || first == 0x7f) return false;
        const std::size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || i + length > bytes.size()) return false;
        std::uint32_t point = length == 1 ? first : first & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(bytes[i + k]);
            if ((next & 0xc0) != 0x80) return false;
            point = point << 6 | (next & 0x3fu);
        }
        const bool is_overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        if (is_overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
        i += length;
    }
    return true;
}

/// Undoes the percent-encoding.  False when it is none.
bool decode(std::string_view encoded, bool plus_is_blank, std::string& out)
{
    out.clear();
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        char c = encoded[i];
        if (c == '+' && plus_is_blank) c = ' ';
        if (c == '%') {
            if (i + 2 >= encoded.size()) return false;
            const int high = value_of(encoded[i + 1]), low = value_of(encoded[i + 2]);
            if (high < 0 || low < 0) return false;
            c = static_cast<char>(high << 4 | low);
            i += 2;
        }
        out.push_back(c);
    }
    return is_text(out);
}

bool read_path(std::string_view encoded, std::string& path)
{
    path.clear();
    if (encoded.empty() || encoded.front() != '/') return false;
    if (encoded.find('%') == std::string_view::npos) {
        path = encoded;
    } else {
        // An encoded slash would be one segment to a proxy and two to us.
        if (!decode(encoded, false, path) ||
            std::count(path.begin(), path.end(), '/') != std::count(encoded.begin(), encoded.end(), '/'))
            return false;
    }
    if (path.find('\\') != std::string::npos) return false;
    for (std::size_t begin = 1; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = std::string_view(path).substr(begin, end - begin);
        if (segment == "." || segment == "..") return false;
        begin = end + 1;
    }
    return true;
}

bool read_query(std::string_view encoded, Fields& query)
{
    query.clear();
    while (!encoded.empty()) {
        const std::string_view part = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(part.size() + 1, encoded.size()));
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        auto& [name, value] = query.emplace_back();
        if (!decode(part.substr(0, equals), true, name)) return false;
        if (equals != std::string_view::npos && !decode(part.substr(equals + 1), true, value)) return false;
        if (query.size() > most_query_values) return false;
        for (std::size_t i = 0; i + 1 < query.size(); ++i)
            if (query[i].first == name) return false;
    }
    return true;
}

}  // namespace

bool read_target(std::string_view target, Request& request)
{
    if (!target.empty() && target.front() != '/') {  // absolute: the host was compared with Host
        const std::size_t authority = target.find("//");
        const std::size_t path =
            authority == std::string_view::npos ? authority : target.find_first_of("/?", authority + 2);
        if (target == "*") target = "/*";
        else target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
        if (target.front() == '?') return false;
    }
    const std::size_t mark = target.find('?');
    return read_path(target.substr(0, mark), request.path) &&
           read_query(mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1),
                      request.query);
}

}  // namespace hagukumi::http
