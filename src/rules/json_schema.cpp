// The table of shapes as a JSON Schema, for editors.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/whole_number.hpp"

#include "rules/shapes.hpp"

namespace hagukumi::rules {

namespace {

namespace json = boost::json;

constexpr const char* code_pattern = "^[a-z][a-z0-9_]{0,59}$";
constexpr const char* date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* time_pattern = "^[0-9]{1,2}:[0-5][0-9]$";
/// The signs of the language; what they mean is checked by the readers.
constexpr const char* expression_pattern = "^[0-9A-Za-z_.,:()+*/%<>=! \\t\\n-]+$";

json::object string_of(const char* pattern)
{
    return {{"type", "string"}, {"pattern", pattern}};
}

std::string reference(Map map)
{
    return "#/$defs/" + std::string(shape_of(map).name);
}

json::object schema_of(const Holds& holds);

json::object any_of(const std::vector<Holds>& ways)
{
    json::array all;
    for (const Holds& way : ways) all.push_back(schema_of(way));
    return {{"anyOf", std::move(all)}};
}

/// Scalars are text until the place says what they are: 131016 and "131016" are the same.
json::object schema_of(const Holds& holds)
{
    switch (holds.kind) {
        case Holds::Kind::text: return {{"type", json::array{"string", "number"}}};
        case Holds::Kind::code: return string_of(code_pattern);
        case Holds::Kind::sentence: return {{"$ref", reference(Map::sentence)}};
        case Holds::Kind::number:
            return {{"type", "integer"}, {"minimum", holds.least}, {"maximum", holds.most}};
        case Holds::Kind::date: return string_of(date_pattern);
        case Holds::Kind::time: return string_of(time_pattern);
        case Holds::Kind::truth: return {{"type", "boolean"}};
        case Holds::Kind::choice: {
            json::array choices;
            for (const std::string_view choice : holds.choices) {
                choices.push_back(json::string(choice));
                if (const auto number = parse_whole_number<int>(choice)) choices.push_back(*number);
            }
            return {{"enum", std::move(choices)}};
        }
        case Holds::Kind::expression: return {{"$ref", "#/$defs/expression"}};
        case Holds::Kind::map: return {{"$ref", reference(holds.of)}};
        case Holds::Kind::map_of:
            return {{"type", "object"}, {"additionalProperties", schema_of(holds.inner.front())}};
        case Holds::Kind::list_of: return {{"type", "array"}, {"items", schema_of(holds.inner.front())}};
        case Holds::Kind::nothing: return {{"type", "null"}};
        case Holds::Kind::either: return any_of(holds.inner);
    }
    return {};
}

json::object described(json::object schema, const Text& about)
{
    schema["description"] = about.ja + " / " + about.en;
    return schema;
}

json::object schema_of(const Shape& shape)
{
    json::object properties;
    json::array required;
    for (const Key& key : shape.keys) {
        json::object schema = schema_of(key.holds);
        // A value that is left empty (~) takes away what the family has.
        if (shape.laid_over)
            schema = {{"anyOf", json::array{std::move(schema), json::object{{"type", "null"}}}}};
        properties[key.name] = described(std::move(schema), key.about);
        if (key.required && !shape.laid_over) required.push_back(json::string(key.name));
    }
    json::object schema{{"type", "object"}};
    schema = described(std::move(schema), shape.what);
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

/// An expression, or values that hold from different days on.
json::object schema_of_expression()
{
    const json::object plain{
        {"anyOf", json::array{string_of(expression_pattern), json::object{{"type", "number"}},
                              json::object{{"type", "boolean"}}}}};
    const json::object branch{
        {"type", "object"},
        {"properties",
         json::object{{"from", json::object{{"anyOf", json::array{string_of(date_pattern),
                                                                  json::object{{"const", "beginning"}}}}}},
                      {"value", plain}}},
        {"required", json::array{"from", "value"}},
        {"additionalProperties", false}};
    const json::object keyed{
        {"type", "object"},
        {"properties",
         json::object{
             {"by", json::object{{"enum", json::array{"birth", "application", "issue", "first_day", "day"}}}},
             {"values", json::object{{"type", "array"}, {"minItems", 1}, {"items", branch}}}}},
        {"required", json::array{"by", "values"}},
        {"additionalProperties", false}};
    return described({{"anyOf", json::array{plain, keyed}}},
                     {"式、または日付で変わる値", "an expression, or values that change with a date"});
}

void write(std::string& out, const json::value& value, std::size_t depth)
{
    const std::string indent(2 * (depth + 1), ' ');
    const auto is_small = [](const json::value& one) { return !one.is_object() && !one.is_array(); };
    const auto between = [&](bool first) { out += first ? "\n" + indent : ",\n" + indent; };
    if (const json::object* const object = value.if_object(); object && !object->empty()) {
        out += "{";
        bool first = true;
        for (const auto& member : *object) {
            between(first);
            first = false;
            out += json::serialize(json::value(member.key())) + ": ";
            write(out, member.value(), depth + 1);
        }
        out += "\n" + std::string(2 * depth, ' ') + "}";
    } else if (const json::array* const array = value.if_array();
               array && !std::all_of(array->begin(), array->end(), is_small)) {
        out += "[";
        bool first = true;
        for (const json::value& item : *array) {
            between(first);
            first = false;
            write(out, item, depth + 1);
        }
        out += "\n" + std::string(2 * depth, ' ') + "]";
    } else {
        out += json::serialize(value);
    }
}

}  // namespace

std::string programme_schema()
{
    json::object definitions;
    for (std::size_t i = 1; i < static_cast<std::size_t>(Map::calendar); ++i) {
        const Shape& shape = shape_of(static_cast<Map>(i));
        definitions[shape.name] = schema_of(shape);
    }
    definitions["expression"] = schema_of_expression();
    json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"$comment", "Written by `hagukumi schema`; change src/rules/shapes.cpp instead."},
                        {"title", "Hagukumi programme"}};
    for (auto& member : schema_of(shape_of(Map::file))) schema[member.key()] = std::move(member.value());
    schema["$defs"] = std::move(definitions);
    std::string out;
    write(out, schema, 0);
    return out + "\n";
}

}  // namespace hagukumi::rules
