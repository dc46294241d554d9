// LINE's own example ("Verify webhook signature"), and what must not pass.
#include "line/signature.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

const std::string secret = "8c570fa6dd201bb328f1c1eac23a96d8";
const std::string body = R"({"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]})";
const std::string signature = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=";

TEST(Signature, IsThatOfLinesOwnExample)
{
    EXPECT_EQ(line::sign(secret, body), signature);
    EXPECT_TRUE(line::is_signed(secret, body, signature));
}

TEST(Signature, OneByteMoreOrAnotherSecretDoesNotPass)
{
    EXPECT_FALSE(line::is_signed(secret, body + " ", signature));
    EXPECT_FALSE(line::is_signed("9" + secret.substr(1), body, signature));
    for (const std::string& wrong :
         {std::string(), signature + "=", signature.substr(0, 43), std::string(44, 'A')})
        EXPECT_FALSE(line::is_signed(secret, body, wrong)) << wrong;
}

}  // namespace
}  // namespace hagukumi::test
