// Families in which somebody of the same reading and birthday is.
#include "people/alike/alike.hpp"

#include <gtest/gtest.h>

#include "people/town.hpp"

namespace hagukumi::test {
namespace {

struct AlikeFamilies : Town {
    Id register_born(const char* name, const char* kana, Date born)
    {
        auto family = household_of(name, kana);
        family.guardians.at(0).birth_date = born;
        return register_household(family);
    }
    std::vector<Id> found(const char* kana, Date born, MunicipalityCode where = nerima)
    {
        return ask(where, [&](Snapshot& snapshot) {
            return people::households_with_guardian(snapshot, kana, born);
        });
    }
};

TEST_F(AlikeFamilies, X_15_TheLastOfManyWithACommonNameIsFoundByTheBirthday)
{
    for (int i = 1; i <= 25; ++i)
        register_born("佐藤 花子", "サトウ ハナコ", day(1994, 1, static_cast<unsigned>(i)));
    const Id home = register_born("佐藤 華子", "さとう はなこ", day(1994, 2, 3));
    EXPECT_EQ(found("サトウ　ハナコ", day(1994, 2, 3)), std::vector<Id>{home}) << "however it is written";
    EXPECT_TRUE(found("サトウ ハナ", day(1994, 2, 3)).empty()) << "the whole reading";
    EXPECT_TRUE(found("サトウ ハナコ", day(1995, 2, 3)).empty());
    EXPECT_TRUE(found("", day(1994, 2, 3)).empty());
    EXPECT_TRUE(found("サトウ ハナコ", day(1994, 2, 3), MunicipalityCode{131016}).empty());
}

}  // namespace
}  // namespace hagukumi::test
