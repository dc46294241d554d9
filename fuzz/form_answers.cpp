// Any bytes as the answers to a form with a question of every kind: each is taken or told at its field, and
// what was taken is taken again as it is.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/form/answers.hpp"
#include "rules/read_programme.hpp"

namespace {

using namespace hagukumi;

constexpr std::string_view file = R"yaml(programme: 131202-form
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
allotments: {}
services: {}
application_rules:
  - { rule: later, source: T, first_day: "months_before(birth.due_date, 2 months)", refused: { ja: あと, en: later } }
use_rules: []
forms:
  - form: apply
    source: T
    name: { ja: 申請, en: Application }
    purpose: { ja: 決定, en: Decision }
    sending_needs: [later]
    answered_within: { days: 7, counted_in: calendar_days }
    pages:
      - title: { ja: 一, en: One }
        questions:
          - { question: a, ask: { ja: 問, en: Q }, kind: name, required: true, becomes: guardian.name }
          - { question: b, ask: { ja: 問, en: Q }, kind: kana, reading_of: a, becomes: guardian.kana }
          - { question: c, ask: { ja: 問, en: Q }, kind: date, becomes: birth.due_date, checks: [{ require: answers.c > today, refused: { ja: 否, en: no } }] }
          - { question: d, ask: { ja: 問, en: Q }, kind: postal_code }
          - { question: e, ask: { ja: 問, en: Q }, kind: address }
          - { question: f, ask: { ja: 問, en: Q }, kind: telephone }
          - { question: g, ask: { ja: 問, en: Q }, kind: email }
          - { question: h, ask: { ja: 問, en: Q }, kind: number, least: 1, most: 9, becomes: birth.children }
          - { question: i, ask: { ja: 問, en: Q }, kind: choice, answers: { general: { ja: い, en: X }, tax_exempt: { ja: ろ, en: Y } }, becomes: household.class }
          - { question: j, ask: { ja: 問, en: Q }, kind: choices, answers: { x: { ja: い, en: X }, y: { ja: ろ, en: Y } }, when: answers.i is general }
          - { question: k, ask: { ja: 問, en: Q }, kind: text, most: 50, when: multiple_birth or known(answers.j) }
          - { question: l, ask: { ja: 問, en: Q }, kind: file, most: 2 }
          - { question: m, ask: { ja: 問, en: Q }, kind: consent, required: true }
)yaml";

const rules::Programme& programme()
{
    static const auto read = rules::read_programme("131202-form.yaml", file);
    if (!read.programme) __builtin_trap();
    return *read.programme;
}

}  // namespace

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
