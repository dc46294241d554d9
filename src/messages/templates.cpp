#include "messages/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <map>

#include "messages/texts/texts.hpp"
#include "messages/translations.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::messages {

namespace {

bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// Calls literal(text) and placeholder(name) in their order; gives false when a brace stands alone.
template <class Literal, class Placeholder>
bool walk(std::string_view text, Literal literal, Placeholder placeholder)
{
    while (!text.empty()) {
        const std::size_t brace = text.find_first_of("{}");
        literal(text.substr(0, brace));
        if (brace == std::string_view::npos) return true;
        std::size_t end = brace + 1;
        while (end < text.size() && is_name(text[end])) ++end;
        if (text[brace] == '}' || end == brace + 1 || end == text.size() || text[end] != '}') return false;
        placeholder(text.substr(brace + 1, end - brace - 1));
        text.remove_prefix(end + 1);
    }
    return true;
}

/// Which placeholders a text has, and how often.
std::map<std::string, int, std::less<>> placeholders(std::string_view text, bool& well_formed)
{
    std::map<std::string, int, std::less<>> found;
    well_formed = walk(
        text, [](std::string_view) {}, [&](std::string_view name) { ++found[std::string(name)]; });
    return found;
}

void append_json_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += ' ';
        } else {
            out += c;
        }
    }
    out += '"';
}

/// In the language; where the value has not been said in it, as Text::in() would choose.
const boost::json::value& said_in(const boost::json::object& value, Language language)
{
    const std::string_view code = code_of(language);
    if (const auto* found = value.if_contains({code.data(), code.size()})) return *found;
    const boost::json::value& english = value.at("en");
    return language == Language::ja_easy || english == "" ? value.at("ja") : english;
}

/// What amount() and unit_of() have kept; nothing for a value of another form.
std::optional<std::string> measure_in(const boost::json::object& value, Language language)
{
    const auto* code = value.if_contains("unit");
    if (code == nullptr) return std::nullopt;
    const auto unit = rules::find_unit(std::string_view(code->as_string()));
    must(unit.has_value(), "an amount of a message has one of our units");
    if (const auto* count = value.if_contains("amount"))
        return rules::told(language, {count->as_int64(), *unit});
    return rules::unit_told(language, {value.at("unit_of").as_int64(), *unit});
}

std::string value_for(const boost::json::object& values, std::string_view name, Language language)
{
    const boost::json::value* value = values.if_contains({name.data(), name.size()});
    must(value != nullptr, "every placeholder of a message has a value");
    if (const auto* said = value->if_object()) {
        if (auto measure = measure_in(*said, language)) return std::move(*measure);
        value = &said_in(*said, language);
    }
    if (const auto* number = value->if_int64()) return std::to_string(*number);
    const auto* text = value->if_string();
    must(text != nullptr, "a value of a message is a text or a whole number");
    std::string out(text->data(), text->size());
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return out;
}

std::string fill(std::string_view text, const boost::json::object& values, Language language)
{
    std::string out;
    const bool well_formed = walk(
        text, [&](std::string_view literal) { out += literal; },
        [&](std::string_view name) { out += value_for(values, name, language); });
    must(well_formed, "a template's braces are placeholders");
    return out;
}

}  // namespace

std::span<const Template> all_templates()
{
    static const std::vector<Template> all = [] {
        std::vector<Template> joined;
        for (const auto texts :
             {texts_of_coupons(), texts_of_accounts(), texts_of_bookings(), texts_of_registrations(),
              texts_of_applications(), texts_of_statements(), texts_of_staff()})
            joined.insert(joined.end(), texts.begin(), texts.end());
        return joined;
    }();
    return all;
}

Params& Params::begin(std::string_view name)
{
    if (x_json.size() > 1) x_json += ',';
    append_json_string(x_json, name);
    x_json += ':';
    return *this;
}

Params& Params::text(std::string_view name, std::string_view value)
{
    begin(name);
    append_json_string(x_json, value);
    return *this;
}

Params& Params::words(std::string_view name, const Text& value)
{
    begin(name);
    x_json += "{\"ja\":";
    append_json_string(x_json, value.ja);
    x_json += ",\"en\":";
    append_json_string(x_json, value.en);
    for (const auto& [language, words] : value.more) {
        x_json += ",\"" + std::string(code_of(language)) + "\":";
        append_json_string(x_json, words);
    }
    x_json += '}';
    return *this;
}

Params& Params::number(std::string_view name, std::int64_t value)
{
    begin(name);
    x_json += std::to_string(value);
    return *this;
}

Params& Params::amount(std::string_view name, const rules::Amount& value)
{
    return measure(name, "amount", value);
}

Params& Params::unit_of(std::string_view name, const rules::Amount& value)
{
    return measure(name, "unit_of", value);
}

Params& Params::measure(std::string_view name, const char* key, const rules::Amount& value)
{
    begin(name);
    fmt::format_to(std::back_inserter(x_json), R"({{"{}":{},"unit":"{}"}})", key, value.count,
                   rules::code_of(value.unit));
    return *this;
}

Rendered render(std::string_view message_template, std::string_view params_json, std::optional<Language> also)
{
    const std::span<const Template> all = all_templates();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Template& t) { return t.name == message_template; });
    must(found != all.end(), "a message has a known template");
    const boost::json::value parsed = boost::json::parse({params_json.data(), params_json.size()});
    const boost::json::object& values = parsed.as_object();
    Rendered words{{found->subject_ja, found->subject_en},
                   {fill(found->body_ja, values, Language::ja), fill(found->body_en, values, Language::en)}};
    if (const Translation* said = also ? find_translation(*also, message_template) : nullptr) {
        words.subject.more.emplace_back(*also, said->subject);
        words.body.more.emplace_back(*also, fill(said->body, values, *also));
    }
    return words;
}

std::string without_places(std::string_view params_json)
{
    boost::json::value parsed = boost::json::parse({params_json.data(), params_json.size()});
    if (boost::json::value* facility = parsed.as_object().if_contains("facility"))
        *facility = boost::json::parse(Params()
                                           .words("", in_all("not_shown", {"（安全のため表示していません）",
                                                                           "(not shown, for safety)"}))
                                           .json())
                        .at("");
    // A telephone number and the facility's own words lead to it as well.
    for (const char* name : {"phone", "message"}) {
        if (boost::json::value* value = parsed.as_object().if_contains(name)) *value = "-";
    }
    return boost::json::serialize(parsed);
}

std::vector<std::string> check_templates(std::span<const Template> all)
{
    std::vector<std::string> wrong;
    for (const Template& t : all) {
        const auto complain = [&](const char* what) { wrong.push_back(std::string(t.name) + ": " + what); };
        bool ja = true, en = true;
        if (placeholders(t.body_ja, ja) != placeholders(t.body_en, en))
            complain("the languages differ in their placeholders");
        if (!ja || !en) complain("a brace stands alone");
        for (const std::string_view subject : {t.subject_ja, t.subject_en}) {
            if (subject.empty()) complain("a subject is empty");
            if (subject.find_first_of("{}\r\n") != std::string_view::npos)
                complain("a subject has a placeholder or a line break");
        }
        if (std::count_if(all.begin(), all.end(),
                          [&](const Template& other) { return std::string_view(other.name) == t.name; }) != 1)
            complain("the name is taken twice");
    }
    return wrong;
}

}  // namespace hagukumi::messages
