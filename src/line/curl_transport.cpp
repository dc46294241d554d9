#include <curl/curl.h>

#include <algorithm>

#include "base/curl_list.hpp"
#include "base/result.hpp"
#include "line/transport.hpp"

namespace hagukumi::line {

namespace {

/// LINE's answers are short; what is longer comes from somebody else.
constexpr std::size_t longest_answer = 1 << 20;

std::size_t take_body(char* data, std::size_t, std::size_t count, void* answer)
{
    std::string& body = static_cast<HttpAnswer*>(answer)->body;
    if (body.size() + count > longest_answer) return 0;
    body.append(data, count);
    return count;
}

std::size_t take_header(char* data, std::size_t, std::size_t count, void* answer)
{
    const std::string_view line(data, count);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
        value.remove_suffix(1);
    static_cast<HttpAnswer*>(answer)->headers.emplace_back(std::move(name), value);
    return count;
}

/// Errors after which not a byte of the request can have arrived.
bool is_before_sending(CURLcode code)
{
    switch (code) {
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL: return true;
        default: return false;
    }
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view lower_case_name) const
{
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

struct CurlTransport::Handle {
    CURL* easy = curl_easy_init();
    bool has_connection = false;  ///< from the request before
    ~Handle() { curl_easy_cleanup(easy); }
};

CurlTransport::CurlTransport(Settings settings) : x_settings(std::move(settings))
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

CurlTransport::~CurlTransport() = default;

std::unique_ptr<CurlTransport::Handle> CurlTransport::take()
{
    {
        const std::lock_guard lock(x_mutex);
        if (!x_idle.empty()) {
            auto handle = std::move(x_idle.back());
            x_idle.pop_back();
            return handle;
        }
    }
    auto handle = std::make_unique<Handle>();
    must(handle->easy != nullptr, "libcurl gives a handle");
    return handle;
}

void CurlTransport::give_back(std::unique_ptr<Handle> handle)
{
    const std::lock_guard lock(x_mutex);
    x_idle.push_back(std::move(handle));
}

HttpAnswer CurlTransport::send(const HttpRequest& request)
{
    auto handle = take();
    CURL* easy = handle->easy;
    curl_easy_reset(easy);  // settings only: the connection stays
    HttpAnswer answer;
    CurlList headers;
    for (const auto& [name, value] : request.headers) append(headers, name + ": " + value);
    append(headers, "Expect:");  // LINE answers no 100-continue; waiting for one costs a second

    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(x_settings.connect.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(x_settings.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method != "GET") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    if (!x_settings.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, x_settings.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &answer);

    const CURLcode code = curl_easy_perform(easy);
    // libcurl sends again by itself when a kept connection ends before any answer, and does not say so; a new
    // connection where one was kept is all that shows of it.
    long connects = 0;
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
    answer.perhaps_twice = handle->has_connection && connects > 0;
    handle->has_connection = code == CURLE_OK;
    if (code == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
        answer.reached = HttpAnswer::Reached::answered;
    } else {
        // A deadline may pass before the connection stands; only then nothing was sent.
        curl_off_t sent = 0;
        curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
        double connected = 0;
        curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME, &connected);
        const bool is_unsent =
            is_before_sending(code) || (code == CURLE_OPERATION_TIMEDOUT && connected == 0 && sent == 0);
        answer.reached = is_unsent ? HttpAnswer::Reached::no : HttpAnswer::Reached::perhaps;
        answer.why = curl_easy_strerror(code);
    }
    give_back(std::move(handle));
    return answer;
}

}  // namespace hagukumi::line
