// What people write into forms, taken as meant.
#include "rules/form/written.hpp"

#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

using namespace rules;

/// What is kept, or the code of the flaw in angle brackets.
std::string kept(const Written& written)
{
    return written ? *written : "<" + std::string(code_of(written.error())) + ">";
}
std::string name(std::string_view text)
{
    return kept(name_written(text));
}
std::string kana(std::string_view text)
{
    return kept(kana_written(text));
}
std::string day(std::string_view text)
{
    const auto date = date_written(text);
    return date ? to_string(*date) : "<" + std::string(code_of(date.error())) + ">";
}

// japan-conventions 5: any kanji, variants and selectors; 髙 and 高 are two names.
TEST(WrittenNames, KanjiStayAsTheyWereWritten)
{
    for (const char* as_is :
         {"髙﨑", "𠮷田", "渡邉", "葛\U000E0100城", "\uFA19谷", "\U0002F81A木", "佐々木", "〆木", "一二三",
          "ノ瀬ヶ原", "林・スミス", "Nguyễn Thị Hương", "O’Neill", "김민준", "Анна-Мария", "สมชาย"})
        EXPECT_EQ(name(as_is), as_is);
}

TEST(WrittenNames, WidthAndSpacesAreTakenAsMeant)
{
    EXPECT_EQ(name("　山田　 花子 "), "山田 花子");
    EXPECT_EQ(name("ﾔﾏﾀﾞ"), "ヤマダ");
    EXPECT_EQ(name("Ｍａｒｉａ　Ｄａ　Ｓｉｌｖａ"), "Maria Da Silva");
    EXPECT_EQ(name("か\u3099く"), "がく");
    EXPECT_EQ(name("\u200B山\uFEFF田"), "山田");
    EXPECT_EQ(name("山田\uFE00A\uFE0F"), "山田\uFE00A");
    EXPECT_EQ(name("　"), "");
}

