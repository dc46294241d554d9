#include "app/terms.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "app/files.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

Result<http::Terms> read_terms(const fs::path& folder, MunicipalityCode municipality)
{
    fs::path name = folder / fmt::format("{:06}.yaml", municipality.value);
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

}  // namespace hagukumi::app
