// The office: what an officer has seen of a family, as far as the municipality's programmes ask for it.
#include <boost/json/array.hpp>

#include <algorithm>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/up_to_date.hpp"
#include "people/family_commands.hpp"
#include "people/stated_facts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_value = 400;  // thirty dates

/// A fact that some programme asks for, and the household classes of all programmes that ask for it.
struct Asked {
    rules::FactToTry fact;
    std::vector<std::pair<std::string, Text>> classes;
};

std::vector<Asked> asked_by(const Municipality& municipality, Instant at)
{
    const int year = static_cast<int>(date_in_japan(at).year());
    std::vector<Asked> all;
    for (const auto& programme : municipality.programmes) {
        for (rules::FactToTry& fact : rules::facts_to_state(*programme, year)) {
            auto found = std::find_if(all.begin(), all.end(),
                                      [&](const Asked& one) { return one.fact.key == fact.key; });
            if (found == all.end()) found = all.insert(all.end(), {std::move(fact), {}});
            if (found->fact.kind != rules::FactToTry::Kind::class_by_year) continue;
            for (const auto& [code, name] : programme->household_classes()) {
                const auto is_there = [&code = code](const auto& other) { return other.first == code; };
                if (std::none_of(found->classes.begin(), found->classes.end(), is_there))
                    found->classes.emplace_back(code, name);
            }
        }
    }
    return all;
}

bool is_one_of(const std::vector<Asked>& asked, const rules::StatedFact& stated)
{
    const auto found = std::find_if(asked.begin(), asked.end(),
                                    [&](const Asked& one) { return one.fact.key == stated.key; });
    if (found == asked.end()) return false;
    if (stated.value.empty() || found->fact.kind != rules::FactToTry::Kind::class_by_year) return true;
    return std::any_of(found->classes.begin(), found->classes.end(),
                       [&](const auto& one) { return one.first == stated.value; });
}

}  // namespace

Result<Response> get_office_family_facts(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                         const Request& request)
{
    const Id household = TRY(id_in_path(request, 0));
    TRY(people::load_family(snapshot, household, people::Reader::officer));
    const auto stated = people::stated_facts(snapshot, household);
    json::array facts;
    for (const Asked& asked : asked_by(municipality_of(site, request), request.at)) {
        const auto known = std::find_if(stated.begin(), stated.end(), [&](const rules::StatedFact& one) {
            return one.key == asked.fact.key;
        });
        json::array classes;
        for (const auto& [code, name] : asked.classes)
            classes.push_back(json::object{{"code", code}, {"name", to_json(name)}});
        facts.push_back(
            json::object{{"key", asked.fact.key},
                         {"kind", rules::code_of(asked.fact.kind)},
                         {"name", to_json(asked.fact.name)},
                         {"value", known == stated.end() ? json::value(nullptr) : json::value(known->value)},
                         {"classes", std::move(classes)}});
    }
    return json_response(200, json::object{{"facts", std::move(facts)}});
}

Recorded<Response> post_office_family_facts(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::StateFacts command;
    command.key = in.id("key");
    in.object("facts");  // must be there
    for (auto& [key, value] : in.maybe_texts("facts", longest_value))
        command.facts.push_back({std::move(key), std::move(value)});
    const auto asked = asked_by(municipality_of(site, request), request.at);
    const bool are_asked = std::all_of(command.facts.begin(), command.facts.end(),
                                       [&](const auto& fact) { return is_one_of(asked, fact); });
    if (!are_asked)
        in.mistake("facts", "something else", "the facts that this municipality's programmes ask for");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    TRY(people::state_facts(tx, command));
    // How many units there are may stand on what was stated: it counts from this moment on (O-11.1).
    std::vector<Id> births;
    const people::Family family = TRY(people::load_family(tx, command.household, people::Reader::officer));
    for (const people::Birth& birth : family.births) births.push_back(birth.id);
    TRY(bring_up_to_date(site, caller, tx, request, command.household, births, "確かめた事実による再計算"));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
