// 児童の登録, the interview, the approval and its end.
#include "base/era.hpp"
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
    Result<void> tell_apart(const booking::TellApart& command)
    {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::tell_apart(tx, nursery.programmes, command); });
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

TEST_F(Registrations, G_06_AnInterviewThatWasMissedIsBookedAgain)
{
    const Id registration = nursery.register_child(family).registration;
    ASSERT_EQ(against(nursery.book(interview(registration, 2, 10 * 60))), "booked");
    nursery.now = nursery.now + 3 * 24h;
    EXPECT_EQ(against(nursery.book(interview(registration, 2, 10 * 60))), "booked");
}

TEST(Interviews, U_15_TheSeatOfAnInterviewThatIsOverIsOfferedToWhoWaits)
{
    std::string programme = nursery_programme;
    const std::string interview = "    held: { days: 1, counted: at_each_facility }\n";
    programme.insert(
        programme.find(interview),
        "    waiting_list: { offer_minutes: 30, most_offers: 2, quiet_from: 21:00, quiet_until: 7:00 }\n");
    Nursery nursery{1, programme};
    const auto ask = [&](const Nursery::Family& family, bool waits) {
        booking::Book command;
        command.key = nursery.draw();
        command.at = nursery.now;
        command.id = nursery.draw();
        command.asker = nursery.parent(family);
        command.wanted.registration = nursery.register_child(family).registration;
        command.wanted.facility = nursery.facility;
        command.wanted.request = {"interview", nursery.day(5), {}, {10 * 60}};
        command.wait = waits;
        return booked(nursery.book(command));
    };
    const auto a = nursery.add_family(), b = nursery.add_family();
    ASSERT_FALSE(ask(a, false).is_nil());
    const Id waiting = ask(b, true);
    ASSERT_EQ(nursery.found(waiting).state, State::waiting);
    ASSERT_TRUE(nursery.approve(nursery.registration_of(a))) << "they met by chance";
    EXPECT_EQ(nursery.found(waiting).state, State::offered);
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

TEST_F(Registrations, G_07_AChildThatComesTwiceWaitsUntilTheNurseryHasLooked)
{
    const auto mother = nursery.add_family("見本 花");
    const auto father = nursery.add_family("見本　花");  // with a full-width space
    const Id first = nursery.register_child(mother).registration;
    const Id second = nursery.register_child(father).registration;
    EXPECT_EQ(found(second).same_as, first);
    EXPECT_TRUE(nursery.was_told("registration_twice", father.account));
    booking::Book command = interview(second, 5, 600);
    command.asker = nursery.parent(father);
    EXPECT_EQ(against(nursery.book(command)), "registered_twice");
    command.wanted.registration = first;
    command.asker = nursery.parent(mother);
    EXPECT_EQ(against(nursery.book(command)), "booked");
    const Id third = nursery.register_child(nursery.add_family("見本 花")).registration;
    EXPECT_EQ(found(third).same_as, first);

    booking::TellApart same{nursery.draw(),   nursery.now, nursery.draw(),         nursery.officer,
                            nursery.facility, second,      booking::SameChild::yes};
    ASSERT_TRUE(tell_apart(same));
    EXPECT_EQ(found(second).state, booking::RegistrationState::merged);
    EXPECT_EQ(found(second).merged_into, first);
    EXPECT_TRUE(nursery.was_told("registration_merged", father.account));
    EXPECT_TRUE(tell_apart(same)) << "the same key once more";
    same.key = nursery.draw();
    EXPECT_EQ(tell_apart(same).error().code, "wrong_state");

    booking::TellApart other{nursery.draw(),   nursery.now, nursery.draw(),        nursery.officer,
                             nursery.facility, third,       booking::SameChild::no};
    ASSERT_TRUE(tell_apart(other));
    EXPECT_EQ(found(third).state, booking::RegistrationState::applied);
    EXPECT_FALSE(found(third).same_as);
}

TEST_F(Registrations, X_15_TheSameKanaAndDayOfBirthAreAskedAboutToo)
{
    const auto same_as = [&](const char* name, const char* kana) {
        return found(nursery.register_child(nursery.add_family(name, kana)).registration).same_as;
    };
    EXPECT_FALSE(same_as("髙橋 花", "タカハシ ハナ"));
    EXPECT_TRUE(same_as("高橋 花", "コウハシ ハナ")) << "髙 and 高 are one letter in two forms";
    EXPECT_TRUE(same_as("Takahashi Hana", "ﾀｶﾊｼ ﾊﾅ")) << "the same kana, and born on the same day";
    EXPECT_FALSE(same_as("高橋 実", "タカハシ ミノル"));
}

TEST_F(Registrations, G_07_ACorrectedBirthdayIsTheOneThatIsCompared)
{
    const auto same_as = [&](const char* name, const char* kana) {
        return found(nursery.register_child(nursery.add_family(name, kana)).registration).same_as;
    };
    const auto first = nursery.add_family("高橋 花", "タカハシ ハナ");
    const Id registration = nursery.register_child(first).registration;
    const auto correct = [&](Date born_on) {
        const auto done = nursery.run([&](store::Transaction& tx) -> Result<void> {
            people::Child child;
            child.id = first.child;
            child.kana = "タカハシ ハナ";
            child.born_on = born_on;
            booking::remember_birthday(tx, first.household, child);
            return {};
        });
        EXPECT_TRUE(done);
    };
    const std::string before = found(registration).kana_key;
    correct(nursery.day(-3));
    EXPECT_FALSE(same_as("Takahashi Hana", "タカハシ ハナ")) << "born on another day";
    correct(*parse_iso_date(before.substr(before.rfind(' ') + 1)));
    EXPECT_EQ(found(registration).kana_key, before);
}

TEST_F(Registrations, X_17_AProtectedFamilyIsNeitherBlockedNorBetrayed)
{
    const auto hidden = nursery.add_family("見本 花", "", true);
    const auto other = nursery.add_family("見本 花");
    nursery.register_child(hidden);
    EXPECT_FALSE(found(nursery.register_child(other).registration).same_as);
    // Another guardian of the protected family learns nothing of the first registration.
    Nursery::Family second = hidden;
    second.account = nursery.draw();
    const auto registered = nursery.register_child(second);
    EXPECT_FALSE(registered.was_there);
    EXPECT_EQ(found(registered.registration).account, second.account);
    EXPECT_TRUE(nursery.register_child(second).was_there) << "the own one is found";
}

TEST_F(Registrations, G_11_TheEndOfAnApprovalIsAnnouncedOnceBeforehand)
{
    const Id registration = nursery.register_child(family).registration;
    ASSERT_TRUE(nursery.approve(registration));
    using namespace std::chrono;
    nursery.now = start_of_day_in_japan({year(2027), month(2), std::chrono::day(28)}) + 9h;
    EXPECT_EQ(nursery.tend().ends_told, 0);
    nursery.now = nursery.now + 24h;  // 30 days before 31 March
    EXPECT_EQ(nursery.tend().ends_told, 1);
    EXPECT_TRUE(nursery.was_told("registration_ending", family.account));
    EXPECT_EQ(nursery.tend().ends_told, 0);
}

TEST_F(Registrations, G_11_WhoIsRegisteredForTheNextYearIsNotTold)
{
    const Id registration = nursery.register_child(family).registration;
    ASSERT_TRUE(nursery.approve(registration));
    using namespace std::chrono;
    nursery.now = start_of_day_in_japan({year(2027), month(3), std::chrono::day(30)}) + 10h;
    EXPECT_EQ(nursery.read([&](store::Snapshot& s) { return booking::is_anything_due(s, nursery.now); }),
              true);
    const auto late = nursery.add_registered_family();  // approved two days before the end: just told
    EXPECT_EQ(nursery.tend().ends_told, 1);
    EXPECT_FALSE(nursery.was_told("registration_ending", late.account));
}

TEST_F(Registrations, G_11_AnInterviewIsNotApprovedBeforeItWas)
{
    const Id registration = nursery.register_child(family).registration;
    booking::Approve command;
    command.key = nursery.draw();
    command.at = nursery.now;
    command.notice = nursery.draw();
    command.account = nursery.officer;
    command.facility = nursery.facility;
    command.registration = registration;
    command.interviewed_on = nursery.day(1);
    for (int i = 0; i < 7; ++i) command.ids.push_back(nursery.draw());
    const auto approve = [&] {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::approve(tx, nursery.programmes, command); });
    };
    EXPECT_EQ(approve().error().code, "interview_ahead");
    EXPECT_EQ(found(registration).state, booking::RegistrationState::applied);
    command.interviewed_on = nursery.day(0);
    EXPECT_TRUE(approve());
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

