// What an installation serves: its programme files, and its place on the disk.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

/// A programme with the text that it was read from.
struct ProgrammeFile {
    std::shared_ptr<const rules::Programme> programme;
    std::string text;
};

/// Reads `folder`/*.yaml with `folder`/calendars/*.yaml.  Mistakes go to `complaints`, each with file, line
/// and column; then the result is an Error.  Two files with one code are a mistake too.
Result<std::vector<ProgrammeFile>> read_programmes(const std::filesystem::path& folder,
                                                   std::ostream& complaints);

/// Makes the municipalities known and keeps the text of each programme, so that what is decided today can be
/// explained by today's rules for ever.
Result<void> enrol(store::Database& database, const std::vector<ProgrammeFile>& files, Instant at);

/// Where the programme's own files lie: `name` below the working folder, else beside the program (a build
/// folder), else where packages install.  Empty when nowhere.
std::filesystem::path find_own_folder(const std::filesystem::path& name);

/// The wall clock; the only place that reads it.
Instant wall_clock();

/// Random bytes of the operating system; safe on every thread.
class SystemRandomness final : public Randomness {
public:
    void fill(std::uint8_t* bytes, std::size_t count) override;
};

}  // namespace hagukumi::app
