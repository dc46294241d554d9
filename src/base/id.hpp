// Identifiers: 128 bits, time first, the rest random (the layout of UUID version 7).
//
// Time first, because rows then arrive at the right edge of every key (random keys cost more than
// half of the throughput, see docs/decisions).  80 random bits, because an identifier that a
// parent sees must not lead to another family's.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace hagukumi {

struct Id {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const Id&, const Id&) = default;
    bool is_nil() const { return *this == Id{}; }
};

/// The UUID text form, 36 characters, lower case.
std::string to_string(const Id& id);

/// Reads the UUID text form; upper case is taken.  Nothing else is.
std::optional<Id> parse_id(std::string_view text);

/// Where randomness comes from; a test or a demonstration brings its own.
class Randomness {
public:
    virtual ~Randomness() = default;
    virtual void fill(std::uint8_t* bytes, std::size_t count) = 0;
};

/// A new identifier for something that happens at `at`.
Id make_id(Instant at, Randomness& randomness);

/// Repeatable randomness from a seed (xoshiro256**), for tests, simulation and demonstration only.
class SeededRandomness final : public Randomness {
public:
    explicit SeededRandomness(std::uint64_t seed);
    void fill(std::uint8_t* bytes, std::size_t count) override;

private:
    std::uint64_t next();
    std::array<std::uint64_t, 4> x_state;
};

}  // namespace hagukumi

template <>
struct std::hash<hagukumi::Id> {
    std::size_t operator()(const hagukumi::Id& id) const noexcept
    {
        std::size_t mixed = 0;
        for (std::size_t i = 8; i < 16; ++i) mixed = mixed << 8 | id.bytes[i];  // the random half
        return mixed;
    }
};
