#include "base/grouped.hpp"

namespace hagukumi {

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t begin = digits.front() == '-' ? 1 : 0;
    for (std::size_t place = digits.size(); place > begin + 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits;
}

}  // namespace hagukumi
