#include "rules/new_programme.hpp"

#include <boost/json/serialize.hpp>
#include <string_view>
#include <utility>

#include "base/era.hpp"

namespace hagukumi::rules {

namespace {

// Everything that is not in capitals between two @ stands in the new file as it is.  The dates of the cases
// were worked out by hand: born on 10 April 2026, under four months means until 9 August 2026
// (年齢計算ニ関スル 法律: four months are attained at the end of that day).
constexpr std::string_view pattern = R"(# yaml-language-server: $schema=@SCHEMA@
# ▼ のところを、要綱を見ながら直してください。直したら: hagukumi check @CODE@.yaml
# Change what stands beside ▼, with the municipality's rules at hand; then run the check.
# 書き方 / how to write: docs/programmes.ja.md, docs/programmes.md

programme: @CODE@
municipality:
  code: "@MUNICIPALITY_CODE@"
  name: { ja: @MUNICIPALITY_JA@, en: @MUNICIPALITY_EN@ }
name: { ja: @NAME_JA@, en: @NAME_EN@ }

# もとにした要綱と、その日付。判定のたびに示されます。 / What the rules were written from; shown with every answer.
document:
  name: { ja: @DOCUMENT_JA@, en: @DOCUMENT_EN@ }   # ▼ 要綱の名前 / its name
  date: @DATE@   # ▼ 施行の日など / its date

# 保護者の問い合わせ先。 / Whom a parent can ask.
contact:
  name: { ja: 担当の係, en: The office in charge }   # ▼
  # phone: 03-0000-0000
  # hours: { ja: 平日8時30分〜17時, en: "Weekdays 8:30-17:00" }

# 画面で使う呼び名。 / The word on the screens.
words:
  coupon: { ja: 利用券, en: coupon }   # ▼ クーポン、電子チケットなど

# 要綱に書かれていない点は、ここに残して担当課に確かめます。 / What the document leaves open; ask about it.
unsettled:
  - source: 第7条   # ▼
    text:
      ja: 2割の端数処理は書かれていません。1円未満を切り捨てています。
      en: The rounding of the 20 % is not stated. It is rounded down to whole yen.

# 申請のときの規則。なければ [] と書きます。 / Rules of application, or [].
application_rules:
  - rule: resident_on_application
    source: 第3条   # ▼ 要綱の条 / the article
    require: resident
    refused:
      ja: 申請には住民登録が必要です。転入の届出がお済みでしたら、担当へお問い合わせください。
      en: You need to be registered as a resident to apply. If you have moved in, please ask the office.

# 付与するもの。 / What is granted.
allotments:
  day_care:
    source: 第4条   # ▼
    name: { ja: 日帰り型利用券, en: Day care coupon }   # ▼
    holder: birth            # ▼ だれに: birth 出産ごと、child 子ごと、household 世帯ごと / to whom
    unit: visit              # ▼ 単位: day 日、visit 回、hour 時間、sheet 枚、yen 円 / what is counted
    units: 5                 # ▼ いくつ / how many
    more_than_left: refuse   # 残りより多いとき: refuse 断る、use_what_is_left ある分だけ / more than is left

# 使えるもの。 / What can be used.
services:
  day_care:
    source: 第5条   # ▼
    name: { ja: 日帰り型, en: Day care }   # ▼
    description: { ja: 施設で心身のケアと育児の相談を受けられます。, en: Care for mother and baby at a facility. }   # ▼
    allotment: day_care
    unit: visit
    asks: number        # 窓口でたずねること: dates 日付、number 数、hours 時刻、amount 金額 / what is asked at the desk
    least_per_use: 1
    most_per_use: 1
    design: 1
    # 料金。書かれていなければ price: not_stated / The price, or not_stated
    price:
      source: 第7条   # ▼
      fee: facility.fee * units
      steps:
        - label: { ja: 自己負担（利用料金の2割）, en: Your share (20 % of the fee) }   # ▼
          parent_pays: 20% * fee   # ▼
      rounding: { unit: 1, direction: floor, side: parent, level: use }   # ▼ 端数処理 / rounding

# 利用のときの規則。 / Rules of use.
use_rules:
  # 「生後4か月未満」 / "under four months": 起算日と年齢を要綱のとおりに / from which day, which age
  - rule: under_four_months
    source: 第6条   # ▼
    for: all
    last_day: before_attained(birth.born_on, 4 months)   # ▼
    refused:
      ja: 生後4か月未満が対象です。お使いになれるのは{last_day}までです。
      en: It is for the time under 4 months after birth. You can use it until {last_day}.
    met:
      ja: "{last_day}までお使いになれます。"
      en: You can use it until {last_day}.
  - rule: resident_on_day_of_use
    source: 第3条   # ▼
    for: all
    require: resident
    refused:
      ja: 利用日に住民登録がある方が対象です。
      en: You must be registered as a resident on the day of use.

# 例に出てくる世帯と施設。名前は作ったものにします。 / Families and facilities of the cases; invented ones.
example_families:
  sakura:
    application_on: 2026-05-01
    birth: { due_date: 2026-04-12, born_on: 2026-04-10, children: 1 }
    household: { resident_from: 2020-04-01 }
example_facilities:
  hidamari:
    name: { ja: ひだまり助産院, en: Hidamari Midwives }
    offers: { day_care: 12345 }

# 例: 規則ごとに、使える最後の日とその翌日。数は要綱から手で計算します。
# Cases: of each rule the last day that holds and the day after it; work the numbers out by hand.
cases:
  - case: 申請すると5回分
    shows: [第3条, 第4条]
    today: 2026-05-01
    family: sakura
    apply: true
    expect: { outcome: granted, grants: { day_care: 5 } }
  - case: 転入の前の日には申請できない
    shows: [第3条]
    today: 2026-05-01
    family: sakura
    facts: { household: { resident_from: 2026-05-02 } }
    apply: true
    expect: { outcome: refused, against: [resident_on_application] }
  - case: 自己負担は2割で、端数は切捨て
    shows: [第7条]
    today: 2026-06-01
    family: sakura
    facility: hidamari
    request: { service: day_care, units: 1 }
    expect: { outcome: granted, units: 1, left: 4, fee: 12345, parent: 2469, public: 9876 }
  - case: 4か月未満の最後の日
    shows: [第6条]
    today: 2026-08-09
    family: sakura
    facility: hidamari
    request: { service: day_care, units: 1 }
    expect: { outcome: granted, last_day: { under_four_months: 2026-08-09 } }
  - case: 4か月になった日
    shows: [第6条]
    today: 2026-08-10
    family: sakura
    facility: hidamari
    request: { service: day_care, units: 1 }
    expect: { outcome: refused, against: [under_four_months], says: 令和8年8月9日 }
  - case: 転出の翌日
    shows: [第3条]
    today: 2026-06-02
    family: sakura
    facility: hidamari
    facts: { household: { resident_until: 2026-06-01 } }
    request: { service: day_care, units: 1 }
    expect: { outcome: refused, against: [resident_on_day_of_use] }
  - case: 5回使ったあと
    shows: [第4条]
    today: 2026-06-01
    family: sakura
    facility: hidamari
    facts: { used: { day_care: 5 } }
    request: { service: day_care, units: 1 }
    expect: { outcome: refused, against: [units_left] }
)";

/// In double quotes, as YAML and JSON both read it.
std::string in_quotes(const std::string& text)
{
    return boost::json::serialize(boost::json::value(text));
}

}  // namespace

std::string new_programme(const NewProgramme& wanted)
{
    const std::pair<std::string_view, std::string> pieces[] = {
        {"@SCHEMA@", wanted.schema},
        {"@CODE@", wanted.code},
        {"@MUNICIPALITY_CODE@", wanted.municipality_code},
        {"@MUNICIPALITY_JA@", in_quotes(wanted.municipality.ja)},
        {"@MUNICIPALITY_EN@", in_quotes(wanted.municipality.en)},
        {"@NAME_JA@", in_quotes(wanted.name.ja)},
        {"@NAME_EN@", in_quotes(wanted.name.en)},
        {"@DOCUMENT_JA@", in_quotes(wanted.municipality.ja + wanted.name.ja + "実施要綱")},
        {"@DOCUMENT_EN@", in_quotes(wanted.municipality.en + ", rules of " + wanted.name.en)},
        {"@DATE@", to_string(wanted.document_date)},
    };
    std::string text(pattern);
    for (const auto& [name, value] : pieces) {
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + value.size()))
            text.replace(at, name.size(), value);
    }
    return text;
}

}  // namespace hagukumi::rules
