// Any bytes as a document: a sound one of our own making, or an error; what was taken is taken again.
#include <cstdint>
#include <cstdlib>

#include "media/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    hagukumi::media::Limits limits;
    limits.most_pixels = 1'000'000;
    limits.longest_side = 64;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = hagukumi::media::read_document(bytes, limits);
    if (read && !hagukumi::media::read_document(read->bytes)) std::abort();
    return 0;
}
