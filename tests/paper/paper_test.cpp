// Papers and files, read back by other programs: poppler for PDF, openpyxl for XLSX.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "base/result.hpp"
#include "paper/csv.hpp"
#include "paper/pdf.hpp"
#include "paper/read_back.hpp"
#include "paper/xlsx.hpp"

namespace hagukumi::paper {

using namespace test;

namespace {

const Instant at{1'783'470'600'000};  // 2026-07-08T09:30+09:00

Document letter()
{
    Document paper{"産後ケア事業利用決定通知書", at, "第123号"};
    paper.add(Paragraph{"第123号\n令和8年7月8日", Align::right})
        .add(Paragraph{"髙橋 花子 様"})
        .add(Title{"産後ケア事業利用決定通知書"})
        .add(Paragraph{"申請のあった産後ケア事業の利用について、次のとおり決定しました。"})
        .add(Highlight{"利用できる日数", "7日"})
        .add(FactList{{{"有効期間", "令和8年7月8日から令和9年3月31日まで"},
                       {"利用できる施設", "神田の杜病院、さくら助産院（いずれも事前の予約が必要です）"}}})
        .add(Heading{"利用の記録"});
    Table table{{{"日付", 2}, {"サービス", 4}, {"数", 1, Align::right}, {"金額", 2, Align::right}}, {}};
    for (int i = 1; i <= 60; ++i)
        table.rows.push_back(
            {{std::to_string(i) + "日目", "宿泊型", "1日", std::to_string(i * 1000) + "円"}});
    table.rows.push_back({{"合計", "", "60日", "1,830,000円"}, true});
    paper.add(std::move(table)).add(Paragraph{"この決定に不服があるときは、審査請求をすることができます。"});
    return paper;
}

Sheet sheet()
{
    Sheet made{"利用実績", {"令和8年7月分"}, {{"番号", 10}, {"氏名", 20}, {"金額", 12}, {"利用日", 12}}};
    made.rows = {
        {std::string("0012"), std::string("=1+1"), Yen{12000}, Date{std::chrono::year(2026) / 7 / 8}},
        {std::string("0013"), std::string("山田, \"花子\""), Yen{-500}, std::monostate{}}};
    made.sums = {std::string("合計"), std::monostate{}, Yen{11500}, std::monostate{}};
    return made;
}

}  // namespace

TEST(Pdf, NamesAndSumsCanBeSearched)
{
    const std::string text = text_of_pdf("letter.pdf", write_pdf(letter()));
    for (const char* part :
         {"髙橋 花子 様", "産後ケア事業利用決定通知書", "利用できる日数", "7日", "1,830,000円", "第123号"})
        EXPECT_TRUE(has(text, part)) << part;
}

TEST(Pdf, ALongTableGoesOnWithItsHeadAndPagesAreNumbered)
{
    const std::string bytes = write_pdf(letter());
    const int pages = pages_of_pdf("letter.pdf", bytes);
    ASSERT_GT(pages, 1);
    const std::string text = text_of_pdf("letter.pdf", bytes);
    for (int page = 1; page <= pages; ++page)
        EXPECT_TRUE(has(text, std::to_string(page) + "／" + std::to_string(pages)));
    for (int row = 1; row <= 60; ++row)
        EXPECT_TRUE(has(text, std::to_string(row) + "日目")) << "nothing is lost";
    std::size_t heads = 0;
    for (std::size_t found = text.find("サービス"); found != std::string::npos;
         found = text.find("サービス", found + 1))
        ++heads;
    EXPECT_EQ(heads, static_cast<std::size_t>(pages));
}

TEST(Pdf, ARowLongerThanAPageIsCutBetweenLinesAndLosesNothing)
{
    std::string words;
    for (int i = 0; i < 900; ++i) words += "［" + std::to_string(i) + "］ことば。";
    Document paper{"長い理由", at};
    paper.add(Table{{{"番号", 1}, {"理由", 3}}, {{{"1", words}}}});
    const std::string bytes = write_pdf(paper);
    EXPECT_GT(pages_of_pdf("long.pdf", bytes), 1);
    std::string text = output_of("pdftotext " + file_of("long.pdf", bytes) + " -");
    std::erase_if(text, [](char c) { return c == '\n' || c == '\f' || c == ' '; });
    for (int i = 0; i < 900; i += 7) EXPECT_TRUE(has(text, "［" + std::to_string(i) + "］")) << i;
}

// U-20: what is compared with the screen stands at the foot; a long name must not be printed over it.
TEST(Pdf, U_20_ALongFootTakesLinesOfItsOwnBesideThePageNumber)
{
    Document paper = letter();
    paper.foot.clear();
    for (int i = 0; i < 80; ++i) paper.foot += "脚注";
    const std::string words =
        output_of("pdftotext -l 1 -bbox " + file_of("foot.pdf", write_pdf(paper)) + " -");
    std::set<std::string> tops;
    double lowest = 0, furthest = 0;
    const std::regex word(
        R"re(<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(?:脚|注))re");
    for (std::sregex_iterator one(words.begin(), words.end(), word), end; one != end; ++one) {
        tops.insert((*one)[2]);
        furthest = std::max(furthest, std::stod((*one)[3]));
        lowest = std::max(lowest, std::stod((*one)[4]));
    }
    EXPECT_EQ(tops.size(), 4U) << words.substr(words.size() > 2000 ? words.size() - 2000 : 0);
    EXPECT_LT(lowest, 842 - 14) << "printers leave a margin";
    EXPECT_LT(furthest, 595 - 48 - 40) << "the page's number stands there";
}

TEST(Pdf, JapaneseLinesDoNotBeginWithAClosingMark)
{
    Document paper{"禁則", at};
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += std::string("あいうえおかきくけこ").substr(0, 3 * (3 + i % 5)) + "、";
    paper.add(Paragraph{text + "（終わり）。"});
    const std::string read = output_of("pdftotext " + file_of("lines.pdf", write_pdf(paper)) + " -");
    for (const char* wrong : {"\n、", "\n。", "\n）", "（\n"}) EXPECT_FALSE(has(read, wrong)) << wrong;
}

TEST(Pdf, TheSameValuesGiveTheSameBytes)
{
    EXPECT_EQ(write_pdf(letter()), write_pdf(letter()));
    Document other = letter();
    other.made_at = at + std::chrono::hours(1);
    EXPECT_NE(write_pdf(other), write_pdf(letter()));
}

TEST(Pdf, WhatIsNoTextIsABug)
{
    Document paper{"x", at};
    paper.add(Paragraph{"\xFF\xFE"});
    EXPECT_THROW(write_pdf(paper), BugFound);
    Document uneven{"x", at};
    uneven.add(Table{{{"a"}, {"b"}}, {{{"only one"}}}});
    EXPECT_THROW(write_pdf(uneven), BugFound);
}

TEST(Xlsx, T_26_TextStaysTextAndNumbersAreNumbers)
{
    const std::string file = file_of("sheet.xlsx", write_xlsx({"利用実績", at, {sheet()}}));
    const std::string script = "import openpyxl; s = openpyxl.load_workbook('" + file +
                               "')['利用実績']; print([[(c.data_type, c.value if c.data_type != 'd' else "
                               "str(c.value)) for c in r] for r in s.iter_rows()])";
    const std::string read = output_of("/usr/bin/python3 -c \"" + script + "\"");
    EXPECT_TRUE(has(read, "('s', '0012'), ('s', '=1+1'), ('n', 12000), ('d', '2026-07-08 00:00:00')"))
        << read;
    EXPECT_TRUE(has(read, "('n', -500)")) << read;
    EXPECT_TRUE(has(read, "('n', 11500)")) << read;
    EXPECT_FALSE(has(read, "'f'")) << "no formula";
}

TEST(Xlsx, TheSameValuesGiveTheSameBytes)
{
    const Workbook book{"利用実績", at, {sheet()}};
    const std::string first = write_xlsx(book);
    ASSERT_EQ(output_of("sleep 2"), "");  // a zip archive counts in steps of two seconds
    EXPECT_EQ(write_xlsx(book), first);
}

TEST(Csv, T_26_WhatASpreadsheetWouldCalculateIsDefused)
{
    for (const char* live : {"=1+1", "+81", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠a"})
        EXPECT_EQ(defused(live), std::string("'") + live);
    for (const char* still : {"", "0012", "山田", "a=1", "’=1"}) EXPECT_EQ(defused(still), still);
}

TEST(Csv, Rfc4180WithAMarkForExcel)
{
    EXPECT_EQ(write_csv(sheet(), Encoding::utf_8).bytes,
              "\xEF\xBB\xBF番号,氏名,金額,利用日\r\n0012,'=1+1,12000,2026-07-08\r\n0013,\"山田, "
              "\"\"花子\"\"\",-500,\r\n");
}

TEST(Csv, WhatCp932CannotHoldIsToldAndMarked)
{
    Sheet made{"名簿", {}, {{"氏名"}}};
    made.rows = {{std::string("髙橋〜﨑")}, {std::string("𠮷野家𠮷")}, {std::string("김")}};
    const Csv csv = write_csv(made, Encoding::cp932);
    EXPECT_EQ(csv.unfit, (std::vector<std::string>{"𠮷", "김"}));
    EXPECT_EQ(csv.bytes,
              "\x8E\x81\x96\xBC\r\n\xFB\xFC\x8B\xB4\x81\x60\xFA\xB1\r\n\x81\xAC\x96\xEC\x89\xC6\x81\xAC\r\n"
              "\x81\xAC\r\n");
}

}  // namespace hagukumi::paper
