#include "people/draw_password.hpp"

#include <array>
#include <string_view>

namespace hagukumi::people {

Secret draw_password(Randomness& randomness)
{
    // No l beside 1, no o beside 0.
    static constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(letters.size() == 32);
    std::array<std::uint8_t, 20> random{};
    randomness.fill(random.data(), random.size());
    std::string text;
    for (std::size_t i = 0; i < random.size(); ++i) {
        if (i > 0 && i % 4 == 0) text += '-';
        text += letters[random[i] % letters.size()];
    }
    return Secret(std::move(text));
}

}  // namespace hagukumi::people
