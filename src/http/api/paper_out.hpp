// Papers (paper/document.hpp) over the API.
#pragma once

#include <boost/json/object.hpp>

#include "http/response.hpp"
#include "paper/document.hpp"

namespace hagukumi::http {

/// Its title, foot and blocks, for a screen that sets them in its own type.
boost::json::object paper_to_json(const paper::Document& document);

/// The same as a file to keep.
Response pdf_response(const paper::Document& document, const std::string& name);

}  // namespace hagukumi::http
