#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <jerror.h>

#include <algorithm>

#include "media/parts.hpp"
#include "media/pixels.hpp"

namespace hagukumi::media {

namespace {

constexpr int quality = 85;
constexpr int whole_share = 3;

/// libjpeg ends a broken picture by a jump; nothing with a destructor lives between setjmp and it.
struct Escape {
    jpeg_error_mgr manager{};  // first: libjpeg knows it only
    std::jmp_buf place;
    bool is_cut_off = false;
};

void leave(j_common_ptr jpeg)
{
    std::longjmp(reinterpret_cast<Escape*>(jpeg->err)->place, 1);
}

/// Nothing is printed.  A picture whose end is missing is told apart from one with harmless oddities.
void note(j_common_ptr jpeg, int level)
{
    if (level >= 0) return;
    ++jpeg->err->num_warnings;
    if (jpeg->err->msg_code == JWRN_JPEG_EOF || jpeg->err->msg_code == JWRN_HIT_MARKER)
        reinterpret_cast<Escape*>(jpeg->err)->is_cut_off = true;
}

jpeg_error_mgr* ready(Escape& escape)
{
    jpeg_std_error(&escape.manager);
    escape.manager.error_exit = leave;
    escape.manager.emit_message = note;
    return &escape.manager;
}

enum class Read { sound, broken, too_large };

/// Decodes into `pixels`; libjpeg itself makes the picture smaller while it decodes.
Read decode(std::string_view bytes, const Limits& limits, Pixels& pixels, std::string& exif)
{
    jpeg_decompress_struct jpeg{};
    Escape escape;
    jpeg.err = ready(escape);
    if (setjmp(escape.place) != 0) {
        jpeg_destroy_decompress(&jpeg);
        return Read::broken;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&jpeg, TRUE);
    // A progressive picture stands in memory as a whole before the first line is known.
    const std::int64_t most =
        jpeg.progressive_mode == TRUE ? limits.most_pixels / whole_share : limits.most_pixels;
    if (std::int64_t{jpeg.image_width} * jpeg.image_height > most) {
        jpeg_destroy_decompress(&jpeg);
        return Read::too_large;
    }
    if (jpeg.marker_list != nullptr)
        exif.assign(reinterpret_cast<const char*>(jpeg.marker_list->data), jpeg.marker_list->data_length);
    jpeg.out_color_space = JCS_RGB;
    const auto longest = static_cast<int>(std::max(jpeg.image_width, jpeg.image_height));
    jpeg.scale_denom = 8;
    jpeg.scale_num = 8;
    while (jpeg.scale_num > 1 && longest * static_cast<int>(jpeg.scale_num) > 8 * limits.longest_side)
        --jpeg.scale_num;
    jpeg_start_decompress(&jpeg);
    pixels.width = static_cast<int>(jpeg.output_width);
    pixels.height = static_cast<int>(jpeg.output_height);
    const std::size_t line = std::size_t{3} * jpeg.output_width;
    pixels.bytes.assign(line * jpeg.output_height, 255);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = pixels.bytes.data() + line * jpeg.output_scanline;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    return escape.is_cut_off ? Read::broken : Read::sound;
}

/// False: out of memory.
bool encode(const Pixels& pixels, unsigned char*& bytes, unsigned long& size)
{
    jpeg_compress_struct jpeg{};
    Escape escape;
    jpeg.err = ready(escape);
    if (setjmp(escape.place) != 0) {
        jpeg_destroy_compress(&jpeg);
        return false;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = static_cast<JDIMENSION>(pixels.width);
    jpeg.image_height = static_cast<JDIMENSION>(pixels.height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    const std::size_t line = std::size_t{3} * jpeg.image_width;
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(pixels.bytes.data() + line * jpeg.next_scanline);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return true;
}

}  // namespace

Result<Document> read_jpeg(std::string_view bytes, const Limits& limits)
{
    Pixels pixels;
    std::string exif;
    switch (decode(bytes, limits, pixels, exif)) {
        case Read::broken: return broken();
        case Read::too_large: return too_many_pixels();
        case Read::sound: break;
    }
    pixels = turned(made_smaller(std::move(pixels), limits.longest_side), orientation_in(exif));
    return Document{Kind::photograph, TRY(write_jpeg(pixels)), 1};
}

Pixels decoded(std::string_view jpeg)
{
    Pixels pixels;
    std::string exif;
    must(decode(jpeg, {}, pixels, exif) == Read::sound, "what we wrote can be read");
    return pixels;
}

Result<std::string> write_jpeg(const Pixels& pixels)
{
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool is_written = encode(pixels, bytes, size);
    std::string written;
    if (is_written) written.assign(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);
    if (!is_written) return broken();
    return written;
}

}  // namespace hagukumi::media
