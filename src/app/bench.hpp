// `hagukumi bench`: what script/bench measures with.
#pragma once

#include <ostream>
#include <string>

#include "base/result.hpp"

namespace hagukumi::app {

struct BenchSettings {
    std::string database;
    std::string targets;
    std::string bookings;  ///< file for families that can book; empty: there are none
    int families = 10'000;
    int clients = 64;
    int seconds = 5;
};

/// A new database with `families` signed-in families, each with a coupon of many units and an open check-in.
/// One line a family goes to `targets`: municipality, cookie, check-in, coupon and service, tab between.
/// With `bookings` as many others can book: municipality, cookie, coupon, facility and service.
Result<void> prepare_bench(const BenchSettings& settings, std::ostream& out);

/// The same use by `clients` threads' worth of waiting commands, without HTTP; prints uses per second.
Result<void> bench_in_process(const BenchSettings& settings, std::ostream& out);

}  // namespace hagukumi::app
