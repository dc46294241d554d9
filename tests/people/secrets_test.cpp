// Passwords, PINs, the second factor and names, as values.

#include <gtest/gtest.h>

#include "people/fold.hpp"
#include "people/password.hpp"
#include "people/sign_in.hpp"
#include "people/totp.hpp"

namespace hagukumi::test {
namespace {

using namespace people;

// RFC 6238, appendix B, SHA-1.
TEST(Totp, CodesAreThoseOfTheRfc)
{
    const std::string secret = "12345678901234567890";
    EXPECT_EQ(totp_code(secret, 59 / 30, 8), "94287082");
    EXPECT_EQ(totp_code(secret, 1111111109 / 30, 8), "07081804");
    EXPECT_EQ(totp_code(secret, 1234567890 / 30, 8), "89005924");
    EXPECT_EQ(totp_code(secret, 20000000000 / 30, 8), "65353130");
    EXPECT_EQ(totp_code(secret, 59 / 30), "287082");
}

TEST(Totp, AClockMayBeOneStepOff)
{
    const std::string secret = "12345678901234567890";
    const Instant at{1'700'000'000'000};
    const auto step = totp_step(at);
    for (const int off : {-1, 0, 1})
        EXPECT_EQ(matching_totp_step(secret, totp_code(secret, step + off), at), step + off);
    for (const int off : {-2, 2}) EXPECT_FALSE(matching_totp_step(secret, totp_code(secret, step + off), at));
    EXPECT_FALSE(matching_totp_step(secret, "", at));
    EXPECT_FALSE(matching_totp_step(secret, "28708", at));
}

TEST(Totp, SecretsAreWrittenAsAppsReadThem)
{
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(totp_uri("foobar", "A & B", "tanto").find("otpauth://totp/"), 0U);
    EXPECT_EQ(totp_uri("foobar", "A & B", "tanto").find(" & "), std::string::npos);
}

TEST(Password, IsComparedInNfkcAndMatchesOnlyItself)
{
    const std::string hash = hash_password(Secret("ｈｉｙｏｋｏ-がっこう"));
    EXPECT_EQ(hash.find("$argon2id$"), 0U);
    EXPECT_TRUE(hash_matches(hash, Secret("hiyoko-がっこう")));
    EXPECT_FALSE(hash_matches(hash, Secret("hiyoko-かっこう")));
    EXPECT_FALSE(hash_matches(dummy_hash(), Secret("")));
    EXPECT_NE(hash, hash_password(Secret("ｈｉｙｏｋｏ-がっこう"))) << "each has a salt of its own";
}

TEST(Password, IsLongEnoughByCharactersNotBytes)
{
    EXPECT_TRUE(check_password(Secret("あいうえおかきくけこ")));
    EXPECT_FALSE(check_password(Secret("あいうえおかきくけ")));
    EXPECT_FALSE(check_password(Secret("elf-zeichen"), 12));
    EXPECT_FALSE(check_password(Secret(std::string(129, 'x'))));
}

// N-04: 暗証番号
TEST(Pin, N_04_HasFourToEightDigitsAndIsNotPlain)
{
    EXPECT_EQ(check_pin(Secret("０４８２"))->reveal(), "0482");
    EXPECT_TRUE(check_pin(Secret("20940711")));
    for (const char* typed : {"", "048", "094820948", "048a", "0000", "1234", "4321"})
        EXPECT_FALSE(check_pin(Secret(typed))) << typed;
}

TEST(Names, N_04_1_DigitsLoseSpacesAndDashesButNoZeros)
{
    EXPECT_EQ(fold_digits("０１２ 34-5"), "012345");
    EXPECT_EQ(fold_digits("０１２−３４ー５"), "012345");
    EXPECT_EQ(fold_digits(""), "");
}

TEST(Names, X_15_SpellingsOfOneNameHaveOneKey)
{
    EXPECT_EQ(search_key("髙﨑　花子"), search_key("高崎花子"));
    EXPECT_EQ(search_key("渡邉"), search_key("渡邊"));
    EXPECT_EQ(search_key("𠮷田"), search_key("吉田"));
    EXPECT_EQ(search_key("葛\U000E0100城"), search_key("葛城"));  // a variation selector
    EXPECT_EQ(search_key("ﾈﾘﾏ ﾊﾅｺ"), search_key("ねりまはなこ"));
    EXPECT_EQ(search_key("きょうこ"), search_key("キヨウコ"));
    EXPECT_EQ(search_key("ＡＮＮＡ"), search_key("anna"));
    EXPECT_NE(search_key("カナコ"), search_key("ガナコ"));
    EXPECT_EQ(search_key("・　、"), "");
}

TEST(Networks, AddressesAreCountedByTheirNetwork)
{
    EXPECT_EQ(network_of("203.0.113.77"), "203.0.113.0/24");
    EXPECT_EQ(network_of("2001:db8:1234:5678::1"), network_of("2001:db8:1234:56ff::2"));
    EXPECT_NE(network_of("2001:db8:1234:5678::1"), network_of("2001:db8:1234:5778::1"));
    EXPECT_EQ(network_of("::ffff:203.0.113.5"), network_of("203.0.113.77")) << "one phone, two notations";
}

}  // namespace
}  // namespace hagukumi::test
