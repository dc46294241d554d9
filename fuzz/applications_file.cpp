// Any bytes as the file of another form service: it is refused in words, or read into rows in which every
// answer is taken or told at its question.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "imports/applications.hpp"
#include "paper/read_csv.hpp"
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
application_rules: []
use_rules: []
forms:
  - form: apply
    source: T
    name: { ja: 申請, en: Application }
    purpose: { ja: 決定, en: Decision }
    pages:
      - title: { ja: 一, en: One }
        questions:
          - { question: a, ask: { ja: 氏名, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: b, ask: { ja: フリガナ, en: Kana }, kind: kana, reading_of: a, becomes: guardian.kana }
          - { question: c, ask: { ja: 予定日, en: Due }, kind: date, becomes: birth.due_date }
          - { question: i, ask: { ja: 区分, en: Class }, kind: choice, answers: { general: { ja: い, en: X }, tax_exempt: { ja: ろ, en: Y } }, becomes: household.class }
          - { question: j, ask: { ja: 希望, en: Wishes }, kind: choices, answers: { x: { ja: い, en: X }, y: { ja: ろ, en: Y } } }
          - { question: k, ask: { ja: 文, en: Text }, kind: text, most: 50 }
          - { question: m, ask: { ja: 同意, en: Consent }, kind: consent, required: true }
)yaml";

const rules::Programme& programme()
{
    static const auto read = rules::read_programme("131202-form.yaml", file);
    if (!read.programme) __builtin_trap();
    return *read.programme;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto table =
        paper::read_csv({reinterpret_cast<const char*>(data), size}, paper::CsvLimits{300, 200, 10'000});
    if (!table) {
        if (table.error().message.ja.empty()) __builtin_trap();
        return 0;
    }
    const rules::Form& form = programme().forms().front();
    const imports::Columns columns = imports::columns_alike(form, table->head);
    const Instant now{1'783'000'000'000};
    const auto list = imports::read_applications(*table, programme(), form, columns, now);
    if (!list || list->rows.size() != table->rows.size()) __builtin_trap();
    rules::Facts known;
    known.at = now;
    for (const imports::AppliedRow& row : list->rows) {
        if (row.sent_at > now) __builtin_trap();
        const auto read = rules::read_answers(programme(), form, row.written, known, rules::Reading::sending);
        for (const rules::FieldMistake& mistake : read.mistakes) {
            if (mistake.message.ja.empty()) __builtin_trap();
        }
    }
    return 0;
}
