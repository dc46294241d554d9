// Forms: what a file may say of them, and how answers are read.
#include "rules/form/answers.hpp"

#include "rules/support.hpp"

#include <rapidcheck/gtest.h>

namespace hagukumi::test {
namespace {

using namespace rules;

/// A form with these questions on one page.
std::string asking(const std::string& questions, const std::string& keys = "")
{
    return stay("    price: not_stated\n") + R"(forms:
  - form: apply
    source: T
    name: { ja: 申請, en: Application }
    purpose: { ja: 決定のため, en: To decide }
)" + keys + R"(    pages:
      - title: { ja: はじめに, en: First }
        questions:
)" + questions;
}

std::string question(const std::string& code, const std::string& kind, const std::string& keys = "")
{
    return "          - { question: " + code + ", ask: { ja: 問, en: Q }, kind: " + kind + keys + " }\n";
}

std::string mistakes_in(const std::string& text)
{
    std::string all;
    for (const Mistake& mistake : test::read(text).mistakes) all += to_string(mistake) + "\n";
    return all;
}

class Asked {
public:
    explicit Asked(const std::string& questions) : x_read(test::read(asking(questions)))
    {
        for (const Mistake& mistake : x_read.mistakes) ADD_FAILURE() << to_string(mistake);
    }

    AnswersRead answer(const WrittenAnswers& written, Reading reading = Reading::sending) const
    {
        Facts known;
        known.at = start_of_day_in_japan(ymd(2026, 8, 1)) + std::chrono::hours(12);
        return read_answers(*x_read.programme, form(), written, known, reading);
    }

    /// "kana[1]: not_kana, …"
    std::string flaws(const WrittenAnswers& written, Reading reading = Reading::sending) const
    {
        std::string all;
        for (const FieldMistake& mistake : answer(written, reading).mistakes) {
            if (!all.empty()) all += ", ";
            all += form().question(mistake.question).code + "[" + std::to_string(mistake.part) +
                   "]: " + std::string(code_of(mistake.flaw));
        }
        return all;
    }

    const Form& form() const { return *x_read.programme->find_form("apply"); }

private:
    ReadResult x_read;
};

// ---- the file ----

TEST(FormFiles, AMistakeIsToldWithItsPlaceAndWhatIsAllowed)
{
    const auto told = [](const std::string& questions, const char* part) {
        const std::string all = mistakes_in(asking(questions));
        EXPECT_NE(all.find(part), std::string::npos) << all;
    };
    told(question("a", "name") + question("a", "kana"), "`a` a second time");
    told(question("a", "nmae"), "did you mean `name`?");
    told(question("a", "choice"), "a choice with less than two answers");
    told(question("a", "name", ", answers: { x: { ja: い, en: X }, y: { ja: ろ, en: Y } }"),
         "`answers` of the kind `name`");
    told(question("a", "name", ", most: 3"), "`most` of the kind `name`");
    told(question("a", "number", ", least: 5, most: 3"), "a least of 5");
    told(question("a", "text", ", becomes: birth.due_date"), "the kind `date`");
    told(question("a", "date", ", becomes: birth.due_date") +
             question("b", "date", ", becomes: birth.due_date"),
         "`birth.due_date` a second time");
    told(question("a", "number", ", becomes: birth.children"), "a number of children without bounds");
    told(question(
             "a", "choice",
             ", becomes: household.class, answers: { general: { ja: い, en: X }, rich: { ja: ろ, en: Y } }"),
         "the answer `rich`, which is no household class");
    told(question("a", "kana", ", reading_of: b"), "`b` as the name that is read");
    told(question("a", "date", ", when: answers.b = 1"), "nothing, as no question stands above");
    told(question("b", "date") + question("a", "date", ", when: answers.c < today"), "did you mean `b`?");
    told(question("b", "name") + question("a", "date", ", when: answers.b is x"), "`known(answers.b)`");
    told(question("b", "choice", ", answers: { yes: { ja: い, en: X }, no: { ja: ろ, en: Y } }") +
             question("a", "date", ", when: answers.b is yse"),
         "did you mean `yes`?");
    told(question("b", "choice", ", answers: { yes: { ja: い, en: X }, no: { ja: ろ, en: Y } }") +
             question("a", "date", ", when: answers.b = answers.b"),
         "`is` or `is not`");
    told(question("a", "date",
                  ", checks: [{ require: answers.a < today, refused: { ja: '{today}', en: x } }]"),
         "a placeholder in a form's sentence");
}

TEST(FormFiles, RulesAndOpenDaysThatAFormNamesMustExist)
{
    const std::string one = question("a", "name");
    EXPECT_NE(
        mistakes_in(asking(one, "    sending_needs: [from_week_28]\n")).find("`from_week_28` as a rule"),
        std::string::npos);
    EXPECT_NE(mistakes_in(asking(one, "    answered_within: { days: 2, counted_in: open_days }\n"))
                  .find("`calendar: japan`"),
              std::string::npos);
    EXPECT_NE(mistakes_in(asking("          []\n")).find("a form that asks nothing"), std::string::npos);
}

TEST(FormFiles, AnswersAreForFormsOnly)
{
    const std::string all =
        mistakes_in(stay("    price: not_stated\n",
                         "use_rules:\n  - { rule: r, source: T, for: all, days_outside: refuse, require: "
                         "answers.a is b, refused: { ja: x, en: x } }\n"));
    EXPECT_NE(all.find("it in the conditions and checks of a form only"), std::string::npos) << all;
}

// ---- the answers ----

TEST(FormAnswers, NamesAndTheirReadingsBelongTogether)
{
    const Asked form(question("name", "name", ", required: true") +
                     question("kana", "kana", ", required: true, reading_of: name"));
    EXPECT_EQ(form.flaws({{"name", {"山田", "花子"}}, {"kana", {"やまだ", "はなこ"}}}), "");
    EXPECT_EQ(form.flaws({{"name", {"山田　花子"}}, {"kana", {"ヤマダ　ハナコ"}}}), "");
    EXPECT_EQ(form.flaws({{"name", {"Maria Silva"}}, {"kana", {"マリア"}}}), "");
    EXPECT_EQ(form.flaws({{"name", {"山田", ""}}, {"kana", {"ヤマダ", "ハナコ"}}}),
              "name[1]: given_name_missing");
    EXPECT_EQ(form.flaws({{"name", {"", "花子"}}, {"kana", {"ヤマダ", "ハナコ"}}}), "name[0]: missing");
    EXPECT_EQ(form.flaws({{"name", {"山田", "花子"}}, {"kana", {"ヤマダ", " "}}}),
              "kana[1]: given_name_missing");
    const auto kept = form.answer({{"name", {"山田", "\uFE02"}}}, Reading::draft).answers;
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].texts, std::vector<std::string>{"山田"}) << "a selector alone is nothing";
    EXPECT_TRUE(form.answer({{"name", {"\uFE02"}}}, Reading::draft).answers.empty());
    EXPECT_EQ(form.flaws({{"name", {"\uFE02"}}, {"kana", {"ヤマダ"}}}), "name[0]: missing");
    EXPECT_EQ(form.flaws({{"name", {"山田", "花子"}}, {"kana", {"山田", "ハナコ"}}}), "kana[0]: not_kana");
    EXPECT_EQ(form.flaws({{"name", {"山田", "花子", "子"}}, {"kana", {"ヤマダ", "ハナコ"}}}),
              "name[2]: several_for_one");
    EXPECT_EQ(form.flaws({{"name", {std::string(303, 'a')}}, {"kana", {"ア"}}}), "name[0]: too_long");
}

