#include "app/installation.hpp"

#include <sodium.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <set>

#include "app/check.hpp"
#include "app/files.hpp"
#include "app/sql.hpp"
#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

Result<std::vector<ProgrammeFile>> read_programmes(const fs::path& folder, std::ostream& complaints)
{
    std::vector<std::string> names;
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    if (names.empty()) {
        return fail(ErrorKind::unavailable, "no_programmes",
                    {"事業のファイルが見つかりません：" + folder.string(),
                     "No programme files in " + folder.string() + "; name their folder with --programmes."});
    }
    std::vector<ProgrammeFile> files;
    std::set<std::string> codes;
    bool is_sound = true;
    const rules::Calendars calendars = TRY(read_calendars(folder / "calendars", complaints));
    for (const std::string& name : names) {
        const rules::FileText file = TRY(read_file(name));
        rules::ReadResult read = rules::read_programme(file.name, file.text, calendars);
        for (const rules::Mistake& mistake : read.mistakes)
            complaints << rules::to_string(mistake, language_of_terminal()) << '\n';
        if (!read.programme) {
            is_sound = false;
            continue;
        }
        if (!codes.insert(read.programme->code()).second) {
            complaints << name << ":1:1: found a second programme " << read.programme->code()
                       << "; allowed: one file a programme; remove or rename one of them\n";
            is_sound = false;
        }
        files.push_back({std::move(read.programme), file.text});
    }
    if (!is_sound) {
        return fail(ErrorKind::malformed, "wrong_programme",
                    {"事業のファイルに誤りがあります。上の各行を直してください。",
                     "There are mistakes in the programme files; correct the lines above."});
    }
    return files;
}

namespace {

/// Rules that were not in force before; who put the file there is known to the machine only.
void record_version(store::Transaction& tx, const rules::Programme& programme, Instant at)
{
    const Id file = audit::subject_of(audit::Digest("programmes.file").add(programme.code()));
    audit::record(tx, at, Id{}, "programmes.enrol", file,
                  boost::json::serialize(boost::json::object{
                      {"programme", programme.code()}, {"version", audit::to_hex(programme.version())}}));
}

}  // namespace

Result<void> enrol(store::Database& database, const std::vector<ProgrammeFile>& files, Instant at)
{
    for (const ProgrammeFile& file : files) {
        const rules::Programme& programme = *file.programme;
        TRY(database.lane().run(programme.municipality(), [&](store::Transaction& tx) -> Result<void> {
            tx.execute(sql::name_municipality, programme.municipality_name().ja);
            const store::Bytes version(programme.version().data(), programme.version().size());
            if (tx.execute(sql::keep_programme_version, version, programme.code(), file.text, at) == 1)
                record_version(tx, programme, at);
            return {};
        }));
    }
    return {};
}

fs::path find_own_folder(const fs::path& name)
{
    std::error_code problem;
    const fs::path beside = fs::read_symlink("/proc/self/exe", problem).parent_path();
    for (const fs::path& place :
         {fs::current_path(), beside, beside.parent_path(), beside.parent_path() / "share" / "hagukumi"}) {
        if (fs::is_directory(place / name, problem)) return place / name;
    }
    return {};
}

Instant wall_clock()
{
    return {std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

void SystemRandomness::fill(std::uint8_t* bytes, std::size_t count)
{
    randombytes_buf(bytes, count);
}

}  // namespace hagukumi::app
