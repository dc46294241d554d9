// hagukumi explain: the rules of a programme file in plain words.
#include "app/commands.hpp"
#include "app/files.hpp"
#include "rules/describe.hpp"

namespace hagukumi::app {

Result<void> explain_programme(const ExplainSettings& settings, std::ostream& out)
{
    const auto programme = TRY(read_programme_file(settings.programme));
    out << rules::in_plain_text(rules::describe(*programme), settings.language == "ja");
    return {};
}

}  // namespace hagukumi::app
