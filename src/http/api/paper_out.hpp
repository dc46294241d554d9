// Papers and other files over the API.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "http/response.hpp"
#include "paper/document.hpp"

namespace hagukumi::http {

/// Its title, foot and blocks, for a screen that sets them in its own type.
boost::json::object paper_to_json(const paper::Document& document);

/// A file to keep; `name` in ASCII.
Response file_response(std::string bytes, const char* type, const std::string& name);

}  // namespace hagukumi::http
