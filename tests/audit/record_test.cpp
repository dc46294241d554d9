// The record rings when somebody touches it.

#include "audit/record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "audit/verify.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using audit::Finding;
using audit::Verdict;
using store::Statement;

// What somebody with the database file could do to it.
constexpr Statement change{"tamper.change",
                           "UPDATE audit SET detail = 'changed' WHERE municipality = $1 AND seq = $2"};
constexpr Statement remove{"tamper.remove", "DELETE FROM audit WHERE municipality = $1 AND seq = $2"};
constexpr Statement cut{"tamper.cut", "DELETE FROM audit WHERE municipality = $1 AND seq > $2"};
constexpr Statement renumber{"tamper.renumber",
                             "UPDATE audit SET seq = $3 WHERE municipality = $1 AND seq = $2"};
constexpr Statement set_head{"tamper.set_head",
                             "UPDATE audit_head SET seq = $2, hash = $3 WHERE municipality = $1"};
constexpr Statement forge{"tamper.forge",
                          "UPDATE audit SET detail = $3, hash = $4 WHERE municipality = $1 AND seq = $2"};

struct Record : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("audit.sqlite"));

    void write(int count, MunicipalityCode municipality = nerima)
    {
        must_do(municipality, [count](store::Transaction& tx) {
            for (int i = 0; i < count; ++i)
                audit::record(tx, Instant{1000 + i}, number_id(7), "ledger.redeem",
                              number_id(static_cast<std::uint64_t>(i)),
                              "{\"units\":" + std::to_string(i) + "}");
        });
    }

    template <class Change>
    void must_do(MunicipalityCode municipality, Change what)
    {
        const auto done = run_on(*database, municipality, [what](store::Transaction& tx) -> Result<int> {
            what(tx);
            return 1;
        });
        ASSERT_TRUE(done) << done.error().message.en;
    }

    template <class... Arguments>
    void tamper(const Statement& statement, Arguments... arguments)
    {
        must_do(nerima, [&](store::Transaction& tx) { tx.execute(statement, arguments...); });
    }

    Verdict verdict(std::optional<audit::Head> published = std::nullopt)
    {
        Verdict found;
        database->read(nerima,
                       [&](store::Snapshot& snapshot) { found = audit::verify(snapshot, published); });
        return found;
    }

    audit::Head head()
    {
        audit::Head found;
        database->read(nerima, [&](store::Snapshot& snapshot) { found = audit::find_head(snapshot); });
        return found;
    }
};

TEST_F(Record, AnEmptyChainIsIntact)
{
    EXPECT_EQ(verdict().finding, Finding::intact);
}

TEST_F(Record, AnUntouchedChainIsIntact)
{
    write(20);
    write(5, meguro);
    const Verdict found = verdict();
    EXPECT_EQ(found.finding, Finding::intact);
    EXPECT_EQ(found.entries, 20);
    EXPECT_EQ(found.head, head());
}

TEST_F(Record, AChangedEntryIsNamed)
{
    write(20);
    tamper(change, 8);
    EXPECT_EQ(verdict().finding, Finding::changed);
    EXPECT_EQ(verdict().seq, 8);
    EXPECT_NE(verdict().sentence.ja.find("8"), std::string::npos);
}

TEST_F(Record, ARemovedEntryIsNamed)
{
    write(20);
    tamper(remove, 8);
    EXPECT_EQ(verdict().finding, Finding::removed);
    EXPECT_EQ(verdict().seq, 8);
}

TEST_F(Record, TheFirstEntryIsMissed)
{
    write(3);
    tamper(remove, 1);
    EXPECT_EQ(verdict().finding, Finding::removed);
    EXPECT_EQ(verdict().seq, 1);
}

TEST_F(Record, ARemovedEntryIsFoundAlsoWhenTheOthersAreRenumbered)
{
    write(20);
    tamper(remove, 8);
    for (int seq = 9; seq <= 20; ++seq) tamper(renumber, seq, seq - 1);
    const Verdict found = verdict();
    EXPECT_EQ(found.finding, Finding::moved);
    EXPECT_EQ(found.seq, 8);
    EXPECT_EQ(found.written_as, 9);
}

