// The target of a request, taken apart and decoded; for the files of this room.
#pragma once

#include <string>
#include <string_view>

#include "http/request.hpp"

namespace hagukumi::http {

/// Sets path and query.  False when the target is none of ours: a dot segment, an encoded slash, a control
/// character, text that is not UTF-8, a name that comes twice.
bool read_target(std::string_view target, Request& request);

}  // namespace hagukumi::http
