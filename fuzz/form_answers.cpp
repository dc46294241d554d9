// Any bytes as the answers to the form of form.hpp: each is taken or told at its field, and what was taken is
// taken again as it is.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "form.hpp"
#include "rules/form/answers.hpp"

using namespace hagukumi;
using fuzz::programme;

/// Lines of a question's letter and what is written there; several lines of a letter are several texts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    rules::WrittenAnswers written;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() == rest.size() ? line.size() : line.size() + 1);
        if (!line.empty()) written[std::string(line.substr(0, 1))].emplace_back(line.substr(1));
    }
    const rules::Form& form = programme().forms().front();
    rules::Facts known;
    known.at = {1'783'000'000'000};
    for (const rules::Reading reading : {rules::Reading::draft, rules::Reading::sending}) {
        const rules::AnswersRead read = rules::read_answers(programme(), form, written, known, reading);
        rules::WrittenAnswers again;
        for (const rules::TakenAnswer& answer : read.answers)
            again[form.question(answer.question).code] = answer.texts;
        const rules::AnswersRead second = rules::read_answers(programme(), form, again, known, reading);
        for (const rules::TakenAnswer& answer : second.answers) {
            if (again[form.question(answer.question).code] != answer.texts) __builtin_trap();
        }
        for (const rules::FieldMistake& mistake : read.mistakes) {
            if (mistake.message.ja.empty() || mistake.message.en.empty()) __builtin_trap();
        }
    }
    return 0;
}
