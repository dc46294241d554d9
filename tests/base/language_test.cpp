// Languages: their codes, what browsers ask for, and what stands where nobody has translated.
#include <gtest/gtest.h>

#include "base/result.hpp"

namespace hagukumi::test {
namespace {

TEST(Language, EachIsFoundByItsOwnCode)
{
    for (const Language language : all_languages) EXPECT_EQ(language_of(code_of(language)), language);
}

TEST(Language, U_01_TagsOfBrowsersAreUnderstood)
{
    EXPECT_EQ(language_of("zh-Hans-CN"), Language::zh);
    EXPECT_EQ(language_of("pt-BR"), Language::pt);
    EXPECT_EQ(language_of("EN-gb"), Language::en);
    EXPECT_EQ(language_of("tl"), Language::fil);
    EXPECT_EQ(language_of("ja-x-easy"), Language::ja_easy);
    EXPECT_EQ(language_of("ja-JP"), Language::ja);
    EXPECT_EQ(language_of("fi"), std::nullopt);
    EXPECT_EQ(language_of(""), std::nullopt);
}

TEST(Language, U_01_TheHeaviestThatWeHaveIsPreferred)
{
    EXPECT_EQ(preferred_language("vi-VN,vi;q=0.9,ja;q=0.8"), Language::vi);
    EXPECT_EQ(preferred_language("fr, ja;q=0.5, ne;q=0.75"), Language::ne);
    EXPECT_EQ(preferred_language("ko;q=0, en;q=0.001"), Language::en);
    EXPECT_EQ(preferred_language("fr-CH, *;q=0.5"), std::nullopt);
    EXPECT_EQ(preferred_language(""), std::nullopt);
    EXPECT_EQ(preferred_language(",;q=,=;;,pt;q=x, zh;q=1.000"), Language::zh);
}

TEST(Text, U_01_StandsWholeInTheNearestLanguage)
{
    const Text text{"面談", "Interview", {{Language::vi, "Buổi gặp"}}};
    EXPECT_EQ(text.in(Language::vi), "Buổi gặp");
    EXPECT_EQ(text.in(Language::ja_easy), "面談");
    EXPECT_EQ(text.in(Language::ne), "Interview");
    EXPECT_EQ(Text({"面談", ""}).in(Language::ne), "面談");
}

}  // namespace
}  // namespace hagukumi::test
