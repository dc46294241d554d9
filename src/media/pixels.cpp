#include "media/pixels.hpp"

#include <algorithm>

namespace hagukumi::media {

Pixels turned(Pixels pixels, int orientation)
{
    if (orientation <= 1 || orientation > 8) return pixels;
    const bool swaps = orientation >= 5;
    Pixels out;
    out.width = swaps ? pixels.height : pixels.width;
    out.height = swaps ? pixels.width : pixels.height;
    out.bytes.resize(pixels.bytes.size());
    const auto width = static_cast<std::size_t>(pixels.width),
               height = static_cast<std::size_t>(pixels.height);
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.height); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(out.width); ++x) {
            // Where this pixel stood before.
            std::size_t from_x = swaps ? y : x, from_y = swaps ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                from_x = width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                from_y = height - 1 - from_y;
            const std::size_t from = 3 * (from_y * width + from_x);
            const std::size_t to = 3 * (y * static_cast<std::size_t>(out.width) + x);
            std::copy_n(pixels.bytes.begin() + static_cast<std::ptrdiff_t>(from), 3,
                        out.bytes.begin() + static_cast<std::ptrdiff_t>(to));
        }
    }
    return out;
}

Pixels made_smaller(Pixels pixels, int longest_side)
{
    const int longest = std::max(pixels.width, pixels.height);
    const int side = (longest + longest_side - 1) / longest_side;
    if (side <= 1) return pixels;
    Pixels out;
    out.width = std::max(1, pixels.width / side);
    out.height = std::max(1, pixels.height / side);
    out.bytes.reserve(std::size_t{3} * static_cast<std::size_t>(out.width) *
                      static_cast<std::size_t>(out.height));
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            for (int colour = 0; colour < 3; ++colour) {
                std::uint32_t sum = 0, count = 0;
                for (int v = y * side; v < std::min((y + 1) * side, pixels.height); ++v) {
                    for (int u = x * side; u < std::min((x + 1) * side, pixels.width); ++u) {
                        sum += pixels.bytes[3 * (static_cast<std::size_t>(v) *
                                                     static_cast<std::size_t>(pixels.width) +
                                                 static_cast<std::size_t>(u)) +
                                            static_cast<std::size_t>(colour)];
                        ++count;
                    }
                }
                out.bytes.push_back(static_cast<std::uint8_t>(sum / std::max(count, 1U)));
            }
        }
    }
    return out;
}

}  // namespace hagukumi::media
