#include "http_api/contract.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "base/id.hpp"
#include "base/patterns.hpp"
#include "http/api/json_in.hpp"

namespace hagukumi::test {

namespace json = boost::json;

namespace {

/// Plain scalars are typed as YAML 1.2 types them; quoted ones are texts.
json::value scalar(const YAML::Node& node)
{
    const std::string text = node.Scalar();
    if (node.Tag() == "!") return json::value(text);
    if (text == "true") return true;
    if (text == "false") return false;
    if (text == "null" || text == "~") return nullptr;
    if (match_whole(text, "-?[0-9]+")) return std::stoll(text);
    return json::value(text);
}

json::value converted(const YAML::Node& node)
{
    if (node.IsScalar()) return scalar(node);
    if (node.IsSequence()) {
        json::array out;
        for (const YAML::Node& one : node) out.push_back(converted(one));
        return out;
    }
    if (node.IsMap()) {
        json::object out;
        for (const auto& member : node) out[member.first.Scalar()] = converted(member.second);
        return out;
    }
    return nullptr;
}

std::string lower(std::string_view method)
{
    std::string text(method);
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
}

bool is_of_type(const json::value& value, std::string_view type)
{
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    throw std::runtime_error("a type that the judge does not know: " + std::string(type));
}

bool keeps_format(std::string_view format, const std::string& text)
{
    if (format == "uuid") return parse_id(text).has_value();
    if (format == "date") return http::parse_day(text).has_value();
    if (format == "date-time") return match_whole(text, "[0-9-]{10}T[0-9:.]{8,12}\\+09:00").has_value();
    if (format == "uri") return text.starts_with("http://") || text.starts_with("https://");
    throw std::runtime_error("a format that the judge does not know: " + std::string(format));
}

}  // namespace

Contract::Contract() : x_document(converted(YAML::LoadFile(HAGUKUMI_SOURCE_DIR "/api/openapi.yaml"))) {}

std::set<std::string> Contract::operations() const
{
    std::set<std::string> all;
    for (const auto& path : x_document.at("paths").as_object()) {
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            for (char& c : method) c = static_cast<char>(std::toupper(c));
            all.insert(method + " " + std::string(path.key()));
        }
    }
    return all;
}

const json::value& Contract::operation(std::string_view method, std::string_view path) const
{
    return x_document.at("paths").at(std::string(path)).at(lower(method));
}

std::string Contract::realm_of(std::string_view method, std::string_view path) const
{
    const json::array& needed = operation(method, path).at("security").as_array();
    return needed.empty() ? "" : std::string(needed.front().as_object().begin()->key());
}

const json::value& Contract::resolved(const json::value& schema) const
{
    const json::object* object = schema.if_object();
    if (object == nullptr || !object->contains("$ref")) return schema;
    return resolved(x_document.at_pointer(object->at("$ref").as_string().subview(1)));
}

std::vector<std::string> Contract::breaches_of_answer(std::string_view method, std::string_view path,
                                                      int status, std::string_view content_type,
                                                      std::string_view body) const
{
    const std::string where = std::string(method) + " " + std::string(path) + " " + std::to_string(status);
    const json::object& responses = operation(method, path).at("responses").as_object();
    const json::value* found = responses.if_contains(std::to_string(status));
    if (found == nullptr) found = responses.if_contains(std::to_string(status / 100) + "XX");
    if (found == nullptr) return {where + ": the contract does not know this status"};
    const json::object& answer = resolved(*found).as_object();
    const json::value* content = answer.if_contains("content");
    if (content == nullptr)
        return body.empty() ? std::vector<std::string>{} : std::vector{where + ": a body that has no schema"};
    const json::value* media = content->as_object().if_contains(content_type);
    if (media == nullptr) return {where + ": the contract does not know " + std::string(content_type)};
    if (content_type.find("json") == std::string_view::npos) return {};
    std::vector<std::string> breaches;
    check(media->at("schema"), json::parse(body), where, breaches);
    return breaches;
}

std::vector<std::string> Contract::breaches_of_request(std::string_view method, std::string_view path,
                                                       std::string_view body) const
{
    std::vector<std::string> breaches;
    check(operation(method, path).at("requestBody").at("content").at("application/json").at("schema"),
          json::parse(body), std::string(method) + " " + std::string(path) + " request", breaches);
    return breaches;
}

std::vector<std::string> Contract::required_of_request(std::string_view method, std::string_view path) const
{
    std::vector<std::string> names;
    const json::object& schema =
        resolved(operation(method, path).at("requestBody").at("content").at("application/json").at("schema"))
            .as_object();
    const json::value* required = schema.if_contains("required");
    if (required == nullptr) return names;
    for (const json::value& name : required->as_array()) names.emplace_back(name.as_string());
    return names;
}

