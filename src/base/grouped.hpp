// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace hagukumi {

/// "1,234,567", "-500"
std::string grouped(std::int64_t number);

}  // namespace hagukumi
