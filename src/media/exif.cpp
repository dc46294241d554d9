// The one thing that is taken from a photograph's metadata before all of it is thrown away.
#include <cstdint>

#include "media/parts.hpp"

namespace hagukumi::media {

namespace {

/// TIFF's numbers, in the order of bytes that the head names; 0 behind the end.
class Tiff {
public:
    Tiff(std::string_view bytes, bool big_endian) : x_bytes(bytes), x_big(big_endian) {}

    std::uint32_t number(std::size_t at, int size) const
    {
        if (at > x_bytes.size() || x_bytes.size() - at < static_cast<std::size_t>(size)) return 0;
        std::uint32_t value = 0;
        for (int i = 0; i < size; ++i) {
            const std::size_t place = at + static_cast<std::size_t>(x_big ? i : size - 1 - i);
            value = value << 8 | static_cast<std::uint8_t>(x_bytes[place]);
        }
        return value;
    }

private:
    std::string_view x_bytes;
    bool x_big;
};

}  // namespace

int orientation_in(std::string_view exif)
{
    using namespace std::string_view_literals;
    constexpr std::uint32_t orientation = 0x0112;
    if (!exif.starts_with("Exif\0\0"sv)) return 1;
    exif.remove_prefix(6);
    if (!exif.starts_with("II") && !exif.starts_with("MM")) return 1;
    const Tiff tiff(exif, exif.starts_with("MM"));
    const std::size_t first = tiff.number(4, 4);
    const std::uint32_t entries = tiff.number(first, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = first + 2 + std::size_t{12} * i;
        if (tiff.number(entry, 2) != orientation) continue;
        const std::uint32_t value = tiff.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

}  // namespace hagukumi::media