TEST_F(Registrations, G_26_TheNurseryEndsARegistrationWithEverythingThatIsBookedOnIt)
{
    family = nursery.add_registered_family();
    const Id registration = nursery.registration_of(family);
    const Id coupon = nursery.coupon(family)->id;
    const Id care = booked(nursery.book(nursery.book_command(family, 3)));
    const booking::EndRegistration command =
        nursery.end_command(registration, "お父様の登録と重なっていたため");
    ASSERT_TRUE(nursery.end(command));
    EXPECT_EQ(found(registration).state, booking::RegistrationState::ended);
    EXPECT_EQ(found(registration).reason, "お父様の登録と重なっていたため");
    EXPECT_EQ(nursery.found(care).state, State::cancelled);
    EXPECT_EQ(nursery.left(3, 9), 2) << "the seat is free again";
    EXPECT_FALSE(nursery.coupon(family)) << "nothing can be booked on what has ended";
    EXPECT_TRUE(nursery.was_told("registration_ended", family.account));
    EXPECT_TRUE(nursery.was_told("booking_cancelled", family.household));
    EXPECT_TRUE(nursery.wrong_books().empty());
    ASSERT_TRUE(nursery.end(command)) << "the same key once more";
    EXPECT_EQ(nursery.end(nursery.end_command(registration, "もう一度")).error().code, "wrong_state");

    const auto anew = nursery.register_child(family);
    EXPECT_FALSE(anew.was_there);
    ASSERT_TRUE(nursery.approve(anew.registration));
    EXPECT_NE(nursery.coupon(family)->id, coupon);
    EXPECT_EQ(against(nursery.book(nursery.book_command(family, 3))), "booked");
}

