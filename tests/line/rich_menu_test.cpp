// Rich menus: what LINE would refuse is found before, what was made is not made again, and each person has
// their own.
#include "line/rich_menu.hpp"

#include <boost/json/serialize.hpp>

#include <fstream>

#include "line/city.hpp"
#include "line/fake_line.hpp"
#include "line/menu_keeper.hpp"
#include "line/quota_watch.hpp"

namespace hagukumi::test {
namespace {

struct Menus : City {
    FakeLine fake;
    line::Seal seal = line::Seal::draw(randomness);
    line::Channels channels;
    std::map<std::string, std::string> pictures;
    std::vector<std::string> log;

    Menus()
    {
        change([&](Transaction& tx) {
            return line::connect_channel(
                tx, seal, randomness,
                {now, channel.id, "door", "1234567890", people::Secret(std::string(32, 'a')),
                 "2000000002-AbCdEfGh", "2000000002"});
        });
        channels = line::Channels::load(*database, seal, fake, {}, [this] { return now; }).value();
        for (const line::RichMenu& menu : conversation->rich_menus)
            pictures[menu.image] = text_of_file("conversations/images/" + menu.image);
        talk = std::make_unique<line::Conversations>(
            std::map<MunicipalityCode, line::Conversations::Voice>{
                {meguro, {conversation, programmes, pictures}}},
            line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                          [this](Instant at) { return make_id(at, randomness); }});
    }
    line::MenuKeeper keeper()
    {
        return {*database,
                channels,
                *talk,
                {"https://liff.line.me", "https://hagukumi.example.jp", [this] { return now; },
                 [this](const std::string& line) { log.push_back(line); }}};
    }
    void answer_makings()
    {
        for (std::size_t i = 0; i < conversation->rich_menus.size(); ++i) {
            fake.answers.push_back(
                FakeLine::answer(200, R"({"richMenuId":"richmenu-)" + std::to_string(++made) + R"("})"));
            fake.answers.push_back(FakeLine::answer(200));
            fake.answers.push_back(FakeLine::answer(200));
        }
    }
    int made = 0;
    /// How many requests of this kind LINE had.
    std::size_t asked(const std::string& method, const std::string& ending)
    {
        return static_cast<std::size_t>(
            std::count_if(fake.asked.begin(), fake.asked.end(), [&](const line::HttpRequest& request) {
                return request.method == method && request.url.ends_with(ending);
            }));
    }
};

TEST_F(Menus, EveryMenuOfTheFilesIsOneThatLineTakes)
{
    std::ofstream kept(std::string(HAGUKUMI_BINARY_DIR) + "/line-rich-menus.json");
    kept << "[";
    const char* comma = "";
    for (const line::RichMenu& menu : conversation->rich_menus) {
        EXPECT_TRUE(line::faults_of(menu, pictures.at(menu.image)).empty()) << menu.code;
        kept << std::exchange(comma, ",\n")
             << boost::json::serialize(line::to_json(menu, conversation->code, [](const std::string& at) {
                    return "https://liff.line.me/1-a/" + at;
                }));
    }
    kept << "]\n";
}

TEST_F(Menus, WhatLineWouldRefuseIsFoundBefore)
{
    const line::RichMenu& menu = conversation->rich_menus.front();
    const std::string& picture = pictures.at(menu.image);
    const auto fault = [&](const std::function<void(line::RichMenu&)>& spoil) {
        line::RichMenu spoilt = menu;
        spoil(spoilt);
        const auto found = line::faults_of(spoilt, picture);
        return found.empty() ? std::string() : found.front();
    };
    EXPECT_NE(fault([](auto& it) { it.height = 2000; }).find("size"), std::string::npos);
    EXPECT_NE(fault([](auto& it) { it.bar = "とてもとてもとても長いメニュー"; }).find("bar"),
              std::string::npos);
    EXPECT_NE(fault([](auto& it) { it.areas.clear(); }).find("areas"), std::string::npos);
    EXPECT_NE(fault([](auto& it) { it.areas[0].width = 2501; }).find("outside"), std::string::npos);
    EXPECT_NE(fault([](auto& it) { it.areas[0].says = "a"; }).find("one thing"), std::string::npos);
    EXPECT_NE(fault([](auto& it) { it.width = 2400; }), "");
    EXPECT_NE(line::faults_of(menu, "GIF89a").front().find("no PNG"), std::string::npos);
}

TEST_F(Menus, AMenuIsMadeOnceAndAgainOnlyWhenItChanged)
{
    answer_makings();
    keeper().keep(meguro);
    EXPECT_EQ(asked("POST", "/v2/bot/richmenu"), conversation->rich_menus.size());
    EXPECT_EQ(asked("POST", "/content"), conversation->rich_menus.size());
    keeper().keep(meguro);  // the program was started again
    EXPECT_EQ(asked("POST", "/v2/bot/richmenu"), conversation->rich_menus.size());
    auto changed = std::make_shared<line::Conversation>(*conversation);
    changed->rich_menus.front().bar = "新しい";
    talk = std::make_unique<line::Conversations>(
        std::map<MunicipalityCode, line::Conversations::Voice>{{meguro, {changed, programmes, pictures}}},
        line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                      [this](Instant at) { return make_id(at, randomness); }});
    answer_makings();
    keeper().keep(meguro);
    EXPECT_EQ(asked("POST", "/v2/bot/richmenu"), conversation->rich_menus.size() + 1);
    EXPECT_EQ(asked("DELETE", "/v2/bot/richmenu/richmenu-1"), 1u);
}

