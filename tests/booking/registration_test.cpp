// 児童の登録, the interview, the approval and its end.
#include "booking/nursery.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::test {
namespace {

struct Registrations : testing::Test {
    Nursery nursery;
    Nursery::Family family = nursery.add_family();

    booking::Book interview(const Id& registration, int ahead, int minute)
    {
        booking::Book command;
        command.key = nursery.draw();
        command.at = nursery.now;
        command.id = nursery.draw();
        command.asker = nursery.parent(family);
        command.wanted.registration = registration;
        command.wanted.facility = nursery.facility;
        command.wanted.request = {"interview", nursery.day(ahead), {}, {minute}};
        return command;
    }
    booking::Registration found(const Id& id)
    {
        return nursery.read([&](store::Snapshot& s) { return booking::find_registration(s, id); }).value();
    }
};

TEST_F(Registrations, G_05_TheInterviewIsBookedOnTheRegistrationAndTakesASeat)
{
    const Id registration = nursery.register_child(family).registration;
    const Id id = booked(nursery.book(interview(registration, 5, 10 * 60 + 30)));
    ASSERT_FALSE(id.is_nil());
    EXPECT_EQ(against(nursery.book(interview(registration, 6, 10 * 60))), "held_limit ");
    EXPECT_EQ(nursery.cancel(nursery.parent(family), id), "cancelled");
    EXPECT_EQ(against(nursery.book(interview(registration, 6, 10 * 60))), "booked") << "G-06: taken up again";
}

TEST_F(Registrations, G_09_TheApprovalGrantsTheRegistrationAndTellsWhoRegistered)
{
    const Id registration = nursery.register_child(family).registration;
    const Id id = booked(nursery.book(interview(registration, 5, 600)));
    EXPECT_FALSE(nursery.coupon(family));
    nursery.now = nursery.now + 5 * 24h;
    ASSERT_TRUE(nursery.approve(registration));
    EXPECT_EQ(found(registration).state, booking::RegistrationState::approved);
    EXPECT_EQ(nursery.coupon(family)->facility, nursery.facility);
    EXPECT_EQ(nursery.found(id).state, State::fulfilled);
    EXPECT_EQ(found(registration).valid_until,
              Date(std::chrono::year(2027), std::chrono::month(3), std::chrono::day(31)));
    const auto told =
        nursery.read([&](store::Snapshot& s) { return messages::find_untold(s, nursery.now, 100); });
    EXPECT_TRUE(std::any_of(told.begin(), told.end(), [&](const messages::Waiting& one) {
        return one.message_template == "registration_approved" && one.recipient == family.account;
    }));
}

TEST_F(Registrations, G_07_RegisteredTwiceAtOneNurseryIsOneRegistration)
{
    const auto first = nursery.register_child(family);
    const auto second = nursery.register_child(family);
    EXPECT_FALSE(first.was_there);
    EXPECT_TRUE(second.was_there);
    EXPECT_EQ(first.registration, second.registration);
    EXPECT_NE(nursery.register_child(family, nursery.other_facility).registration, first.registration)
        << "G-04.1: another nursery, another registration";
}

TEST_F(Registrations, G_09_1_TheNurseryDeclinesWithAReasonAndTheInterviewIsFree)
{
    const Id registration = nursery.register_child(family).registration;
    const Id id = booked(nursery.book(interview(registration, 5, 600)));
    booking::DeclineRegistration command{nursery.draw(),   nursery.now,  nursery.draw(), nursery.officer,
                                         nursery.facility, registration, "定員のため"};
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) {
        return booking::decline_registration(tx, nursery.programmes, command);
    }));
    EXPECT_EQ(found(registration).state, booking::RegistrationState::declined);
    EXPECT_EQ(nursery.found(id).state, State::cancelled);
    EXPECT_EQ(nursery.approve(registration).error().code, "wrong_state");
    EXPECT_FALSE(nursery.register_child(family).was_there) << "it can be tried again";
}

TEST_F(Registrations, G_10_AnotherNurseryCannotAnswer)
{
    const Id registration = nursery.register_child(family).registration;
    EXPECT_EQ(nursery.approve(registration, nursery.other_facility).error().code, "registration_not_found");
}

TEST_F(Registrations, G_11_ANewYearNeedsANewInterviewWhichFollowsTheOld)
{
    ASSERT_TRUE(nursery.approve(nursery.register_child(family).registration));
    const Id old = nursery.coupon(family)->id;
    nursery.now =
        start_of_day_in_japan(Date{std::chrono::year(2027), std::chrono::month(4), std::chrono::day(2)}) +
        10h;
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "registered use ");
    ASSERT_TRUE(nursery.approve(nursery.register_child(family).registration));
    EXPECT_NE(nursery.coupon(family)->id, old);
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
}

TEST_F(Registrations, G_26_ApprovedTwiceInOneYearKeepsTheRegistrationAndItsBookings)
{
    ASSERT_TRUE(nursery.approve(nursery.register_child(family).registration));
    const Id old = nursery.coupon(family)->id;
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
    ASSERT_TRUE(nursery.approve(nursery.register_child(family).registration));
    EXPECT_EQ(nursery.coupon(family)->id, old);
}

TEST_F(Registrations, AnotherFamilysChildIsNotFound)
{
    const auto stranger = nursery.add_family();
    booking::Register command{nursery.draw(),     nursery.now,      nursery.draw(),   stranger.account,
                              stranger.household, "131202-nursery", nursery.facility, family.child};
    const auto done = nursery.run(
        [&](store::Transaction& tx) { return booking::register_child(tx, nursery.programmes, command); });
    EXPECT_EQ(done.error().code, "child_not_found");
}

}  // namespace
}  // namespace hagukumi::test
