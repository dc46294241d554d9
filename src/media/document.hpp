// A document that was sent: recognised by its content, checked, and made anew without metadata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::media {

enum class Kind : std::uint8_t { photograph = 1, pdf = 2 };

struct Limits {
    std::size_t most_bytes = 6 << 20;       ///< as sent
    std::int64_t most_pixels = 64'000'000;  ///< of a photograph: a telephone has up to 50 million
    int longest_side = 2400;                ///< after it was made anew: an A4 page is read well at that
    int most_pages = 20;
};

struct Document {
    Kind kind = Kind::photograph;
    std::string bytes;  ///< JPEG or PDF, made anew
    int pages = 1;
};

/// Errors, all `malformed`, each says what to do: `document_empty`, `document_too_large`, `document_heic`,
/// `document_unknown` (neither JPEG, PNG nor PDF), `document_broken`, `photograph_too_large` (pixels),
/// `pdf_locked` (a password), `pdf_active` (scripts, attachments, forms that send), `pdf_too_long`.
Result<Document> read_document(std::string_view bytes, const Limits& limits = {});

/// "image/jpeg", "application/pdf"
std::string_view media_type(Kind kind);

}  // namespace hagukumi::media
