// The country that is measured is the one of docs/country.md.
#include "../../bench/nation.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace hagukumi::bench {
namespace {

TEST(Nation, BusiestMinuteOfTheMostGenerousSchemeIs145UsesASecond)
{
    EXPECT_NEAR(uses_a_second(Scheme::ceiling, 1, 9, 0), 145, 1);
    EXPECT_NEAR(uses_a_second(Scheme::universal, 1, 9, 0), 81.6, 0.5);
    EXPECT_NEAR(uses_a_second(Scheme::today, 1, 9, 0), 9.6, 0.1);
}

TEST(Nation, LateMarchIs363UsesASecondAnd5088Requests)
{
    const double uses = uses_a_second(Scheme::ceiling, end_of_march, 9, 0);
    EXPECT_NEAR(uses, 363, 1);
    EXPECT_NEAR(uses * requests_of_a_use, 5088, 15);
}

TEST(Nation, MinutesOfADayAddUpToTheDay)
{
    double seconds = 0;
    for (int hour = 0; hour < 24; ++hour)
        for (int minute = 0; minute < 60; ++minute)
            seconds += 60 * uses_a_second(Scheme::ceiling, 1, hour, minute);
    EXPECT_NEAR(seconds, 122.1e6 / 245, 100);
}

TEST(Nation, AnHourIsBusiestWhenItBegins)
{
    EXPECT_NEAR(weight_of_minute(0), 3, 1e-9);
    for (int minute = 1; minute < 60; ++minute)
        EXPECT_LT(weight_of_minute(minute), weight_of_minute(minute - 1));
}

TEST(Nation, EveryMunicipalityHasACodeOfItsOwnThatIsWellFormed)
{
    std::set<std::int32_t> codes;
    for (int number = 0; number < municipalities_of_japan; ++number) {
        const std::int32_t code = code_of_place(number).value;
        EXPECT_TRUE(codes.insert(code).second) << code;
        EXPECT_GE(code, 10'000);
        EXPECT_LT(code, 480'000);
    }
}

TEST(Nation, CheckDigitIsThatOfRealCodes)
{
    std::set<std::int64_t> codes;
    for (int number = 0; number < municipalities_of_japan; ++number)
        codes.insert(code_of_place(number).value);
    for (const int real : {131016, 131105, 131202}) EXPECT_TRUE(codes.contains(real)) << real;
}

TEST(Nation, TheWholeCountryHasItsFamilies)
{
    const auto places = municipalities_of(municipalities_of_japan, 1, 1);
    const double families =
        std::accumulate(places.begin(), places.end(), 0.0,
                        [](double sum, const auto& place) { return sum + place.families; });
    EXPECT_NEAR(families, births_a_year * years_of_coupons, 1000);
    const double desks =
        std::accumulate(places.begin(), places.end(), 0.0,
                        [](double sum, const auto& place) { return sum + place.facilities; });
    EXPECT_NEAR(desks, 31'000, 1500);
}

TEST(Nation, OneSeedIsOneCountryAndTenPlacesAreItsFirst)
{
    const auto all = municipalities_of(municipalities_of_japan, 0.01, 7);
    const auto few = municipalities_of(10, 0.01, 7), others = municipalities_of(10, 0.01, 8);
    int same = 0;
    for (std::size_t i = 0; i < few.size(); ++i) {
        EXPECT_EQ(few[i].families, all[i].families);
        same += few[i].families == others[i].families;
    }
    EXPECT_LT(same, 10);
}

}  // namespace
}  // namespace hagukumi::bench
