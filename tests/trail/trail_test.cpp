// Whose record an entry of the chain is about, and all that happened to a family.
#include "trail/trail.hpp"

#include <gtest/gtest.h>

#include "audit/find.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

struct Trail : Town {
    const Id home = register_household(household_of("髙﨑 葵", "タカサキ アオイ"));
    const Id mother = create(parent_of(home, "aoi@example.jp", "")).value();

    std::optional<trail::Subject> subject(const Id& object, MunicipalityCode where = nerima)
    {
        return ask(where, [&](Snapshot& snapshot) { return trail::subject_of(snapshot, object); });
    }
    audit::Found find(const audit::Wanted& wanted, std::int64_t before = 0, int limit = 50, int most = 20'000)
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            return audit::find_entries(snapshot, wanted, before, limit, most);
        });
    }
    void write(Instant at, const Id& actor, const char* action, const Id& object)
    {
        change(nerima, [&](Transaction& tx) -> Result<void> {
            audit::record(tx, at, actor, action, object, "{}");
            return {};
        });
    }
};

TEST_F(Trail, EachRecordHasItsNameAndItsPage)
{
    const auto family = subject(home);
    ASSERT_TRUE(family);
    EXPECT_EQ(family->kind, trail::Kind::household);
    EXPECT_EQ(family->name, "髙﨑 葵");
    EXPECT_EQ(family->household, home);
    const auto account = subject(mother);
    ASSERT_TRUE(account);
    EXPECT_EQ(account->kind, trail::Kind::account);
    EXPECT_EQ(account->household, home);
    EXPECT_FALSE(subject(draw())) << "what is gone has no name";
    EXPECT_FALSE(subject(home, MunicipalityCode{131016})) << "each municipality sees its own";
}

TEST_F(Trail, AllOfAFamilyIsFoundAndNothingOfAnother)
{
    const Id other = register_household(household_of("佐藤 花子", "サトウ ハナコ"));
    const auto ids =
        ask(nerima, [&](Snapshot& snapshot) { return trail::records_of_family(snapshot, home); });
    EXPECT_TRUE(ids.contains(home));
    EXPECT_TRUE(ids.contains(mother));
    EXPECT_FALSE(ids.contains(other));
    audit::Wanted wanted;
    wanted.objects = ids;
    const auto found = find(wanted);
    EXPECT_GE(found.entries.size(), 2U) << "the family and its account";
    for (const auto& entry : found.entries) EXPECT_TRUE(ids.contains(entry.object)) << entry.action;
}

TEST_F(Trail, EntriesAreFoundByPersonRoomAndDay)
{
    const Id who = draw(), what = draw();
    const Instant yesterday = now + -std::chrono::hours(24);
    write(yesterday, who, "ledger.void", what);
    write(now, who, "ledger.void", what);
    write(now, who, "people.look", what);
    audit::Wanted wanted;
    wanted.actors = {who};
    EXPECT_EQ(find(wanted).entries.size(), 3U);
    wanted.room = "ledger";
    EXPECT_EQ(find(wanted).entries.size(), 2U);
    wanted.room = "led";
    EXPECT_TRUE(find(wanted).entries.empty()) << "a room's whole name";
    wanted.room.clear();
    wanted.until = start_of_day_in_japan(date_in_japan(now));
    ASSERT_EQ(find(wanted).entries.size(), 1U);
    EXPECT_EQ(find(wanted).entries[0].at, yesterday);
    wanted.from = start_of_day_in_japan(date_in_japan(now));
    wanted.until = wanted.from + std::chrono::hours(24);
    EXPECT_EQ(find(wanted).entries.size(), 2U);
}

TEST_F(Trail, ALongRecordIsSearchedPieceByPieceAndNothingIsLeftOut)
{
    const Id who = draw();
    for (int i = 0; i < 100; ++i) write(now, i % 25 == 3 ? who : officer_id, "ledger.redeem", draw());
    audit::Wanted wanted;
    wanted.actors = {who};
    std::size_t seen = 0;
    int asked = 0;
    std::int64_t before = 0;
    do {
        const auto part = find(wanted, before, 3, 10);
        seen += part.entries.size();
        EXPECT_TRUE(part.next == 0 || before == 0 || part.next < before) << "it goes on";
        before = part.next;
        ++asked;
    } while (before != 0 && asked < 200);
    EXPECT_EQ(seen, 4U);
    EXPECT_GT(asked, 5);

    std::int64_t newest = find({}, 0, 1).entries.at(0).seq;
    for (before = 0; newest > 0;) {
        const auto part = find({}, before, 7);
        for (const auto& entry : part.entries) EXPECT_EQ(entry.seq, newest--);
        before = part.next;
        if (before == 0) break;
    }
    EXPECT_EQ(newest, 0) << "without gaps to the first";
}

}  // namespace
}  // namespace hagukumi::test
