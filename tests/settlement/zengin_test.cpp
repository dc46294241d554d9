// The transfer file, byte by byte against 全国銀行協会「適用業務およびレコード・フォーマット」
// (令和元年12月).
#include "settlement/zengin.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "settlement/kana.hpp"

namespace hagukumi::test {
namespace {

using namespace settlement;

constexpr Date pay_on{std::chrono::year(2026), std::chrono::month(8), std::chrono::day(31)};

Payer payer()
{
    Payer typed;
    typed.consignor_code = "1234567890";
    typed.account = {"9900",    "ミホンギンコウ",          "101", "ホンテン", AccountKind::ordinary,
                     "1234567", "マチノカイケイカンリシャ"};
    return check_payer(typed).value();
}

BankAccount clinic()
{
    return check_account({"9901", "サンプルギンコウ", "005", "エキマエ", AccountKind::ordinary, "7654321",
                          "イ）サンゴケアジョサンイン"},
                         30)
        .value();
}

/// Bytes of the file as the standard's examples are printed: half-width katakana, "_" for a space.
std::string printed(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0xA1) {
            const unsigned letter = 0xFF61 + byte - 0xA1;
            out += static_cast<char>(0xE0 | letter >> 12);
            out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (letter & 0x3F));
        } else {
            out += c == ' ' ? '_' : c;
        }
    }
    return out;
}

TEST(Zengin, TheFileIsTheExampleOfTheLayoutByteByByte)
{
    const std::vector<Payment> payments = {{clinic(), Yen{85200}, "12", "202608"}};
    const std::string file = write_zengin(payer(), pay_on, payments).value();
    ASSERT_EQ(file.size(), 4u * 122u);
    const std::string spaces101(101, '_'), spaces119(119, '_');
    EXPECT_EQ(
        printed(file),
        "12101234567890ﾏﾁﾉｶｲｹｲｶﾝﾘｼﾔ____________________________08319900ﾐﾎﾝｷﾞﾝｺｳ_______101ﾎﾝﾃﾝ___________"
        "11234567_________________\r\n"
        "29901ｻﾝﾌﾟﾙｷﾞﾝｺｳ_____005ｴｷﾏｴ___________000017654321ｲ)ｻﾝｺﾞｹｱｼﾞﾖｻﾝｲﾝ_______________"
        "00000852000000000001200002026087"
        "________\r\n"
        "8000001000000085200" +
            spaces101 + "\r\n9" + spaces119 + "\r\n");
}

TEST(Zengin, EachFieldStandsWhereTheLayoutPutsIt)
{
    const std::vector<Payment> payments = {{clinic(), Yen{85200}, "12", "202608"}};
    const std::string file = write_zengin(payer(), pay_on, payments).value();
    const auto field = [&](std::size_t record, std::size_t from, std::size_t to) {
        return printed(std::string_view(file).substr(record * 122 + from - 1, to - from + 1));
    };
    // Positions as the standard counts them, from 1.
    EXPECT_EQ(field(0, 1, 1), "1");
    EXPECT_EQ(field(0, 2, 3), "21") << "総合振込";
    EXPECT_EQ(field(0, 4, 4), "0") << "JIS";
    EXPECT_EQ(field(0, 5, 14), "1234567890");
    EXPECT_EQ(field(0, 55, 58), "0831") << "取組日";
    EXPECT_EQ(field(0, 59, 62), "9900");
    EXPECT_EQ(field(0, 78, 80), "101");
    EXPECT_EQ(field(0, 96, 96), "1");
    EXPECT_EQ(field(0, 97, 103), "1234567");
    EXPECT_EQ(field(1, 2, 5), "9901");
    EXPECT_EQ(field(1, 21, 23), "005");
    EXPECT_EQ(field(1, 39, 42), "0000") << "手形交換所番号";
    EXPECT_EQ(field(1, 43, 43), "1");
    EXPECT_EQ(field(1, 44, 50), "7654321");
    EXPECT_EQ(field(1, 81, 90), "0000085200");
    EXPECT_EQ(field(1, 91, 91), "0") << "新規コード";
    EXPECT_EQ(field(1, 92, 101), "0000000012");
    EXPECT_EQ(field(1, 102, 111), "0000202608");
    EXPECT_EQ(field(1, 112, 112), "7") << "電信";
    EXPECT_EQ(field(1, 113, 120), "________");
    EXPECT_EQ(field(2, 2, 7), "000001");
    EXPECT_EQ(field(2, 8, 19), "000000085200");
}

