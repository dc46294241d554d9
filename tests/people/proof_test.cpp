// Who stands at a desk: a parent by number and PIN, a colleague by hers.
#include "people/proof.hpp"

#include <gtest/gtest.h>

#include "people/totp.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::Realm;
using people::Role;
using people::Way;

struct Tablet : Town {
    const Id grove = number_id(31);
    const std::string secret = people::draw_totp_secret(randomness);
    const std::string other_secret = people::draw_totp_secret(randomness);

    Tablet()
    {
        change(nerima, [&](Transaction& tx) -> Result<int> {
            tx.execute(add_bare_facility, grove);
            return 1;
        }).value();
        create(staff(Role::facility_staff, "akiko", secret, grove)).value();
        create(staff(Role::facility_staff, "haruka", other_secret, grove)).value();
    }

    Result<people::SignedIn> with_password(const std::string& name, const std::string& totp,
                                           const std::string& device, const char* new_pin = "")
    {
        auto sign_in = typed_by_staff(Realm::desk, name, totp);
        sign_in.source.device = device;
        sign_in.new_pin = people::Secret(new_pin);
        return Town::sign_in(sign_in);
    }
    Result<people::SignedIn> with_pin(const std::string& name, const std::string& pin,
                                      const std::string& device, const people::Secret& beside)
    {
        auto sign_in = typed(Way::staff_pin, name, pin, device);
        sign_in.realm = Realm::desk;
        sign_in.beside = beside.reveal();
        return Town::sign_in(sign_in);
    }
};

TEST_F(Tablet, AColleagueTakesTheTabletOverByPin)
{
    const auto akiko = with_password("akiko", secret, "", "8305");
    ASSERT_TRUE(akiko) << akiko.error().message.en;
    const std::string device = akiko->device->reveal();
    const auto haruka = with_password("haruka", other_secret, device, "7241");
    ASSERT_TRUE(haruka);
    EXPECT_FALSE(haruka->device) << "the tablet keeps its token, for a colleague's";
    const auto back = with_pin("akiko", "８３０５", device, haruka->session);
    ASSERT_TRUE(back) << back.error().message.en;
    EXPECT_EQ(back->caller.account, akiko->caller.account);
    EXPECT_FALSE(caller(haruka->session, Realm::desk)) << "one person at a time";
    const auto here =
        ask(nerima, [&](Snapshot& snapshot) { return people::colleagues_here(snapshot, grove, device); });
    ASSERT_EQ(here.size(), 2U);
    EXPECT_TRUE(here[0].has_pin && here[1].has_pin);
}

TEST_F(Tablet, APinAloneOpensNothing)
{
    const auto akiko = with_password("akiko", secret, "", "8305");
    const std::string device = akiko->device->reveal();
    const auto haruka = with_password("haruka", other_secret, device);
    EXPECT_EQ(code_of(with_pin("akiko", "8305", device, people::Secret("nothing"))), "signed_out");
    EXPECT_EQ(code_of(with_pin("akiko", "8306", device, haruka->session)), "sign_in_failed");
    EXPECT_EQ(code_of(with_pin("akiko", "8305", "elsewhere", haruka->session)), "sign_in_failed")
        << "on a tablet where she never signed in with password";
    EXPECT_EQ(code_of(with_pin("haruka", "8305", device, akiko->session)), "sign_in_failed")
        << "she has chosen none";
    EXPECT_TRUE(with_pin("akiko", "8305", device, haruka->session));
}

TEST_F(Tablet, APinOfAPlainRowIsNotTaken)
{
    EXPECT_FALSE(with_password("akiko", secret, "", "1234"));
}

TEST_F(Tablet, N_07_WrongPinsAtATabletAreCapped)
{
    const auto akiko = with_password("akiko", secret, "", "8305");
    const std::string device = akiko->device->reveal();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(with_pin("akiko", "9999", device, akiko->session)), "sign_in_failed");
    EXPECT_EQ(code_of(with_pin("akiko", "8305", device, akiko->session)), "sign_in_wait");
}

}  // namespace
}  // namespace hagukumi::test
