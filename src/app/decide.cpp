#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <sstream>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "rules/decide.hpp"
#include "rules/json.hpp"

namespace hagukumi::app {

namespace {

Result<boost::json::value> read_json(const std::string& name)
{
    const rules::FileText file = TRY(read_file(name));
    boost::json::error_code problem;
    boost::json::stream_parser parser;
    const std::size_t read = parser.write_some(file.text, problem);
    if (!problem) parser.finish(problem);
    if (!problem && file.text.find_first_not_of(" \t\r\n", read) != std::string::npos) {
        problem = boost::json::error::extra_data;
    }
    if (problem) {
        const auto line =
            std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
        return fail(ErrorKind::malformed, "not_json",
                    {name + " の" + std::to_string(line + 1) + "行目がJSONとして読めません。",
                     name + ":" + std::to_string(line + 1) + ": not JSON: " + problem.message() + "."});
    }
    return parser.release();
}

}  // namespace

Result<void> decide_files(const DecideSettings& settings, std::ostream& out)
{
    const std::filesystem::path name = settings.programme;
    std::ostringstream complaints;
    const auto malformed = [&](const std::string& what) {
        return fail(ErrorKind::malformed, "wrong_programme",
                    {"事業のファイルに誤りがあります。\n" + what,
                     "There are mistakes in the programme file.\n" + what});
    };
    const auto calendars = read_calendars(name.parent_path() / "calendars", complaints);
    if (!calendars) return malformed(complaints.str());
    const rules::FileText text = TRY(read_file(name));
    const rules::ReadResult read = rules::read_programme(text.name, text.text, *calendars);
    for (const rules::Mistake& mistake : read.mistakes) complaints << rules::to_string(mistake) << '\n';
    if (!read.programme) return malformed(complaints.str());

    const rules::Facts facts = TRY(rules::facts_from_json(*read.programme, TRY(read_json(settings.facts))));
    const rules::Request request =
        TRY(rules::request_from_json(*read.programme, TRY(read_json(settings.request))));
    const rules::Decision decision = rules::decide(*read.programme, facts, request);
    out << boost::json::serialize(
               rules::decision_to_json(*read.programme, facts, decision, settings.language))
        << '\n';
    return {};
}

}  // namespace hagukumi::app
