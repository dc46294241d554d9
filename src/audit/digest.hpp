// SHA-256 over fields, encoded so that no two different sequences of fields give the same bytes: an integer
// is eight bytes, big end first; text and bytes stand behind their length.  This encoding never changes; it
// is what an auditor's own program recomputes (README.md).
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "store/statement.hpp"

namespace hagukumi::audit {

using Hash = std::array<std::uint8_t, 32>;

inline store::Bytes bytes_of(const Hash& hash)
{
    return {hash.data(), hash.size()};
}
std::string to_hex(const Hash& hash);

class Digest {
public:
    /// `purpose` keeps hashes of different uses apart: "hagukumi.audit.1".
    explicit Digest(std::string_view purpose);

    Digest& add(std::int64_t value);
    Digest& add(std::string_view text);
    Digest& add(const char* text) { return add(std::string_view(text)); }
    Digest& add(const std::string& text) { return add(std::string_view(text)); }
    Digest& add(const Id& id);
    Digest& add(const Hash& hash);
    Digest& add(Instant at) { return add(at.milliseconds); }
    Digest& add(Date day) { return add(days_since_epoch(day)); }
    Digest& add(Units units) { return add(units.count); }
    Digest& add(Yen yen) { return add(yen.amount); }
    Digest& add(MunicipalityCode code) { return add(std::int64_t{code.value}); }

    Hash finish() const;

private:
    void append(const void* data, std::size_t size);

    std::string x_fields;
};

}  // namespace hagukumi::audit
