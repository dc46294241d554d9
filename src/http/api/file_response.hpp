// A file that is handed out: its bytes under a name.
#pragma once

#include <string>
#include <utility>

#include "http/response.hpp"

namespace hagukumi::http {

/// `name` in ASCII: under it the browser keeps the file.
inline Response file_response(std::string bytes, const char* type, const std::string& name)
{
    Response response;
    response.body = std::move(bytes);
    response.content_type = type;
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return response;
}

}  // namespace hagukumi::http
