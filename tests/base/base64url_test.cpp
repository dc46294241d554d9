#include "base/base64url.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

// RFC 4648 section 10, without padding; the last two letters of the alphabet are those of URLs.
TEST(Base64url, GivesBackWhatItWasGiven)
{
    for (const auto& [bytes, text] : {std::pair<std::string, std::string>{"", ""},
                                      {"f", "Zg"},
                                      {"fo", "Zm8"},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg"},
                                      {"\xFB\xFF", "-_8"}}) {
        EXPECT_EQ(to_base64url(bytes), text);
        EXPECT_EQ(from_base64url(text), bytes);
    }
}

TEST(Base64url, TakesNothingElse)
{
    for (const char* text : {"Zg==", "Z", "Zm8+", "Zm/v", "Zm9v\n", "あ"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

}  // namespace
}  // namespace hagukumi::test
