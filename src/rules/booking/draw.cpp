#include "rules/booking/draw.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <tuple>

#include "base/result.hpp"

namespace hagukumi::rules {

namespace {

std::string to_hex(const unsigned char* bytes, std::size_t count)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        hex.push_back(digits[bytes[i] >> 4]);
        hex.push_back(digits[bytes[i] & 15]);
    }
    return hex;
}

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string ticket_of(std::string_view seed, std::string_view number)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    unsigned int size = 0;
    const bool is_done = HMAC(EVP_sha256(), seed.data(), static_cast<int>(seed.size()), bytes_of(number),
                              number.size(), digest, &size) != nullptr;
    must(is_done && size == sizeof digest, "an HMAC of any text can be computed");
    return to_hex(digest, sizeof digest);
}

std::vector<DrawnPlace> draw(std::string_view seed, const std::vector<DrawEntry>& entries)
{
    std::vector<DrawnPlace> places;
    places.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        places.push_back({i, ticket_of(seed, entries[i].number)});
    }
    std::sort(places.begin(), places.end(), [&](const DrawnPlace& a, const DrawnPlace& b) {
        return std::tie(entries[a.entry].priority, a.ticket, entries[a.entry].number) <
               std::tie(entries[b.entry].priority, b.ticket, entries[b.entry].number);
    });
    return places;
}

std::string commitment_of(std::string_view seed)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(bytes_of(seed), seed.size(), digest);
    return to_hex(digest, sizeof digest);
}

}  // namespace hagukumi::rules
