#include <algorithm>
#include <boost/json.hpp>

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
    const auto programme = TRY(read_programme_file(settings.programme));
    const rules::Facts facts = TRY(rules::facts_from_json(*programme, TRY(read_json(settings.facts))));
    const rules::Request request =
        TRY(rules::request_from_json(*programme, TRY(read_json(settings.request))));
    const rules::Decision decision = rules::decide(*programme, facts, request);
    out << boost::json::serialize(rules::decision_to_json(*programme, facts, decision, settings.language))
        << '\n';
    return {};
}

}  // namespace hagukumi::app
