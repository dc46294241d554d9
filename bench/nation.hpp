// The country: how many municipalities of which size, and when its families use what.  Pure: the same seed
// and share give the same country, and no clock is read.
//
// The figures are those of the national model in docs/country.md: 705,809 births a year, 1,741
// municipalities, 245 weekdays, 35 % of a day's uses between nine and ten, the busiest minute three times
// that hour's mean, the last week of March two and a half times an ordinary one.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"

namespace hagukumi::bench {

constexpr int municipalities_of_japan = 1741;
constexpr double births_a_year = 705'809;
constexpr double years_of_coupons = 3;  ///< a child has coupons for so long
constexpr double weekdays_a_year = 245;
constexpr double busiest_minute = 3;      ///< times its hour's mean
constexpr double end_of_march = 2.5;      ///< times an ordinary weekday: what is left dies on the 31st
constexpr double requests_of_a_use = 14;  ///< 8 for the pages, 6 for the interface
constexpr double crowd_a_person = 0.098;  ///< requests a second and eligible person, Yokohama, 2021-05-03

/// What the whole country uses in a year.
enum class Scheme {
    today,      ///< what is done on paper today, all of it digital
    universal,  ///< half of all mothers, and coupons twice a month
    ceiling,    ///< the most generous rules anywhere, everywhere
};

inline double uses_a_year(Scheme scheme)
{
    switch (scheme) {
        case Scheme::today: return 8.07e6;
        case Scheme::universal: return 68.5e6;
        case Scheme::ceiling: return 122.1e6;
    }
    return 0;
}

/// Of a weekday's uses, by the hour from 0 to 23.  Nurseries open; the second wave comes at ten.
inline constexpr std::array<double, 24> share_of_hour{
    0, 0, 0, 0, 0, 0, 0, 0.05, 0.12, 0.35, 0.20, 0.06, 0.03, 0.06, 0.05, 0.04, 0.03, 0.01, 0, 0, 0, 0, 0, 0};

/// A minute's weight in its hour, 1 on average: everybody comes on the hour, and it falls by a quarter a
/// minute.
inline double weight_of_minute(int minute)
{
    constexpr double falls = 0.75;
    constexpr double sum_of_peak = 4;  // of falls^0 + falls^1 + …
    constexpr double rest = (60 - busiest_minute * sum_of_peak) / (60 - sum_of_peak);
    return rest + (busiest_minute - rest) * std::pow(falls, minute);
}

/// Uses a second of the whole country, on a weekday, in the minute that begins at hour:minute.
/// `season` is 1, or end_of_march.
inline double uses_a_second(Scheme scheme, double season, int hour, int minute)
{
    const double a_day = uses_a_year(scheme) / weekdays_a_year * season;
    return a_day * share_of_hour[static_cast<std::size_t>(hour)] / 3600 * weight_of_minute(minute);
}

/// Even, exponential and normal numbers out of a seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : x_randomness(seed) {}

    double even()  ///< [0, 1)
    {
        std::uint64_t bits = 0;
        x_randomness.fill(reinterpret_cast<std::uint8_t*>(&bits), sizeof bits);
        return static_cast<double>(bits >> 11) * 0x1p-53;
    }
    std::size_t below(std::size_t count)
    {
        return static_cast<std::size_t>(even() * static_cast<double>(count));
    }
    double exponential(double mean) { return -mean * std::log(1 - even()); }
    double normal() { return std::sqrt(-2 * std::log(1 - even())) * std::cos(2 * M_PI * even()); }
    Randomness& randomness() { return x_randomness; }

private:
    SeededRandomness x_randomness;
};

/// One of the municipalities, with its share of the children.
struct PlaceOfMany {
    MunicipalityCode code;
    int families = 0;    ///< with coupons at one time; at least one
    int facilities = 0;  ///< at least one
};

/// The number that 総務省 would give: prefecture, place in it, check digit (weights 6 to 2, 11 less the
/// rest).
inline MunicipalityCode code_of_place(int number)
{
    const int of_prefecture = 38;  // 47 of them hold 1,741 places
    const int head = (number / of_prefecture + 1) * 1000 + number % of_prefecture + 100;
    int sum = 0, rest = head;
    for (int weight = 2; weight <= 6; ++weight, rest /= 10) sum += weight * (rest % 10);
    return {head * 10 + (11 - sum % 11) % 10};
}

/// The first `count` of the country's municipalities, of which `share` of all families are there.  Sizes are
/// log-normal: the median has a third of the mean, and the largest forty times the mean, as the census has
/// it.
inline std::vector<PlaceOfMany> municipalities_of(int count, double share, std::uint64_t seed)
{
    constexpr double spread = 1.48;
    Dice dice(seed);
    std::vector<double> sizes(municipalities_of_japan);
    double sum = 0;
    for (double& size : sizes) sum += size = std::exp(spread * dice.normal());
    std::vector<PlaceOfMany> places;
    const double families = births_a_year * years_of_coupons * share;
    for (int number = 0; number < count; ++number) {
        PlaceOfMany place;
        place.code = code_of_place(number);
        place.families = std::max(
            1, static_cast<int>(std::lround(families * sizes[static_cast<std::size_t>(number)] / sum)));
        place.facilities = 1 + place.families / 70;  // 30,000 desks for the country
        places.push_back(place);
    }
    return places;
}

}  // namespace hagukumi::bench