TEST(FormAnswers, HalfFinishedIsNoMistakeInADraft)
{
    const Asked form(question("name", "name", ", required: true") +
                     question("day", "date", ", required: true") +
                     question("yes", "consent", ", required: true") +
                     question("files", "file", ", required: true, least: 2, most: 3"));
    EXPECT_EQ(form.flaws({{"name", {"山田"}},
                          {"day", {"2026", "10"}},
                          {"files", {"01890a5d-ac96-774b-bcce-b302099a8057"}}},
                         Reading::draft),
              "");
    EXPECT_EQ(form.flaws({{"name", {"山田"}},
                          {"day", {"2026", "10"}},
                          {"files", {"01890a5d-ac96-774b-bcce-b302099a8057"}}}),
              "name[1]: given_name_missing, day[0]: not_a_date, yes[0]: not_consented, files[0]: too_few");
    EXPECT_EQ(form.flaws({{"day", {"2026", "2", "30"}}}, Reading::draft), "day[0]: no_such_date");
}

TEST(FormAnswers, ADateInThreeFieldsIsOneDate)
{
    const Asked form(question("day", "date"));
    for (const std::vector<std::string>& written : {std::vector<std::string>{"2026", "10", "1"},
                                                    {"令和8", "１０", "１"},
                                                    {"R8.10.1"},
                                                    {"2026年10月1日"}}) {
        const AnswersRead read = form.answer({{"day", written}});
        ASSERT_EQ(read.answers.size(), 1U) << written.front();
        EXPECT_EQ(read.answers[0].texts, std::vector<std::string>{"2026-10-01"});
    }
    EXPECT_EQ(form.flaws({{"day", {"8", "10", "1"}}}), "day[0]: year_without_era");
    EXPECT_EQ(form.flaws({{"day", {"1", "2", "3", "4"}}}), "day[0]: not_a_date");
}

