#include "applications/written_json.hpp"

#include <boost/json.hpp>

#include "base/result.hpp"

namespace hagukumi::applications {

std::string to_json(const rules::WrittenAnswers& answers)
{
    boost::json::object object;
    for (const auto& [question, texts] : answers) {
        boost::json::array list;
        for (const std::string& text : texts) list.emplace_back(text);
        object[question] = std::move(list);
    }
    return boost::json::serialize(object);
}

rules::WrittenAnswers answers_from_json(std::string_view json)
{
    boost::json::error_code error;
    const boost::json::value value = boost::json::parse({json.data(), json.size()}, error);
    must(!error && value.is_object(), "the answers of an application are an object");
    rules::WrittenAnswers answers;
    for (const auto& [question, texts] : value.get_object()) {
        std::vector<std::string>& into = answers[std::string(question)];
        for (const boost::json::value& text : texts.as_array()) into.emplace_back(text.as_string().c_str());
    }
    return answers;
}

std::string to_json(const std::vector<std::string>& texts)
{
    boost::json::array list;
    for (const std::string& text : texts) list.emplace_back(text);
    return boost::json::serialize(list);
}

std::vector<std::string> texts_from_json(std::string_view json)
{
    std::vector<std::string> texts;
    const boost::json::value list = boost::json::parse({json.data(), json.size()});
    for (const boost::json::value& text : list.as_array()) texts.emplace_back(text.as_string().c_str());
    return texts;
}

}  // namespace hagukumi::applications
