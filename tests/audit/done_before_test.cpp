// Sent twice, done once.

#include "audit/done_before.hpp"

#include <gtest/gtest.h>

#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using audit::Digest;
using audit::Fingerprint;

struct DoneBefore : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("audit.sqlite"));
    const Id key = number_id(1), actor = number_id(2);

    static Fingerprint content(std::int64_t units) { return Digest("test.use").add(units).finish(); }

    Result<audit::Done> ask(const Fingerprint& fingerprint, const Id& who, std::string_view kind = "use",
                            MunicipalityCode municipality = nerima)
    {
        return run_on(*database, municipality, [=, this](store::Transaction& tx) {
            return audit::find_done(tx, key, who, kind, fingerprint);
        });
    }

    void done(std::string_view answer)
    {
        const auto written = run_on(*database, nerima, [=, this](store::Transaction& tx) -> Result<int> {
            audit::remember(tx, key, actor, "use", content(2), Instant{1}, answer);
            return 1;
        });
        ASSERT_TRUE(written);
    }
};

TEST_F(DoneBefore, ANewKeyWasNotDone)
{
    const auto found = ask(content(2), actor);
    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(found->has_value());
}

TEST_F(DoneBefore, TheSameCommandGetsTheSameAnswerByteByByte)
{
    const std::string answer = "{\"left\" : 3,\n \"施設\":\"A病院\"}";
    done(answer);
    const auto found = ask(content(2), actor);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(*found, answer);
}

TEST_F(DoneBefore, TheSameKeyForSomethingElseIsAConflict)
{
    done("{}");
    EXPECT_EQ(ask(content(3), actor).error().code, "key_reused");
    EXPECT_EQ(ask(content(2), actor, "void").error().kind, ErrorKind::conflict);
}

TEST_F(DoneBefore, AKeyBelongsToItsActorAndMunicipality)
{
    done("{}");
    EXPECT_FALSE(ask(content(3), number_id(9))->has_value());
    EXPECT_FALSE(ask(content(3), actor, "use", meguro)->has_value());
}

TEST_F(DoneBefore, WhoeverLostTheAnswerMayAskForIt)
{
    done("{\"left\":3}");
    database->read(nerima, [&](store::Snapshot& snapshot) {
        EXPECT_EQ(audit::find_answer(snapshot, key, actor, "use"), "{\"left\":3}");
        EXPECT_FALSE(audit::find_answer(snapshot, key, actor, "void"));
        EXPECT_FALSE(audit::find_answer(snapshot, number_id(5), actor, "use"));
    });
}

TEST(Digest, FieldsDoNotRunIntoEachOther)
{
    EXPECT_NE(Digest("t").add("ab").add("c").finish(), Digest("t").add("a").add("bc").finish());
    EXPECT_NE(Digest("t").add("").add("a").finish(), Digest("t").add("a").add("").finish());
    EXPECT_NE(Digest("t").add("a").finish(), Digest("ta").finish());
    EXPECT_NE(Digest("t").add(std::int64_t{1}).finish(), Digest("t").add(std::int64_t{256}).finish());
}

TEST(Digest, IsSha256OfTheDocumentedBytes)
{
    // printf '\0\0\0\0\0\0\0\x01t\0\0\0\0\0\0\0\x07' | sha256sum
    EXPECT_EQ(audit::to_hex(Digest("t").add(std::int64_t{7}).finish()),
              "0ee58e9246a6a19341a73a617e39983aa4495f2d186867e5aea91854905fd666");
}

}  // namespace
}  // namespace hagukumi::test
