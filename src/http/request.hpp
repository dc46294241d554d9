// A request as handlers see it: checked, decoded, routed.  No handler sees a socket.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"

namespace hagukumi::http {

struct Route;

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;  ///< "GET"
    std::string path;    ///< without the query; percent-encoding is undone, "/../" was refused
    Fields query;        ///< decoded, in order; a name that comes twice was refused
    Fields headers;      ///< names in lower case
    std::string body;
    std::string peer;  ///< the client's address, from the trusted proxy's header where one is set
    Instant at;        ///< when the head was complete: the time of everything that follows

    const Route* route = nullptr;
    MunicipalityCode municipality;        ///< from the path
    std::vector<std::string> parameters;  ///< the path's other {…}, in order

    /// Empty when there is none.
    std::string_view header(std::string_view lower_case_name) const;
    std::string_view query_value(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;

    /// The body as JSON (parse_body), read when it is asked for the first time: a command may run twice.
    const Result<boost::json::object>& json() const;
    /// Another body stands here now.
    void forget_json() { x_json.reset(); }

private:
    mutable std::optional<Result<boost::json::object>> x_json;
};

}  // namespace hagukumi::http
