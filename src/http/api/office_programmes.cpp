// The office: a programme's file, checked and tried.  What is typed here changes nothing that is served: the
// officer saves the file, and the operator puts it in place.
#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "rules/decide.hpp"
#include "rules/describe.hpp"
#include "rules/facts_to_try.hpp"
#include "rules/json.hpp"
#include "rules/odd.hpp"
#include "rules/write_case.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t most_text = 60'000;  // bytes; the longest of the five is 23,000
constexpr std::size_t most_told = 50;      // mistakes, failing cases and warnings

/// The programme of the path, if this municipality has it.
Result<const rules::Programme*> programme_in_path(const Site& site, const Request& request)
{
    const rules::Programme* programme = municipality_of(site, request).find(request.parameters.at(0));
    if (programme != nullptr) return programme;
    return fail(ErrorKind::not_found, "no_such_programme",
                {"この事業はありません。一覧から選び直してください。",
                 "There is no such programme. Please choose one from the list."});
}

json::object with_code(const std::string& code, const Text& name)
{
    return json::object{{"code", code}, {"name", to_json(name)}};
}

/// What the form for trying needs to know.
void add_form(json::object& out, const rules::Programme& programme)
{
    json::array services, allotments, classes;
    for (const rules::Service& service : programme.services()) {
        json::object one = with_code(service.code, service.name);
        one["asks"] = code_of(service.asks);
        one["unit_name"] = to_json(rules::name_of(service.unit));
        one["ends_next_day"] = service.ends_next_day;
        services.push_back(std::move(one));
    }
    for (const rules::Allotment& allotment : programme.allotments())
        allotments.push_back(with_code(allotment.code, allotment.name));
    for (const auto& [code, name] : programme.household_classes()) classes.push_back(with_code(code, name));
    out["services"] = std::move(services);
    out["allotments"] = std::move(allotments);
    out["household_classes"] = std::move(classes);
    json::array facts;
    for (const rules::FactToTry& fact : rules::facts_to_try(programme)) {
        facts.push_back(json::object{
            {"key", fact.key}, {"kind", rules::code_of(fact.kind)}, {"name", to_json(fact.name)}});
    }
    out["facts"] = std::move(facts);
    out["looks_back"] = programme.needs_history();
    out["tells_guardians_apart"] = programme.tells_guardians_apart();
}

rules::ReadResult read(const Site& site, const rules::Programme& served, const std::string& text)
{
    return rules::read_programme(served.code() + ".yaml", text, site.calendars);
}

json::array mistakes_to_json(const std::vector<rules::Mistake>& mistakes)
{
    json::array all;
    for (const rules::Mistake& mistake : mistakes) {
        if (all.size() == most_told) break;
        all.push_back(json::object{{"line", mistake.line},
                                   {"column", mistake.column},
                                   {"found", to_json(mistake.found)},
                                   {"allowed", to_json(mistake.allowed)},
                                   {"what_to_do", to_json(mistake.what_to_do)}});
    }
    return all;
}

json::array oddities_to_json(const std::vector<rules::Oddity>& oddities)
{
    json::array all;
    for (const rules::Oddity& oddity : oddities) {
        if (all.size() == most_told) break;
        all.push_back(json::object{{"line", oddity.line},
                                   {"column", oddity.column},
                                   {"found", to_json(oddity.found)},
                                   {"means", to_json(oddity.means)},
                                   {"what_to_do", to_json(oddity.what_to_do)}});
    }
    return all;
}

json::array paragraphs_to_json(const std::vector<rules::Paragraph>& paragraphs)
{
    json::array all;
    for (const rules::Paragraph& paragraph : paragraphs) {
        json::object one{{"text", to_json(paragraph.text)}};
        if (!paragraph.source.empty()) one["source"] = paragraph.source;
        if (!paragraph.parts.empty()) one["parts"] = paragraphs_to_json(paragraph.parts);
        all.push_back(std::move(one));
    }
    return all;
}

