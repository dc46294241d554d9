// How far commands are run beforehand: to their end where nobody knows better, then no further than their
// like had to.
#include "store/scout.hpp"

#include <gtest/gtest.h>

#include <array>

namespace hagukumi::test {
namespace {

using store::most_rounds;
using store::ScoutedBefore;

constexpr std::array<std::string_view, 3> kinds{"use", "", "book"};
constexpr int all = most_rounds;

TEST(ScoutedBefore, GivesAKindWhatItsMostNeedyNeeded)
{
    ScoutedBefore before;
    EXPECT_EQ(before.most_rounds_of(kinds), (std::vector{all, all, all}));
    const std::array<std::string_view, 3> two{"use", "use", "book"};
    before.learn(two, std::array{all, all, all}, std::array{1, 2, 5});
    EXPECT_EQ(before.most_rounds_of(kinds), (std::vector{2, all, 5}));
}

TEST(ScoutedBefore, LearnsNothingFromThoseThatWereStopped)
{
    ScoutedBefore before;
    (void)before.most_rounds_of(kinds);
    before.learn(kinds, std::array{all, all, all}, std::array{2, 3, 5});
    before.learn(kinds, std::array{2, all, 5}, std::array{1, 3, 5});
    EXPECT_EQ(before.most_rounds_of(kinds), (std::vector{2, all, 5}));
}

TEST(ScoutedBefore, LooksAgainNowAndThen)
{
    ScoutedBefore before;
    int full = 0;
    for (int batch = 0; batch < 64; ++batch) {
        const std::vector<int> most = before.most_rounds_of(kinds);
        full += most.front() == all;
        before.learn(kinds, most, std::array{batch < 20 ? 2 : 1, 0, 0});
    }
    EXPECT_EQ(full, 4);
    EXPECT_EQ(before.most_rounds_of(kinds).back(), all);  // the 65th
    EXPECT_EQ(before.most_rounds_of(kinds).front(), 1);
}

/// A far database of which a test counts the ways: an answer is here when it was fetched.
class FarSession final : public store::Session {
public:
    int ways = 0;

    std::int64_t run(const store::Statement&, MunicipalityCode, std::span<const store::Parameter>,
                     const store::RowSink&) override
    {
        return 0;
    }
    void run_later(const store::Statement&, MunicipalityCode, std::span<const store::Parameter>,
                   store::Rows) override
    {
    }
    bool reads_only(const store::Statement&) override { return true; }
    bool run_if_here(const store::Statement&, MunicipalityCode, std::span<const store::Parameter> parameters,
                     const store::RowSink&) override
    {
        const std::int64_t question = parameters.front().integer;
        if (question < x_here) return true;
        x_asked = std::max(x_asked, question + 1);
        return false;
    }
    void fetch_ahead() override
    {
        ++ways;
        x_here = x_asked;
    }

private:
    std::int64_t x_here = 0, x_asked = 0;
};

constexpr store::Statement question{"test.question", "SELECT $2 FROM municipality WHERE municipality = $1"};

TEST(Scout, RunsEachUntilNothingIsLackingOrItsRoundsAreUsedUp)
{
    FarSession session;
    std::array<int, 2> runs{};
    const auto three_in_a_row = [&](std::size_t number) {
        ++runs[number];
        store::ScoutingSnapshot snapshot(session, {131016});
        for (std::int64_t asked = 0; asked < 3; ++asked)
            snapshot.query(
                question, [](const store::Row&) {}, asked);
    };
    EXPECT_EQ(store::scout(session, std::array{all, 2}, three_in_a_row), (std::vector{3, 2}));
    EXPECT_EQ(runs, (std::array{4, 2})) << "the last run of the first finds out that nothing is lacking";
    EXPECT_EQ(session.ways, 3);
}

}  // namespace
}  // namespace hagukumi::test
