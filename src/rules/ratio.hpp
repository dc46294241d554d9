// Exact fractions: 20% of 33,333 yen is 33333/5 yen, never a binary floating point number.
#pragma once

#include <cstdint>
#include <numeric>
#include <optional>

namespace hagukumi::rules {

/// numerator / denominator, in lowest terms, denominator > 0.
struct Ratio {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    bool is_whole() const { return denominator == 1; }
    friend bool operator==(const Ratio&, const Ratio&) = default;
};

enum class Direction { floor, half_up, ceil };

namespace detail {

__extension__ using Wide = __int128;

/// Nothing when it does not fit, or when the denominator is zero.
inline std::optional<Ratio> reduce(Wide numerator, Wide denominator)
{
    if (denominator == 0) return std::nullopt;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    Wide a = numerator < 0 ? -numerator : numerator;
    Wide b = denominator;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    if (a > 1) {
        numerator /= a;
        denominator /= a;
    }
    // Far below the ends of 64 bits, so that sums of a few such numbers cannot leave it.
    constexpr Wide most = Wide(1) << 60;
    if (numerator > most || numerator < -most || denominator > most) return std::nullopt;
    return Ratio{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

}  // namespace detail

inline std::optional<Ratio> add(Ratio a, Ratio b)
{
    using detail::Wide;
    return detail::reduce(Wide(a.numerator) * b.denominator + Wide(b.numerator) * a.denominator,
                          Wide(a.denominator) * b.denominator);
}

inline std::optional<Ratio> subtract(Ratio a, Ratio b)
{
    return add(a, {-b.numerator, b.denominator});
}

inline std::optional<Ratio> multiply(Ratio a, Ratio b)
{
    using detail::Wide;
    return detail::reduce(Wide(a.numerator) * b.numerator, Wide(a.denominator) * b.denominator);
}

inline std::optional<Ratio> divide(Ratio a, Ratio b)
{
    using detail::Wide;
    return detail::reduce(Wide(a.numerator) * b.denominator, Wide(a.denominator) * b.numerator);
}

/// Less than 0, 0 or more than 0.
inline int compare(Ratio a, Ratio b)
{
    using detail::Wide;
    const Wide left = Wide(a.numerator) * b.denominator;
    const Wide right = Wide(b.numerator) * a.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
}

/// To a multiple of `unit` (at least 1).
inline std::int64_t round_to(Ratio value, std::int64_t unit, Direction direction)
{
    using detail::Wide;
    const Wide step = Wide(value.denominator) * unit;
    const Wide twice = direction == Direction::half_up ? 2 : 1;
    Wide numerator = Wide(value.numerator) * twice;
    if (direction == Direction::half_up) numerator += step;
    if (direction == Direction::ceil) numerator += step - 1;
    Wide quotient = numerator / (step * twice);
    if (numerator % (step * twice) < 0) --quotient;
    return static_cast<std::int64_t>(quotient) * unit;
}

}  // namespace hagukumi::rules
