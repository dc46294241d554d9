#include "facilities/area.hpp"

#include <algorithm>
#include <array>

namespace hagukumi::facilities {

namespace {

/// Of the first character, in bytes of UTF-8.
std::size_t length_of_first(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& all, std::string_view one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

constexpr std::array<std::string_view, 12> spaces_and_marks{" ",  "　", "-",  "−",  "－", "‐",
                                                            "ー", ",",  "，", "、", "(",  "（"};
constexpr std::array<std::string_view, 10> wide_digits{"０", "１", "２", "３", "４",
                                                       "５", "６", "７", "８", "９"};
constexpr std::array<std::string_view, 10> kanji_digits{"一", "二", "三", "四", "五",
                                                        "六", "七", "八", "九", "十"};

bool ends_a_name(std::string_view letter)
{
    return (letter.size() == 1 && letter[0] >= '0' && letter[0] <= '9') || is_one_of(wide_digits, letter) ||
           is_one_of(spaces_and_marks, letter);
}

/// 「一丁目」 at the end of a name is a number, where 三田 and 四谷 are not.
std::string_view without_block(std::string_view name)
{
    const std::size_t block = name.find("丁目");
    if (block == std::string_view::npos) return name;
    name = name.substr(0, block);
    while (name.size() >= 3 && is_one_of(kanji_digits, name.substr(name.size() - 3))) name.remove_suffix(3);
    return name;
}

}  // namespace

std::string area_of(std::string_view address, std::string_view municipality)
{
    const std::size_t place = municipality.empty() ? std::string_view::npos : address.find(municipality);
    if (place == std::string_view::npos) return {};
    std::string_view rest = address.substr(place + municipality.size());
    while (!rest.empty() && is_one_of(spaces_and_marks, rest.substr(0, length_of_first(rest))))
        rest.remove_prefix(length_of_first(rest));

    std::size_t end = 0;
    while (end < rest.size() && !ends_a_name(rest.substr(end, length_of_first(rest.substr(end)))))
        end += length_of_first(rest.substr(end));
    std::string_view name = without_block(rest.substr(0, end));

    const std::size_t ward = name.find("区");
    constexpr std::size_t four_letters = 12;
    const bool is_city = municipality.size() >= 3 && municipality.substr(municipality.size() - 3) == "市";
    if (is_city && ward != std::string_view::npos && ward > 0 && ward <= four_letters)
        return std::string(name.substr(0, ward + 3));
    for (const std::string_view before : {"大字", "字"})
        if (name.substr(0, before.size()) == before) name.remove_prefix(before.size());
    return std::string(name);
}

}  // namespace hagukumi::facilities
