// Tokens, passcodes and links, as printed, scanned and typed.

#include "facilities/poster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "store/scratch.hpp"

namespace hagukumi::test {
namespace {

using namespace facilities;

TEST(Poster, N_10_ATokenIs26CharactersAndComesBack)
{
    SeededRandomness randomness(1);
    for (int times = 0; times < 1000; ++times) {
        const PosterToken token = draw_poster_token(randomness);
        const std::string text = to_string(token);
        ASSERT_EQ(text.size(), 26U);
        ASSERT_EQ(parse_poster_token(text), token) << text;
    }
}

TEST(Poster, N_10_TheFirstAndTheLastBitHaveTheirPlaces)
{
    PosterToken token{};
    EXPECT_EQ(to_string(token), "00000000000000000000000000");
    token[15] = 1;
    EXPECT_EQ(to_string(token), "00000000000000000000000001");
    token = {};
    token[0] = 0x80;
    EXPECT_EQ(to_string(token), "40000000000000000000000000");
    token.fill(0xFF);
    EXPECT_EQ(to_string(token), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
}

TEST(Poster, N_10_LowerCaseAndLookAlikesAreTaken)
{
    const auto token = parse_poster_token("01000000000000000000000011");
    ASSERT_TRUE(token);
    EXPECT_EQ(parse_poster_token("oIOOOOoooooooooooooooooolL"), token);
    EXPECT_EQ(parse_poster_token("7zzzzzzzzzzzzzzzzzzzzzzzzz"),
              parse_poster_token("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
}

TEST(Poster, N_10_1_WhatIsNoTokenIsNotReadAsOne)
{
    EXPECT_FALSE(parse_poster_token(""));
    EXPECT_FALSE(parse_poster_token("0000000000000000000000000"));    // 25
    EXPECT_FALSE(parse_poster_token("000000000000000000000000000"));  // 27
    EXPECT_FALSE(parse_poster_token("80000000000000000000000000"));   // more than 128 bits
    EXPECT_FALSE(parse_poster_token("0000000000000U000000000000"));   // U is no letter of it
    EXPECT_FALSE(parse_poster_token("0000000000000-000000000000"));
}

TEST(Poster, N_10_ALinkIsReadBack)
{
    SeededRandomness randomness(2);
    const PosterToken token = draw_poster_token(randomness);
    const std::string link = poster_link("https://coupon.example.jp", nerima, token);
    EXPECT_EQ(link, "https://coupon.example.jp/131202/q/" + to_string(token));
    EXPECT_EQ(poster_link("https://coupon.example.jp/", nerima, token), link);
    for (const std::string& scanned : {link, link + "/", link + "?lang=en", " " + link + "\r\n"}) {
        const auto read = parse_scanned_poster(scanned);
        ASSERT_TRUE(read) << scanned;
        EXPECT_EQ(read->municipality, nerima);
        EXPECT_EQ(read->token, token);
    }
    const auto bare = parse_scanned_poster(to_string(token));
    ASSERT_TRUE(bare);
    EXPECT_FALSE(bare->municipality);
    EXPECT_EQ(bare->token, token);
}

// Hokkaido's codes begin with a zero.
TEST(Poster, N_10_ACodeKeepsItsLeadingZero)
{
    const std::string link = poster_link("https://example.jp", {11002}, PosterToken{});
    EXPECT_NE(link.find("/011002/q/"), std::string::npos);
    EXPECT_EQ(parse_scanned_poster(link)->municipality, MunicipalityCode{11002});
}

TEST(Poster, N_10_1_OtherQrCodesAreNotOurs)
{
    const std::string token = to_string(PosterToken{});
    for (const std::string& scanned :
         {std::string("https://example.jp/"), "https://example.jp/131202/p/" + token,
          "https://example.jp/13120/q/" + token, "https://example.jp/1131202/q/" + token,
          "https://example.jp/13120a/q/" + token, "https://example.jp/q/" + token,
          "https://example.jp/131202/q/" + token + "/more", std::string(600, 'x')})
        EXPECT_FALSE(parse_scanned_poster(scanned)) << scanned;
}

TEST(Passcode, M_16_SixDigitsThatNobodyHitsByPlayingWithTheKeys)
{
    SeededRandomness randomness(3);
    const auto passcodes = draw_passcodes(randomness, 20'000);
    ASSERT_EQ(passcodes.size(), 20'000U);
    for (const Passcode& passcode : passcodes) {
        ASSERT_EQ(passcode.size(), 6U);
        ASSERT_EQ(passcode.find_first_not_of("0123456789"), std::string::npos);
        ASSERT_NE(passcode, std::string(6, passcode[0]));
        ASSERT_NE(passcode, "123456");
        ASSERT_NE(passcode, "654321");
    }
    // Every leading digit, the zero too, about as often as the others.
    for (char digit = '0'; digit <= '9'; ++digit) {
        const auto count = std::count_if(passcodes.begin(), passcodes.end(),
                                         [&](const Passcode& passcode) { return passcode[0] == digit; });
        EXPECT_NEAR(static_cast<double>(count), 2000, 250) << digit;
    }
}

TEST(Passcode, M_16_IsReadAsTyped)
{
    EXPECT_EQ(parse_passcode("012345"), "012345");
    EXPECT_EQ(parse_passcode("０１２３４５"), "012345");
    EXPECT_EQ(parse_passcode(" 012-345 "), "012345");
    EXPECT_EQ(parse_passcode("０１２　３４５"), "012345");
    EXPECT_EQ(parse_passcode("012－345"), "012345");
    for (const char* typed : {"", "01234", "0123456", "01234x", "０１２３４", "一二三四五六", "\xEF\xBC"})
        EXPECT_FALSE(parse_passcode(typed)) << typed;
}

}  // namespace
}  // namespace hagukumi::test
