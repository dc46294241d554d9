// 抽選: a draw that anyone can do again with paper, the seed and a hash function (docs/booking-draw.md).
//
// Before applications are taken, the SHA-256 of the seed is published; after the draw, the seed itself.
// Nobody can then have chosen the seed after seeing the applications, and everybody can compute the order.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::rules {

/// One application in a draw.
struct DrawEntry {
    std::string number;        ///< 申込番号, as the family was told it
    std::size_t priority = 0;  ///< the place of its priority group; lower comes first
};

/// A place in line.
struct DrawnPlace {
    std::size_t entry = 0;  ///< index into the entries
    std::string ticket;     ///< 64 hexadecimal digits: what it was ordered by within its group
};

/// HMAC-SHA256 with the key `seed` of the application's number, in hexadecimal.
std::string ticket_of(std::string_view seed, std::string_view number);

/// The order of all entries: by priority group, in it by ticket.  It does not depend on the order of the
/// entries.
std::vector<DrawnPlace> draw(std::string_view seed, const std::vector<DrawEntry>& entries);

/// SHA-256 of the seed in hexadecimal: what is published beforehand.
std::string commitment_of(std::string_view seed);

}  // namespace hagukumi::rules
