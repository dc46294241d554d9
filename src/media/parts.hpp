// The readers of one kind each; for the files of this room.
#pragma once

#include "media/document.hpp"

namespace hagukumi::media {

Result<Document> read_jpeg(std::string_view bytes, const Limits& limits);
Result<Document> read_png(std::string_view bytes, const Limits& limits);
Result<Document> read_pdf(std::string_view bytes, const Limits& limits);

tl::unexpected<Error> broken();
tl::unexpected<Error> too_many_pixels();

/// How a camera was held: the value of EXIF's Orientation, 1 to 8; 1 where nothing sound is said.  `exif` is
/// the content of an APP1 marker.
int orientation_in(std::string_view exif);

}  // namespace hagukumi::media