TEST(Zengin, WhatBanksWantDifferentlyIsASetting)
{
    Payer other = payer();
    other.style = {ZenginStyle::RecordEnd::none, ZenginStyle::FileEnd::eof,
                   ZenginStyle::ClearingHouse::spaces, ' '};
    const std::vector<Payment> payments = {{clinic(), Yen{1}, {}, {}},
                                           {clinic(), Yen{9'999'999'999}, {}, {}}};
    const std::string file = write_zengin(other, pay_on, payments).value();
    ASSERT_EQ(file.size(), 5u * 120u + 1);
    EXPECT_EQ(file.back(), '\x1A');
    EXPECT_EQ(file.substr(120 + 38, 4), "    ");
    EXPECT_EQ(file[120 + 111], ' ');
    EXPECT_EQ(file.substr(3 * 120, 19), "8000002010000000000");
}

TEST(Zengin, NothingBelowOneYenAndNothingThatDoesNotFitIsPaid)
{
    const auto code_of = [](std::vector<Payment> payments) {
        return write_zengin(payer(), pay_on, payments).error().code;
    };
    EXPECT_EQ(code_of({}), "nothing_to_pay");
    EXPECT_EQ(code_of({{clinic(), Yen{0}, {}, {}}}), "amount_form");
    EXPECT_EQ(code_of({{clinic(), Yen{-5}, {}, {}}}), "amount_form");
    EXPECT_EQ(code_of({{clinic(), Yen{10'000'000'000}, {}, {}}}), "amount_form");
    EXPECT_EQ(code_of(std::vector<Payment>(101, {clinic(), Yen{9'999'999'999}, {}, {}})), "total_form");
}

TEST(Zengin, AnyPaymentsGiveRecordsOf120BytesWhoseSumIsTheTrailers)
{
    const bool holds = rc::check("records and trailer agree", [] {
        const auto amounts = *rc::gen::nonEmpty(
            rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 10'000'000)));
        std::vector<Payment> payments;
        for (const std::int64_t amount : amounts) payments.push_back({clinic(), Yen{amount}, "7", {}});
        const std::string file = write_zengin(payer(), pay_on, payments).value();
        RC_ASSERT(file.size() == (amounts.size() + 3) * 122);
        std::int64_t total = 0;
        for (std::size_t i = 0; i < amounts.size(); ++i)
            total += std::stoll(file.substr((i + 1) * 122 + 80, 10));
        const std::string trailer = file.substr((amounts.size() + 1) * 122, 120);
        RC_ASSERT(total == std::stoll(trailer.substr(7, 12)));
        RC_ASSERT(static_cast<std::int64_t>(amounts.size()) == std::stoll(trailer.substr(1, 6)));
    });
    EXPECT_TRUE(holds);
}

TEST(Account, NumbersAreDigitsAndShortAccountNumbersAreFilledUp)
{
    BankAccount typed = clinic();
    typed.number = "4321";
    EXPECT_EQ(check_account(typed, 30).value().number, "0004321");
    typed.number = "12345678";
    EXPECT_EQ(check_account(typed, 30).error().code, "account_number_form");
    typed.number = "";
    EXPECT_EQ(check_account(typed, 30).error().code, "account_number_form");
    typed = clinic();
    typed.bank_code = "99O1";
    EXPECT_EQ(check_account(typed, 30).error().code, "bank_code_form");
    typed = clinic();
    typed.branch_code = "05";
    EXPECT_EQ(check_account(typed, 30).error().code, "branch_code_form");
    Payer savings = payer();
    savings.account.kind = AccountKind::savings;
    EXPECT_EQ(check_payer(savings).error().code, "payer_account_kind");
}

std::string holder(std::string_view typed)
{
    const auto name = to_zengin(typed, NameOf::holder, 60);
    return name ? *name : name.error().code;
}

TEST(Kana, NamesAreTakenAsPeopleTypeThem)
{
    EXPECT_EQ(holder("サンプル　ギンコー"), "ｻﾝﾌﾟﾙ ｷﾞﾝｺ-");
    EXPECT_EQ(holder("さんごけあ"), "ｻﾝｺﾞｹｱ");
    EXPECT_EQ(holder("ｼｬﾁﾕｳｯﾜ"), "ｼﾔﾁﾕｳﾂﾜ") << "small letters become large";
    EXPECT_EQ(holder("ァィゥェォャュョッヮ"), "ｱｲｳｴｵﾔﾕﾖﾂﾜ");
    EXPECT_EQ(holder(" (ＡＢＣ）ｘｙｚ１２．３ "), "(ABC)XYZ12.3");
    EXPECT_EQ(holder("ヴパピプペポバビブベボダヂヅデドザジズゼゾガギグゲゴ"),
              "ｳﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞｻﾞｼﾞｽﾞｾﾞｿﾞｶﾞｷﾞｸﾞｹﾞｺﾞ");
    EXPECT_EQ(
        holder("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"),
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ");
}

TEST(Kana, WhatNoBankTakesIsNamed)
{
    for (const char* wrong : {"産後ケア", "ヲ", "ｦ", "ヱビス", "ア、イ", "ア・イ", "A&B", "\xff", "\xe3\x82"})
        EXPECT_EQ(holder(wrong), "kana_letter") << wrong;
    EXPECT_NE(to_zengin("産後ケア", NameOf::holder, 30).error().message.ja.find("「産」"), std::string::npos);
    EXPECT_EQ(holder("　 "), "kana_missing");
    EXPECT_EQ(to_zengin("ギンコウ(", NameOf::bank, 15).error().code, "kana_letter")
        << "banks have no brackets";
    EXPECT_EQ(to_zengin("ア－イ", NameOf::bank, 15).value(), "ｱ-ｲ");
}

TEST(Kana, AMarkIsALetterOfItsOwnAndNothingIsCut)
{
    EXPECT_EQ(to_zengin("ガガガガガ", NameOf::bank, 10).value(), "ｶﾞｶﾞｶﾞｶﾞｶﾞ");
    EXPECT_EQ(to_zengin("ガガガガガ", NameOf::bank, 9).error().code, "kana_too_long");
    EXPECT_EQ(to_jis_x_0201("ｶﾞ-A"), "\xB6\xDE-A");
}

TEST(Kana, AnyBytesGiveANameOfTheFileOrAnError)
{
    const bool holds =
        rc::check("a name that was taken is taken again, unchanged", [](const std::string& typed) {
            const auto name = to_zengin(typed, NameOf::holder, 40);
            if (!name) return;
            RC_ASSERT(to_zengin(*name, NameOf::holder, 40).value() == *name);
            RC_ASSERT(to_jis_x_0201(*name).size() <= 40u);
        });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hagukumi::test
