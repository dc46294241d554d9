// The way to LINE's server: one request, one answer.  Tests and the demonstration put another in its place.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hagukumi::line {

struct HttpRequest {
    std::string method;  ///< "GET", "POST", "DELETE"
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct HttpAnswer {
    /// Whether LINE may have acted on the request.
    enum class Reached {
        no,        ///< no connection: nothing was sent
        perhaps,   ///< sent, and no whole answer came
        answered,  ///< `status` says what became of it
    };
    Reached reached = Reached::no;
    /// A kept connection broke and the request went out again over a new one: LINE may have had it twice.
    bool perhaps_twice = false;
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string why;  ///< unless answered: for the operator, nothing personal

    /// Empty when there is none.
    std::string_view header(std::string_view lower_case_name) const;
};

/// Safe on every thread; blocks within its own deadline.
class Transport {
public:
    virtual ~Transport() = default;
    virtual HttpAnswer send(const HttpRequest& request) = 0;
};

/// Through libcurl, over connections that are kept.
class CurlTransport final : public Transport {
public:
    struct Settings {
        std::chrono::milliseconds connect{3000};
        std::chrono::milliseconds deadline{10'000};  ///< for one request with its answer
        std::string ca_file;                         ///< empty: the system's certificates
    };
    explicit CurlTransport(Settings settings);
    ~CurlTransport() override;

    HttpAnswer send(const HttpRequest& request) override;

private:
    struct Handle;
    std::unique_ptr<Handle> take();
    void give_back(std::unique_ptr<Handle> handle);

    const Settings x_settings;
    std::mutex x_mutex;
    std::vector<std::unique_ptr<Handle>> x_idle;
};

}  // namespace hagukumi::line
