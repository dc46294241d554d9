// `hagukumi demo`: a service over invented data, with a date of its own.
#pragma once

#include <string>

#include "app/settings.hpp"
#include "base/result.hpp"

namespace hagukumi::app {

struct DemoSettings {
    ServeSettings serve;
    std::string now;            ///< "2026-07-08T09:30" in Japan; empty: the wall clock
    std::string accounts_file;  ///< sign-ins as JSON; empty: only printed
    std::string line;           ///< address of the stand-in for LINE (web/line-simulator); empty: no LINE
};

/// Makes the database, fills it, prints addresses and sign-ins, and serves until SIGTERM.
Result<void> run_demo(const DemoSettings& settings);

}  // namespace hagukumi::app