TEST(FormAnswers, ChoicesAndFilesHaveTheirNumbers)
{
    const std::string options =
        ", answers: { x: { ja: い, en: X }, y: { ja: ろ, en: Y }, z: { ja: は, en: Z } }";
    const Asked form(question("some", "choices", options + ", most: 2") + question("one", "choice", options) +
                     question("count", "number", ", least: 1, most: 10"));
    EXPECT_EQ(form.flaws({{"some", {"x", "z"}}, {"one", {"y"}}, {"count", {"１０"}}}), "");
    EXPECT_EQ(form.flaws({{"some", {"x", "y", "z"}}}), "some[2]: too_many");
    EXPECT_EQ(form.flaws({{"some", {"x", "x"}}}), "some[1]: chosen_twice");
    EXPECT_EQ(form.flaws({{"some", {"w"}}}), "some[0]: not_a_choice");
    EXPECT_EQ(form.flaws({{"one", {"い"}}}), "one[0]: not_a_choice");
    EXPECT_EQ(form.flaws({{"one", {"x", "y"}}}), "one[1]: several_for_one");
    EXPECT_EQ(form.flaws({{"count", {"11"}}}), "count[0]: out_of_range");
    EXPECT_EQ(form.flaws({{"count", {"双子"}}}), "count[0]: not_a_number");
    const Asked files(question("papers", "file", ", most: 2"));
    EXPECT_EQ(files.flaws({{"papers", {"../etc/passwd"}}}), "papers[0]: not_a_document");
}

TEST(FormAnswers, WhatIsNotAskedIsLeftOutAndJudgesNothing)
{
    const Asked form(
        question("state", "choice", ", answers: { pregnant: { ja: い, en: X }, born: { ja: ろ, en: Y } }") +
        question("born_on", "date", ", when: answers.state is born, becomes: birth.born_on") +
        question("proof", "file", ", when: known(birth.born_on)"));
    const WrittenAnswers written{{"state", {"pregnant"}}, {"born_on", {"2026-07-01"}}, {"unknown", {"x"}}};
    const AnswersRead read = form.answer(written);
    EXPECT_EQ(read.asked, (std::vector<bool>{true, false, false}));
    EXPECT_EQ(read.answers.size(), 1U);
    EXPECT_FALSE(read.facts.birth.born_on);
    const AnswersRead born = form.answer({{"state", {"born"}}, {"born_on", {"2026-07-01"}}});
    EXPECT_EQ(born.asked, (std::vector<bool>{true, true, true}));
    EXPECT_EQ(born.facts.birth.born_on, ymd(2026, 7, 1));
    // A question whose condition is not known yet is not asked.
    EXPECT_EQ(form.answer({}, Reading::draft).asked, (std::vector<bool>{true, false, false}));
}

TEST(FormAnswers, ACheckTellsItsOwnSentenceAndASoundAnswerStays)
{
    const Asked form(
        question("day", "date",
                 ", checks: [{ require: answers.day <= today, refused: { ja: 先の日です, en: Later } }]"));
    const AnswersRead read = form.answer({{"day", {"2026-08-02"}}});
    ASSERT_EQ(read.mistakes.size(), 1U);
    EXPECT_EQ(read.mistakes[0].message.ja, "先の日です");
    EXPECT_EQ(form.flaws({{"day", {"2026-08-01"}}}), "");
    EXPECT_EQ(form.flaws({}), "");
}

TEST(FormAnswers, EveryFlawSaysWhatToDoInBothLanguages)
{
    FormQuestion asked;
    asked.least = 1;
    asked.most = 3;
    for (const AnswerKind kind :
         {AnswerKind::text, AnswerKind::choices, AnswerKind::file, AnswerKind::consent}) {
        asked.kind = kind;
        for (int i = 0; i <= static_cast<int>(Flaw::several_for_one); ++i) {
            const Text sentence = sentence_of(asked, static_cast<Flaw>(i));
            EXPECT_NE(sentence.ja.find("。"), std::string::npos) << code_of(static_cast<Flaw>(i));
            EXPECT_NE(sentence.en.find('.'), std::string::npos) << code_of(static_cast<Flaw>(i));
        }
    }
}

RC_GTEST_PROP(FormAnswers, WhatWasTakenIsTakenAgainAsItIs, (const std::vector<std::string>& texts))
{
    static const Asked form(question("name", "name") + question("kana", "kana") + question("day", "date") +
                            question("code", "postal_code") + question("place", "address") +
                            question("phone", "telephone") + question("mail", "email") +
                            question("words", "text"));
    WrittenAnswers written;
    for (std::size_t i = 0; i < form.form().question_count(); ++i)
        written[form.form().question(i).code] = texts;
    WrittenAnswers again;
    for (const TakenAnswer& answer : form.answer(written).answers)
        again[form.form().question(answer.question).code] = answer.texts;
    const AnswersRead second = form.answer(again);
    RC_ASSERT(second.mistakes.empty());
    for (const TakenAnswer& answer : second.answers)
        RC_ASSERT(again[form.form().question(answer.question).code] == answer.texts);
}

}  // namespace
}  // namespace hagukumi::test
