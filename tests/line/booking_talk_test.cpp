// The manual of booking temporary care by LINE, as the talk answers it.
#include "line/city.hpp"

namespace hagukumi::test {
namespace {

using line::EventKind;

bool has(const std::string& all, const std::string& part)
{
    return all.find(part) != std::string::npos;
}

TEST_F(City, G_01_G_29_TheMenuHasFourButtons)
{
    const auto menu = write("一時保育の予約");
    for (const char* label : {"児童の登録", "予約をする", "予約を取り消す", "区ウェブサイトで概要を確認する"})
        EXPECT_NE(button(menu, label), "") << label;
    EXPECT_EQ(button(menu, "区ウェブサイトで概要を確認する").find("https://www.city.meguro"), 0u);  // G-29
    EXPECT_EQ(button(menu, "児童の登録").find("https://liff.line.me/2000000002-AbCdEfGh/child?menu="), 0u);
    EXPECT_TRUE(has(words(say(EventKind::follow, "")), "一時保育の予約"));
}

TEST_F(City, G_02_TheMenuOpensAtTenOnTheFirstOfMay)
{
    now = start_of_day_in_japan(day(2024, 5, 1)) + 10h + -1s;
    EXPECT_FALSE(has(words(write("一時保育")), "ご利用のボタンを選んでください"));
    now = now + 1s;
    EXPECT_TRUE(has(words(write("一時保育")), "ご利用のボタンを選んでください"));
}

TEST_F(City, G_04_WhatIsWrittenDownIsMadeUniformAndWhatCannotBeIsNamed)
{
    const Date today = date_in_japan(now);
    const auto checked = people::check_joining(joining(), today);
    ASSERT_TRUE(checked.has_value());
    EXPECT_EQ(checked->child.kana, "メグロ レン");
    EXPECT_EQ(checked->postal_code, "1530064");
    EXPECT_EQ(checked->phone, "0300000000");
    const auto refused = [&](const std::function<void(people::Joining&)>& spoil) {
        people::Joining spoilt = joining();
        spoil(spoilt);
        const auto result = people::check_joining(spoilt, today);
        return result ? std::string() : result.error().code;
    };
    EXPECT_EQ(refused([](auto& it) { it.guardian_name = " 　"; }), "wrong_name");
    EXPECT_EQ(refused([](auto& it) { it.postal_code = "153006"; }), "wrong_postal_code");
    EXPECT_EQ(refused([](auto& it) { it.address = ""; }), "wrong_address");
    EXPECT_EQ(refused([](auto& it) { it.phone = "123"; }), "wrong_phone");
    EXPECT_EQ(refused([](auto& it) { it.child.name = ""; }), "wrong_child_name");
    EXPECT_EQ(refused([](auto& it) { it.child.kana = "目黒 蓮"; }), "wrong_kana");
    EXPECT_EQ(refused([](auto& it) { it.child.born_on = day(2026, 7, 9); }), "wrong_birth_date");
    EXPECT_EQ(refused([](auto& it) { it.child.sex = people::Sex::not_stated; }), "wrong_sex");
    EXPECT_EQ(refused([](auto& it) { it.pin = people::Secret("1234"); }), "pin_too_plain");
}

TEST_F(City, G_04_PressingTwiceWritesOneFamilyDown)
{
    const Family first = join();
    change([&](Transaction& tx) -> Result<void> {
        const auto checked = TRY(people::check_joining(joining(), date_in_japan(now)));
        EXPECT_EQ(TRY(people::join(tx, {people::Issuer::line, "U1"}, checked, "unused", now)), first.account);
        EXPECT_EQ(people::find_families(tx, "目黒", "", 10).families.size(), 1u);
        return {};
    });
}

TEST_F(City, G_04_1_ASecondChildOfTheFamilyIsAddedOnceUnderItsKey)
{
    const Family family = join();
    people::AddChild command{draw(), now, family.account, family.household, joining().child};
    command.child.id = draw();
    command.child.name = "目黒 凛";
    Id first, second;
    change([&](Transaction& tx) -> Result<void> {
        first = TRY(people::add_child(tx, command));
        command.child.id = draw();
        second = TRY(people::add_child(tx, command));
        return {};
    });
    EXPECT_EQ(first, second);
    EXPECT_NE(first, family.child);
}

TEST_F(City, G_06_TheKeywordTakesTheInterviewUpWhereItWasLeft)
{
    EXPECT_TRUE(has(words(write("面談予約の再開")), "面談を待っている登録がありません"));
    const Family family = join();
    const Id registration = register_child(family, futaba);
    const auto open = write("面談予約の再開");
    EXPECT_TRUE(has(words(open), "目黒 蓮／双葉の園保育園"));
    EXPECT_EQ(button(open, "目黒 蓮／双葉の園保育園")
                  .find("https://liff.line.me/2000000002-AbCdEfGh/book/registration/" +
                        to_string(registration) + "/interview/" + to_string(futaba)),
              0u);
    const Id booked = book_interview(family, registration, futaba, day(2026, 7, 13));
    EXPECT_TRUE(has(words(write("面談予約の再開")), "令和8年7月13日（月） 10:00〜10:30に予約済み"))
        << words(write("面談予約の再開"));
    // The interview is cancelled: the keyword resumes again.
    const auto asked = press(button(choose("予約を取り消す"), "キャンセル"));
    EXPECT_TRUE(has(words(press(button(asked, "はい"))), "予約をキャンセルしました"));
    EXPECT_NE(button(write("面談予約の再開"), "目黒 蓮／双葉の園保育園"), "");
    EXPECT_NE(booked, Id{});
}

TEST_F(City, G_06_TheKeywordIsNotInTheMenu)
{
    EXPECT_FALSE(has(words(write("一時保育")), "面談予約の再開"));
}

TEST_F(City, G_09_BeforeTheApprovalNothingCanBeBookedAndAfterItTheCalendarOpens)
{
    const Family family = join();
    const Id registration = register_child(family, futaba);
    EXPECT_TRUE(has(words(choose("予約をする")), "まだ予約できません"));
    approve(registration, futaba);
    const auto said = choose("予約をする");
    EXPECT_EQ(
        button(said, "目黒 蓮／双葉の園保育園").find("https://liff.line.me/2000000002-AbCdEfGh/book/coupon/"),
        0u);
}

TEST_F(City, G_10_G_12_EachNurseryIsChosenForItself)
{
    const Family family = admitted(futaba);
    approve(register_child(family, kuwanomi), kuwanomi);
    const auto said = choose("予約をする");
    EXPECT_NE(button(said, "目黒 蓮／双葉の園保育園"), "");
    EXPECT_NE(button(said, "目黒 蓮／桑の実中目黒保育園"), "");
}

TEST_F(City, G_11_AfterTheFiscalYearTheRegistrationIsDoneAnew)
{
    admitted(futaba);
    now = start_of_day_in_japan(day(2027, 3, 31)) + 12h;
    EXPECT_FALSE(has(words(choose("予約をする")), "登録の期限が切れています"));
    now = start_of_day_in_japan(day(2027, 4, 1));
    const auto said = choose("予約をする");
    EXPECT_TRUE(has(words(said), "登録の期限が切れています"));
    EXPECT_TRUE(has(words(said), "2027年3月31日"));
    EXPECT_NE(button(said, "児童の登録"), "");
}

TEST_F(City, G_12_G_25_WhoHasNoRegistrationIsToldWhatToDo)
{
    admitted(futaba);
    for (const char* label : {"予約をする", "予約を取り消す"}) {
        const auto said = choose(label, "U2");
        EXPECT_TRUE(has(words(said), "児童の登録が必要です"));
        EXPECT_FALSE(has(words(said), "目黒 蓮"));
        EXPECT_EQ(button(said, "登録を引き継ぐ"), "https://liff.line.me/2000000002-AbCdEfGh/move");
    }
}

TEST_F(City, G_15_AtTwoDaysTheMessageComesBeforeAnyCalendar)
{
    const Family family = admitted(futaba);
    book_care(family, futaba, day(2026, 7, 13));
    EXPECT_NE(button(choose("予約をする"), "目黒 蓮／双葉の園保育園"), "");
    book_care(family, futaba, day(2026, 7, 14));
    const auto said = choose("予約をする");
    EXPECT_TRUE(has(words(said), "これ以上予約できません"));
    EXPECT_TRUE(has(words(said), "2日分"));
    EXPECT_EQ(button(said, "目黒 蓮／双葉の園保育園"), "");
}

TEST_F(City, G_18_TheListHasCardsAndMarksTheInterview)
{
    EXPECT_TRUE(has(words(choose("予約を取り消す")), "児童の登録が必要です"));
    const Family family = admitted(futaba);
    EXPECT_TRUE(has(words(choose("予約を取り消す")), "予約がありません"));
    book_care(family, futaba, day(2026, 7, 13));
    book_interview(family, register_child(family, kuwanomi), kuwanomi, day(2026, 7, 15));
    const auto said = choose("予約を取り消す");
    EXPECT_EQ(std::get<line::Carousel>(said.at(0).content).cards.size(), 2u);
    EXPECT_TRUE(has(words(said), "双葉の園保育園\n"));
    EXPECT_TRUE(has(words(said), "桑の実中目黒保育園（面談用）"));
    EXPECT_TRUE(has(words(said), "2026年7月10日 17:00 まで")) << words(said);
}

TEST_F(City, G_19_AfterTheDeadlineTheCardSaysToTelephoneAndAnEarlierCardsButtonDoesNothing)
{
    const Family family = admitted(futaba);
    const Id booked = book_care(family, futaba, day(2026, 7, 13));
    const auto cards = choose("予約を取り消す");
    const auto asked = press(button(cards, "キャンセル"));
    now = start_of_day_in_japan(day(2026, 7, 10)) + 17h;
    const auto late = choose("予約を取り消す");
    EXPECT_EQ(button(late, "キャンセル"), "");
    EXPECT_TRUE(has(words(late), "000-1105-0001"));
    const std::string said = words(press(button(asked, "はい")));
    EXPECT_TRUE(has(said, "LINEでは取り消せません"));
    EXPECT_TRUE(has(said, "000-1105-0001"));
    change([&](Transaction& tx) -> Result<void> {
        EXPECT_EQ(booking::find_booking(tx, booked)->state, booking::State::booked);
        return {};
    });
}

TEST_F(City, G_20_NoChangesNothingYesCancelsAndTwiceYesCancelsOnce)
{
    const Family family = admitted(futaba);
    const Id booked = book_care(family, futaba, day(2026, 7, 13));
    const auto asked = press(button(choose("予約を取り消す"), "キャンセル"));
    EXPECT_TRUE(has(words(asked), "キャンセルしてもよいですか"));
    EXPECT_TRUE(has(words(press(button(asked, "いいえ"))), "キャンセルしていません"));
    EXPECT_TRUE(has(words(press(button(asked, "はい"))), "予約をキャンセルしました"));
    EXPECT_TRUE(has(words(press(button(asked, "はい"))), "すでに取り消されたか"));
    EXPECT_TRUE(has(words(press(button(asked, "はい"), "U2")), "すでに取り消されたか"));  // nobody else's
    change([&](Transaction& tx) -> Result<void> {
        EXPECT_EQ(booking::find_booking(tx, booked)->state, booking::State::cancelled);
        return {};
    });
}

TEST_F(City, G_20_SomebodyElseCannotCancel)
{
    const Family family = admitted(futaba);
    const Id booked = book_care(family, futaba, day(2026, 7, 13));
    const auto asked = press(button(choose("予約を取り消す"), "キャンセル"));
    EXPECT_TRUE(has(words(press(button(asked, "はい"), "U2")), "すでに取り消されたか"));
    change([&](Transaction& tx) -> Result<void> {
        EXPECT_EQ(booking::find_booking(tx, booked)->state, booking::State::booked);
        return {};
    });
}

TEST_F(City, G_23_FreeWordsReachNobodyAndTheAnswerSaysSo)
{
    const std::string said = words(write("明日お休みします"));
    EXPECT_TRUE(has(said, "区や保育園には届きません"));
    EXPECT_TRUE(has(said, "お電話"));
}

TEST_F(City, G_25_TheRegistrationMovesToANewLineAccountAndTheOldOneShowsNothing)
{
    const Family family = admitted(futaba);
    change([&](Transaction& tx) {
        return people::take_over(tx, {now, family.account, {people::Issuer::line, "U9"}});
    });
    EXPECT_TRUE(has(words(choose("予約をする", "U9")), "目黒 蓮／双葉の園保育園"));
    EXPECT_TRUE(has(words(choose("予約をする", "U1")), "児童の登録が必要です"));
}

TEST_F(City, G_07_WhoIsRegisteredTwiceIsToldToCallTheNurseryBeforeAnyCalendarOpens)
{
    register_child(join("U1"), futaba);
    register_child(join("U2"), futaba);  // the other parent, the same child
    EXPECT_NE(button(write("面談予約の再開", "U1"), "目黒 蓮／双葉の園保育園"), "");
    for (const auto& said : {write("面談予約の再開", "U2"), choose("予約をする", "U2")}) {
        EXPECT_TRUE(has(words(said), "すでに登録されているため、面談を予約できません")) << words(said);
        EXPECT_TRUE(has(words(said), "000-1105-0001"));
        EXPECT_EQ(button(said, "保育園へ電話する"), "tel:00011050001");
        EXPECT_EQ(button(said, "目黒 蓮／双葉の園保育園"), "");
    }
}

TEST_F(City, G_26_WhenTheNurseryHasEndedARegistrationTheTalkBooksNothingOnIt)
{
    const Family family = admitted(futaba);
    const Id booked = book_care(family, futaba, day(2026, 7, 13));
    change([&](Transaction& tx) -> Result<void> {
        const Id registration = booking::registrations_of_household(tx, family.household).at(0).id;
        return booking::end_registration(
            tx, programmes,
            {draw(), now, draw(), officer, futaba, registration, "お父様の登録と重なっていたため", draw()});
    });
    EXPECT_TRUE(has(words(choose("予約をする")), "児童の登録が必要です"));
    EXPECT_TRUE(has(words(choose("予約を取り消す")), "予約がありません"));
    EXPECT_TRUE(has(words(press(line::postback_data(Id{}, "cancel_yes", booked))), "すでに取り消されたか"));
}

TEST_F(City, U_15_WhereNothingIsFreeTheCardLeadsToTheWaitingList)
{
    admitted(futaba);
    change([&](Transaction& tx) { return offer(tx, futaba, "temporary_care", 0, 8 * 60, 17 * 60, 60); });
    const auto said = choose("予約をする");
    EXPECT_TRUE(has(words(said), "2026年7月18日まで空きがありません")) << words(said);
    EXPECT_NE(button(said, "キャンセル待ちをする").find("/book/coupon/"), std::string::npos);
    EXPECT_EQ(button(said, "保育園へ電話する"), "tel:00011050001");
}

TEST_F(City, G_31_TheDatesOfTheManualAreDataOfTheFile)
{
    EXPECT_TRUE(has(conversation->document.ja, "2024年7月9日版"));
    EXPECT_TRUE(has(conversation->document.en, "9 July 2024"));
    const std::string file = text_of_file("conversations/131105-line.yaml");
    std::string later = file;
    const std::string opens = "opens_at: 2024-05-01 10:00";
    ASSERT_NE(later.find(opens), std::string::npos);
    later.replace(later.find(opens), opens.size(), "opens_at: 2026-07-09 09:30");
    speak_with(line::read_conversation("131105-line.yaml", later).conversation, programmes);
    EXPECT_FALSE(has(words(write("一時保育")), "ご利用のボタンを選んでください"));
    now = start_of_day_in_japan(day(2026, 7, 9)) + 9h + 30min;
    EXPECT_TRUE(has(words(write("一時保育")), "ご利用のボタンを選んでください"));
    for (const char* source :
         {"src/line/talk.cpp", "src/line/booking_talk.cpp", "src/booking/registration.cpp"})
        EXPECT_FALSE(has(text_of_file(source), "2024"));
}

}  // namespace
}  // namespace hagukumi::test
