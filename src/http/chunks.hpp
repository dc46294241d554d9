// Undoes `Transfer-Encoding: chunked` (RFC 9112, 7.1), byte by byte, so that it cannot matter where the
// network cuts.  Extensions and the fields behind the last chunk are looked at and thrown away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hagukumi::http {

class ChunkReader {
public:
    enum class Progress { more, done, malformed, too_large };

    /// Takes bytes from the front of `bytes` and adds what they carry to `body`, until the body is done or
    /// the bytes are.
    Progress take(std::string_view& bytes, std::string& body, std::size_t most_bytes);

private:
    enum class Place {
        size,
        extension,
        size_end,
        data,
        data_end,
        data_line_feed,
        trailer,
        trailer_line,
        trailer_end,
        end
    };

    Progress take_one(unsigned char c, std::size_t body_size, std::size_t most_bytes);

    Place x_place = Place::size;
    std::uint64_t x_size = 0;    ///< of the chunk; what is left of it in Place::data
    int x_digits = 0;            ///< of the size
    std::size_t x_overhead = 0;  ///< bytes of this extension, or of all that is behind the last chunk
};

}  // namespace hagukumi::http
