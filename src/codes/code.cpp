// The twelfth character is chosen so that sum(c[i] * a^(11-i)) = 0 over GF(32), a a root of x^5 + x^2 + 1.
// The powers of a differ for 31 places, so one wrong character, or two that changed places, never sum to 0.
#include "codes/code.hpp"

#include <array>
#include <cstdint>

#include "people/fold.hpp"

namespace hagukumi::codes {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 12, group = 4;

/// value * a
unsigned times_a(unsigned value)
{
    value <<= 1;
    return value & 32u ? value ^ 0b100101u : value;
}

/// Of the characters so far, as if the next one were the last (Horner).
unsigned add_place(unsigned sum, unsigned value)
{
    return times_a(sum) ^ value;
}

/// The value of a character as typed; 32: none.
unsigned value_of(char typed)
{
    if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == 'O') typed = '0';
    if (typed == 'I' || typed == 'L') typed = '1';
    const std::size_t at = alphabet.find(typed);
    return at == std::string_view::npos ? 32u : static_cast<unsigned>(at);
}

}  // namespace

std::string draw_code(Randomness& randomness)
{
    std::array<std::uint8_t, length - 1> bytes{};
    randomness.fill(bytes.data(), bytes.size());
    std::string code;
    unsigned sum = 0;
    for (const std::uint8_t byte : bytes) {
        code += alphabet[byte % 32u];
        sum = add_place(sum, byte % 32u);
    }
    code += alphabet[times_a(sum)];  // the last place counts once: this makes the sum 0
    return code;
}

std::string in_groups(std::string_view code)
{
    std::string shown;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % group == 0) shown += '-';
        shown += code[i];
    }
    return shown;
}

std::optional<std::string> parse_code(std::string_view typed)
{
    std::string code;
    unsigned sum = 0;
    for (const char c : people::nfkc(typed)) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\n') continue;
        const unsigned value = value_of(c);
        if (value == 32u || code.size() == length) return std::nullopt;
        code += alphabet[value];
        sum = add_place(sum, value);
    }
    if (code.size() != length || sum != 0) return std::nullopt;
    return code;
}

}  // namespace hagukumi::codes
