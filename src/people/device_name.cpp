#include <array>
#include <utility>

#include "people/session.hpp"

namespace hagukumi::people {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

// In this order: a phone names its family too, and every browser names those that it resembles.
constexpr std::array devices{
    Words{"iPhone", "iPhone"},   Words{"iPad", "iPad"},       Words{"Android", "Android"},
    Words{"CrOS", "Chromebook"}, Words{"Windows", "Windows"}, Words{"Macintosh", "Mac"},
    Words{"Linux", "Linux"},
};
constexpr std::array browsers{
    Words{" Line/", "LINE"},      Words{"Edg", "Edge"},       Words{"SamsungBrowser/", "Samsung Internet"},
    Words{"Firefox/", "Firefox"}, Words{"FxiOS/", "Firefox"}, Words{"CriOS/", "Chrome"},
    Words{"Chrome/", "Chrome"},   Words{"Safari/", "Safari"},
};

template <class All>
std::string_view find(const All& all, std::string_view text)
{
    for (const auto& [mark, name] : all)
        if (text.find(mark) != std::string_view::npos) return name;
    return {};
}

}  // namespace

std::string device_name(std::string_view user_agent)
{
    const std::string_view device = find(devices, user_agent), browser = find(browsers, user_agent);
    std::string name(device);
    if (!device.empty() && !browser.empty()) name += " · ";
    return name += browser;
}

}  // namespace hagukumi::people
