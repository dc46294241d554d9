#include "base/whole_number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/municipality_code.hpp"

namespace hagukumi {

TEST(WholeNumbers, AllOfTheTextOrNothing)
{
    EXPECT_EQ(parse_whole_number<int>("0"), 0);
    EXPECT_EQ(parse_whole_number<int>("-12"), -12);
    EXPECT_EQ(parse_whole_number<unsigned>("007"), 7u);
    for (const char* text : {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "１", "2147483648"})
        EXPECT_FALSE(parse_whole_number<int>(text)) << text;
    EXPECT_FALSE(parse_whole_number<unsigned>("-1"));
}

TEST(MunicipalityCodes, ThoseOfHokkaidoToTochigiKeepTheirZero)
{
    EXPECT_EQ(to_string(MunicipalityCode{11002}), "011002");
    EXPECT_EQ(parse_municipality_code("011002"), MunicipalityCode{11002});
}

TEST(MunicipalityCodes, NothingButSixDigitsIsOne)
{
    for (const char* text :
         {"", "11002", "0110020", "-11002", "+11002", " 11002", "11002 ", "11００2", "01100x"})
        EXPECT_FALSE(parse_municipality_code(text)) << text;
}

RC_GTEST_PROP(MunicipalityCodes, WhatIsWrittenIsReadAgain, ())
{
    const MunicipalityCode code{*rc::gen::inRange(0, 1'000'000)};
    RC_ASSERT(parse_municipality_code(to_string(code)) == code);
}

}  // namespace hagukumi
