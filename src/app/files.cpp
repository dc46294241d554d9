#include "app/files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "app/check.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t most_bytes = 4u << 20;

}  // namespace

Result<rules::FileText> read_file(const fs::path& name)
{
    const std::string shown = name.string();
    std::error_code problem;
    const std::uintmax_t size = fs::is_regular_file(name, problem) ? fs::file_size(name, problem) : 0;
    if (size > most_bytes) {
        return fail(ErrorKind::malformed, "file_too_long",
                    {shown + " は大きすぎます（4MBまで）。", shown + " is longer than 4 MiB."});
    }
    std::ifstream stream(name, std::ios::binary);
    std::ostringstream text;
    if (stream) text << stream.rdbuf();
    if (!stream || stream.bad()) {
        const std::string why = std::strerror(errno != 0 ? errno : EIO);
        return fail(ErrorKind::malformed, "file_not_readable",
                    {shown + " を読めません（" + why + "）。", "Cannot read " + shown + ": " + why + "."});
    }
    return rules::FileText{shown, text.str()};
}

Result<rules::Calendars> read_calendars(const fs::path& folder, std::ostream& complaints)
{
    rules::Calendars calendars;
    bool is_sound = true;
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
        if (entry.path().extension() != ".yaml") continue;
        const rules::FileText file = TRY(read_file(entry.path()));
        rules::ReadCalendarResult read = rules::read_calendar(file.name, file.text);
        for (const rules::Mistake& mistake : read.mistakes)
            complaints << rules::to_string(mistake, language_of_terminal()) << '\n';
        if (read.calendar) {
            calendars[read.name] = std::move(read.calendar);
        } else {
            is_sound = false;
        }
    }
    if (!is_sound) {
        return fail(ErrorKind::malformed, "wrong_calendar",
                    {"カレンダーのファイルに誤りがあります。上の各行を直してください。",
                     "There are mistakes in the calendar files; correct the lines above."});
    }
    return calendars;
}

Result<rules::Calendars> read_calendars_for(const fs::path& programme, std::ostream& complaints)
{
    const fs::path folder = fs::absolute(programme).parent_path();
    const fs::path beside = folder / "calendars";
    return read_calendars(fs::is_directory(beside) ? beside : folder.parent_path() / "calendars", complaints);
}

Result<std::shared_ptr<const rules::Programme>> read_programme_file(const fs::path& name)
{
    std::ostringstream complaints;
    const auto malformed = [&] {
        return fail(ErrorKind::malformed, "wrong_programme",
                    {"事業のファイルに誤りがあります。\n" + complaints.str(),
                     "There are mistakes in the programme file.\n" + complaints.str()});
    };
    const auto calendars = read_calendars_for(name, complaints);
    if (!calendars) return malformed();
    const rules::FileText text = TRY(read_file(name));
    rules::ReadResult read = rules::read_programme(text.name, text.text, *calendars);
    for (const rules::Mistake& mistake : read.mistakes)
        complaints << rules::to_string(mistake, language_of_terminal()) << '\n';
    if (!read.programme) return malformed();
    return std::move(read.programme);
}

}  // namespace hagukumi::app
