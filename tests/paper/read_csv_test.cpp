// Tables of other programs: encodings, quotes, line ends, limits.
#include "paper/read_csv.hpp"

#include <gtest/gtest.h>

#include "paper/csv.hpp"

namespace hagukumi::test {
namespace {

using paper::read_csv;
using Cells = std::vector<std::string>;
using namespace std::string_literals;

std::string code_of(const Result<paper::CsvTable>& read)
{
    return read ? "" : read.error().code;
}

TEST(ReadCsv, TakesTheThreeEncodingsThatJapaneseProgramsWrite)
{
    const paper::Sheet sheet{"表", {}, {{"氏名"}}, {{std::string("髙﨑 花子")}}, {}};
    for (const paper::Encoding encoding : {paper::Encoding::utf_8, paper::Encoding::cp932}) {
        const auto table = read_csv(paper::write_csv(sheet, encoding).bytes);
        ASSERT_TRUE(table) << table.error().message.en;
        EXPECT_EQ(table->head, Cells{"氏名"});
        EXPECT_EQ(table->rows.at(0).cells, Cells{"髙﨑 花子"});
    }
    EXPECT_EQ(read_csv("\xFF\xFE\x42\x30\n\0\x44\x30"s)->rows.at(0).cells, Cells{"い"});
    EXPECT_EQ(read_csv("\xFE\xFF\x30\x42\0\n\x30\x44"s)->head, Cells{"あ"});
    EXPECT_EQ(code_of(read_csv("a\n\xFF\xFF\xFF")), "csv_encoding");
    EXPECT_EQ(code_of(read_csv("a\nb\0c"s)), "csv_encoding") << "a spreadsheet, renamed";
}

TEST(ReadCsv, QuotesHoldCommasQuotesAndLineEnds)
{
    const auto table = read_csv("a,b\r\n\"1,2\",\"say \"\"yes\"\"\"\r\n\"two\nlines\",x\r\n");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_EQ(table->rows[0].cells, (Cells{"1,2", "say \"yes\""}));
    EXPECT_EQ(table->rows[1].cells, (Cells{"two\nlines", "x"}));
    EXPECT_EQ(table->rows[1].line, 3);
    EXPECT_EQ(code_of(read_csv("a\n\"never ends\n")), "csv_quotes");
}

TEST(ReadCsv, LineNumbersAreThoseOfAnEditorAndEmptyLinesAreNoRows)
{
    const auto table = read_csv("a\n\n1\r\n\"x\ny\"\n,\n2\n");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 3U);
    EXPECT_EQ(table->rows[0].line, 3);
    EXPECT_EQ(table->rows[1].line, 4);
    EXPECT_EQ(table->rows[2].line, 7);
    EXPECT_EQ(read_csv("a\rb")->rows.at(0).line, 2) << "an old Macintosh";
}

TEST(ReadCsv, TabsWhereTheHeadHasThem)
{
    EXPECT_EQ(read_csv("a\tb\n1,5\t2")->rows.at(0).cells, (Cells{"1,5", "2"}));
}

TEST(ReadCsv, WhatIsTooLargeIsNotRead)
{
    const paper::CsvLimits limits{2, 3, 4};
    EXPECT_EQ(code_of(read_csv("a\n1\n2\n3", limits)), "csv_too_large");
    EXPECT_EQ(code_of(read_csv("a,b,c,d", limits)), "csv_too_large");
    EXPECT_EQ(code_of(read_csv("a\n12345", limits)), "csv_too_large");
    EXPECT_EQ(code_of(read_csv("a,b,c\n1234\n2", limits)), "");
    EXPECT_EQ(code_of(read_csv("")), "csv_empty");
    EXPECT_EQ(code_of(read_csv("\n\n,,\n")), "csv_empty");
}

}  // namespace
}  // namespace hagukumi::test