TEST_F(Record, ReorderedEntriesAreNamed)
{
    write(20);
    tamper(renumber, 8, 1000);
    tamper(renumber, 9, 8);
    tamper(renumber, 1000, 9);
    const Verdict found = verdict();
    EXPECT_EQ(found.finding, Finding::moved);
    EXPECT_EQ(found.seq, 8);
    EXPECT_EQ(found.written_as, 9);
}

TEST_F(Record, ACutTailIsFoundByTheStoredHead)
{
    write(20);
    tamper(cut, 15);
    EXPECT_EQ(verdict().finding, Finding::tail_cut);
    EXPECT_EQ(verdict().seq, 16);
}

TEST_F(Record, ACutTailIsFoundByThePublishedHeadWhenTheStoredOneWasForged)
{
    write(15);
    const audit::Head then = head();
    write(5);
    const audit::Head published = head();
    tamper(cut, 15);
    tamper(set_head, then.seq, audit::bytes_of(then.hash));
    EXPECT_EQ(verdict().finding, Finding::intact);  // which is why heads are published
    EXPECT_EQ(verdict(published).finding, Finding::tail_cut);
    EXPECT_EQ(verdict(published).seq, 16);
}

TEST_F(Record, ARewrittenChainIsFoundByThePublishedHead)
{
    write(3);
    const audit::Head published = head();
    audit::Head previous = head();
    database->read(nerima, [&](store::Snapshot& snapshot) {
        const auto entries = audit::entries_before(snapshot, 0, 3);
        previous = {2, entries[1].hash};
    });
    const audit::Hash forged = audit::chain_hash(nerima, previous, Instant{1002}, number_id(7),
                                                 "ledger.redeem", number_id(2), "forged");
    tamper(forge, 3, "forged", audit::bytes_of(forged));
    EXPECT_EQ(verdict().finding, Finding::head_differs);
    tamper(set_head, 3, audit::bytes_of(forged));
    EXPECT_EQ(verdict().finding, Finding::intact);
    EXPECT_EQ(verdict(published).finding, Finding::rewritten);
}

TEST_F(Record, EntriesAreReadFromTheNewestInPages)
{
    write(5);
    database->read(nerima, [](store::Snapshot& snapshot) {
        const auto newest = audit::entries_before(snapshot, 0, 2);
        ASSERT_EQ(newest.size(), 2U);
        EXPECT_EQ(newest[0].seq, 5);
        EXPECT_EQ(newest[0].action, "ledger.redeem");
        EXPECT_EQ(newest[0].detail, "{\"units\":4}");
        const auto older = audit::entries_before(snapshot, newest[1].seq, 10);
        ASSERT_EQ(older.size(), 3U);
        EXPECT_EQ(older[0].seq, 3);
    });
}

/// One change anywhere in a chain of any length is found, and the entries before it are believed.
TEST_F(Record, AnyOneChangeIsFound)
{
    write(40);
    const bool held = rc::check("any one change is found", [&] {
        const int seq = *rc::gen::inRange(1, 41);
        const int kind = *rc::gen::inRange(0, 3);
        Verdict found;
        // The change is made and looked at in one transaction that does not stay.
        run_on(*database, nerima, [&](store::Transaction& tx) -> Result<int> {
            if (kind == 0) tx.execute(change, seq);
            else if (kind == 1) tx.execute(remove, seq);
            else tx.execute(renumber, seq, 100 + seq);
            found = audit::verify(tx);
            return fail(ErrorKind::conflict, "undone", {"", ""});
        });
        RC_ASSERT(found.finding != Finding::intact);
        RC_ASSERT(found.seq == seq);
        RC_ASSERT(found.head.seq == seq - 1);
    });
    EXPECT_TRUE(held);
    EXPECT_EQ(verdict().finding, Finding::intact);
}

}  // namespace
}  // namespace hagukumi::test