TEST(WrittenNames, WhatIsNoNameIsToldApart)
{
    EXPECT_EQ(name("山田1号"), "<not_in_names>");
    EXPECT_EQ(name("花子😀"), "<not_in_names>");
    EXPECT_EQ(name("<script>"), "<not_in_names>");
    EXPECT_EQ(name("・・・"), "<not_in_names>");
    EXPECT_EQ(name("山\uE000"), "<private_character>");
    EXPECT_EQ(name(std::string("山\0田", 7)), "<unreadable>");
    EXPECT_EQ(name("\xE5\xB1"), "<unreadable>");
    EXPECT_EQ(name(std::string(50'000, 'a')), "<too_long>");
}

// 戸籍の振り仮名 (2025-05-26): small and large kana are two readings.
TEST(WrittenKana, HiraganaHalfWidthAndDashesBecomeKatakana)
{
    EXPECT_EQ(kana("さとう　めありー"), "サトウ メアリー");
    EXPECT_EQ(kana("ｻﾄｳ ﾒｱﾘｰ"), "サトウ メアリー");
    EXPECT_EQ(kana("メアリ－"), "メアリー");
    EXPECT_EQ(kana("メアリ‐"), "メアリー");
    EXPECT_EQ(kana("しょうた"), "ショウタ");
    EXPECT_EQ(kana("シヨウタ"), "シヨウタ");
    EXPECT_EQ(kana("ヴァンダム"), "ヴァンダム");
    EXPECT_EQ(kana("マリア・ダ・シルバ"), "マリア・ダ・シルバ");
    EXPECT_EQ(kana("ｶﾞｷﾞｸﾞ"), "ガギグ");
    for (const char* wrong : {"山田", "Maria", "ヤマダ1", "ーア", "ヤマダ!", "-"})
        EXPECT_EQ(kana(wrong), "<not_kana>") << wrong;
}

TEST(WrittenDates, ErasWidthsAndEightDigits)
{
    for (const char* written : {"令和8年10月1日", "Ｒ８．１０．１", "2026/10/1", "２０２６年１０月１日",
                                "20261001", "2026-10-01", "㋿8年10月1日", " 令和 8 年 10 月 1 日 "})
        EXPECT_EQ(day(written), "2026-10-01") << written;
    EXPECT_EQ(day("令和元年5月1日"), "2019-05-01");
    EXPECT_EQ(day("平成5年2月3日"), "1993-02-03");
    EXPECT_EQ(day("2028-02-29"), "2028-02-29");
}

TEST(WrittenDates, WhyADateIsNoneIsTold)
{
    EXPECT_EQ(day("2026-02-29"), "<no_such_date>");
    EXPECT_EQ(day("令和元年4月1日"), "<no_such_date>");
    EXPECT_EQ(day("20261301"), "<no_such_date>");
    EXPECT_EQ(day("8年10月1日"), "<year_without_era>");
    EXPECT_EQ(day("8-10-1"), "<year_without_era>");
    EXPECT_EQ(day("来月"), "<not_a_date>");
    EXPECT_EQ(day(""), "<not_a_date>");
    EXPECT_EQ(day("2026-10"), "<not_a_date>");
}

TEST(WrittenNumbers, PostalCodes)
{
    for (const char* written : {"700-0914", "7000914", "〒７００ー０９１４", "700 0914", "７００−０９１４"})
        EXPECT_EQ(kept(postal_code_written(written)), "700-0914") << written;
    for (const char* wrong : {"700-091", "70000914", "七百", "700-09I4"})
        EXPECT_EQ(kept(postal_code_written(wrong)), "<not_a_postal_code>") << wrong;
    EXPECT_EQ(kept(postal_code_written("")), "");
}

TEST(WrittenNumbers, TelephonesKeepTheirGroups)
{
    EXPECT_EQ(kept(telephone_written("０８６（８０３）１２６４")), "086-803-1264");
    EXPECT_EQ(kept(telephone_written("086 803 1264")), "086-803-1264");
    EXPECT_EQ(kept(telephone_written("0868031264")), "0868031264");
    EXPECT_EQ(kept(telephone_written("090ー1234ー5678")), "090-1234-5678");
    EXPECT_EQ(kept(telephone_written("+81 86 803 1264")), "086-803-1264");
    EXPECT_EQ(kept(telephone_written("+81(0)90-1234-5678")), "090-1234-5678");
    EXPECT_EQ(kept(telephone_written("+1 212 555 0100")), "+1-212-555-0100");
    for (const char* wrong :
         {"086-803-126", "12345678901", "0312345678901", "03123456789", "0012345678", "電話なし", "+1234"})
        EXPECT_EQ(kept(telephone_written(wrong)), "<not_a_telephone>") << wrong;
}

TEST(WrittenNumbers, MailAndWholeNumbers)
{
    EXPECT_EQ(kept(email_written("ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ ")), "hana@example.jp");
    EXPECT_EQ(kept(email_written("hana..k.@docomo.ne.jp")), "hana..k.@docomo.ne.jp");
    for (const char* wrong :
         {"hana", "@example.jp", "hana@example", "hana@@example.jp", "hana@.jp", "花@example.jp", "a@b..jp"})
        EXPECT_EQ(kept(email_written(wrong)), "<not_an_email>") << wrong;
    EXPECT_EQ(number_written("２"), 2);
    EXPECT_EQ(number_written("007"), 7);
    for (const char* wrong : {"", "-1", "2.5", "二", "1,000", "1234567890123"})
        EXPECT_EQ(number_written(wrong), tl::unexpected(Flaw::not_a_number)) << wrong;
}

TEST(WrittenTexts, AddressesAndFreeTextsAreNotRewritten)
{
    EXPECT_EQ(kept(text_written(" 鹿田町１丁目１−１　岡山ハイツ２０３号 ", Lines::one)),
              "鹿田町１丁目１−１　岡山ハイツ２０３号");
    EXPECT_EQ(kept(text_written("一行目\r\n二行目\r三行目", Lines::several)), "一行目\n二行目\n三行目");
    EXPECT_EQ(kept(text_written("一行目\r\n二行目", Lines::one)), "一行目 二行目");
    EXPECT_EQ(kept(text_written("\u202E逆さ", Lines::one)), "逆さ");
    EXPECT_EQ(kept(text_written("\x07", Lines::one)), "<unreadable>");
}

TEST(WrittenTexts, CharactersAreCountedAsTheyAreSeen)
{
    EXPECT_EQ(seen_characters("葛\U000E0100城"), 2U);
    EXPECT_EQ(seen_characters("𠮷か\u3099"), 2U);
    EXPECT_EQ(seen_characters(""), 0U);
}

}  // namespace
}  // namespace hagukumi::test
