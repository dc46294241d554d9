#include "rules/write_case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <vector>

#include "base/instant.hpp"

namespace hagukumi::rules {

namespace {

std::string quoted(std::string_view text)
{
    return boost::json::serialize(boost::json::string(text));  // a JSON string is a YAML string
}

std::string list_of(const Programme& programme, const Decision& decision,
                    std::initializer_list<Verdict> wanted)
{
    std::string codes;
    for (const RuleLook& look : decision.rules) {
        if (std::find(wanted.begin(), wanted.end(), look.verdict) == wanted.end()) continue;
        const std::string& code = programme.rule(look.rule).code;
        if (!codes.empty()) codes += ", ";
        codes += code;
    }
    return codes;
}

std::string_view name_of(Outcome outcome)
{
    switch (outcome) {
        case Outcome::granted: return "granted";
        case Outcome::partly: return "partly";
        case Outcome::refused: break;
    }
    return "refused";
}

}  // namespace

std::string written_case(const Programme& programme, std::string_view name, const boost::json::object& facts,
                         const boost::json::object& request, const Decision& decision)
{
    boost::json::object others = facts;
    std::string text = fmt::format("  - case: {}\n", quoted(name));
    text += "    shows: [tried]\n";
    if (const auto* today = others.if_contains("today"); today != nullptr && today->is_string()) {
        text += fmt::format("    today: {}\n", std::string_view(today->get_string()));
        others.erase("today");
    }
    text += fmt::format("    facts: {}\n", boost::json::serialize(others));
    text += fmt::format("    request: {}\n", boost::json::serialize(request));
    text += fmt::format("    expect:\n      outcome: {}\n", name_of(decision.outcome));
    if (!decision.refused()) {
        text += fmt::format("      units: {}\n", decision.units.count);
        if (decision.limited) text += fmt::format("      left: {}\n", decision.left_after.count);
    }
    if (decision.priced) {
        text += fmt::format("      fee: {}\n      parent: {}\n      public: {}\n", decision.fee.amount,
                            decision.parent.amount, decision.public_share.amount);
    }
    if (const std::string against = list_of(programme, decision, {Verdict::against, Verdict::unknown});
        !against.empty())
        text += fmt::format("      against: [{}]\n", against);
    if (const std::string cut = list_of(programme, decision, {Verdict::cut}); !cut.empty())
        text += fmt::format("      cut: [{}]\n", cut);
    return text;
}

std::string with_case(std::string_view text, std::string_view written)
{
    const bool begins_with_it = text.starts_with("cases:");
    const std::size_t cases = begins_with_it ? 0 : text.find("\ncases:");
    if (cases == std::string_view::npos) return {};
    // The list ends where the next word at the left edge begins, or with the file.
    std::size_t end = text.size();
    for (std::size_t line = text.find('\n', cases + 1);
         line != std::string_view::npos && line + 1 < text.size(); line = text.find('\n', line + 1)) {
        const char first = text[line + 1];
        if (first != ' ' && first != '\n' && first != '\r' && first != '#' && first != '-') {
            end = line + 1;
            break;
        }
    }
    std::string changed(text.substr(0, end));
    if (!changed.ends_with('\n')) changed += '\n';
    changed += written;
    changed += text.substr(end);
    return changed;
}

}  // namespace hagukumi::rules
