// The built-in sentences of decisions in every language: whole, without holes, and right beside the
// numbers and days of all programmes' worked cases.
#include "rules/catalogue.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <set>

#include "base/era.hpp"
#include "rules/booking/cases.hpp"
#include "rules/cases.hpp"
#include "rules/parts.hpp"
#include "rules/support.hpp"
#include "rules/vocabulary.hpp"
#include "rules/words_of_a_child.hpp"

namespace hagukumi::test {
namespace {

using rules::Amount;
using rules::Sentence;
using rules::Unit;

const std::string not_stated = "    price: not_stated\n";

bool has_its_own_letters(const std::string& sentence)
{
    return std::any_of(sentence.begin(), sentence.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

const std::vector<std::shared_ptr<const rules::Programme>>& every_programme()
{
    static const auto all = [] {
        auto calendar = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
        std::vector<std::shared_ptr<const rules::Programme>> programmes;
        for (const std::string folder : {"programmes", "programmes/examples"}) {
            for (const auto& entry :
                 std::filesystem::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
                if (entry.path().extension() != ".yaml") continue;
                const std::string name = entry.path().filename().string();
                auto read = rules::read_programme(name, text_of(folder + "/" + name),
                                                  {{calendar.name, calendar.calendar}});
                for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
                if (read.programme) programmes.push_back(read.programme);
            }
        }
        return programmes;
    }();
    return all;
}

/// Every text of one explanation.
std::vector<Text> texts_of(const rules::Explanation& told)
{
    std::vector<Text> texts{told.summary};
    for (const auto& reason : told.reasons) texts.push_back(reason.sentence);
    for (const auto& line : told.money) texts.push_back(line.label);
    for (const auto& plan : told.possible) texts.push_back(plan.sentence);
    return texts;
}

/// Each step of each worked case of each programme, told in `language`.
void for_each_case(Language language,
                   const std::function<void(const rules::Programme&, const rules::Case&, const rules::Facts&,
                                            const rules::Explanation&)>& look)
{
    for (const auto& programme : every_programme()) {
        for (const auto& one : programme->parts().cases) {
            for (auto step : one.steps) {
                const rules::Facts& facts = step.written.facts;
                if (!one.apply) rules::hold_what_is_granted(programme->parts(), step.written);
                look(*programme, one, facts,
                     one.apply
                         ? rules::explain(*programme, facts, rules::entitle(*programme, facts), language)
                         : rules::explain(*programme, facts, rules::decide(*programme, facts, step.request),
                                          language));
            }
        }
    }
}

TEST(Catalogue, U_01_EveryOneHasEveryKeyAndTheSamePlaces)
{
    for (const Language language : all_languages) {
        EXPECT_NE(rules::catalogue_text(language), "") << code_of(language);
        EXPECT_EQ(rules::faults_of_catalogue(rules::catalogue_text(language)), std::vector<std::string>())
            << code_of(language);
    }
}

TEST(Catalogue, U_01_EveryFaultIsTold)
{
    std::string yaml(rules::catalogue_text(Language::vi));
    const auto replace = [&](const std::string& from, const std::string& to) {
        const std::size_t at = yaml.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        yaml.replace(at, from.size(), to);
    };
    replace("  no_such_service:", "  no_such_servce:");
    replace("chỉ nhận {service} đến hết {last_day}", "chỉ nhận {service} đến hết");
    replace("\"{n} ngày\"", "\"ngày\"");
    replace("thứ Bảy]", "]");
    replace("  resident: \"đăng ký cư trú\"\n", "");
    replace("ngày {day} tháng", "ngày {dy} tháng");
    EXPECT_EQ(rules::faults_of_catalogue(yaml),
              (std::vector<std::string>{"no part of a date: dy", "7 are needed: weekdays", "without {n}: day",
                                        "unknown: no_such_servce", "without a text: no_such_service",
                                        "other places than in Japanese: offered_until",
                                        "without a text: resident"}));
}

TEST(Catalogue, U_01_NoSentenceIsLeftInAnotherLanguage)
{
    for (const Language language : all_languages) {
        const bool has_letters = language != Language::en && language != Language::vi &&
                                 language != Language::pt && language != Language::fil;
        for (std::size_t i = 0; i < static_cast<std::size_t>(Sentence::count); ++i) {
            const auto sentence = static_cast<Sentence>(i);
            const std::string& pattern = rules::pattern_of(language, sentence);
            const bool is_frame = sentence == Sentence::between_items || sentence == Sentence::issued_item;
            if (is_frame) continue;
            EXPECT_TRUE(!has_letters || has_its_own_letters(pattern)) << code_of(language) << ": " << pattern;
            EXPECT_TRUE(language == Language::en || pattern != rules::pattern_of(Language::en, sentence))
                << code_of(language) << ": " << pattern;
        }
        for (const auto& fact : rules::all_facts()) {
            const std::string& name = fact.name.in(language);
            EXPECT_TRUE(fact.name.find(language) != nullptr) << fact.word;
            EXPECT_TRUE(!has_letters || has_its_own_letters(name)) << code_of(language) << ": " << name;
            EXPECT_TRUE(language == Language::en || name != fact.name.en)
                << code_of(language) << ": " << name;
        }
    }
}

TEST(Catalogue, U_01_DaysAreWrittenAsEachLanguageDoes)
{
    const Date first = ymd(2026, 4, 1);
    EXPECT_EQ(rules::told(Language::ja, first), "令和8年4月1日（水）");
    EXPECT_EQ(rules::told(Language::en, first), "Wednesday 1 April 2026");
    EXPECT_EQ(rules::told(Language::ja_easy, first), "2026年4月1日（水曜日）");
    EXPECT_EQ(rules::told(Language::zh, first), "2026年4月1日（星期三）");
    EXPECT_EQ(rules::told(Language::ko, first), "2026년 4월 1일(수)");
    EXPECT_EQ(rules::told(Language::vi, first), "thứ Tư, ngày 1 tháng 4 năm 2026");
    EXPECT_EQ(rules::told(Language::pt, first), "quarta-feira, 1º de abril de 2026");
    EXPECT_EQ(rules::told(Language::pt, ymd(2026, 4, 11)), "sábado, 11 de abril de 2026");
    EXPECT_EQ(rules::told(Language::ne, first), "2026 अप्रिल 1 (बुधबार)");
    EXPECT_EQ(rules::told(Language::fil, first), "Miyerkules, Abril 1, 2026");
    for (int days = 0; days < 800; days += 3) {
        const Date day = date_of_days(days_since_epoch(ymd(2019, 4, 1)) + days);
        EXPECT_EQ(rules::told(Language::ja, day), in_japanese(day));
        EXPECT_EQ(rules::told(Language::en, day), in_english(day));
    }
}

TEST(Catalogue, U_01_NounsAndNumbersAreWrittenAsEachLanguageDoes)
{
    EXPECT_EQ(rules::told(Language::en, Amount{1, Unit::visit}), "1 visit");
    EXPECT_EQ(rules::told(Language::en, Amount{0, Unit::visit}), "0 visits");
    EXPECT_EQ(rules::told(Language::pt, Amount{0, Unit::day}), "0 dia");
    EXPECT_EQ(rules::told(Language::pt, Amount{2, Unit::visit}), "2 vezes");
    EXPECT_EQ(rules::told(Language::ja, Amount{12500, Unit::yen}), "12500円");
    EXPECT_EQ(rules::told(Language::vi, Amount{1012500, Unit::yen}), "1.012.500 yên");
    EXPECT_EQ(rules::told(Language::ne, Amount{100000, Unit::yen}), "100,000 येन");
    EXPECT_EQ(rules::told(Language::ko, Amount{-500, Unit::yen}), "-500엔");
}

TEST(Catalogue, U_01_ABuiltInWordAtTheHeadOfASentenceBeginsLarge)
{
    EXPECT_EQ(rules::told(Language::pt, Sentence::refused, {{"service", Sentence::this_service}}),
              "Este serviço: não é possível usar como foi pedido.");
}

TEST(Catalogue, U_01_EveryWorkedCaseIsToldInEveryLanguageWithoutAHole)
{
    for (const Language language : all_languages) {
        std::size_t told_sentences = 0;
        for_each_case(language, [&](const auto& programme, const auto& one, const auto&, const auto& told) {
            for (const Text& text : texts_of(told)) {
                const std::string& sentence = text.in(language);
                const std::string where = programme.code() + ", " + one.name + ": " + sentence;
                EXPECT_FALSE(sentence.empty()) << where;
                EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << where;
                ++told_sentences;
            }
            // What the programme does not say itself stands in the language that was asked for.
            EXPECT_NE(told.summary.find(language), nullptr) << programme.code() << ", " << one.name;
        });
        EXPECT_GT(told_sentences, 1000u);
    }
}

TEST(Catalogue, C_10_AfterALossNoSentenceSpeaksOfAChildInAnyLanguage)
{
    for (const Language language : all_languages) {
        std::size_t after_a_loss = 0;
        const auto expect_silence = [&](const Text& text, const std::string& where) {
            ++after_a_loss;
            EXPECT_EQ(word_of_a_child_in(text.in(language), language), "")
                << code_of(language) << ", " << where << ": " << text.in(language);
        };
        for_each_case(language,
                      [&](const auto& programme, const auto& one, const auto& facts, const auto& told) {
                          if (!facts.birth.lost_on) return;
                          for (const Text& text : texts_of(told))
                              expect_silence(text, programme.code() + ", " + one.name);
                      });
        // Every fact that may be missing, and every check that needs no line in a file.
        const auto read = test::read(stay(not_stated));
        ASSERT_TRUE(read.programme);
        const auto& parts = read.programme->parts();
        auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
        facts.birth.born_on.reset();
        facts.birth.lost_on = ymd(2026, 6, 1);
        for (const auto& fact : rules::all_facts()) {
            rules::RuleLook look;
            look.verdict = rules::Verdict::unknown;
            look.fact = static_cast<std::uint16_t>(fact.fact);
            expect_silence(rules::sentence_of(*read.programme, facts, look, nullptr, language),
                           std::string(fact.word));
        }
        for (std::size_t check = 0; check < static_cast<std::size_t>(rules::BuiltIn::count); ++check) {
            for (const auto verdict : {rules::Verdict::met, rules::Verdict::cut, rules::Verdict::against}) {
                rules::RuleLook look;
                look.rule = parts.rule_of(static_cast<rules::BuiltIn>(check));
                look.verdict = verdict;
                expect_silence(rules::sentence_of(*read.programme, facts, look, nullptr, language),
                               "a check");
            }
        }
        EXPECT_GT(after_a_loss, 90u);
    }
}

TEST(Catalogue, U_07_NoSentenceOfABookingOrAFormSpeaksOfAChildInAnyLanguage)
{
    // They are told whatever happened before, so none may.
    for (const Language language : all_languages) {
        for (auto i = static_cast<std::size_t>(Sentence::the_interview);
             i < static_cast<std::size_t>(Sentence::count); ++i) {
            const std::string& pattern = rules::pattern_of(language, static_cast<Sentence>(i));
            EXPECT_EQ(word_of_a_child_in(pattern, language), "") << code_of(language) << ": " << pattern;
        }
    }
}

TEST(Catalogue, U_01_MomentsAreWrittenAsEachLanguageDoes)
{
    const Instant five = start_of_day_in_japan(ymd(2026, 7, 7)) + std::chrono::hours(17);
    const Instant past_five = five + std::chrono::minutes(5);
    EXPECT_EQ(rules::told(Language::ja, five), "令和8年7月7日（火）17時");
    EXPECT_EQ(rules::told(Language::ja, past_five), "令和8年7月7日（火）17時05分");
    EXPECT_EQ(rules::told(Language::en, five), "Tuesday 7 July 2026, 17:00");
    EXPECT_EQ(rules::told(Language::vi, past_five), "17 giờ 05, thứ Ba, ngày 7 tháng 7 năm 2026");
    EXPECT_EQ(rules::told(Language::ko, five), "2026년 7월 7일(화) 17시");
    EXPECT_EQ(rules::told(Language::pt, past_five), "terça-feira, 7 de julho de 2026, 17:05");
}

/// Every look that a worked case of booking meets, and each other verdict of its check.
TEST(Catalogue, U_01_BookingsAreToldInEveryLanguageWithoutAHole)
{
    std::size_t told = 0;
    for (const auto& programme : every_programme()) {
        for (const auto& one : programme->parts().booking_cases) {
            if (one.deed != rules::BookingCase::Deed::book) continue;
            for (rules::BookingLook look : rules::book(*programme, one.facts, one.request).looks) {
                for (const auto verdict :
                     {rules::Verdict::met, rules::Verdict::against, rules::Verdict::unknown}) {
                    look.verdict = verdict;
                    if (!look.day) look.day = ymd(2026, 7, 7);
                    for (const Language language : all_languages) {
                        const Text text = rules::sentence_of(*programme, look, one.request.service, language);
                        ASSERT_NE(text.find(language), nullptr);
                        EXPECT_EQ(text.in(language).find_first_of("{}"), std::string::npos);
                        ++told;
                    }
                }
            }
        }
    }
    EXPECT_GT(told, 5000u);
}

TEST(Catalogue, C_10_TheWordListHearsAChild)
{
    for (const Language language : all_languages) {
        const std::string sentence = rules::told(language, Sentence::register_the_child);
        EXPECT_NE(word_of_a_child_in(sentence, language), "") << sentence;
    }
    EXPECT_EQ(word_of_a_child_in("petsa ng panganganak", Language::fil), "");
}

const std::string resident_rule = R"(use_rules:
  - rule: resident
    source: T-5
    for: all
    require: resident
    days_outside: refuse
    refused:
      ja: "{today}に住民の方が対象です。"
      en: "For residents on {today}."
      vi: "Dành cho cư dân vào {today}, tại {facility}."
)";

TEST(Catalogue, U_01_TheProgrammesOwnSentenceIsWholeInTheLanguageThatItHas)
{
    const auto read = test::read(stay(not_stated, resident_rule));
    ASSERT_TRUE(read.programme) << rules::to_string(read.mistakes.front());
    auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    facts.household.resident_until = ymd(2026, 6, 1);
    facts.facility->name = {"施設", "Facility", {{Language::vi, "Cơ sở A"}}};
    rules::Request request;
    request.service = "stay";
    request.first_day = ymd(2026, 7, 1);
    request.last_day = ymd(2026, 7, 2);
    const auto decision = rules::decide(*read.programme, facts, request);
    const auto reason_in = [&](Language language) {
        return rules::explain(*read.programme, facts, decision, language).reasons.front().sentence;
    };
    EXPECT_EQ(reason_in(Language::vi).in(Language::vi),
              "Dành cho cư dân vào thứ Tư, ngày 1 tháng 7 năm 2026, tại Cơ sở A.");
    EXPECT_EQ(reason_in(Language::ne).in(Language::ne), "For residents on Wednesday 1 July 2026.");
    EXPECT_EQ(reason_in(Language::ne).find(Language::ne), nullptr);
    EXPECT_EQ(reason_in(Language::ja_easy).in(Language::ja_easy),
              "令和8年7月1日（水）に住民の方が対象です。");
}

TEST(Catalogue, U_01_NamesOfTheFileStandInTheLanguageThatTheyHave)
{
    std::string yaml = stay(not_stated);
    const std::string name = "en: Stay }";
    yaml.replace(yaml.rfind(name), name.size(), "en: Stay, vi: nghỉ qua đêm }");
    yaml.replace(yaml.find(name), name.size(), "en: Stay, vi: phiếu nghỉ }");
    const auto read = test::read(yaml);
    ASSERT_TRUE(read.programme) << rules::to_string(read.mistakes.front());
    const auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    rules::Request request;
    request.service = "stay";
    request.first_day = ymd(2026, 7, 1);
    request.last_day = ymd(2026, 7, 2);
    const auto used =
        rules::explain(*read.programme, facts, rules::decide(*read.programme, facts, request), Language::vi);
    EXPECT_EQ(used.summary.in(Language::vi), "nghỉ qua đêm: dùng được 2 ngày. Sau đó còn lại 5 ngày.");
    const auto issued =
        rules::explain(*read.programme, facts, rules::entitle(*read.programme, facts), Language::vi);
    EXPECT_EQ(issued.summary.in(Language::vi), "Có thể cấp: phiếu nghỉ 7 ngày.");
    // Where the file has no name in the language, the English one stands in the sentence.
    const auto in_korean =
        rules::explain(*read.programme, facts, rules::decide(*read.programme, facts, request), Language::ko);
    EXPECT_EQ(in_korean.summary.in(Language::ko).rfind("Stay: ", 0), 0u);
}

TEST(Catalogue, U_01_AWrongPlaceInAnyLanguageOfAFileIsAMistake)
{
    std::string rule = resident_rule;
    rule.replace(rule.find("{facility}"), 10, "{facilty}");
    const auto read = test::read(stay(not_stated, rule));
    ASSERT_EQ(read.mistakes.size(), 1u);
    EXPECT_NE(read.mistakes.front().what_to_do.en.find("`facility`"), std::string::npos);
    EXPECT_EQ(test::read(stay(not_stated, resident_rule + "      vn: \"Không\"\n")).mistakes.size(), 1u);
}

}  // namespace
}  // namespace hagukumi::test
