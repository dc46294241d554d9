// A programme with nothing but a form, which has a question of every kind.
#pragma once

#include <string_view>

#include "rules/read_programme.hpp"

namespace hagukumi::fuzz {

inline constexpr std::string_view file = R"yaml(programme: 131202-form
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
          - { question: a, ask: { ja: 氏名, en: Name }, kind: name, required: true, becomes: guardian.name }
          - { question: b, ask: { ja: フリガナ, en: Kana }, kind: kana, reading_of: a, becomes: guardian.kana }
          - { question: c, ask: { ja: 予定日, en: Due }, kind: date, becomes: birth.due_date, checks: [{ require: answers.c > today, refused: { ja: 否, en: no } }] }
          - { question: d, ask: { ja: 郵便番号, en: Postal code }, kind: postal_code }
          - { question: e, ask: { ja: 住所, en: Address }, kind: address }
          - { question: f, ask: { ja: 電話番号, en: Telephone }, kind: telephone }
          - { question: g, ask: { ja: メール, en: Mail }, kind: email }
          - { question: h, ask: { ja: 人数, en: Babies }, kind: number, least: 1, most: 9, becomes: birth.children }
          - { question: i, ask: { ja: 区分, en: Class }, kind: choice, answers: { general: { ja: い, en: X }, tax_exempt: { ja: ろ, en: Y } }, becomes: household.class }
          - { question: j, ask: { ja: 希望, en: Wishes }, kind: choices, answers: { x: { ja: い, en: X }, y: { ja: ろ, en: Y } }, when: answers.i is general }
          - { question: k, ask: { ja: 文, en: Text }, kind: text, most: 50, when: multiple_birth or known(answers.j) }
          - { question: l, ask: { ja: 書類, en: Paper }, kind: file, most: 2 }
          - { question: m, ask: { ja: 同意, en: Consent }, kind: consent, required: true }
)yaml";

inline const rules::Programme& programme()
{
    static const auto read = rules::read_programme("131202-form.yaml", file);
    if (!read.programme) __builtin_trap();
    return *read.programme;
}

}  // namespace hagukumi::fuzz
