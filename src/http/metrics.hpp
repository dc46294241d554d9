// Counts of requests for /metrics, in Prometheus' text form.  Routes are counted by their names, never by
// addresses: no personal data.  Used on the loop only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace hagukumi::http {

class Metrics {
public:
    void count(std::string_view route, int status, std::chrono::microseconds duration);

    /// Further values, counted elsewhere: "# TYPE name type", then "name value".
    static void append(std::string& text, std::string_view name, std::string_view type, std::uint64_t value);

    std::string text() const;

private:
    /// Upper bounds in microseconds.
    static constexpr std::array<std::int64_t, 12> bounds{
        500, 1'000, 2'000, 5'000, 10'000, 20'000, 50'000, 100'000, 200'000, 500'000, 1'000'000, 5'000'000};
    struct Counts {
        std::map<int, std::uint64_t> by_status;
        std::array<std::uint64_t, bounds.size() + 1> by_duration{};
        std::int64_t microseconds = 0;
    };
    std::map<std::string, Counts, std::less<>> x_routes;
};

}  // namespace hagukumi::http
