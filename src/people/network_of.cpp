#include <arpa/inet.h>

#include <array>

#include "people/sign_in.hpp"

namespace hagukumi::people {

std::string network_of(std::string_view address)
{
    const std::string text(address);
    std::array<char, INET6_ADDRSTRLEN> out{};
    in_addr four{};
    if (inet_pton(AF_INET, text.c_str(), &four) == 1) {
        auto* bytes = reinterpret_cast<unsigned char*>(&four);
        bytes[3] = 0;
        inet_ntop(AF_INET, &four, out.data(), out.size());
        return std::string(out.data()) + "/24";
    }
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) == 1) {
        if (IN6_IS_ADDR_V4MAPPED(&six)) {  // ::ffff:203.0.113.7 is the IPv4 address
            four.s_addr = 0;
            auto* bytes = reinterpret_cast<unsigned char*>(&four);
            for (int i = 0; i < 3; ++i) bytes[i] = six.s6_addr[12 + i];
            inet_ntop(AF_INET, &four, out.data(), out.size());
            return std::string(out.data()) + "/24";
        }
        for (int i = 7; i < 16; ++i) six.s6_addr[i] = 0;
        inet_ntop(AF_INET6, &six, out.data(), out.size());
        return std::string(out.data()) + "/56";
    }
    return "unknown";  // all that cannot be told apart is counted together
}

}  // namespace hagukumi::people
