#include <png.h>

#include "media/parts.hpp"
#include "media/pixels.hpp"

namespace hagukumi::media {

namespace {

constexpr int whole_share = 3;  // it is decoded as a whole

}  // namespace

Result<Document> read_png(std::string_view bytes, const Limits& limits)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return broken();
    if (std::int64_t{image.width} * image.height > limits.most_pixels / whole_share) {
        png_image_free(&image);
        return too_many_pixels();
    }
    image.format = PNG_FORMAT_RGB;
    Pixels pixels;
    pixels.width = static_cast<int>(image.width);
    pixels.height = static_cast<int>(image.height);
    pixels.bytes.resize(PNG_IMAGE_SIZE(image));
    const png_color white{255, 255, 255};  // behind what is transparent
    if (png_image_finish_read(&image, &white, pixels.bytes.data(), 0, nullptr) == 0) return broken();
    return Document{Kind::photograph, TRY(write_jpeg(made_smaller(std::move(pixels), limits.longest_side))),
                    1};
}

}  // namespace hagukumi::media
