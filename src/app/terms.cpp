#include "app/terms.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "app/files.hpp"
#include "base/municipality_code.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

Result<http::Terms> read_terms(const fs::path& folder, MunicipalityCode municipality)
{
    fs::path name = folder / (to_string(municipality) + ".yaml");
    if (!fs::exists(name)) name = folder / "common.yaml";
    if (!fs::exists(name)) return http::Terms{};
    const rules::FileText file = TRY(read_file(name));
    http::Terms terms;
    try {
        const YAML::Node written = YAML::Load(file.text);
        terms.version = written["version"].as<std::string>();
        terms.text = {written["text"]["ja"].as<std::string>(), written["text"]["en"].as<std::string>(), {}};
    } catch (const YAML::Exception& found) {
        return fail(ErrorKind::malformed, "wrong_terms",
                    {file.name + " に誤りがあります。version と、text の ja と en を書いてください。",
                     file.name + " needs version, and text with ja and en: " + found.what()});
    }
    return terms;
}

namespace {

Result<help::Help> read_one(const fs::path& name, const rules::Calendars& calendars)
{
    if (!fs::exists(name)) return help::Help{};
    const rules::FileText file = TRY(read_file(name));
    const help::ReadHelp read = help::read_help(file.name, file.text, calendars);
    if (read.help) return *read.help;
    Text all;
    for (const rules::Mistake& mistake : read.mistakes) {
        all.ja += (all.ja.empty() ? "" : "\n") + rules::to_string(mistake, "ja");
        all.en += (all.en.empty() ? "" : "\n") + rules::to_string(mistake, "en");
    }
    return fail(ErrorKind::malformed, "wrong_help", all);
}

}  // namespace

Result<std::shared_ptr<const help::Help>> read_help_of(const fs::path& folder, MunicipalityCode municipality,
                                                       const rules::Calendars& calendars)
{
    const help::Help own = TRY(read_one(folder / (to_string(municipality) + ".yaml"), calendars));
    return std::make_shared<const help::Help>(
        help::joined(own, TRY(read_one(folder / "common.yaml", calendars))));
}

}  // namespace hagukumi::app