/// The rules back in words, as `hagukumi explain` prints them.
json::array description_to_json(const rules::Programme& programme)
{
    json::array sections;
    for (const rules::Section& section : rules::describe(programme).sections) {
        sections.push_back(json::object{{"heading", to_json(section.heading)},
                                        {"items", paragraphs_to_json(section.items)}});
    }
    return sections;
}

}  // namespace

Result<Response> get_office_programmes(const Site& site, const people::Caller&, store::Snapshot&,
                                       const Request& request)
{
    json::array all;
    for (const auto& programme : municipality_of(site, request).programmes) {
        json::object one = with_code(programme->code(), programme->name());
        one["document"] = to_json(programme->source());
        one["date"] = to_string(programme->text_date());
        one["cases"] = programme->case_count();
        all.push_back(std::move(one));
    }
    return json_response(200, json::object{{"programmes", std::move(all)}});
}

Result<Response> get_office_programme(const Site& site, const people::Caller&, store::Snapshot&,
                                      const Request& request)
{
    const rules::Programme& programme = *TRY(programme_in_path(site, request));
    const auto& texts = municipality_of(site, request).programme_texts;
    json::object out = with_code(programme.code(), programme.name());
    const auto text = texts.find(programme.code());
    out["text"] = text != texts.end() ? text->second : std::string();
    out["version"] = programme.version_hex();
    return json_response(200, std::move(out));
}

Result<Response> post_office_programme_check(const Site& site, const people::Caller&, store::Snapshot&,
                                             const Request& request)
{
    const rules::Programme& served = *TRY(programme_in_path(site, request));
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string text = in.text("text", most_text);
    TRY(in.done());
    const rules::ReadResult typed = read(site, served, text);
    json::object out{{"mistakes", mistakes_to_json(typed.mistakes)}, {"cases", 0}};
    json::array failed, warnings;
    if (typed.programme) {
        add_form(out, *typed.programme);
        out["in_words"] = description_to_json(*typed.programme);
        const auto results = rules::run_cases(*typed.programme);
        out["cases"] = results.size();
        for (const rules::CaseResult& result : results) {
            if (result.passed() || failed.size() == most_told) continue;
            json::array failures;
            for (const Text& failure : result.failures) failures.push_back(to_json(failure));
            failed.push_back(json::object{
                {"case", result.name}, {"line", result.line}, {"failures", std::move(failures)}});
        }
        warnings = oddities_to_json(rules::find_oddities(*typed.programme, text, results));
    }
    out["failed"] = std::move(failed);
    out["warnings"] = std::move(warnings);
    return json_response(200, std::move(out));
}

Result<Response> post_office_programme_try(const Site& site, const people::Caller&, store::Snapshot&,
                                           const Request& request)
{
    const rules::Programme& served = *TRY(programme_in_path(site, request));
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string text = in.text("text", most_text);
    const std::string name = in.text("name", 300);
    const json::object& facts = in.object("facts");
    const json::object& asked = in.object("request");
    TRY(in.done());
    const rules::ReadResult typed = read(site, served, text);
    if (!typed.programme) {
        return fail(ErrorKind::malformed, "wrong_programme",
                    {"事業のファイルに誤りがあります。先に誤りを直してください。",
                     "There are mistakes in the programme file; please correct them first."});
    }
    ledger::Preview tried;
    tried.programme = typed.programme.get();
    tried.facts = TRY(rules::facts_from_json(*typed.programme, facts));
    const rules::Request wanted = TRY(rules::request_from_json(*typed.programme, asked));
    tried.decision = rules::decide(*typed.programme, tried.facts, wanted);
    const std::string written = rules::written_case(*typed.programme, name, facts, asked, tried.decision);
    return json_response(200, json::object{{"preview", preview_to_json(tried, language_asked(request))},
                                           {"text", rules::with_case(text, written)}});
}

}  // namespace hagukumi::http
