// Mails that come back: which report is one of ours, and what it says.
#include "mail/returned.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

const std::string message_id = "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6.131016@example.jp>";

/// As Postfix writes it.
std::string report(const std::string& action = "failed", const std::string& about = message_id)
{
    return "Return-Path: <>\r\n"
           "From: MAILER-DAEMON@mx.example.com (Mail Delivery System)\r\n"
           "To: hagukumi@example.jp\r\n"
           "Message-Id: <20260708003000.AB12@mx.example.com>\r\n"
           "Content-Type: multipart/report; report-type=delivery-status;\r\n"
           "\tboundary=\"AB12/mx.example.com\"\r\n"
           "\r\n"
           "--AB12/mx.example.com\r\n"
           "Content-Type: text/plain; charset=us-ascii\r\n"
           "\r\n"
           "<hanako@example.com>: host mx.example.com said: 550 5.1.1 unknown user\r\n"
           "\r\n"
           "--AB12/mx.example.com\r\n"
           "Content-Type: message/delivery-status\r\n"
           "\r\n"
           "Reporting-MTA: dns; mx.example.jp\r\n"
           "\r\n"
           "Final-Recipient: rfc822; hanako@example.com\r\n"
           "Action: " +
           action +
           "\r\n"
           "Status: 5.1.1 (hanako@example.com is not here)\r\n"
           "\r\n"
           "--AB12/mx.example.com\r\n"
           "Content-Type: text/rfc822-headers\r\n"
           "\r\n"
           "Subject: =?UTF-8?B?55Sz6KuL?=\r\n"
           "Message-ID:\r\n"
           " " +
           about +
           "\r\n"
           "\r\n"
           "--AB12/mx.example.com--\r\n";
}

TEST(ReturnedMails, AReportNamesTheMailAndTheReasonInNumbersOnly)
{
    const auto returned = mail::read_returned(report(), "example.jp");
    ASSERT_TRUE(returned);
    EXPECT_EQ(to_string(returned->message), "01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6");
    EXPECT_EQ(returned->municipality.value, 131016);
    EXPECT_EQ(returned->status, "5.1.1") << "what stands behind it names a person";
    const auto northern = mail::read_returned(
        report("failed", "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6.011002@example.jp>"), "example.jp");
    ASSERT_TRUE(northern);
    EXPECT_EQ(northern->municipality.value, 11002);
    EXPECT_TRUE(mail::read_returned(report("Failed"), "EXAMPLE.jp")) << "case is of no meaning";
}

TEST(ReturnedMails, ADelayIsNotTheEnd)
{
    EXPECT_FALSE(mail::read_returned(report("delayed"), "example.jp"));
    EXPECT_FALSE(mail::read_returned(report("relayed"), "example.jp"));
}

TEST(ReturnedMails, WhatIsNotAboutAMailOfOursIsLeftToPeople)
{
    EXPECT_FALSE(mail::read_returned(report(), "example.com")) << "another sender's";
    for (const char* other :
         {"<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6.13101@example.jp>",
          "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6.1310161@example.jp>",
          "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6.-31016@example.jp>",
          "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5fx.131016@example.jp>",
          "<01981f6a-2b4c-7d5e-8f90-a1b2c3d4e5f6-131016@example.jp>", "<@example.jp>", ""})
        EXPECT_FALSE(mail::read_returned(report("failed", other), "example.jp")) << other;
    std::string answer = report();
    answer.replace(answer.find("multipart/report"), 16, "multipart/mixed");
    EXPECT_FALSE(mail::read_returned(answer, "example.jp")) << "an answer that quotes a report";
    EXPECT_FALSE(mail::read_returned("", "example.jp"));
    EXPECT_FALSE(mail::read_returned(report().substr(0, 300), "example.jp")) << "cut off";
}

}  // namespace
}  // namespace hagukumi::test
