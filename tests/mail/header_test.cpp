#include "mail/header.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hagukumi::test {
namespace {

TEST(Header, AsciiStaysAsItIs)
{
    EXPECT_EQ(mail::header_line("Subject", "Coupons"), "Subject: Coupons");
}

TEST(Header, OtherTextBecomesEncodedWords)
{
    EXPECT_EQ(mail::header_line("Subject", "育み"), "Subject: =?UTF-8?B?6IKy44G/?=");
}

TEST(Header, WhatIsNotTextIsRefused)
{
    EXPECT_FALSE(mail::header_line("Subject", "a\r\nBcc: b"));
    EXPECT_FALSE(mail::header_line("Subject", "a\nb"));
    EXPECT_FALSE(mail::header_line("Subject", std::string_view("a\0b", 3)));
    EXPECT_FALSE(mail::header_line("Subject", "\xff\xfe"));
    EXPECT_FALSE(mail::header_line("Subject", "\xe3\x81"));
    EXPECT_FALSE(mail::header_line("Subject", "\xc0\x8a"));      // a line feed in too many bytes
    EXPECT_FALSE(mail::header_line("Subject", "\xed\xa0\x80"));  // a surrogate
}

TEST(Header, NoLineIsLongAndNothingIsAdded)
{
    const bool held = rc::check("lines of any text stay short and only fold between words", [] {
        std::string value;
        const auto characters = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
        for (const int kind : characters)
            value += std::vector<std::string>{"a", " ", "é", "育", "𠮷"}.at(static_cast<std::size_t>(kind));
        const auto line = mail::header_line("Subject", value);
        RC_ASSERT(line.has_value());
        for (std::size_t at = 0; at < line->size();) {
            const std::size_t end = std::min(line->find("\r\n", at), line->size());
            RC_ASSERT(end - at <= 90U);
            if (at > 0) RC_ASSERT((*line)[at] == ' ');
            at = end == line->size() ? end : end + 2;
        }
    });
    EXPECT_TRUE(held);
}

TEST(Address, WhatFamiliesHaveIsTaken)
{
    for (const char* address :
         {"kodama@example.jp", "k.o+d-a_ma@mail.example.co.jp", "a..b.@docomo.example.jp", "1@2.jp"})
        EXPECT_TRUE(mail::is_address(address)) << address;
}

TEST(Address, WhatCouldBreakAHeaderIsNot)
{
    for (const char* address :
         {"", "@", "a@", "@b", "a b@c.jp", "a@b@c", "a@.jp", "a@b..jp", "<a@b.jp>", "a@b.jp\r\n", "a,b@c.jp",
          "\"a\"@b.jp", "a@b.jp.", "育み@example.jp", "a@-b.jp"})
        EXPECT_FALSE(mail::is_address(address)) << address;
    EXPECT_FALSE(mail::is_address(std::string(65, 'a') + "@example.jp"));
    EXPECT_FALSE(mail::is_address("a@" + std::string(260, 'b')));
}

TEST(Mailbox, QuotesTheNameOrEncodesIt)
{
    EXPECT_EQ(mail::mailbox("Hagukumi \"Care\"", "a@b.jp"), "\"Hagukumi \\\"Care\\\"\" <a@b.jp>");
    EXPECT_EQ(mail::mailbox("育み", "a@b.jp"), "=?UTF-8?B?6IKy44G/?= <a@b.jp>");
    EXPECT_EQ(mail::mailbox("", "a@b.jp"), "<a@b.jp>");
    EXPECT_FALSE(mail::mailbox("a\nb", "a@b.jp"));
}

TEST(DateValue, IsJapaneseTime)
{
    EXPECT_EQ(mail::date_value({1783470600000}), "Wed, 08 Jul 2026 09:30:00 +0900");
}

}  // namespace
}  // namespace hagukumi::test
