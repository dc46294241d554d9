#include "base/percent.hpp"

#include <gtest/gtest.h>

namespace hagukumi {
namespace {

TEST(PercentEncoded, OnlyUnreservedCharactersStandAsTheyAre)
{
    EXPECT_EQ(percent_encoded("Az09-._~"), "Az09-._~");
    EXPECT_EQ(percent_encoded("a b/c?d=e&f+%"), "a%20b%2Fc%3Fd%3De%26f%2B%25");
    EXPECT_EQ(percent_encoded("産後"), "%E7%94%A3%E5%BE%8C");
    EXPECT_EQ(percent_encoded(""), "");
}

}  // namespace
}  // namespace hagukumi
