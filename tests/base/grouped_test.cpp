#include "base/grouped.hpp"

#include <gtest/gtest.h>

namespace hagukumi {

TEST(Grouped, ThreeDigitsEach)
{
    for (const auto& [number, text] :
         std::vector<std::pair<std::int64_t, std::string>>{{0, "0"},
                                                           {999, "999"},
                                                           {1000, "1,000"},
                                                           {-500, "-500"},
                                                           {-1000, "-1,000"},
                                                           {1234567, "1,234,567"}})
        EXPECT_EQ(grouped(number), text);
}

}  // namespace hagukumi
