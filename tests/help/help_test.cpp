// Help as data: what a file says, what is true today, and who answers the telephone now.
#include "help/help.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hagukumi::test {
namespace {

using help::Help;
using help::read_help;

std::string text_of(const std::string& name)
{
    std::ifstream file(std::string(HAGUKUMI_SOURCE_DIR) + "/programmes/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

rules::Calendars japan()
{
    return {{"japan", rules::read_calendar("japan.yaml", text_of("calendars/japan.yaml")).calendar}};
}

Help help_of(const std::string& name)
{
    const auto read = read_help(name, text_of("help/" + name), japan());
    EXPECT_TRUE(read.help) << (read.mistakes.empty() ? "" : rules::to_string(read.mistakes.front()));
    return read.help ? *read.help : Help{};
}

Instant at(int month, int day, int hour, int minute)
{
    const Date date{std::chrono::year(2026), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    return {start_of_day_in_japan(date).milliseconds + (hour * 60 + minute) * 60'000};
}

const help::Question* find(const Help& help, std::string_view code)
{
    for (const help::Question& question : help.questions)
        if (question.code == code) return &question;
    return nullptr;
}

TEST(Help, M_32_TheSupportCentreIsOpenAtTheMinuteItSays)
{
    const help::Office centre = help_of("202029.yaml").offices.at(0);
    EXPECT_EQ(centre.phone, "026-262-1378");
    EXPECT_FALSE(*help::is_open(centre, at(7, 8, 9, 59)));
    EXPECT_TRUE(*help::is_open(centre, at(7, 8, 10, 0)));
    EXPECT_TRUE(*help::is_open(centre, at(7, 8, 11, 59)));
    EXPECT_FALSE(*help::is_open(centre, at(7, 8, 12, 0)));
    EXPECT_TRUE(*help::is_open(centre, at(7, 8, 13, 0)));
    EXPECT_FALSE(*help::is_open(centre, at(7, 8, 17, 0)));
    EXPECT_FALSE(*help::is_open(centre, at(7, 11, 11, 0)));  // a Saturday
    EXPECT_FALSE(*help::is_open(centre, at(7, 20, 11, 0)));  // 海の日
}

TEST(Help, M_32_ItSaysWhenItOpensNext)
{
    const help::Office centre = help_of("202029.yaml").offices.at(0);
    EXPECT_EQ(help::next_opening(centre, at(7, 8, 9, 0))->milliseconds, at(7, 8, 10, 0).milliseconds);
    EXPECT_EQ(help::next_opening(centre, at(7, 8, 12, 30))->milliseconds, at(7, 8, 13, 0).milliseconds);
    EXPECT_EQ(help::next_opening(centre, at(7, 8, 18, 0))->milliseconds, at(7, 9, 10, 0).milliseconds);
    // Friday evening before 海の日: not on Monday, but on Tuesday.
    EXPECT_EQ(help::next_opening(centre, at(7, 17, 18, 0))->milliseconds, at(7, 21, 10, 0).milliseconds);
    // Nobody knows the holidays of the year after the last that is published.
    const Date last{std::chrono::year(2027), std::chrono::December, std::chrono::day(31)};
    EXPECT_FALSE(help::next_opening(centre, {start_of_day_in_japan(last).milliseconds + 20 * 3'600'000}));
    EXPECT_FALSE(help::is_open(help_of("331007.yaml").offices.at(0), at(7, 8, 12, 0)));
}

TEST(Help, M_31_AnAnswerWithADateEndsWithIt)
{
    const Help matsumoto = help_of("202029.yaml");
    const help::Question* const until = find(matsumoto, "valid_until");
    ASSERT_NE(until, nullptr);
    const auto day = [](int year, unsigned month, unsigned number) {
        return Date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
    };
    EXPECT_FALSE(help::is_true_on(*until, day(2025, 3, 31)));
    EXPECT_TRUE(help::is_true_on(*until, day(2025, 4, 1)));
    EXPECT_TRUE(help::is_true_on(*until, day(2026, 3, 31)));
    EXPECT_FALSE(help::is_true_on(*until, day(2026, 4, 1)));
}

TEST(Help, TheMunicipalitysAnswerTakesThePlaceOfTheCommonOne)
{
    Help own, common;
    own.topics = {{"phone", {"電話", "Phone", {}}}};
    own.questions = {{"camera", "phone", {"問", "q", {}}, {"ここだけ", "only here", {}}, {}, {}, {}}};
    common.topics = {{"phone", {"ほか", "other", {}}}, {"account", {"登録", "Account", {}}}};
    common.questions = {{"camera", "phone", {"問", "q", {}}, {"どこでも", "everywhere", {}}, {}, {}, {}},
                        {"mail", "account", {"問", "q", {}}, {"答", "a", {}}, {}, {}, {}}};
    const Help both = help::joined(own, common);
    ASSERT_EQ(both.questions.size(), 2U);
    EXPECT_EQ(both.questions[0].answer.ja, "ここだけ");
    EXPECT_EQ(both.questions[1].code, "mail");
    ASSERT_EQ(both.topics.size(), 2U);
    EXPECT_EQ(both.topics[0].name.ja, "電話");
}

// The camera's permission on both kinds of phones, and Chrome instead of the globe (M-17, M-33).
TEST(Help, M_17_M_33_TheCommonFileHelpsWithCameraAndBrowser)
{
    const Help common = help_of("common.yaml");
    EXPECT_NE(find(common, "camera")->answer.ja.find("Safari"), std::string::npos);
    EXPECT_NE(find(common, "camera")->answer.ja.find("Chrome"), std::string::npos);
    EXPECT_NE(find(common, "old_browser")->answer.ja.find("Chrome"), std::string::npos);
}

TEST(Help, M_22_1_M_25_NotIssuedAgainAndYetThereOnANewPhone)
{
    const Help all = help::joined(help_of("202029.yaml"), help_of("common.yaml"));
    EXPECT_NE(find(all, "reissue")->answer.ja.find("再発行は行いません"), std::string::npos);
    EXPECT_NE(find(all, "reissue")->answer.ja.find("ログイン"), std::string::npos);
    ASSERT_NE(find(all, "new_phone"), nullptr);
}

TEST(Help, M_27_M_29_MatsumotosOfficesAndPhones)
{
    const Help matsumoto = help_of("202029.yaml");
    EXPECT_GE(matsumoto.offices.size(), 8U);
    EXPECT_NE(find(matsumoto, "registration"), nullptr);
    EXPECT_NE(find(matsumoto, "which_phones")->answer.ja.find("iOS 10"), std::string::npos);
    EXPECT_NE(find(matsumoto, "which_phones")->answer.ja.find("6桁"), std::string::npos);
}

TEST(Help, O_16_O_17_O_18_O_20_OkayamasOfficesSendersAndSteps)
{
    const Help okayama = help_of("331007.yaml");
    EXPECT_EQ(okayama.offices.size(), 7U);
    EXPECT_EQ(okayama.offices.back().phone, "086-803-1264");
    EXPECT_EQ(okayama.senders,
              (std::vector<std::string>{"noreply@kintoneapp.com", "city-okayama@apply.e-tumo.jp"}));
    EXPECT_TRUE(okayama.page.starts_with("https://"));
    EXPECT_EQ(okayama.steps.size(), 5U);
    EXPECT_NE(find(okayama, "how_to_book"), nullptr);
}

TEST(Help, C_18_C_19_C_20_C_21_C_22_ChiyodasAnswersCarryTheirDate)
{
    const Help chiyoda = help_of("131016.yaml");
    EXPECT_EQ(chiyoda.date, Date(std::chrono::year(2026) / 4 / 1));
    ASSERT_EQ(chiyoda.bring.size(), 6U);
    EXPECT_TRUE(chiyoda.bring[0].when.ja.empty());
    EXPECT_EQ(chiyoda.bring[2].when.ja, "交付されている場合");
    EXPECT_NE(find(chiyoda, "siblings"), nullptr);
    EXPECT_NE(find(chiyoda, "going_out"), nullptr);
    EXPECT_NE(find(chiyoda, "housework")->answer.ja.find("育児支援訪問事業"), std::string::npos);
    EXPECT_EQ(chiyoda.steps.size(), 5U);
}

TEST(Help, N_20_G_31_NerimasNewsAndMegurosDateAreData)
{
    EXPECT_NE(find(help_of("131202.yaml"), "general_news"), nullptr);
    EXPECT_EQ(help_of("131105.yaml").date, Date(std::chrono::year(2024) / 7 / 9));
}

TEST(Help, EveryMistakeOfAFileIsToldInOneRun)
{
    const char* const wrong = R"(help: x
page: http://example.jp
topics:
  - { topic: phone, name: { ja: 電話, en: Phone } }
offices:
  - { name: { ja: 窓口, en: Office }, phone: 03-1234-567x, calendar: jpan, hours: [{ from: 13:00, until: 12:00 }] }
senders: [nobody]
questions:
  - { question: one, topic: phoen, ask: { ja: 問, en: q }, answer: { ja: 答, en: a }, from: 2026-02-01, until: 2026-01-01 }
  - { question: one, topic: phone, ask: { ja: 問, en: q } }
)";
    const auto read = read_help("x.yaml", wrong, japan());
    EXPECT_FALSE(read.help);
    std::string all;
    for (const rules::Mistake& mistake : read.mistakes) all += rules::to_string(mistake) + "\n";
    for (const char* const part : {"x.yaml:2:", "03-1234-567x", "`jpan`", "japan", "13:00–12:00", "nobody",
                                   "phoen", "2026-01-01", "found `one`", "answer"})
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}

}  // namespace
}  // namespace hagukumi::test
