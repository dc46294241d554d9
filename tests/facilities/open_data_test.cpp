// The list of facilities as open data: both public layouts read, the present one written.
#include "facilities/open_data.hpp"

#include <gtest/gtest.h>

#include "facilities/desk.hpp"

namespace hagukumi::test {
namespace {

using facilities::Listing;

std::string csv_of(const std::vector<std::vector<std::string>>& rows)
{
    std::string csv;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) csv += (i > 0 ? ",\"" : "\"") + row[i] + "\"";
        csv += "\r\n";
    }
    return csv;
}

// The former layout, as cities still publish it: a mark at the beginning, quotes, a building, other columns.
const std::string former =
    "\xEF\xBB\xBF都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,種別,住所,方書,"
    "緯度,経度,電話番号,"
    "団体名,利用可能曜日,開始時間,終了時間,URL,備考\r\n"
    "131202,0012,東京都,練馬区,\"もりの助産院, "
    "本院\",モリノジョサンイン,認可外保育所,緑町1-2-3,\"みどりビル\n2階\",35.7,"
    "139.6,03-0000-0000,医療法人もり,月火水木金,9:00,17:00,https://example.jp/,\"「産後\"\"ケア\"\"」\"\r\n";

TEST(FacilityList, TheFormerLayoutIsReadByTheNamesOfItsColumns)
{
    const auto list = facilities::read_facility_list(former);
    ASSERT_TRUE(list) << list.error().message.en;
    EXPECT_TRUE(list->mistakes.empty());
    ASSERT_EQ(list->facilities.size(), 1U);
    const auto& one = list->facilities.front();
    EXPECT_EQ(one.code, "0012") << "codes are text";
    EXPECT_EQ(one.name, "もりの助産院, 本院");
    EXPECT_EQ(one.address, "緑町1-2-3　みどりビル\n2階");
    EXPECT_EQ(one.note, "「産後\"ケア\"」");
    ASSERT_TRUE(one.openings);
    ASSERT_EQ(one.openings->size(), 5U);
    EXPECT_EQ(one.openings->front().weekday, 1);
    EXPECT_EQ(one.openings->front().opens_minute, 540);
    EXPECT_NE(std::find(list->ignored.begin(), list->ignored.end(), "緯度"), list->ignored.end())
        << "what is not kept is named";
}

TEST(FacilityList, EachMistakeHasItsRow)
{
    const auto list = facilities::read_facility_list(
        "名称,ID,利用可能曜日,開始時間,終了時間\nA,1,月火,09:00,08:00\nB,,,,\n\nC,1,毎日,09:00,10:00\n");
    ASSERT_TRUE(list);
    std::vector<int> rows;
    for (const auto& mistake : list->mistakes) rows.push_back(mistake.row);
    EXPECT_EQ(rows, (std::vector<int>{2, 3, 5, 5}));
    EXPECT_FALSE(facilities::read_facility_list("施設,電話\nA,1\n")) << "no column of names";
    EXPECT_FALSE(facilities::read_facility_list(""));
}

struct Lists : Desk {
    Result<void> take(const std::vector<facilities::ListedFacility>& listed)
    {
        facilities::ImportFacilities command{draw(), now, officer, listed, {}};
        for (std::size_t i = 0; i < listed.size(); ++i)
            command.fresh.push_back(
                {draw(), facilities::draw_poster_token(randomness), facilities::draw_passcodes(randomness)});
        return run(nerima, [&](Transaction& tx) { return facilities::import_facilities(tx, command); });
    }
    std::vector<Listing> look(const std::vector<facilities::ListedFacility>& listed)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return facilities::compare(snapshot, listed); });
    }
};

TEST_F(Lists, ANewFacilityJoinsWithAPosterAndAKnownOneIsChanged)
{
    add(grove, "0012");
    auto listed = facilities::read_facility_list(former)->facilities;
    listed.push_back(listed.front());
    listed.back().code = "0013";
    EXPECT_EQ(look(listed), (std::vector<Listing>{Listing::changed, Listing::added}));
    ASSERT_TRUE(take(listed));
    EXPECT_EQ(look(listed), (std::vector<Listing>{Listing::same, Listing::same}));
    const auto changed = ask(nerima, [&](Snapshot& s) { return facilities::find_facility(s, grove); });
    EXPECT_EQ(changed->provider, "医療法人もり");
    const auto joined =
        ask(nerima, [&](Snapshot& s) { return facilities::find_facility_by_code(s, "0013"); });
    ASSERT_TRUE(joined);
    EXPECT_TRUE(scan(facilities::to_string(poster(joined->id).token)));
}

TEST_F(Lists, WhatAListDoesNotSayStaysAsItWas)
{
    add(grove, "0012");
    ASSERT_TRUE(take(facilities::read_facility_list("ID,名称\n0012,新しい名前\n")->facilities));
    const auto changed = ask(nerima, [&](Snapshot& s) { return facilities::find_facility(s, grove); });
    EXPECT_EQ(changed->name, "新しい名前");
    EXPECT_EQ(changed->phone, "000-0000-0001");
}

TEST_F(Lists, WhatIsWrittenIsReadBackAsTheSame)
{
    add(grove, "0012");
    ASSERT_TRUE(take(facilities::read_facility_list(former)->facilities));
    const auto written = ask(nerima, [&](Snapshot& s) {
        const auto facility = *facilities::find_facility(s, grove);
        return std::vector<std::vector<std::string>>{
            facilities::facility_list_header(),
            facilities::facility_list_row(nerima, "練馬区",
                                          {facility, facilities::openings_of(s, facility.id)})};
    });
    ASSERT_EQ(written[0].size(), 53U);
    ASSERT_EQ(written[1].size(), 53U);
    EXPECT_EQ(written[1][0], "131202");
    auto without_quotes = written;
    without_quotes[1][52] = "備考";
    const auto again = facilities::read_facility_list(csv_of(without_quotes));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->mistakes.empty());
    auto listed = again->facilities;
    listed[0].note = "「産後\"ケア\"」";
    EXPECT_EQ(look(listed), std::vector<Listing>{Listing::same});
}

}  // namespace
}  // namespace hagukumi::test
