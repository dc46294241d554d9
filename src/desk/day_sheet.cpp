#include "desk/day_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/record.hpp"
#include "base/era.hpp"
#include "base/grouped.hpp"

namespace hagukumi::desk {

namespace {

constexpr std::size_t rows_of_a_page = 9, least_empty_rows = 5;
using paper::Align;

std::string clock(int minute)
{
    return fmt::format("{}:{:02}", minute / 60, minute % 60);
}

std::string hours_of(const booking::Booking& booking)
{
    return booking.boxes.empty() ? "" : clock(booking.from_minute) + "〜" + clock(booking.until_minute);
}

}  // namespace

paper::Document day_sheet(const DaySheet& sheet)
{
    paper::Document page{"窓口の控え", sheet.made_at,
                         sheet.facility.name + "　" + in_japanese(sheet.day) + "　作成 " +
                             hagukumi::in_era(date_in_japan(sheet.made_at)) + " " +
                             to_string_in_japan(sheet.made_at).substr(11, 5)};
    page.is_wide = true;
    page.add(paper::Title{in_japanese(sheet.day) + "　窓口の控え"})
        .add(paper::Paragraph{sheet.municipality + "　" + sheet.facility.name, Align::right})
        .add(paper::Paragraph{
            "端末や回線が使えないときに、この紙に書いてください。使えるようになったら、3日以内に窓口の画面の"
            "「紙の控えを入力する」で、書いた時刻のまま入力します。料金と残りは、書いた時刻の決まりで計算"
            "されます。",
            Align::left, true});
    if (!sheet.expected.empty()) {
        page.add(paper::Heading{"予約のある方"});
        paper::Table table{{{"時間", 4},
                            {"保護者", 5},
                            {"お子さん", 5},
                            {"サービス", 5},
                            {"残り", 2, Align::right},
                            {"利用者番号", 4},
                            {"誕生日（月日）", 4},
                            {"来た時刻", 3},
                            {"数・日にち", 4},
                            {"確認", 3}},
                           {}};
        for (const Expected& one : sheet.expected) {
            std::string children;
            for (const std::string& name : one.children) children += (children.empty() ? "" : "、") + name;
            const bool is_asked = one.booking.state == booking::State::requested;
            table.rows.push_back(
                {{hours_of(one.booking), one.guardian, children,
                  one.service.ja + (is_asked ? "（受付待ち）" : ""),
                  one.left ? grouped(one.left->count) + one.unit.ja : "", "", "", "", "", ""}});
        }
        page.add(std::move(table));
    }
    page.add(paper::Heading{sheet.expected.empty() ? "利用した方" : "予約のない方"});
    paper::Table table{{{"時刻", 3},
                        {"保護者", 6},
                        {"利用者番号", 5},
                        {"保護者の誕生日（月日）", 5},
                        {"サービス", 6},
                        {"数・日にち", 5},
                        {"確認", 4}},
                       {}};
    const std::size_t taken = std::min(sheet.expected.size(), rows_of_a_page);
    const std::size_t empty_rows = std::max(least_empty_rows, rows_of_a_page - taken);
    for (std::size_t i = 0; i < empty_rows; ++i) table.rows.push_back({{"\n", "", "", "", "", "", ""}});
    page.add(std::move(table))
        .add(paper::Paragraph{"利用者番号は、利用者カードか届いた書類にあります。書き終えた紙は、入力のあと、"
                              "施設の決まりに従って"
                              "保管するか細かく裁断してください。",
                              Align::left, true});
    return page;
}

void note_day_sheet(store::Transaction& tx, Instant at, const Id& actor, const Id& facility, Date day)
{
    audit::record(tx, at, actor, "desk.day_sheet", facility,
                  fmt::format(R"({{"day":"{}"}})", hagukumi::to_string(day)));
}

}  // namespace hagukumi::desk
