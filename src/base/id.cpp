#include "base/id.hpp"

namespace hagukumi {

std::string to_string(const Id& id)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[id.bytes[i] >> 4];
        text += digits[id.bytes[i] & 15];
    }
    return text;
}

std::optional<Id> parse_id(std::string_view text)
{
    if (text.size() != 36) return std::nullopt;
    Id id;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') return std::nullopt;
            continue;
        }
        int value = 0;
        if (c >= '0' && c <= '9') value = c - '0';
        else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
        else return std::nullopt;
        auto& byte = id.bytes[nibble / 2];
        byte = static_cast<std::uint8_t>(nibble % 2 == 0 ? value << 4 : byte | value);
        ++nibble;
    }
    return id;
}

Id make_id(Instant at, Randomness& randomness)
{
    Id id;
    randomness.fill(id.bytes.data() + 6, 10);
    const auto time = static_cast<std::uint64_t>(at.milliseconds);
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(time >> (8 * (5 - i)));
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

SeededRandomness::SeededRandomness(std::uint64_t seed)
{
    for (auto& word : x_state) {  // splitmix64 spreads a small seed over the state
        seed += 0x9e3779b97f4a7c15;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        word = z ^ (z >> 31);
    }
}

std::uint64_t SeededRandomness::next()
{
    const auto rotate = [](std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); };
    const std::uint64_t result = rotate(x_state[1] * 5, 7) * 9;
    const std::uint64_t t = x_state[1] << 17;
    x_state[2] ^= x_state[0];
    x_state[3] ^= x_state[1];
    x_state[1] ^= x_state[2];
    x_state[0] ^= x_state[3];
    x_state[2] ^= t;
    x_state[3] = rotate(x_state[3], 45);
    return result;
}

void SeededRandomness::fill(std::uint8_t* bytes, std::size_t count)
{
    for (std::size_t i = 0; i < count;) {
        std::uint64_t word = next();
        for (int j = 0; j < 8 && i < count; ++j, ++i, word >>= 8) bytes[i] = static_cast<std::uint8_t>(word);
    }
}

}  // namespace hagukumi
