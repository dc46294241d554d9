#include "http/request.hpp"

#include <algorithm>

#include "http/body.hpp"

namespace hagukumi::http {

namespace {

std::string_view value_in(const Fields& fields, std::string_view name)
{
    for (const auto& [key, value] : fields)
        if (key == name) return value;
    return {};
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const
{
    return value_in(headers, lower_case_name);
}

std::string_view Request::query_value(std::string_view name) const
{
    return value_in(query, name);
}

std::string_view Request::cookie(std::string_view name) const
{
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        if (pair.size() > name.size() && pair[name.size()] == '=' && pair.starts_with(name))
            return pair.substr(name.size() + 1);
    }
    return {};
}

const Result<boost::json::object>& Request::json() const
{
    if (!x_json) x_json.emplace(parse_body(body));
    return *x_json;
}

}  // namespace hagukumi::http