std::vector<std::string> Contract::breaches_of_examples() const
{
    std::vector<std::string> breaches;
    for (const auto& member : x_document.at("components").at("schemas").as_object()) {
        const std::string name(member.key());
        const json::object& schema = member.value().as_object();
        const json::value* examples = schema.if_contains("examples");
        const bool takes_something = schema.contains("additionalProperties") && schema.contains("properties");
        if (examples == nullptr && takes_something) breaches.push_back(name + " has no example");
        if (examples == nullptr) continue;
        for (const json::value& example : examples->as_array())
            check(member.value(), example, "the example of " + name, breaches);
    }
    return breaches;
}

void Contract::check(const json::value& reference, const json::value& value, const std::string& where,
                     std::vector<std::string>& breaches) const
{
    static const std::set<std::string, std::less<>> known{
        "type",       "required", "properties", "additionalProperties",
        "items",      "enum",     "oneOf",      "format",
        "pattern",    "minimum",  "maximum",    "examples",
        "description"};
    const json::object& schema = resolved(reference).as_object();
    for (const auto& word : schema)
        if (!known.contains(std::string(word.key())))
            breaches.push_back(where + ": the judge does not know the word " + std::string(word.key()));

    if (const json::value* one_of = schema.if_contains("oneOf")) {
        std::size_t fitting = 0;
        for (const json::value& option : one_of->as_array()) {
            std::vector<std::string> its;
            check(option, value, where, its);
            if (its.empty()) ++fitting;
        }
        if (fitting != 1) breaches.push_back(where + ": fits " + std::to_string(fitting) + " of oneOf");
    }
    if (const json::value* type = schema.if_contains("type")) {
        const json::array types = type->is_array() ? type->as_array() : json::array{*type};
        if (std::none_of(types.begin(), types.end(),
                         [&](const json::value& one) { return is_of_type(value, one.as_string()); })) {
            breaches.push_back(where + ": is not of type " + json::serialize(*type));
            return;
        }
    }
    if (const json::value* options = schema.if_contains("enum")) {
        const json::array& all = options->as_array();
        if (std::find(all.begin(), all.end(), value) == all.end())
            breaches.push_back(where + ": " + json::serialize(value) + " is none of the enum");
    }
    if (const json::value* minimum = schema.if_contains("minimum"))
        if (value.is_int64() && value.as_int64() < minimum->as_int64())
            breaches.push_back(where + ": too small");
    if (const json::value* maximum = schema.if_contains("maximum"))
        if (value.is_int64() && value.as_int64() > maximum->as_int64())
            breaches.push_back(where + ": too large");
    if (value.is_string()) check_text(schema, value.as_string(), where, breaches);
    if (value.is_object()) check_object(schema, value.as_object(), where, breaches);
    if (value.is_array() && schema.contains("items")) {
        std::size_t place = 0;
        for (const json::value& item : value.as_array())
            check(schema.at("items"), item, where + "/" + std::to_string(place++), breaches);
    }
}

void Contract::check_text(const json::object& schema, std::string_view text, const std::string& where,
                          std::vector<std::string>& breaches) const
{
    const std::string own(text);
    if (const json::value* format = schema.if_contains("format"))
        if (!keeps_format(format->as_string(), own))
            breaches.push_back(where + ": \"" + own + "\" is no " + std::string(format->as_string()));
    if (const json::value* pattern = schema.if_contains("pattern"))
        if (!find_match(own, std::string(pattern->as_string())))
            breaches.push_back(where + ": \"" + own + "\" does not match the pattern");
}

void Contract::check_object(const json::object& schema, const json::object& value, const std::string& where,
                            std::vector<std::string>& breaches) const
{
    const json::value* properties = schema.if_contains("properties");
    if (const json::value* required = schema.if_contains("required"))
        for (const json::value& name : required->as_array())
            if (!value.contains(name.as_string()))
                breaches.push_back(where + ": lacks " + std::string(name.as_string()));
    if (properties == nullptr) return;
    for (const auto& member : value) {
        const json::value* own = properties->as_object().if_contains(member.key());
        // What we send is written down, too, though readers must bear more.
        if (own == nullptr)
            breaches.push_back(where + ": has the unknown member " + std::string(member.key()));
        else check(*own, member.value(), where + "/" + std::string(member.key()), breaches);
    }
}

}  // namespace hagukumi::test
