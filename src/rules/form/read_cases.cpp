// Worked cases of a form, read.
#include <algorithm>

#include "rules/form/cases.hpp"
#include "rules/parts.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

class FormCasesReader {
public:
    FormCasesReader(const Form& form, Parts& parts, Mistakes& mistakes)
        : x_form(form), x_parts(parts), x_mistakes(mistakes)
    {
    }

    void read_example(const Node& node) { lay_over(node, x_example); }

    void read(const Node& node)
    {
        const MapReader map(node, Map::form_case, x_mistakes);
        if (!map.is_map()) return;
        FormCase one;
        one.line = node.line;
        one.form = x_form.code;
        one.name = map.text("case");
        if (const Node* const shows = map.need("shows")) {
            for (const Node& item : shows->items) one.shows.push_back(item.text);
        }
        one.today = map.date("today").value_or(Date{});
        one.answers = x_example;
        if (const Node* const answers = map.find("answers")) lay_over(*answers, one.answers);
        if (const Node* const expect = map.need("expect")) read_expected(*expect, one.expected);
        x_parts.form_cases.push_back(std::move(one));
    }

private:
    static std::vector<std::string> texts_of(const Node& node)
    {
        std::vector<std::string> texts;
        if (node.kind == Node::Kind::scalar) texts.push_back(node.text);
        for (const Node& item : node.items) texts.push_back(item.text);
        return texts;
    }

    void lay_over(const Node& node, WrittenAnswers& answers)
    {
        if (node.kind != Node::Kind::map)
            x_mistakes.add(node, told("答えに{}が書かれている", "{} as answers", what_is(node)),
                           {"質問と答えの組", "a map of questions"},
                           {"`質問: 答え` の形で書いてください", "write `question: answer`"});
        for (const auto& [key, value] : node.entries) {
            check_question(key);
            if (value.kind == Node::Kind::none) {
                answers.erase(key.text);
            } else {
                answers[key.text] = texts_of(value);
            }
        }
    }

    void check_question(const Node& node)
    {
        if (x_form.find_question(node.text)) return;
        std::vector<std::string_view> codes;
        for (std::size_t i = 0; i < x_form.question_count(); ++i) codes.push_back(x_form.question(i).code);
        x_mistakes.add(
            node, told("質問に{}が書かれている", "{} as a question", what_is(node)), list_of(codes),
            suggest(node.text, codes, {"この書式の質問を書いてください", "name a question of this form"}));
    }

    std::vector<std::string> questions_in(const MapReader& map, std::string_view key)
    {
        std::vector<std::string> codes;
        const Node* const node = map.find(key);
        if (node == nullptr) return codes;
        for (const Node& item : node->items) {
            check_question(item);
            codes.push_back(item.text);
        }
        return codes;
    }

    void read_expected(const Node& node, FormExpectation& expected)
    {
        const MapReader map(node, Map::form_expectation, x_mistakes);
        if (map.choice("outcome")) expected.outcome = map.find("outcome")->text;
        if (const Node* const found = map.find("mistakes")) read_mistakes(*found, expected);
        if (const Node* const against = map.find("against")) {
            expected.against.emplace();
            for (const Node& item : against->items) expected.against->push_back(item.text);
        }
        if (const Node* const says = map.find("says")) expected.says = texts_of(*says);
        expected.asked = questions_in(map, "asked");
        expected.not_asked = questions_in(map, "not_asked");
        if (const Node* const kept = map.find("kept")) {
            for (const auto& [key, value] : kept->entries) {
                check_question(key);
                expected.kept.emplace_back(key.text, texts_of(value));
            }
        }
        expected.answered_by = map.date("answered_by");
    }

    void read_mistakes(const Node& node, FormExpectation& expected)
    {
        const auto& shape = shape_of(Map::form_expectation).find("mistakes")->holds.inner.front();
        expected.mistakes.emplace();
        for (const auto& [key, value] : node.entries) {
            check_question(key);
            if (std::find(shape.choices.begin(), shape.choices.end(), value.text) == shape.choices.end())
                x_mistakes.add(
                    value, told("誤りに{}が書かれている", "{} as a mistake", what_is(value)),
                    list_of(shape.choices),
                    suggest(value.text, shape.choices, {"どれか一つを書いてください", "name one of them"}));
            expected.mistakes->emplace_back(key.text, value.text);
        }
    }

    const Form& x_form;
    Parts& x_parts;
    Mistakes& x_mistakes;
    WrittenAnswers x_example;
};

}  // namespace

void read_form_cases(const Node& node, const Form& form, Parts& parts, Mistakes& mistakes)
{
    FormCasesReader reader(form, parts, mistakes);
    if (const Node* const example = node.find("example")) reader.read_example(*example);
    const Node* const cases = node.find("cases");
    if (cases == nullptr) return;
    if (cases->kind != Node::Kind::list)
        mistakes.add(*cases, what_is(*cases), {"例の一覧", "a list of cases"},
                     {"それぞれを `- case: …` で始めてください", "begin each with `- case: …`"});
    for (const Node& item : cases->items) reader.read(item);
}

}  // namespace hagukumi::rules
