#include "app/new_programme.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/era.hpp"
#include "rules/new_programme.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

Result<void> new_programme(const NewSettings& settings, Date today, std::ostream& out)
{
    rules::NewProgramme wanted;
    wanted.code = settings.code + "-" + settings.name;
    wanted.municipality_code = settings.code;
    wanted.municipality = settings.municipality;
    wanted.name = settings.programme;
    const auto date =
        settings.document_date.empty() ? std::optional(today) : parse_iso_date(settings.document_date);
    if (!date) {
        return fail(ErrorKind::malformed, "no_such_date",
                    {"--date は 2026-04-01 のように書いてください。", "Write --date as 2026-04-01."});
    }
    wanted.document_date = *date;
    const fs::path folder = settings.folder;
    const fs::path file = folder / (wanted.code + ".yaml");
    // Beside the file or, as in programmes/examples, a folder above it.
    const bool above =
        !fs::exists(folder / "programme.schema.json") && fs::exists(folder / ".." / "programme.schema.json");
    wanted.schema = above ? "../programme.schema.json" : "programme.schema.json";

    const std::string text = rules::new_programme(wanted);
    const rules::ReadResult read = rules::read_programme(file.string(), text);
    if (!read.programme) {
        const rules::Mistake& wrong = read.mistakes.front();
        return fail(ErrorKind::malformed, "wrong_programme",
                    {"このままではファイルを作れません。" + rules::to_string(wrong, "ja"),
                     "No file was written: " + rules::to_string(wrong, "en")});
    }
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        return fail(ErrorKind::malformed, "no_such_folder",
                    {"フォルダー " + folder.string() +
                         " がありません。作ってから、もう一度お試しください。いまのフォルダーに作るなら "
                         "--folder . を付けてください。",
                     "There is no folder " + folder.string() +
                         ". Make it first, or write --folder . for the folder in which you are."});
    }
    if (fs::exists(file, failed)) {
        return fail(ErrorKind::conflict, "file_is_there",
                    {file.string() + " はすでにあります。上書きはしません。別の名前にしてください。",
                     file.string() + " is there already and is not overwritten. Choose another name."});
    }
    std::ofstream stream(file, std::ios::binary);
    stream << text << std::flush;
    if (!stream) {
        return fail(ErrorKind::malformed, "file_not_writable",
                    {file.string() + " に書けません。フォルダーを確かめてください。",
                     "Cannot write " + file.string() + ". Look at the folder."});
    }
    out << file.string() << " を作りました。▼ のところを要綱のとおりに直してから、確かめてください。\n"
        << "Wrote " << file.string() << ". Change what stands beside ▼, then check it:\n"
        << "    hagukumi check " << file.string() << '\n';
    return {};
}

}  // namespace hagukumi::app
