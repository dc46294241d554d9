// The ward's conversation, as its guide tells it, and everything that somebody may send instead.
#include "line/ward.hpp"

namespace hagukumi::test {
namespace {

using line::EventKind;

const std::string old_menu = "このメニューは以前に開いたものです。";

TEST_F(Ward, N_01_AddingTheAccountIsGreetedWithBothKeywords)
{
    const std::string said = words(say(EventKind::follow, ""));
    EXPECT_NE(said.find("さんご"), std::string::npos);
    EXPECT_NE(said.find("sango"), std::string::npos);
}

TEST_F(Ward, N_01_1_AnAccountThatIsAddedAgainKeepsItsRegistration)
{
    link();
    EXPECT_TRUE(say(EventKind::unfollow, "").empty());
    EXPECT_FALSE(say(EventKind::follow, "").empty());
    EXPECT_EQ(button(write("さんご"), "利用者登録"), "");
}

TEST_F(Ward, N_02_BothKeywordsOpenTheMenu)
{
    for (const char* keyword : {"さんご", "sango"})
        EXPECT_EQ(words(write(keyword)).find("産後ケアメニュー"), 0u) << keyword;
}

TEST_F(Ward, N_02_1_KanaCaseWidthAndSpacesMakeNoDifferenceAndWhatIsNearGetsAHint)
{
    for (const char* keyword : {"SANGO", "Ｓａｎｇｏ", "ｻﾝｺﾞ", "サンゴ", " さんご ", "さんご\n", "　さんご"})
        EXPECT_EQ(words(write(keyword)).find("産後ケアメニュー"), 0u) << keyword;
    for (const char* near : {"産後", "さんごください"}) {
        const auto said = write(near);
        EXPECT_NE(words(said).find("「さんご」とだけ送信"), std::string::npos) << near;
        ASSERT_EQ(said.at(0).quick_replies.size(), 1u);
        EXPECT_EQ(std::get<line::Say>(said[0].quick_replies[0]).text, "さんご");
    }
}

TEST_F(Ward, N_03_AButtonOfAnEarlierMenuIsAnErrorThatSaysWhatToSend)
{
    link();
    const auto first = write("さんご"), second = write("さんご");
    const std::string said = words(press(button(first, "利用者番号の表示")));
    EXPECT_NE(said.find(old_menu), std::string::npos);
    EXPECT_NE(said.find("もう一度「さんご」と送信してください"), std::string::npos);
    EXPECT_EQ(said.find("0001001"), std::string::npos);
    EXPECT_NE(words(press(button(second, "利用者番号の表示"))).find("0001001"), std::string::npos);
}

TEST_F(Ward, N_03_1_TheMenuThatLedToAUseIsOld)
{
    link();
    const auto menu = write("さんご");
    now = now + 5min;
    use();
    EXPECT_NE(words(press(button(menu, "利用者番号の表示"))).find(old_menu), std::string::npos);
    now = now + 1min;
    EXPECT_NE(words(press(button(write("さんご"), "利用者番号の表示"))).find("0001001"), std::string::npos);
}

TEST_F(Ward, N_03_2_AnUnusedMenuStaysGoodForThirtyMinutes)
{
    link();
    const auto menu = write("さんご");
    now = now + 29min + 59s;
    EXPECT_NE(words(press(button(menu, "利用者番号の表示"))).find("0001001"), std::string::npos);
    now = now + 1s;
    EXPECT_NE(words(press(button(menu, "利用者番号の表示"))).find(old_menu), std::string::npos);
}

TEST_F(Ward, N_04_TheMenuLeadsToTheRegistrationUntilItIsDone)
{
    EXPECT_EQ(
        button(write("さんご"), "利用者登録").find("https://liff.line.me/2000000001-AbCdEfGh/register?menu="),
        0u);
    link();
    EXPECT_EQ(button(write("さんご"), "利用者登録"), "");
}

TEST_F(Ward, N_07_1_TheOldLineAccountIsToldOnceThatTheRegistrationMoved)
{
    SeededRandomness dice(1);
    const line::Seal seal = line::Seal::draw(dice);
    change([&](Transaction& tx) {
        return line::connect_channel(
            tx, seal, dice,
            {now, channel.id, "door", "1234567890", people::Secret(std::string(32, 'a')),
             "2000000001-AbCdEfGh", "2000000001"});
    });
    const auto channels = line::Channels::load(*database, seal, fake, {}, [this] { return now; }).value();
    line::Worker::Settings settings;
    settings.now = [this] { return now; };
    settings.jitter = [] { return 0.5; };
    settings.draw_id = [this](Instant at) { return make_id(at, randomness); };
    line::Worker worker(*database, channels, *talk, settings);
    link("U1");
    worker.work_off();
    EXPECT_TRUE(fake.asked.empty());
    link("U2");
    worker.work_off();
    worker.work_off();
    ASSERT_EQ(fake.asked.size(), 1u);
    EXPECT_NE(fake.asked[0].body.find(R"("to":"U1")"), std::string::npos);
    EXPECT_NE(fake.asked[0].body.find("03-5984-4621"), std::string::npos);
    EXPECT_EQ(fake.asked[0].body.find("U2"), std::string::npos);
}

TEST_F(Ward, N_08_TheUserNumberIsShown)
{
    link();
    const auto said = press(button(write("さんご"), "利用者番号の表示"));
    EXPECT_NE(words(said).find("0001001"), std::string::npos);
    EXPECT_NE(words(said).find("施設の利用予約はこのLINEではできません"), std::string::npos);
}

TEST_F(Ward, N_08_1_WhoIsNotRegisteredIsLedToTheRegistration)
{
    for (const char* label : {"利用者番号の表示", "残り日数・利用履歴"}) {
        const auto said = press(button(write("さんご"), label));
        EXPECT_NE(words(said).find(std::string("「") + label + "」は、利用者登録が済むと使えます"),
                  std::string::npos);
        EXPECT_NE(button(said, "利用者登録へ"), "");
    }
}

TEST_F(Ward, N_09_TheMenuSaysThatNothingIsBookedHereAndListsFacilitiesWithTheirTelephone)
{
    const auto menu = write("さんご");
    EXPECT_NE(words(menu).find("施設の利用予約はこのLINEではできません"), std::string::npos);
    const auto said = press(button(menu, "施設をさがす"));
    EXPECT_NE(words(said).find("もりの助産院"), std::string::npos);
    EXPECT_NE(words(said).find("000-1202-0001"), std::string::npos);
}

TEST_F(Ward, N_11_TheMenuOpensTheCamera)
{
    EXPECT_EQ(
        button(write("さんご"), "サービス利用").find("https://liff.line.me/2000000001-AbCdEfGh/use?menu="),
        0u);
}

TEST_F(Ward, N_18_TheMenuTellsWhatIsLeftAndWhatWasUsed)
{
    link();
    std::string said = words(press(button(write("さんご"), "残り日数・利用履歴")));
    EXPECT_NE(said.find("ショートステイ：残り7日（2027年"), std::string::npos) << said;
    EXPECT_NE(said.find("まだご利用はありません"), std::string::npos);
    use(2);
    now = now + 1min;
    said = words(press(button(write("さんご"), "残り日数・利用履歴")));
    EXPECT_NE(said.find("ショートステイ：残り5日"), std::string::npos) << said;
    EXPECT_NE(said.find("2026年7月8日 もりの助産院 ショートステイ 2日"), std::string::npos) << said;
}

TEST_F(Ward, N_19_SomebodyElseSeesNoNumberAndNoHistory)
{
    link("U1");
    for (const char* label : {"利用者番号の表示", "残り日数・利用履歴"}) {
        const std::string said = words(press(button(write("さんご", "U2"), label), "U2"));
        EXPECT_EQ(said.find("0001001"), std::string::npos);
        EXPECT_EQ(said.find("残り7日"), std::string::npos);
    }
    const std::string of_another = button(write("さんご", "U1"), "利用者番号の表示");
    EXPECT_NE(words(press(of_another, "U2")).find(old_menu), std::string::npos);
}

TEST_F(Ward, N_22_WhomToAskIsSaidWithTelephonePageAndDate)
{
    const auto said = press(button(write("さんご"), "お問い合わせ"));
    EXPECT_NE(words(said).find("健康推進課母子保健係"), std::string::npos);
    EXPECT_NE(words(said).find("03-5984-4621"), std::string::npos);
    EXPECT_NE(words(said).find("令和8年4月"), std::string::npos);  // N-23
    EXPECT_EQ(button(said, "電話する"), "tel:03-5984-4621");
    EXPECT_EQ(button(said, "区のホームページ").find("https://"), 0u);  // N-21
}

TEST_F(Ward, NothingThatIsSentMeetsSilence)
{
    for (const char* words_sent : {"こんにちは", "?", "助けて", "1", "h1|x|y"}) {
        const auto said = write(words_sent);
        ASSERT_EQ(said.size(), 1u) << words_sent;
        EXPECT_NE(words(said).find("「さんご」と送信"), std::string::npos);
    }
    EXPECT_NE(words(say(EventKind::other, "")).find("保存もしていません"), std::string::npos);
}

TEST_F(Ward, AButtonThatWeNeverMadeChangesNothing)
{
    link();
    const auto menu = write("さんご");
    for (const std::string& data :
         {std::string(), std::string("h1"), std::string("h1||user_number"),
          "h2" + button(menu, "利用者番号の表示").substr(2), button(menu, "利用者番号の表示") + "x",
          std::string("h1|00000000-0000-0000-0000-000000000000|user_number")})
        EXPECT_NE(words(press(data)).find(old_menu), std::string::npos) << data;
}

TEST_F(Ward, AFamilyThatIsProtectedReadsNoPlaces)
{
    link();
    use();
    change([&](Transaction& tx) {
        return people::protect_address(tx, {draw(), now, officer, household, true});
    });
    now = now + 1min;
    const std::string said = words(press(button(write("さんご"), "残り日数・利用履歴")));
    EXPECT_EQ(said.find("もりの助産院"), std::string::npos);
}

TEST_F(Ward, WithoutPagesInsideLineTheMenuLeadsToThePortal)
{
    channel.liff_id.clear();
    EXPECT_EQ(button(write("さんご"), "サービス利用").find("https://hagukumi.example.jp/131202/use?menu="),
              0u);
}

}  // namespace
}  // namespace hagukumi::test