TEST_F(Registrations, G_26_ItIsEndedWithAReasonByItsOwnNurseryAndNotWhileTheChildIsThere)
{
    family = nursery.add_registered_family();
    const Id registration = nursery.registration_of(family);
    EXPECT_EQ(nursery.end(nursery.end_command(registration, " \n")).error().code, "message_missing");
    auto elsewhere = nursery.end_command(registration, "重複");
    elsewhere.facility = nursery.other_facility;
    EXPECT_EQ(nursery.end(elsewhere).error().code, "registration_not_found");
    booking::Book walk_in = nursery.book_command(family, 0, 12, 14);
    walk_in.asker = nursery.staff();
    walk_in.arrived = true;
    ASSERT_FALSE(booked(nursery.book(walk_in)).is_nil());
    EXPECT_EQ(nursery.end(nursery.end_command(registration, "重複")).error().code, "child_is_here");
    EXPECT_EQ(found(registration).state, booking::RegistrationState::approved);
    EXPECT_TRUE(nursery.coupon(family));
}

TEST_F(Registrations, G_26_WhoWaitsOnTheSameRegistrationIsNotOfferedItsOwnFreedSeat)
{
    Nursery full(1);
    const auto child = full.add_registered_family();
    const Id seat = booked(full.book(full.book_command(child, 3)));
    booking::Book waiting = full.book_command(child, 3, 10, 12);
    const auto other = full.add_registered_family();
    booking::Book second = full.book_command(other, 3, 9, 11);
    second.wait = true;
    const Id waits = booked(full.book(second));
    ASSERT_FALSE(seat.is_nil() || waits.is_nil());
    ASSERT_TRUE(full.end(full.end_command(full.registration_of(child), "転居のため")));
    EXPECT_EQ(full.found(waits).state, State::offered) << "the freed seat goes to the next family";
    EXPECT_TRUE(full.wrong_books().empty());
}

TEST_F(Registrations, G_07_WhenTheEarlierRegistrationIsGoneNobodyIsInDoubtAnyMore)
{
    const auto mother = nursery.add_family("見本 花");
    const auto father = nursery.add_family("見本 花");
    const Id first = nursery.register_child(mother).registration;
    const Id second = nursery.register_child(father).registration;
    ASSERT_EQ(found(second).same_as, first);
    booking::DeclineRegistration declining{nursery.draw(),          nursery.now,      nursery.draw(),
                                           nursery.officer,         nursery.facility, first,
                                           "お父様の登録で進めます"};
    ASSERT_TRUE(nursery.run([&](store::Transaction& tx) {
        return booking::decline_registration(tx, nursery.programmes, declining);
    }));
    EXPECT_FALSE(found(second).same_as);
    EXPECT_TRUE(nursery.was_told("registration_received", father.account));
    booking::Book command = interview(second, 5, 600);
    command.asker = nursery.parent(father);
    EXPECT_EQ(against(nursery.book(command)), "booked");
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
