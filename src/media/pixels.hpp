// A picture in memory; for the files of this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::media {

/// Red, green and blue, a byte each, line after line from the top left.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bytes;
};

/// As the camera was held (EXIF's Orientation, 1 to 8).
Pixels turned(Pixels pixels, int orientation);

/// So that no side is longer: each new pixel is the mean of the square that it stands for.
Pixels made_smaller(Pixels pixels, int longest_side);

/// The pixels of a JPEG that write_jpeg() made.
Pixels decoded(std::string_view jpeg);

/// A JPEG with nothing in it but these pixels.
Result<std::string> write_jpeg(const Pixels& pixels);

}  // namespace hagukumi::media
