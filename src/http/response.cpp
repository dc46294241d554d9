#include "http/response.hpp"

#include <boost/json/serialize.hpp>

namespace hagukumi::http {

namespace {

std::string_view title_of(int status)
{
    switch (status) {
        case 400: return "Bad request";
        case 401: return "Sign in first";
        case 403: return "Not allowed";
        case 404: return "Not found";
        case 405: return "Method not allowed";
        case 408: return "Request took too long";
        case 409: return "Conflict";
        case 413: return "Body too large";
        case 414: return "Address too long";
        case 415: return "Unsupported media type";
        case 417: return "Expectation failed";
        case 421: return "Misdirected request";
        case 422: return "Refused by the rules";
        case 429: return "Too many attempts";
        case 431: return "Head too large";
        case 500: return "Internal error";
        case 501: return "Unknown method";
        case 503: return "Unavailable";
        case 505: return "HTTP version not supported";
        default: return "Error";
    }
}

}  // namespace

Response json_response(int status, const boost::json::value& body)
{
    return json_text_response(status, boost::json::serialize(body));
}

Response json_text_response(int status, std::string body)
{
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

Response no_content()
{
    Response response;
    response.status = 204;
    response.content_type.clear();
    return response;
}

int status_of(ErrorKind kind)
{
    switch (kind) {
        case ErrorKind::malformed: return 400;
        case ErrorKind::unauthenticated: return 401;
        case ErrorKind::not_allowed: return 403;
        case ErrorKind::not_found: return 404;
        case ErrorKind::conflict: return 409;
        case ErrorKind::too_many: return 429;
        case ErrorKind::unavailable:
        case ErrorKind::unknown_outcome: return 503;
        case ErrorKind::bug: return 500;
    }
    return 500;
}

boost::json::object to_json(const Text& text)
{
    boost::json::object out{{"ja", text.ja}, {"en", text.en}};
    for (const auto& [language, words] : text.more) out[code_of(language)] = words;
    return out;
}

Response problem(const Error& error, boost::json::object extra)
{
    return problem(status_of(error.kind), error, std::move(extra));
}

Response problem(int status, const Error& error, boost::json::object extra)
{
    boost::json::object body;
    body["type"] = "about:blank";
    body["title"] = title_of(status);
    body["status"] = status;
    body["code"] = error.code;
    body["detail"] = to_json(error.message);
    if (!error.incident.empty()) body["incident"] = error.incident;
    if (error.retry_after_seconds > 0) body["retry_after"] = error.retry_after_seconds;
    for (auto& member : extra) body.insert_or_assign(member.key(), std::move(member.value()));

    Response response = json_response(status, body);
    response.content_type = "application/problem+json";
    if (error.retry_after_seconds > 0)
        response.headers.emplace_back("Retry-After", std::to_string(error.retry_after_seconds));
    return response;
}

}  // namespace hagukumi::http
