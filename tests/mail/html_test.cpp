// The second form of a mail: the same words, nothing loaded, nothing that a sender of words could slip in.
#include "mail/html.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

bool has(const std::string& page, std::string_view part)
{
    return page.find(part) != std::string::npos;
}

TEST(MailInHtml, ParagraphsLinesAndLinksAreThoseOfTheText)
{
    const std::string page =
        mail::in_html("お知らせ", "一行目\n二行目\n\n次のリンク：\nhttps://a.example.jp/open#x1_-Y\n", "ja");
    EXPECT_TRUE(has(page, "<html lang=\"ja\">"));
    EXPECT_TRUE(has(page, "<p>一行目<br>\n二行目</p>"));
    EXPECT_TRUE(has(page, "<a href=\"https://a.example.jp/open#x1_-Y\""));
    EXPECT_TRUE(has(page, ">https://a.example.jp/open#x1_-Y</a></p>"));
}

TEST(MailInHtml, ALinkEndsWithItsSentence)
{
    EXPECT_TRUE(
        has(mail::in_html("s", "See https://a.example.jp/x.", "en"), ">https://a.example.jp/x</a>.</p>"));
    EXPECT_TRUE(
        has(mail::in_html("s", "「https://a.example.jp/x」から", "ja"), ">https://a.example.jp/x</a>」から"));
}

TEST(MailInHtml, WhatSomebodyWroteIsTextAndNoMarkup)
{
    const std::string page =
        mail::in_html("<b>&\"", "<script>alert(1)</script> https://a.example.jp/\"onclick=x", "ja\"x");
    EXPECT_FALSE(has(page, "<script>"));
    EXPECT_FALSE(has(page, "<b>"));
    EXPECT_TRUE(has(page, "href=\"https://a.example.jp/\""));
    EXPECT_TRUE(has(page, "&quot;onclick=x"));
    EXPECT_TRUE(has(page, "lang=\"ja&quot;x\""));
}

}  // namespace
}  // namespace hagukumi::test
