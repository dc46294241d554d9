// `hagukumi check FILES…`
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace hagukumi::app {

/// Reads the programme files, each with the calendars of the folder `calendars` beside it, runs their worked
/// cases, and writes every mistake and, last, `N programmes, M cases: P passed, F failed`.  The exit status.
int run_check(const std::vector<std::string>& names, std::ostream& out);

}  // namespace hagukumi::app