TEST_F(Menus, EachPersonHasTheMenuOfTheRegisteredOrOfTheOthers)
{
    answer_makings();  // home_guest is 1, childcare_guest 2, home 3, childcare 4
    line::MenuKeeper menus = keeper();
    say(line::EventKind::follow, "");
    EXPECT_EQ(menus.keep(meguro), 1);
    EXPECT_EQ(asked("POST", "/v2/bot/user/U1/richmenu/richmenu-1"), 1u);
    EXPECT_EQ(menus.keep(meguro), 0);
    const Family family = join();
    menus.keep(meguro);
    EXPECT_EQ(asked("POST", "/v2/bot/user/U1/richmenu/richmenu-3"), 1u);
    change([&](Transaction& tx) {
        return people::take_over(tx, {now, family.account, {people::Issuer::line, "U2"}});
    });
    EXPECT_EQ(menus.keep(meguro), 2);
    EXPECT_EQ(asked("POST", "/v2/bot/user/U1/richmenu/richmenu-1"), 2u);
    EXPECT_EQ(asked("POST", "/v2/bot/user/U2/richmenu/richmenu-3"), 1u);
    change([&](Transaction& tx) -> Result<void> {
        people::unlink_identity(tx, family.account, people::Issuer::line, now);
        return {};
    });
    menus.keep(meguro);
    EXPECT_EQ(asked("POST", "/v2/bot/user/U2/richmenu/richmenu-1"), 1u);
}

TEST_F(Menus, WhenLineIsAwayTheRestWaitsAndNothingIsForgotten)
{
    line::MenuKeeper menus = keeper();
    say(line::EventKind::follow, "");
    fake.answers.push_back(FakeLine::silence(line::HttpAnswer::Reached::no));
    EXPECT_EQ(menus.keep(meguro), 0);
    EXPECT_EQ(menus.keep(meguro), 0);
    EXPECT_EQ(fake.asked.size(), 1u);
    EXPECT_EQ(log.size(), 1u);
    now = now + 31s;
    answer_makings();
    EXPECT_EQ(menus.keep(meguro), 1);
}

TEST_F(Menus, ASwitchOfTabsIsAnsweredWithNothing)
{
    EXPECT_TRUE(press(std::string(line::tab_switched)).empty());
}

TEST_F(Menus, TheMonthIsLookedAtOnceAnHour)
{
    line::QuotaWatch watch(*database, channels, [this] { return now; });
    const auto looked = [&] {
        std::optional<line::LookedAtQuota> found;
        database->read(meguro, [&](Snapshot& snapshot) { found = line::find_quota(snapshot, channel.id); });
        return found;
    };
    EXPECT_FALSE(looked());
    fake.answers.push_back(FakeLine::answer(200, R"({"type":"limited","value":200})"));
    fake.answers.push_back(FakeLine::answer(200, R"({"totalUsage":180})"));
    watch.look(meguro);
    watch.look(meguro);
    EXPECT_EQ(fake.asked.size(), 2u);
    ASSERT_TRUE(looked());
    EXPECT_EQ(looked()->quota.most, 200);
    EXPECT_EQ(looked()->quota.used, 180);
    now = now + 1h;
    fake.answers.push_back(FakeLine::answer(200, R"({"type":"none"})"));
    fake.answers.push_back(FakeLine::answer(200, R"({"totalUsage":181})"));
    watch.look(meguro);
    EXPECT_FALSE(looked()->quota.most);
    EXPECT_EQ(looked()->quota.used, 181);
    now = now + 1h;
    fake.answers.push_back(FakeLine::answer(500));
    watch.look(meguro);  // LINE is away: what was seen last stays, with its time
    EXPECT_EQ(looked()->quota.used, 181);
}

}  // namespace
}  // namespace hagukumi::test
