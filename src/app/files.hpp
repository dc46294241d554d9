// Files as the program's commands read them.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "base/result.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::app {

/// The whole file; at most 4 MiB.  `malformed` says which file and why.
Result<rules::FileText> read_file(const std::filesystem::path& name);

/// Every *.yaml of the folder.  A folder that is not there holds none; mistakes go to `complaints`.
Result<rules::Calendars> read_calendars(const std::filesystem::path& folder, std::ostream& complaints);

/// The calendars of the folder `calendars` beside a programme file; where there is none, beside the file's
/// folder, as for programmes/examples.
Result<rules::Calendars> read_calendars_for(const std::filesystem::path& programme, std::ostream& complaints);

/// One programme, with its calendars.  `malformed` tells all its
/// mistakes.
Result<std::shared_ptr<const rules::Programme>> read_programme_file(const std::filesystem::path& name);

}  // namespace hagukumi::app
