// `hagukumi check FILES…`
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::app {

/// Reads the programme files, each with the calendars of the folder `calendars` beside it, runs their worked
/// cases, and writes every mistake, what is legal but odd and, last, `N programmes, M cases: P passed, F
/// failed`. The exit status.
int run_check(const std::vector<std::string>& names, std::string_view language, std::ostream& out);

/// "ja" or "en", by LC_ALL, LC_MESSAGES or LANG: Japanese unless these name another language.
std::string_view language_of_terminal();

}  // namespace hagukumi::app
