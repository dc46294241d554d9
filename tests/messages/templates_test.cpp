// The words of messages are data, and the data is right.

#include "messages/templates.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

using messages::check_templates;
using messages::Params;
using messages::render;
using messages::Template;

TEST(Templates, BothLanguagesSayTheSame)
{
    for (const std::string& wrong : check_templates(messages::all_templates())) ADD_FAILURE() << wrong;
}

TEST(Templates, EachMistakeIsNamed)
{
    const auto complaints = [](Template t) { return check_templates(std::span(&t, 1)).size(); };
    EXPECT_EQ(complaints({"a", "件名", "Subject", "残り{left}", "{left} left"}), 0U);
    EXPECT_EQ(complaints({"a", "件名", "Subject", "残り{left}", "left"}), 1U);
    EXPECT_EQ(complaints({"a", "件名", "Subject", "残り{left}{left}", "{left} left"}), 1U);
    EXPECT_EQ(complaints({"a", "{name}様", "Subject", "x", "x"}), 1U);  // a subject is seen on a locked phone
    EXPECT_EQ(complaints({"a", "", "Subject", "x", "x"}), 1U);
    EXPECT_GE(complaints({"a", "件名", "Subject", "残り{left", "{left} left"}), 1U);
    EXPECT_EQ(complaints({"a", "件名", "Subject", "x}", "x"}), 1U);
    const Template twice[] = {{"a", "件名", "Subject", "x", "x"}, {"a", "件名", "Subject", "x", "x"}};
    EXPECT_EQ(check_templates(twice).size(), 2U);
}

TEST(Templates, AUseTellsWhereWhenWhatHowManyAndWhatIsLeft)
{
    const std::string params = Params()
                                   .words("coupon", {"産後ケア利用券", "postpartum care coupon"})
                                   .text("facility", "もりの助産院")
                                   .text("when", "2026-07-08 09:30")
                                   .words("service", {"宿泊型", "overnight stay"})
                                   .number("units", 2)
                                   .unit_of("unit", {2, rules::Unit::day})
                                   .amount("left", {5, rules::Unit::day})
                                   .json();
    const auto words = render("used", params);
    for (const char* part : {"産後ケア利用券", "もりの助産院", "2026-07-08 09:30", "宿泊型", "2日", "5日"})
        EXPECT_NE(words.body.ja.find(part), std::string::npos) << part;
    for (const char* part : {"postpartum care coupon", "もりの助産院", "overnight stay", "2 days", "5 days"})
        EXPECT_NE(words.body.en.find(part), std::string::npos) << part;
    EXPECT_EQ(words.subject.ja, "クーポンの利用を記録しました");
}

//
TEST(Templates, WithoutPlacesEverythingButTheFacilityIsSaid)
{
    const std::string params = Params()
                                   .words("coupon", {"産後ケア利用券", "postpartum care coupon"})
                                   .text("facility", "もりの助産院")
                                   .text("when", "2026-07-08 09:30")
                                   .text("service", "x")
                                   .number("units", 2)
                                   .text("unit", "日")
                                   .text("left", "5日")
                                   .json();
    const auto words = render("used", messages::without_places(params));
    EXPECT_EQ(words.body.ja.find("もりの助産院"), std::string::npos);
    EXPECT_EQ(words.body.en.find("もりの助産院"), std::string::npos);
    EXPECT_NE(words.body.ja.find("残り：5日"), std::string::npos);
    EXPECT_NE(words.body.en.find("postpartum care coupon"), std::string::npos);
}

TEST(Templates, AMissingValueIsABug)
{
    EXPECT_THROW(render("used", "{}"), BugFound);
    EXPECT_THROW(render("unheard_of", "{}"), BugFound);
}

TEST(Templates, ValuesCannotBreakOutOfTheirPlace)
{
    const std::string params = Params()
                                   .text("coupon", "a\"b\\c")
                                   .text("allotment", "x\r\ny\tz{left}")
                                   .text("until", "x")
                                   .number("units", -3)
                                   .text("unit", "")
                                   .json();
    const auto words = render("expired", params);
    EXPECT_NE(words.body.ja.find("a\"b\\c"), std::string::npos);
    EXPECT_NE(words.body.ja.find("x  y z{left}"), std::string::npos);
    EXPECT_NE(words.body.ja.find("-3"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
