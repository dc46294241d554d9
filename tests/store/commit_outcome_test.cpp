// The line to PostgreSQL is cut in the middle of a COMMIT: the server is asked what became of it, and one
// that has taken its place is not, for its transaction of that number may be another.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "store/postgres/writer.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using store::Committed;
using store::postgres::Connection;
using store::postgres::PostgresWriter;

struct CutAtCommit : testing::Test {
    Scratch scratch;
    std::string address;

    void SetUp() override
    {
        HAGUKUMI_ONLY_ON_POSTGRES();
        address = TestDatabases::get().address_of(scratch.file("ledger.db"));
        // A reference is looked at when a transaction commits; this one takes its time.
        Connection owner(address);
        owner.execute(
            "CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3); "
            "RETURN NULL; END $$");
        owner.execute(
            "CREATE CONSTRAINT TRIGGER take_time AFTER INSERT ON command DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION take_time()");
    }

    /// Commits one command on `writer`, whose line is cut meanwhile; before that, `between` is done.
    Committed commit_on_a_cut_line(PostgresWriter& writer, const std::function<void(Connection&)>& between)
    {
        const MunicipalityCode towns[] = {nerima};
        writer.begin(towns);
        store::BatchMemory memory;
        store::SessionTransaction tx(writer.session(), nerima, memory);
        write_command(tx, number_id(1));
        const std::string line = static_cast<Connection&>(writer.session()).word("SELECT pg_backend_pid()");
        std::thread cutter([&] {
            Connection other(address);
            between(other);
            const std::string waits =
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = ";
            while (other.word(waits + line) == "0")
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            other.execute("SELECT pg_terminate_backend(" + line + ")");
        });
        std::string what;
        const Committed outcome = writer.commit({}, what);
        cutter.join();
        EXPECT_NE(what, "");
        return outcome;
    }
};

TEST_F(CutAtCommit, TheSameServerSaysThatItDidNotHappen)
{
    PostgresWriter writer(address, "instance");
    EXPECT_EQ(commit_on_a_cut_line(writer, [](Connection&) {}), Committed::undone);
}

TEST_F(CutAtCommit, AServerOfAnotherTimelineIsNotAsked)
{
    PostgresWriter writer(address, "instance");
    // Whoever connects from here on meets a server that continues another history, and that would say
    // "aborted".
    const auto take_over = [&](Connection& other) {
        const std::string database = other.word("SELECT current_database()");
        other.execute("CREATE SCHEMA later");
        other.execute(
            "CREATE FUNCTION later.pg_walfile_name(pg_lsn) RETURNS text LANGUAGE sql AS "
            "$$ SELECT '0000000F' || substr(pg_catalog.pg_walfile_name($1), 9) $$");
        other.execute("ALTER DATABASE " + database + " SET search_path = public, later, pg_catalog");
    };
    EXPECT_EQ(commit_on_a_cut_line(writer, take_over), Committed::outcome_unknown);
}

}  // namespace
}  // namespace hagukumi::test
