// Statements that walk a history stay as fast as their history is long, however large the whole ledger is.
#include "ledger/books.hpp"
#include "ledger/sql.hpp"
#include "store/test_databases.hpp"

namespace hagukumi::test {
namespace {

template <typename... Parameters>
std::string plan_of(Books& books, const store::Statement& statement, const Parameters&... parameters)
{
    const std::string explained = std::string("EXPLAIN QUERY PLAN ") + statement.sql;
    const store::Statement asked{"test.plan", explained.c_str()};
    std::string plan;
    books.read([&](store::Snapshot& snapshot) {
        snapshot.query(
            asked, [&](const store::Row& row) { plan += std::string(row.text(3)) + "\n"; }, parameters...);
        return 0;
    });
    return plan;
}

// A month of 120 facilities was closed in seconds where it takes hundredths: at each step the whole ledger
// was read into a Bloom filter.
TEST(Plans, AFacilitysHistoryIsWalkedWithoutReadingTheWholeLedger)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Books books;
    const std::string plan = plan_of(books, ledger::sql::after_of_facility, Id{}, Id{});
    EXPECT_NE(plan.find("SEARCH e USING INDEX"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("BLOOM FILTER"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN e"), std::string::npos) << plan;
}

// audit verify took the square of the municipalities' number: for each it went through everybody's entries.
TEST(Plans, AQuestionThatKnowsTheMunicipalityAloneReadsNobodyElsesRows)
{
    HAGUKUMI_ONLY_ON_SQLITE();
    Books books;
    const std::string plan = plan_of(books, ledger::sql::entries_of_coupons);
    EXPECT_NE(plan.find("SEARCH entry USING INDEX"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN entry"), std::string::npos) << plan;
}

}  // namespace
}  // namespace hagukumi::test
