// 償還払い in a programme file: what a form must ask, and what a receipt is to the rules (U-19).
#include "rules/form/reimbursement.hpp"

#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

using namespace rules;

constexpr const char* third_of_the_fee = R"(    price:
      source: T
      fee: facility.fee * units
      steps:
        - { label: { ja: 3割, en: 30 % }, parent_pays: 30% * fee }
      rounding: { unit: 10, direction: floor, side: parent, level: use }
)";

struct Asking {
    const char* code;
    const char* kind;
    const char* becomes;
    const char* more;
};
constexpr Asking everything[]{
    {"facility", "text", "use.facility", ""},
    {"first", "date", "use.first_day", ""},
    {"last", "date", "use.last_day", ""},
    {"fee", "number", "use.fee", ""},
    {"bank", "kana", "payee.bank", ""},
    {"bank_code", "digits", "payee.bank_code", ", least: 4, most: 4"},
    {"branch", "kana", "payee.branch", ""},
    {"branch_code", "digits", "payee.branch_code", ", least: 3, most: 3"},
    {"account_kind", "choice", "payee.kind",
     ", answers: { ordinary: { ja: 普通, en: Ordinary }, savings: { ja: 貯蓄, en: Savings } }"},
    {"account", "digits", "payee.number", ", least: 1, most: 7"},
    {"holder", "kana", "payee.holder", ""},
};

/// A form that asks everything but `without`.
std::string claiming(const std::string& without = {}, const std::string& keys = "    reimburses: [stay]\n")
{
    std::string text = stay(third_of_the_fee) + R"(forms:
  - form: claim
    source: T
    name: { ja: 請求, en: Claim }
    purpose: { ja: 決定のため, en: To decide }
)" + keys + R"(    pages:
      - title: { ja: はじめに, en: First }
        questions:
)";
    for (const Asking& one : everything) {
        if (one.code == without) continue;
        text += std::string("          - { question: ") + one.code +
                ", ask: { ja: 問, en: Q }, kind: " + one.kind + ", required: true, becomes: " + one.becomes +
                one.more + " }\n";
    }
    return text;
}

std::string mistakes_in(const std::string& text)
{
    std::string all;
    for (const Mistake& mistake : test::read(text).mistakes) all += to_string(mistake) + "\n";
    return all;
}

TEST(Reimbursement, U_19_AFormThatAsksTooLittleIsToldWhatIsMissing)
{
    EXPECT_EQ(mistakes_in(claiming()), "");
    for (const Asking& one : everything) {
        const std::string told = mistakes_in(claiming(one.code));
        EXPECT_NE(told.find(one.becomes), std::string::npos) << one.code << ": " << told;
    }
}

TEST(Reimbursement, U_19_WhatCannotBePaidBackIsRefusedWithItsPlace)
{
    EXPECT_NE(mistakes_in(claiming({}, "    reimburses: [saty]\n")).find("did you mean `stay`?"),
              std::string::npos);
    EXPECT_NE(mistakes_in(claiming({}, "    reimburses: [stay]\n    decided_by: rules\n")).find("receipt"),
              std::string::npos);
    EXPECT_NE(
        mistakes_in(claiming({}, "    reimburses: [stay]\n    change_notice: true\n")).find("change notice"),
        std::string::npos);
    EXPECT_NE(mistakes_in(claiming({}, "")).find("without `reimburses`"), std::string::npos);
}

TEST(Reimbursement, U_19_AnswersBecomeTheUseAndItsPayee)
{
    const ReadResult result = test::read(claiming());
    ASSERT_TRUE(result.programme) << mistakes_in(claiming());
    const Form& form = *result.programme->find_form("claim");
    Facts known;
    known.at = start_of_day_in_japan(ymd(2026, 8, 1)) + std::chrono::hours(12);
    WrittenAnswers written{
        {"facility", {"となり町助産院"}}, {"first", {"2026-07-01"}},  {"last", {"令和8年7月3日"}},
        {"fee", {"９０００１"}},          {"bank", {"ほくと"}},       {"bank_code", {"０００５"}},
        {"branch", {"ホンテン"}},         {"branch_code", {"00-1"}},  {"account_kind", {"savings"}},
        {"account", {"123456"}},          {"holder", {"やまだ はな"}}};
    const AnswersRead read = read_answers(*result.programme, form, written, known, Reading::sending);
    ASSERT_TRUE(read.mistakes.empty());
    const auto use = paid_use(form, read);
    ASSERT_TRUE(use);
    EXPECT_EQ(use->request.service, "stay") << "nobody is asked where only one is paid back";
    EXPECT_EQ(use->request.last_day, ymd(2026, 7, 3));
    EXPECT_EQ(use->fee.amount, 90'001);
    const auto to = payee(form, read);
    ASSERT_TRUE(to);
    EXPECT_EQ(to->bank_code, "0005") << "zeros stay";
    EXPECT_EQ(to->branch_code, "001");
    EXPECT_EQ(to->holder, "ヤマダ ハナ");

    written["fee"] = {"many"};
    const AnswersRead wrong = read_answers(*result.programme, form, written, known, Reading::sending);
    EXPECT_FALSE(paid_use(form, wrong)) << "a mistaken answer is none";
}

TEST(Reimbursement, U_19_TheFeeOfOneUnitIsItsShareOfWhatWasPaid)
{
    const ReadResult result = test::read(claiming());
    ASSERT_TRUE(result.programme);
    Facts facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    facts.facility->offers.front().fee = Yen{90'001};
    facts.facility->offers.front().fee_units = 3;
    Request request;
    request.service = "stay";
    request.first_day = ymd(2026, 7, 1);
    request.last_day = ymd(2026, 7, 3);
    const Decision decision = decide(*result.programme, facts, request);
    ASSERT_FALSE(decision.refused());
    EXPECT_EQ(decision.units.count, 3);
    EXPECT_EQ(decision.fee.amount, 90'001) << "not a yen is lost by dividing";
    EXPECT_EQ(decision.parent.amount, 27'000) << "30 % of it, floored to ten";
}

}  // namespace
}  // namespace hagukumi::test
