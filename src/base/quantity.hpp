// Yen and units of use as types of their own, so that one is never taken for the other.
#pragma once

#include <compare>
#include <cstdint>

namespace hagukumi {

/// Whole yen.  Fractions exist only inside the rules, as exact ratios, and are rounded there.
struct Yen {
    std::int64_t amount = 0;

    friend auto operator<=>(const Yen&, const Yen&) = default;
    friend Yen operator+(Yen a, Yen b) { return {a.amount + b.amount}; }
    friend Yen operator-(Yen a, Yen b) { return {a.amount - b.amount}; }
};

/// Units of use: days, visits, hours, sheets or yen; the service says which.
struct Units {
    std::int64_t count = 0;

    friend auto operator<=>(const Units&, const Units&) = default;
    friend Units operator+(Units a, Units b) { return {a.count + b.count}; }
    friend Units operator-(Units a, Units b) { return {a.count - b.count}; }
};

/// 自治体: the municipality's code of 総務省, six digits with the check digit (131202 is Nerima).
struct MunicipalityCode {
    std::int32_t value = 0;

    friend auto operator<=>(const MunicipalityCode&, const MunicipalityCode&) = default;
};

}  // namespace hagukumi
