#include "http/chunks.hpp"

#include <algorithm>

namespace hagukumi::http {

namespace {

constexpr int most_digits = 8;
constexpr std::size_t most_extension_bytes = 256;
constexpr std::size_t most_trailer_bytes = 4096;

int digit_of(unsigned char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_text(unsigned char c)
{
    return c == '\t' || (c >= 0x20 && c != 0x7f);
}

}  // namespace

ChunkReader::Progress ChunkReader::take(std::string_view& bytes, std::string& body, std::size_t most_bytes)
{
    while (!bytes.empty()) {
        if (x_place == Place::data) {
            const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(x_size, bytes.size()));
            body.append(bytes.substr(0, count));
            bytes.remove_prefix(count);
            x_size -= count;
            if (x_size == 0) x_place = Place::data_end;
            continue;
        }
        const auto c = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        const Progress progress = take_one(c, body.size(), most_bytes);
        if (progress != Progress::more) return progress;
    }
    return Progress::more;
}

ChunkReader::Progress ChunkReader::take_one(unsigned char c, std::size_t body_size, std::size_t most_bytes)
{
    const auto go_on = [&](bool is_right, Place place) {
        x_place = place;
        return is_right ? Progress::more : Progress::malformed;
    };
    switch (x_place) {
        case Place::size:
            if (const int digit = digit_of(c); digit >= 0) {
                x_size = x_size << 4 | static_cast<std::uint64_t>(digit);
                return go_on(++x_digits <= most_digits, Place::size);
            }
            if (x_digits == 0) return Progress::malformed;
            x_overhead = 0;
            return go_on(c == ';' || c == '\r', c == ';' ? Place::extension : Place::size_end);
        case Place::extension:
            if (c == '\r') return go_on(true, Place::size_end);
            return go_on(is_text(c) && ++x_overhead <= most_extension_bytes, Place::extension);
        case Place::size_end:
            if (c != '\n') return Progress::malformed;
            x_digits = 0;
            x_overhead = 0;
            if (x_size > most_bytes - body_size) return Progress::too_large;
            return go_on(true, x_size == 0 ? Place::trailer : Place::data);
        case Place::data_end: return go_on(c == '\r', Place::data_line_feed);
        case Place::data_line_feed: return go_on(c == '\n', Place::size);
        case Place::trailer:
            if (c == '\r') return go_on(true, Place::end);
            return go_on(is_text(c), Place::trailer_line);
        case Place::trailer_line:
            if (c == '\r') return go_on(true, Place::trailer_end);
            return go_on(is_text(c) && ++x_overhead <= most_trailer_bytes, Place::trailer_line);
        case Place::trailer_end:
            return go_on(c == '\n' && ++x_overhead <= most_trailer_bytes, Place::trailer);
        case Place::end: return c == '\n' ? Progress::done : Progress::malformed;
        case Place::data: break;
    }
    return Progress::malformed;
}

}  // namespace hagukumi::http
