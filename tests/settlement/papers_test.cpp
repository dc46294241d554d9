// What is printed and counted with is what the statement says, and the same statement gives the same bytes.
#include "settlement/papers.hpp"

#include "facilities/profile.hpp"
#include "paper/csv.hpp"
#include "paper/pdf.hpp"
#include "paper/read_back.hpp"
#include "paper/xlsx.hpp"
#include "people/family_commands.hpp"
#include "settlement/month_end.hpp"
#include "settlement/printed.hpp"

namespace hagukumi::test {
namespace {

constexpr Month july = month(2026, 7), august = month(2026, 8);

/// July: two stays of 48,000 and 72,000 yen; one of them is voided in August, where another stay follows.
struct Months : MonthEnd {
    Months()
    {
        family = add_family();
        grant(family);
        use(family, "stay", 2);
        const Id wrong = use(family, "stay", 3);
        go_to(2026, 8, 1);
        EXPECT_TRUE(confirm(july));
        go_to(2026, 8, 3);
        EXPECT_TRUE(void_use(wrong));
        use(family, "stay", 2);
        go_to(2026, 9, 1);
        EXPECT_TRUE(confirm(august));
    }
    settlement::StatementPaper paper_of(Month of)
    {
        return read([&](store::Snapshot& snapshot) {
            return settlement::load_statement_paper(snapshot, programmes, "見本市", facility, of).value();
        });
    }
    Family family;
};

TEST(Papers, TheInvoiceSaysWhoAsksWhomForHowMuch)
{
    Months books;
    const std::string text =
        text_of_pdf("invoice.pdf", paper::write_pdf(settlement::invoice(books.paper_of(july))));
    for (const char* part :
         {"見本市長", "令和8年7月", "請求金額", "120,000円", "150,000円", "30,000円", "宿泊型", "2件", "5日"})
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    EXPECT_FALSE(has(text, "調整"));
}

TEST(Papers, X_10_WhatJulyPutsRightStandsInAugustAsAnAdjustment)
{
    Months books;
    const auto loaded = books.paper_of(august);
    const std::string text = text_of_pdf("invoice-august.pdf", paper::write_pdf(settlement::invoice(loaded)));
    for (const char* part : {"前月までの調整", "-72,000円", "48,000円", "-24,000円"})
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    EXPECT_EQ(loaded.statement.total.public_share, Yen{-24000});
}

TEST(Papers, TheUsageHasALineForEachUseWithTheFamily)
{
    Months books;
    const auto loaded = books.paper_of(august);
    const std::string text = text_of_pdf("usage.pdf", paper::write_pdf(settlement::usage_report(loaded)));
    ASSERT_EQ(loaded.users.size(), loaded.draft.lines.size());
    EXPECT_TRUE(has(text, loaded.users.front())) << text;
    EXPECT_TRUE(has(text, "取消（調整）")) << text;
    for (const settlement::Line& line : loaded.draft.lines)
        EXPECT_TRUE(has(text, ledger::number_of(line.use)));
}

TEST(Papers, U_20_TheSameStatementGivesTheSameBytesForEver)
{
    Months books;
    const std::string pdf = paper::write_pdf(settlement::invoice(books.paper_of(july)));
    const std::string xlsx = paper::write_xlsx(settlement::statement_book(books.paper_of(july)));
    books.go_to(2026, 12, 24);
    EXPECT_EQ(paper::write_pdf(settlement::invoice(books.paper_of(july))), pdf);
    EXPECT_EQ(paper::write_xlsx(settlement::statement_book(books.paper_of(july))), xlsx);
}

TEST(Papers, U_20_WhatWasConfirmedKeepsTheNamesOfItsConfirmation)
{
    Months books;
    const auto all_of = [&] {
        const auto loaded = books.paper_of(july);
        return paper::write_pdf(settlement::invoice(loaded)) +
               paper::write_pdf(settlement::usage_report(loaded)) +
               paper::write_xlsx(settlement::statement_book(loaded));
    };
    const std::string before = all_of();
    const auto guardian = books.read([&](store::Snapshot& snapshot) {
        return people::load_family(snapshot, books.family.household, people::Reader::parent)
            .value()
            .guardians.front()
            .id;
    });
    ASSERT_TRUE(books.run([&](store::Transaction& tx) -> Result<void> {
        facilities::Profile profile =
            facilities::profile_of(facilities::find_facility(tx, books.facility).value());
        profile.name = "新しい名前の助産院";
        profile.address = "移転先1-2-3";
        TRY(facilities::change_profile(tx,
                                       {books.draw(), books.now, books.officer, books.facility, profile}));
        return people::change_guardian(tx, {books.draw(), books.now, books.officer, books.family.household,
                                            guardian, "改姓 花子", "カイセイ ハナコ", std::nullopt});
    }));
    EXPECT_EQ(all_of(), before);
}

TEST(Papers, AStatementFromBeforeNamesWereKeptHasThoseOfToday)
{
    Months books;
    const auto before = books.paper_of(july);
    ASSERT_TRUE(books.run([&](store::Transaction& tx) -> Result<void> {
        settlement::drop_printed(tx, before.statement.id);
        return {};
    }));
    EXPECT_EQ(books.paper_of(july).users, before.users);
    EXPECT_EQ(books.paper_of(july).facility.name, before.facility.name);
}

TEST(Papers, TheWorkbookAddsUp)
{
    Months books;
    const auto book = settlement::statement_book(books.paper_of(august));
    ASSERT_EQ(book.sheets.size(), 2U);
    for (const paper::Sheet& sheet : book.sheets) {
        Yen sum;
        for (const auto& row : sheet.rows) sum = sum + std::get<Yen>(row.back());
        EXPECT_EQ(sum, std::get<Yen>(sheet.sums.back())) << sheet.name;
        EXPECT_EQ(sum, Yen{-24000}) << sheet.name;
    }
}

TEST(Papers, TheWorkbookOpensInLibreOfficeWithTheSameNumbers)
{
    Months books;
    const auto loaded = books.paper_of(august);
    const std::string text =
        text_of_xlsx("statement.xlsx", paper::write_xlsx(settlement::statement_book(loaded)));
    for (const char* part : {"サービス,件数,数量,単位,利用料金,保護者の負担,請求額", "前月までの調整",
                             "合計,1,,,-30000,-6000,-24000", "2026-08,2026-08-03", "取消（調整）"})
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
}

TEST(Papers, WhatIsNotConfirmedHasNone)
{
    Months books;
    const auto open = books.read([&](store::Snapshot& snapshot) {
        return settlement::load_statement_paper(snapshot, books.programmes, "見本市", books.facility,
                                                month(2026, 9));
    });
    EXPECT_EQ(open.error().code, "statement_open");
}

TEST(Papers, TheControlSheetAndTheFinanceFileSayWhatTheBanksFileSays)
{
    MonthEnd books;
    books.set_payer();
    books.add_account(books.facility);
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(books.approve(books.statement(july).id));
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    const auto loaded = books.read([&](store::Snapshot& snapshot) {
        return settlement::load_transfer_paper(snapshot, "見本市", command.id).value();
    });
    const std::string text = text_of_pdf("control.pdf", paper::write_pdf(settlement::control_sheet(loaded)));
    for (const char* part :
         {"総合振込", "送付票", "48,000円", "1件", "1234567890", "ｲ)ｻﾝｺﾞｹｱｼﾞﾖｻﾝｲﾝ", "7654321"})
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    EXPECT_TRUE(has(text, audit::to_hex(loaded.transfer.file_hash).substr(0, 32)));
    const std::string csv = paper::write_csv(settlement::payment_sheet(loaded), paper::Encoding::utf_8).bytes;
    EXPECT_TRUE(has(csv, "2026-07,48000,令和8年7月分 1件,2026-08-01\r\n")) << csv;
}

}  // namespace
}  // namespace hagukumi::test
