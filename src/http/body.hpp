// What somebody sends as JSON, read strictly.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::http {

/// The body as one JSON object: depth at most 8, no name twice, nothing behind it; else `not_json`.
Result<boost::json::object> parse_body(std::string_view body);

}  // namespace hagukumi::http
