#include "http/api/handlers.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// "10:00"
std::string to_time(int minute)
{
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

json::value text_or_null(const Text& text)
{
    return text.ja.empty() ? json::value(nullptr) : json::value(to_json(text));
}

json::value word_or_null(const std::string& word)
{
    return word.empty() ? json::value(nullptr) : json::value(word);
}

json::object office_json(const help::Office& office, Instant at)
{
    json::array hours;
    for (const help::Span& span : office.hours)
        hours.push_back(json::object{{"from", to_time(span.from)}, {"until", to_time(span.until)}});
    json::value open, opens_at;
    if (const auto is_open = help::is_open(office, at)) open = *is_open;
    if (const auto next = help::next_opening(office, at)) opens_at = to_string_in_japan(*next);
    return {{"name", to_json(office.name)},   {"about", text_or_null(office.about)},
            {"phone", office.phone},          {"address", word_or_null(office.address)},
            {"hours", std::move(hours)},      {"open", std::move(open)},
            {"opens_at", std::move(opens_at)}};
}

/// The topic with what is true today; nothing when that is nothing.
json::array questions_of(const help::Help& help, const help::Topic& topic, Date today)
{
    json::array all;
    for (const help::Question& question : help.questions)
        if (question.topic == topic.code && help::is_true_on(question, today))
            all.push_back(json::object{{"code", question.code},
                                       {"ask", to_json(question.ask)},
                                       {"answer", to_json(question.answer)},
                                       {"source", text_or_null(question.source)}});
    return all;
}

}  // namespace

Result<Response> get_help(const Site& site, const Request& request)
{
    static const help::Help nothing;
    const Municipality& municipality = municipality_of(site, request);
    const help::Help& help = municipality.help ? *municipality.help : nothing;
    const Date today = date_in_japan(request.at);
    json::array topics, offices, steps, bring;
    for (const help::Topic& topic : help.topics) {
        json::array questions = questions_of(help, topic, today);
        if (questions.empty()) continue;
        topics.push_back(json::object{
            {"code", topic.code}, {"name", to_json(topic.name)}, {"questions", std::move(questions)}});
    }
    for (const help::Office& office : help.offices) offices.push_back(office_json(office, request.at));
    for (const Text& step : help.steps) steps.push_back(to_json(step));
    for (const help::Thing& thing : help.bring)
        bring.push_back(json::object{{"what", to_json(thing.what)}, {"when", text_or_null(thing.when)}});
    return json_response(
        200, json::object{{"document", text_or_null(help.document)},
                          {"date", help.date ? json::value(hagukumi::to_string(*help.date)) : json::value()},
                          {"page", word_or_null(help.page)},
                          {"topics", std::move(topics)},
                          {"offices", std::move(offices)},
                          {"senders", json::array(help.senders.begin(), help.senders.end())},
                          {"steps", std::move(steps)},
                          {"bring", std::move(bring)}});
}

}  // namespace hagukumi::http
