// Percent-encoding, as addresses and forms carry text (RFC 3986, 2.1).
#pragma once

#include <string>
#include <string_view>

namespace hagukumi {

/// Everything but the unreserved characters as %XX of its bytes: a part of a path, or a value of a query.
std::string percent_encoded(std::string_view text);

}  // namespace hagukumi
