// Messages to families in their own language: whole, with the same values, and with the Japanese below.

#include "messages/translations.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "messages/templates.hpp"
#include "messages/texts/texts.hpp"
#include "rules/in_all.hpp"
#include "rules/words_of_a_child.hpp"

namespace hagukumi::test {
namespace {

using messages::faults_of_translation;
using messages::find_translation;
using messages::Params;
using messages::render;
using messages::translation_text;

std::vector<Language> translated()
{
    return {all_languages.begin() + 2, all_languages.end()};
}

bool is_of_a_registration(std::string_view name)
{
    return name.substr(0, 13) == "registration_";
}

std::string without(std::string yaml, const std::string& part)
{
    const std::size_t at = yaml.find(part);
    if (at == std::string::npos) throw BugFound("the text has what is taken away: " + part);
    return yaml.erase(at, part.size());
}

TEST(Translations, U_05_EveryMessageToFamiliesIsThereInNineLanguages)
{
    for (const Language language : translated()) {
        for (const std::string& fault : faults_of_translation(translation_text(language)))
            ADD_FAILURE() << code_of(language) << ": " << fault;
        for (const messages::Template& one : messages::all_templates()) {
            const std::string_view name = one.name;
            const bool is_for_staff = name.starts_with("statement_") || name.starts_with("staff_");
            EXPECT_EQ(find_translation(language, one.name) == nullptr, is_for_staff) << one.name;
        }
    }
    EXPECT_EQ(find_translation(Language::ja, "used"), nullptr);
}

TEST(Translations, U_05_WhatIsMissingOrDifferentIsNamed)
{
    const std::string whole(translation_text(Language::vi));
    EXPECT_EQ(faults_of_translation(whole).size(), 0U);
    EXPECT_GE(faults_of_translation(without(whole, "    subject: Đã hủy lần sử dụng phiếu\n")).size(), 1U);
    EXPECT_GE(faults_of_translation(without(whole, "  nothing: \"không có\"\n")).size(), 1U);
    EXPECT_GE(faults_of_translation(without(whole, "{units} {unit}")).size(), 1U);
    EXPECT_GE(faults_of_translation(without(whole, "  left: \"Còn lại: {left}\"\n")).size(), 1U);
    EXPECT_GE(faults_of_translation(whole + "  unheard_of:\n    subject: x\n    body: x\n").size(), 1U);
}

TEST(Translations, U_05_AmountsDaysAndPlacesStayExact)
{
    const Date last{std::chrono::year(2026), std::chrono::month(7), std::chrono::day(9)};
    const std::string params =
        Params()
            .words("coupon", {"産後ケア利用券", "postpartum care coupon"})
            .text("facility", "もりの助産院")
            .words("when", rules::day_in_all(last))
            .words("service", {"宿泊型", "overnight stay", {{Language::pt, "pernoite"}}})
            .number("units", 2)
            .unit_of("unit", {2, rules::Unit::day})
            .amount("left", {1, rules::Unit::day})
            .json();
    const auto in = [&](Language language) { return render("used", params, language).body.in(language); };
    for (const Language language : all_languages)
        EXPECT_NE(in(language).find("もりの助産院"), std::string::npos) << code_of(language);
    const auto says = [&](Language language, const char* part) {
        EXPECT_NE(in(language).find(part), std::string::npos) << part << " in " << in(language);
    };
    says(Language::pt, "Serviço: pernoite");
    says(Language::pt, "Quantidade: 2 dias");
    says(Language::pt, "Saldo: 1 dia\n");
    says(Language::pt, "quinta-feira, 9 de julho de 2026");
    says(Language::vi, "Số lượng: 2 ngày");
    says(Language::vi, "overnight stay");  // the programme's file has it in two languages
    says(Language::ja_easy, "使った 数：2日");
    says(Language::ja_easy, "宿泊型");
    says(Language::zh, "数量：2天");
    says(Language::ko, "수량: 2일");
    says(Language::ne, "सङ्ख्या: 2 दिन");
    says(Language::fil, "Natitira: 1 araw");
    // Who reads two languages as before gets no third.
    EXPECT_TRUE(render("used", params).body.more.empty());
    EXPECT_TRUE(render("used", params, Language::en).body.more.empty());
}

TEST(Translations, U_05_MessagesThatWereKeptBeforeAreReadInEveryLanguage)
{
    const std::string params = Params()
                                   .words("coupon", {"利用券", "coupon"})
                                   .words("allotment", {"宿泊型", "overnight stay"})
                                   .text("until", "2026-03-31")
                                   .number("units", 3)
                                   .words("unit", {"日", "days"})
                                   .json();
    EXPECT_NE(render("expired", params, Language::ko).body.in(Language::ko).find("3days"), std::string::npos);
    EXPECT_NE(render("expired", params, Language::ja_easy).body.in(Language::ja_easy).find("3日"),
              std::string::npos);
}

//
TEST(Translations, X_17_NoLanguageNamesThePlaceOfAProtectedFamily)
{
    const std::string params = messages::without_places(Params()
                                                            .words("coupon", {"利用券", "coupon"})
                                                            .text("facility", "もりの助産院")
                                                            .text("when", "x")
                                                            .text("service", "x")
                                                            .number("units", 2)
                                                            .text("unit", "x")
                                                            .text("left", "x")
                                                            .json());
    for (const Language language : all_languages)
        EXPECT_EQ(render("used", params, language).body.in(language).find("もりの助産院"), std::string::npos);
    EXPECT_NE(render("used", params, Language::vi).body.in(Language::vi).find("không hiển thị"),
              std::string::npos);
}

// Whoever lost a pregnancy gets these too; a registration is of a child who is there.
TEST(Translations, U_07_NoMessageSpeaksOfAChildButThoseOfItsRegistration)
{
    int looked_at = 0;
    for (const Language language : translated()) {
        for (const messages::Template& one : messages::all_templates()) {
            const messages::Translation* said = find_translation(language, one.name);
            if (said == nullptr || is_of_a_registration(one.name)) continue;
            ++looked_at;
            EXPECT_EQ(word_of_a_child_in(said->subject + " " + said->body, language), "")
                << code_of(language) << " " << one.name;
        }
    }
    EXPECT_GT(looked_at, 300);
    EXPECT_NE(
        word_of_a_child_in(find_translation(Language::vi, "registration_received")->subject, Language::vi),
        "");
}

TEST(Translations, ANumbersWordHasTheFormThatTheNumberTakes)
{
    EXPECT_EQ(rules::unit_told(Language::en, {1, rules::Unit::day}), "day");
    EXPECT_EQ(rules::unit_told(Language::en, {2, rules::Unit::day}), "days");
    EXPECT_EQ(rules::unit_told(Language::ja, {1200, rules::Unit::yen}), "円");
    EXPECT_EQ(rules::unit_told(Language::ja, {-3, rules::Unit::half_hour}), "コマ（30分）");
    EXPECT_EQ(rules::unit_told(Language::vi, {3, rules::Unit::half_hour}), "lượt 30 phút");
}

}  // namespace
}  // namespace hagukumi::test
