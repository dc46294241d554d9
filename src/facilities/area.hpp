// 地域: in which part of the municipality a facility lies, read off its address.
#pragma once

#include <string>
#include <string_view>

namespace hagukumi::facilities {

/// The ward of a designated city (北区 of 岡山市), else the 町字 without its numbers; empty where the address
/// says neither.  Pure.  `municipality` is its Japanese name; what stands before it (a prefecture, a 郡) is
/// no part.
///     area_of("長野県松本市大字島内1666-700", "松本市") == "島内"
///     area_of("岡山市北区大供一丁目1-1", "岡山市") == "北区"
std::string area_of(std::string_view address, std::string_view municipality);

}  // namespace hagukumi::facilities
