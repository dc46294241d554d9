// News are read by those whom they are for, until their last day, and marked once.

#include "news/news.hpp"

#include <gtest/gtest.h>

#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

struct NewsRoom : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("news.sqlite"));
    SeededRandomness randomness{3};
    Instant now = start_of_day_in_japan(Date{std::chrono::year(2026) / 7 / 8}) + std::chrono::hours(9);
    const Id mother = number_id(1), father = number_id(2), officer = number_id(3);

    NewsRoom()
    {
        for (const MunicipalityCode municipality : {nerima, meguro})
            database->lane()
                .run(municipality,
                     [](store::Transaction& tx) -> Result<int> {
                         tx.execute(add_municipality, "町");
                         return 1;
                     })
                .value();
    }

    template <class Work>
    std::string run(Work work, MunicipalityCode municipality = nerima)
    {
        const auto done = run_on(*database, municipality, work);
        return done ? "" : done.error().code;
    }
    Id draw() { return make_id(now, randomness); }
    Date today() const { return date_in_japan(now); }

    news::Write letter(const char* title, std::optional<std::string> programme = {})
    {
        return {draw(),
                now,
                officer,
                draw(),
                {std::move(programme), "", 0},
                {title, "", {}},
                {"本文\n2行目", "", {}},
                today()};
    }
    std::string write(const news::Write& command)
    {
        return run([&](store::Transaction& tx) { return news::write(tx, command); });
    }
    std::string situation;  ///< of whoever reads

    std::vector<news::News> read_by(const Id& account, const std::set<std::string>& programmes = {},
                                    MunicipalityCode municipality = nerima)
    {
        std::vector<news::News> found;
        database->read(municipality, [&](store::Snapshot& snapshot) {
            const auto is_for = [&](const news::Audience& audience) {
                return (!audience.programme || programmes.contains(*audience.programme)) &&
                       (audience.situation.empty() || audience.situation == situation);
            };
            found = news::news_for(snapshot, account, is_for, today());
        });
        return found;
    }
};

TEST_F(NewsRoom, M_13_AreReadByWhomTheyAreForNewestFirst)
{
    EXPECT_EQ(write(letter("みなさまへ")), "");
    now = now + std::chrono::seconds(1);
    EXPECT_EQ(write(letter("産後ケアの方へ", "131202-postpartum")), "");
    ASSERT_EQ(read_by(mother).size(), 1U);
    EXPECT_EQ(read_by(mother)[0].title.ja, "みなさまへ");
    EXPECT_EQ(read_by(mother)[0].body.ja, "本文\n2行目") << "as it was written";
    ASSERT_EQ(read_by(mother, {"131202-postpartum"}).size(), 2U);
    EXPECT_EQ(read_by(mother, {"131202-postpartum"})[0].title.ja, "産後ケアの方へ");
    EXPECT_TRUE(read_by(mother, {}, meguro).empty());
}

TEST_F(NewsRoom, M_13_AreMarkedOnceAndByOneAccount)
{
    const auto command = letter("みなさまへ");
    write(command);
    const auto mark = [&](const Id& which) {
        return run([&](store::Transaction& tx) { return news::mark_read(tx, mother, which, now); });
    };
    EXPECT_EQ(mark(command.id), "");
    EXPECT_EQ(mark(command.id), "");
    EXPECT_EQ(mark(number_id(9)), "no_such_notice");
    EXPECT_TRUE(read_by(mother)[0].is_read);
    EXPECT_FALSE(read_by(father)[0].is_read);
}

TEST_F(NewsRoom, AreShownUntilTheirLastDayOrUntilWithdrawn)
{
    const auto command = letter("きょうまで");
    write(command);
    write(command);  // a second tap
    ASSERT_EQ(read_by(mother).size(), 1U);
    now = now + std::chrono::hours(24);
    EXPECT_TRUE(read_by(mother).empty());
    const auto other = letter("取り消すもの");
    write(other);
    const auto withdraw = [&] {
        return run([&](store::Transaction& tx) {
            return news::withdraw(tx, {draw(), now, officer, other.id});
        });
    };
    EXPECT_EQ(withdraw(), "");
    EXPECT_EQ(withdraw(), "no_such_notice");
    EXPECT_TRUE(read_by(mother).empty());
}

TEST_F(NewsRoom, HaveATitleATextAndADayAhead)
{
    auto command = letter("");
    EXPECT_EQ(write(command), "news_empty");
    command.title.ja = "題名";
    command.title.en = "Title";
    EXPECT_EQ(write(command), "news_empty") << "an English title without a text";
    command.title.en.clear();
    command.last_day = date_of_days(days_since_epoch(today()) - 1);
    EXPECT_EQ(write(command), "news_over");
    command.last_day = today();
    EXPECT_EQ(write(command), "");
}

TEST_F(NewsRoom, NewsForASituationAreReadByThoseWhoAreInIt)
{
    auto command = letter("双子のつどい", "131202-postpartum");
    command.audience.situation = "multiple";
    command.audience.months = 12;
    ASSERT_EQ(write(command), "");
    EXPECT_TRUE(read_by(mother, {"131202-postpartum"}).empty());
    situation = "multiple";
    EXPECT_TRUE(read_by(mother).empty()) << "everything that is asked must hold";
    const auto found = read_by(mother, {"131202-postpartum"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].audience.months, 12);
    EXPECT_EQ(write(command), "") << "the same under the same key is written once";
    command.audience.months = 6;
    EXPECT_EQ(write(command), "key_reused");
}

}  // namespace
}  // namespace hagukumi::test
