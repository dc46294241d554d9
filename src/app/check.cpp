#include "app/check.hpp"

#include "app/files.hpp"

namespace hagukumi::app {

int run_check(const std::vector<std::string>& names, std::ostream& out)
{
    std::vector<rules::FileText> files;
    rules::Calendars calendars;
    for (const std::string& name : names) {
        const auto file = read_file(name);
        const auto beside = read_calendars(std::filesystem::path(name).parent_path() / "calendars", out);
        if (!file || !beside) {
            const Error& error = file ? beside.error() : file.error();
            out << error.message.ja << '\n' << error.message.en << '\n';
            return 1;
        }
        files.push_back(*file);
        for (const auto& [calendar, days] : *beside) calendars.insert_or_assign(calendar, days);
    }
    return rules::check_files(files, calendars, out);
}

}  // namespace hagukumi::app
