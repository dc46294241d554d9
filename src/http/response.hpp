// An answer, and the one place where errors become problem+json (RFC 9457).
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "http/request.hpp"

namespace hagukumi::http {

struct Response {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    Fields headers;  ///< beyond those that the server always sends
    /// Makes the body on the loop, where nobody waits for it as for the lane; empty: `body` is it. Asks no
    /// database, and nothing that the handler had by reference.
    std::function<std::string()> body_later{};
};

/// {"ja": …, "en": …} and the other languages that the text has.
boost::json::object to_json(const Text& text);

Response json_response(int status, const boost::json::value& body);
Response json_text_response(int status, std::string body);
Response no_content();

/// The HTTP status of a kind of error.
int status_of(ErrorKind kind);

/// {type, title, status, code, detail:{ja,en}, incident?, retry_after?}.  `extra` members are added
/// (a refusal's `decision`).
Response problem(const Error& error, boost::json::object extra = {});
Response problem(int status, const Error& error, boost::json::object extra = {});

}  // namespace hagukumi::http
