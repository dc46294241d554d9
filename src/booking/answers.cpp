#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "booking/book.hpp"

namespace hagukumi::booking {

Result<std::string> check_answers(const rules::BookingRules& rules,
                                  const std::vector<std::pair<std::string, std::string>>& answers)
{
    boost::json::object kept;
    for (const auto& given : answers) {
        const std::string& code = given.first;
        const std::string& answer = given.second;
        const auto question = std::find_if(rules.questions.begin(), rules.questions.end(),
                                           [&](const rules::Question& one) { return one.code == code; });
        const auto is_one_of = [&](const std::vector<std::pair<std::string, Text>>& choices) {
            return choices.empty() || std::any_of(choices.begin(), choices.end(),
                                                  [&](const auto& choice) { return choice.first == answer; });
        };
        if (question == rules.questions.end() || !is_one_of(question->answers)) {
            return fail(ErrorKind::malformed, "wrong_answer",
                        {"質問への回答が正しくありません。もう一度選んでください。",
                         "An answer is none of those that are possible. Please choose again."});
        }
        kept[code] = answer;
    }
    for (const rules::Question& question : rules.questions) {
        const auto* const answer = kept.if_contains(question.code);
        if (!question.required || (answer != nullptr && !answer->get_string().empty())) continue;
        return fail(ErrorKind::malformed, "answer_missing",
                    {"「" + question.ask.ja + "」に回答してください。", "Please answer: " + question.ask.en});
    }
    return boost::json::serialize(kept);
}

}  // namespace hagukumi::booking
