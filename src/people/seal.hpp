// What must be kept to be used again (a channel's secret, a family's document), sealed with the
// installation's own key.
//
// The key comes from the environment and never stands in the database, so that a copy of the database opens
// no municipality's account and no family's paper.  XSalsa20-Poly1305 (libsodium's secretbox), a fresh nonce
// each time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "people/secret.hpp"
#include "store/statement.hpp"

namespace hagukumi::people {

class Seal {
public:
    static constexpr std::size_t key_bytes = 32;

    /// 64 hexadecimal digits; nothing when it is none.
    static std::optional<Seal> from_hex(std::string_view hex);
    /// For an installation that keeps nothing: a demonstration.
    static Seal draw(Randomness& randomness);

    std::vector<std::uint8_t> close(const Secret& secret, Randomness& randomness) const;
    std::vector<std::uint8_t> close(std::string_view bytes, Randomness& randomness) const;
    /// Nothing when it was sealed with another key, or changed.
    std::optional<Secret> open(store::Bytes sealed) const;

private:
    std::array<std::uint8_t, key_bytes> x_key{};
};

}  // namespace hagukumi::people
