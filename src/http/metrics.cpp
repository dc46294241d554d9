#include "http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hagukumi::http {

void Metrics::count(std::string_view route, int status, std::chrono::microseconds duration)
{
    auto found = x_routes.find(route);
    if (found == x_routes.end()) found = x_routes.emplace(std::string(route), Counts{}).first;
    Counts& counts = found->second;
    ++counts.by_status[status];
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), duration.count());
    ++counts.by_duration[static_cast<std::size_t>(bound - bounds.begin())];
    counts.microseconds += duration.count();
}

void Metrics::append(std::string& text, std::string_view name, std::string_view type, std::uint64_t value)
{
    fmt::format_to(std::back_inserter(text), "# TYPE {0} {1}\n{0} {2}\n", name, type, value);
}

std::string Metrics::text() const
{
    std::string text = "# TYPE hagukumi_http_requests_total counter\n";
    const auto out = std::back_inserter(text);
    for (const auto& [route, counts] : x_routes)
        for (const auto& [status, count] : counts.by_status)
            fmt::format_to(out, "hagukumi_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route,
                           status, count);
    text += "# TYPE hagukumi_http_request_seconds histogram\n";
    for (const auto& [route, counts] : x_routes) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i <= bounds.size(); ++i) {
            sum += counts.by_duration[i];
            const std::string bound = i < bounds.size()
                                          ? fmt::format("{}", static_cast<double>(bounds[i]) / 1e6)
                                          : std::string("+Inf");
            fmt::format_to(out, "hagukumi_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                           bound, sum);
        }
        fmt::format_to(out, "hagukumi_http_request_seconds_sum{{route=\"{}\"}} {}\n", route,
                       static_cast<double>(counts.microseconds) / 1e6);
        fmt::format_to(out, "hagukumi_http_request_seconds_count{{route=\"{}\"}} {}\n", route, sum);
    }
    return text;
}

}  // namespace hagukumi::http
