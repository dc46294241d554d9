// Papers over the API.
#pragma once

#include <boost/json/object.hpp>

#include "paper/document.hpp"

namespace hagukumi::http {

/// Its title, foot and blocks, for a screen that sets them in its own type.
boost::json::object paper_to_json(const paper::Document& document);

}  // namespace hagukumi::http
