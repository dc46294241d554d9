#include "rules/shapes.hpp"

#include <algorithm>
#include <array>

#include "base/language.hpp"
#include "rules/form/shapes.hpp"
#include "rules/shaping.hpp"

namespace hagukumi::rules {

namespace {

using namespace shaping;

// ---- the head ----

Shape file()
{
    return {
        "file",
        {"事業のファイル", "a programme file"},
        false,
        {
            must("programme", text, "ファイルの名前（.yaml を除く）", "the file's name without .yaml"),
            must("municipality", map(Map::municipality), "自治体の団体コードと名前",
                 "`{ code: \"131016\", name: { ja: …, en: … } }`"),
            must("name", sentence, "事業の名前", "the programme's name"),
            must("document", map(Map::document), "もとにした要綱など", "what the rules were written from"),
            must("contact", map(Map::contact), "保護者の問い合わせ先", "whom a parent can ask"),
            must("words", map(Map::words), "画面で使う言葉", "the word for a coupon"),
            may("corrections", map(Map::corrections),
                "施設が自分で訂正できる期間（書かなければ自治体だけが訂正する）",
                "until when a facility corrects a use by itself; without it only the municipality does"),
            may("calendar", text, "開庁日の暦の名前（`japan`）",
                "the calendar by which open days are counted"),
            may("unsettled", list_of(map(Map::unsettled)), "要綱に書かれていない点と、ここでの読み方",
                "what the document leaves open, and how it is read here"),
            may("definitions", map_of(map(Map::definition)), "いくつかの規則で使う式の名前",
                "names for expressions that several rules use"),
            may("household_classes", map_of(sentence), "世帯区分", "the household classes"),
            may("documents", map_of(sentence), "規則が求める証明書類", "proofs that rules ask for"),
            may("counters", map_of(map(Map::counter)), "これまでの利用の集計",
                "names for what earlier uses add up to"),
            must("allotments", map_of(map(Map::allotment)), "付与するもの（利用枠）", "what is granted"),
            must("services", map_of(map(Map::service)), "使えるもの（サービス）", "what can be used"),
            must("application_rules", list_of(map(Map::application_rule)), "申請のときの規則、または `[]`",
                 "the rules of application, or `[]`"),
            must("use_rules", list_of(map(Map::use_rule)), "利用のときの規則、または `[]`",
                 "the rules of use, or `[]`"),
            may("booking", list_of(map(Map::booking)), "予約の決まり", "the rules of booking"),
            may("forms", list_of(map(Map::form)), "申請書式", "the forms of application"),
            may("example_families", map_of(map(Map::facts)), "例に出てくる世帯", "families for worked cases"),
            may("example_facilities", map_of(map(Map::facility)), "例に出てくる施設",
                "facilities for worked cases"),
            may("cases", list_of(map(Map::worked_case)), "規則の意味を示す例",
                "what shows what the rules mean"),
        }};
}

Shape municipality()
{
    return {"municipality",
            {"自治体", "the municipality"},
            false,
            {must("code", text, "総務省の団体コード6桁", "the six digits of 総務省"),
             must("name", sentence, "自治体の名前", "its name")}};
}

Shape sentence_shape()
{
    std::vector<Key> keys{must("ja", text, "日本語の文", "the Japanese text"),
                          must("en", text, "英語の文", "the English text")};
    for (const Language language : all_languages) {
        if (language == Language::ja || language == Language::en) continue;
        keys.push_back(may(code_of(language), text, "その言語の文", "the text in that language"));
    }
    return {"sentence", {"表示する文", "a text for people"}, false, std::move(keys)};
}

Shape document()
{
    return {"document",
            {"もとにした文書", "the document"},
            false,
            {must("name", sentence, "文書の名前", "its name"),
             must("date", date, "文書の日付（2026-04-01 のように）", "a date such as 2026-04-01")}};
}

Shape contact()
{
    return {"contact",
            {"問い合わせ先", "the contact"},
            false,
            {must("name", sentence, "窓口の名前", "the office's name"),
             may("phone", text, "電話番号", "its telephone"),
             may("hours", sentence, "受付時間", "when it answers"),
             may("note", sentence, "添える言葉", "what else a parent should know")}};
}

Shape words()
{
    return {"words",
            {"画面で使う言葉", "the words"},
            false,
            {must("coupon", sentence, "クーポンの呼び名", "the word for a coupon")}};
}

Shape corrections()
{
    constexpr std::int64_t most_hours = 24 * 366;
    return {"corrections",
            {"施設による訂正", "corrections by facilities"},
            false,
            {source(),
             must("within_hours", number(1, most_hours), "利用の記録から何時間以内か",
                  "how many hours after the use was entered"),
             must("last_moment", one_of({"excluded", "included"}),
                  "ちょうどその時刻を認めないか（excluded）、認めるか（included）",
                  "whether exactly so much later is still in time"),
             must("more_units", one_of({"refused", "allowed"}), "数を増やす訂正を認めないか、認めるか",
                  "whether the number may also become higher")}};
}

Shape unsettled()
{
    return {"unsettled",
            {"決まっていない点", "an unsettled point"},
            false,
            {must("source", text, "要件の番号と文書の場所",
                  "the requirement's number and the place in the document"),
             must("text", sentence, "書かれていないことと、ここでの読み方",
                  "what is not stated, and how it is read here")}};
}

Shape definition()
{
    return {"definition",
            {"定義", "a definition"},
            false,
            {source(), name_in_words(), must("is", expression(Type::mistake), "式", "an expression")}};
}

// ---- allotments and services ----

Shape allotment()
{
    return {
        "allotment",
        {"利用枠", "an allotment"},
        false,
        {source(), must("name", sentence, "利用枠の名前", "its name"),
         must("holder", one_of({"birth", "child", "household", "registration"}),
              "だれに付与するか（birth 1回の出産、child 子、household 世帯、registration 施設への登録）",
              "to whom it is granted"),
         must("unit", one_of(units), "数える単位", "what is counted"),
         may("units", expression(Type::units), "いくつ付与するか、または `unlimited`",
             "how many, or `unlimited`"),
         may("notes", list_of(map(Map::note)), "額面のある券（`units` の代わり）",
             "notes with a face value, in the place of `units`"),
         may("more_than_left", one_of({"refuse", "use_what_is_left"}),
             "残りより多い利用を断るか、残りの分だけ使うか", "what happens when more is asked than is left"),
         may("granted_when", expression(Type::truth), "付与する条件", "when it is granted")}};
}

Shape note()
{
    return {"note",
            {"額面ごとの券", "notes of one value"},
            false,
            {must("value", number(1, most_units), "額面（円）", "the face value in yen"),
             must("count", expression(Type::units), "その額面の枚数", "how many notes of this value")}};
}

Shape service()
{
    return {
        "service",
        {"サービス", "a service"},
        false,
        {source(), must("name", sentence, "サービスの名前", "its name"),
         may("description", sentence, "保護者への説明", "what it is, for parents"),
         must("allotment", text, "どの利用枠を使うか", "the allotment on which it draws"),
         must("unit", one_of(units), "数える単位（利用枠と同じ）", "what is counted, as in the allotment"),
         must("asks", one_of({"dates", "number_of_days", "number", "hours", "amount"}),
              "窓口で何をたずねるか", "what the parent is asked for"),
         may("counts", one_of({"days", "nights"}), "宿泊を日数で数えるか、泊数で数えるか",
             "whether a stay counts its days or its nights"),
         may("units_per_day", number(1, 100), "1日（1泊）をいくつと数えるか",
             "how many units a day or a night weighs"),
         may("begun_unit", one_of({"counts", "refuse"}), "途中までの1時間（30分）を1と数えるか、断るか",
             "whether a begun hour counts in full or is refused"),
         must("least_per_use", number(1, most_units), "1回に最低いくつ使うか", "the least units of one use"),
         may("most_per_use", number(1, most_units), "1回に最大いくつ使えるか", "the most units of one use"),
         may("too_few", sentence, "最低に足りないときの文", "the sentence when `least_per_use` refuses"),
         must("design", number(1, 8), "券の絵柄（1から8）", "the coupon's picture, 1 to 8"),
         must("price", either({map(Map::price), one_of({"not_stated"})}), "料金、または `not_stated`",
              "the price, or `not_stated`")}};
}

Shape price()
{
    return {"price",
            {"料金", "a price"},
            false,
            {source(),
             must("fee", expression(Type::yen), "利用料金の全体（facility.fee * units のように）",
                  "the whole fee, as in facility.fee * units"),
             must("steps", list_of(map(Map::price_step)), "保護者が払う額を、順に",
                  "what the parent pays, in steps"),
             may("rounding", map(Map::rounding), "端数処理", "how fractions of a yen are rounded"),
             may("paid", one_of({"at_desk", "afterwards"}), "窓口で引くか、あとで戻すか（償還払い）",
                 "at the desk, or paid back afterwards")}};
}

Shape price_step()
{
    return {"price_step",
            {"料金の段", "a step of a price"},
            false,
            {must("label", sentence, "明細に出す言葉", "the words in the bill"),
             may("when", expression(Type::truth), "この段を行う条件", "when this step is taken"),
             must("parent_pays", expression(Type::yen), "この段のあとの保護者の負担額",
                  "the parent's share after this step")}};
}

Shape rounding()
{
    return {"rounding",
            {"端数処理", "a rounding"},
            false,
            {must("unit", one_of({"1", "10", "100", "1000"}), "何円の単位にするか", "to how many yen"),
             must("direction", one_of({"floor", "half_up", "ceil"}), "切捨て、四捨五入、切上げ",
                  "down, half up or up"),
             must("side", one_of({"parent", "public"}), "保護者の額か、公費の額か", "which share is rounded"),
             must("level", one_of({"unit", "use"}), "1単位ごとか、1回の利用ごとか",
                  "each unit, or the whole use")}};
}

// ---- rules ----

std::vector<Key> keys_of_counting()
{
    return {
        may("counts", one_of({"units", "uses", "public_yen", "first_day", "last_day"}), "何を数えるか",
            "what of each use is counted"),
        may("of", one_of({"birth", "child", "household"}), "だれの利用を数えるか", "whose uses are counted"),
        may("counted_by", one_of({"first_day", "each_day"}),
            "月などをまたぐ宿泊を、初日で数えるか日ごとに数えるか",
            "how a stay over the end of a month is counted"),
        may("counting_from", expression(Type::date), "この日からの利用を数える",
            "only days from it on are counted"),
        may("counting_until", expression(Type::date), "この日までの利用を数える",
            "only days until it are counted")};
}

std::vector<Key> keys_of_rule()
{
    return {must("rule", code, "規則のコード", "a code for the rule"),
            source(),
            may("when", expression(Type::truth), "規則を当てはめる条件", "when the rule applies"),
            may("require", expression(Type::truth), "成り立たなければならないこと", "what must hold"),
            may("first_day", expression(Type::date), "使える最初の日", "the first day of the window"),
            may("last_day", expression(Type::date), "使える最後の日", "the last day of the window"),
            must("refused", sentence, "使えないときに伝える文", "what is told when it refuses"),
            may("met", sentence, "使えるときに伝える文", "what is told when it holds")};
}

Shape counter()
{
    return {"counter",
            {"集計", "a counter"},
            false,
            joined({source(), name_in_words(),
                    must("counting", either({one_of({"all"}), list_of(code)}), "`all`、またはサービスの一覧",
                         "`all`, or a list of services"),
                    must("per", one_of(times), "どの期間で数えるか", "over which time")},
                   keys_of_counting())};
}

Shape application_rule()
{
    return {"application_rule", {"申請の規則", "a rule"}, false, keys_of_rule()};
}

Shape use_rule()
{
    std::vector<std::string_view> pers{"use"};
    pers.insert(pers.end(), times.begin(), times.end());
    return {"use_rule",
            {"利用の規則", "a rule"},
            false,
            joined(joined(keys_of_rule(),
                          {must("for", either({one_of({"all"}), list_of(code)}),
                                "`all`、またはサービスの一覧", "`all`, or a list of services"),
                           may("facility_last_day", expression(Type::date), "施設が狭める最後の日",
                               "the facility's own last day, which may narrow"),
                           may("days_outside", one_of({"refuse", "cut"}),
                               "外れた日があるとき、断るか、その日を除くか",
                               "what happens to days on which it does not hold"),
                           may("at_most", expression(Type::units), "上限", "the cap"),
                           may("per", one_of(pers), "上限の期間", "over which time the cap is"),
                           may("counting", either({one_of({"this_service", "all"}), list_of(code)}),
                               "`this_service`、`all`、またはサービスの一覧",
                               "`this_service`, `all`, or a list of services"),
                           may("beyond", one_of({"refuse", "cut"}),
                               "上限を超えるとき、断るか、入る分だけ使うか", "what happens beyond the cap")}),
                   keys_of_counting())};
}

// ---- worked cases ----

Shape worked_case()
{
    return {"case",
            {"例", "a case"},
            false,
            {must("case", text, "何を示す例か、短い言葉で", "what it shows, in a few words"),
             must("shows", list_of(text), "示している要件（[C-09] のように）",
                  "the requirements that it shows, as [C-09]"),
             may("today", date, "今日の日付", "the day on which it is asked"),
             may("family", text, "`example_families` の世帯", "a family of `example_families`"),
             may("facility", either({map(Map::facility), text}), "`example_facilities` の施設",
                 "a facility of `example_facilities`"),
             may("facts", map(Map::facts), "世帯に重ねる事実", "facts laid over the family's"),
             may("request", map(Map::request), "何を使いたいか", "what is asked for"),
             may("expect", map(Map::expectation), "どう判定されるか", "what the decision is"),
             may("steps", list_of(map(Map::case_step)), "続けて使うとき、その一つずつ",
                 "uses one after the other"),
             may("apply", truth, "申請の例なら `true`", "`true` for a case of application")}};
}

Shape case_step()
{
    return {"case_step",
            {"例の一つの利用", "a step"},
            false,
            {must("request", map(Map::request), "何を使いたいか", "what is asked for"),
             must("expect", map(Map::expectation), "どう判定されるか", "what the decision is"),
             may("today", date, "その日の日付", "the day on which it is asked"),
             may("facility", either({map(Map::facility), text}), "`example_facilities` の施設",
                 "a facility of `example_facilities`")}};
}

Shape expectation()
{
    const Holds yen = number(0, most_yen);
    return {
        "expectation",
        {"判定の見込み", "an expectation"},
        false,
        {must("outcome", one_of({"granted", "partly", "refused"}), "使える、一部使える、使えない",
              "granted, partly or refused"),
         may("units", yen, "使う数", "the units taken"), may("left", yen, "残る数", "the units left"),
         may("fee", yen, "利用料金（円）", "the whole fee"),
         may("parent", yen, "保護者の負担（円）", "the parent's share"),
         may("public", yen, "公費の負担（円）", "the public share"),
         may("against", list_of(code), "断る規則のすべて", "exactly the rules that refuse"),
         may("cut", list_of(code), "日や数を減らす規則のすべて", "exactly the rules that take something off"),
         may("first_day", map_of(date), "規則ごとの最初の日", "the first day of a rule's window"),
         may("last_day", map_of(date), "規則ごとの最後の日", "the last day of a rule's window"),
         may("covered", list_of(date), "対象になる最初の日と最後の日", "the first and the last day covered"),
         may("possible", list_of(map(Map::request)), "代わりに案内される利用",
             "requests that are proposed instead"),
         may("says", either({text, list_of(text)}), "文に含まれる言葉", "what the sentences contain"),
         may("grants", map_of(either({yen, one_of({"unlimited"})})), "付与される数", "what is granted"),
         may("notes", map_of(yen), "使う券（額面と枚数）", "the notes taken, by their value"),
         may("room", map_of(yen), "上限の残り", "what each cap leaves before this use")}};
}

Shape request()
{
    return {"request",
            {"使いたいもの", "a request"},
            false,
            {must("service", text, "サービス", "the service"),
             may("first_day", date, "最初の日（なければ今日）", "the first day; left out: today"),
             may("last_day", date, "最後の日", "the last day"),
             may("units", number(-most_yen, most_yen), "数（または金額）", "how many, or the bill in yen"),
             may("from", time_of_day, "何時から", "from when"),
             may("until", time_of_day, "何時まで", "until when")}};
}

Shape facts()
{
    return {
        "facts",
        {"事実", "facts"},
        true,
        {may("today", date, "今日の日付（2026-04-01 のように）", "a date such as 2026-04-01"),
         may("at", text, "今の日時", "the instant, in the place of `today`"),
         may("application_on", date, "申請日", "the day of application"),
         may("issued_on", date, "発行日", "the day of issue"),
         may("interviewed_on", date, "面談日", "the day of the interview"),
         may("birth", map(Map::birth), "出産", "the birth"),
         may("child", map(Map::child), "お子さん", "the child"),
         may("household", map(Map::household), "世帯", "the household"),
         may("guardian", map(Map::guardian), "保護者", "the guardian"),
         may("documents", map_of(either({map(Map::proof), nothing})), "証明書類", "proofs that were seen"),
         may("facility", map(Map::facility), "施設", "the facility"),
         may("used", map_of(number(0, most_yen)), "利用枠ごとの、使った数", "units used, by allotment"),
         may("allotments", map_of(map(Map::held)), "利用枠ごとの、付与された数と使った数",
             "what is held of each allotment"),
         may("uses", list_of(map(Map::earlier_use)), "これまでの利用", "earlier uses")}};
}

Shape birth()
{
    return {"birth",
            {"出産", "a birth"},
            true,
            {may("due_date", date, "出産予定日", "the due date"),
             may("born_on", date, "出産日", "the day of birth"),
             may("lost_on", date, "流産・死産の日", "the day of the loss"),
             may("children", number(1, 10), "生まれた（生まれる）子の数", "how many children"),
             may("discharged_on", date, "退院日", "the day of discharge")}};
}

Shape child()
{
    return {"child",
            {"お子さん", "a child"},
            true,
            {may("born_on", date, "誕生日（なければ出産日）", "the birthday; left out: the day of birth"),
             may("enrolled_on", date, "保育園等に在籍し始めた日", "since when it attends a nursery"),
             may("birth_order", number(1, 30), "第何子か", "whether first, second … child")}};
}

Shape household()
{
    return {"household",
            {"世帯", "a household"},
            true,
            {may("class", text, "世帯区分", "the household class"),
             may("class_from", date, "区分の始まり", "from when"),
             may("class_until", date, "区分の終わり", "until when"),
             may("resident_from", date, "住民登録の日", "since when it is registered"),
             may("resident_until", date, "住民登録の最後の日", "the last day of residence"),
             may("hospitalised_from", date, "入院の始まり", "in hospital from"),
             may("hospitalised_until", date, "入院の終わり", "in hospital until"),
             may("class_by_tax_year", map_of(code), "課税年度ごとの世帯区分", "the class of each tax year"),
             may("levy_by_tax_year", map_of(number(0, most_yen)), "課税年度ごとの市民税所得割額",
                 "the levy of each tax year"),
             may("visiting_from", date, "里帰りの始まり", "stays with relatives from"),
             may("visiting_until", date, "里帰りの終わり", "stays with relatives until"),
             may("children_born_on", list_of(date), "世帯の子ども全員の誕生日",
                 "the birthdays of all its children")}};
}

Shape guardian()
{
    return {"guardian",
            {"保護者", "the guardian"},
            true,
            {may("born_on", date, "生年月日", "a date such as 1990-04-01")}};
}

Shape proof()
{
    return {"proof",
            {"証明書類", "a document"},
            true,
            {may("valid_from", date, "有効期間の始まり", "valid from"),
             may("valid_until", date, "有効期間の終わり", "valid until")}};
}

Shape facility()
{
    return {"facility",
            {"施設", "a facility"},
            true,
            {may("id", text, "施設の名前（例の中だけで使う）", "its name among the cases"),
             may("name", sentence, "施設の名前", "its name"),
             may("offers", map_of(either({map(Map::offer), number(0, most_yen)})), "行うサービスと利用料金",
                 "the services with their fees"),
             may("accepts_corrected_age", truth, "修正月齢で受け入れるか",
                 "whether it goes by the corrected age"),
             may("accepts_loss", truth, "流産・死産の方を受け入れるか",
                 "whether it takes those who lost a pregnancy"),
             may("closed_on", list_of(date), "休みの日", "the days on which it is closed"),
             may("outside", truth, "市外の施設か", "whether it is outside of the municipality")}};
}

Shape offer()
{
    return {"offer",
            {"施設の行うサービス", "an offer"},
            false,
            {must("fee", number(0, most_yen), "1単位の利用料金（円）", "the fee of one unit in yen"),
             may("first_day", date, "行う最初の日", "from when it is offered"),
             may("last_day", date, "行う最後の日", "until when it is offered"),
             may("age_limit_months", number(0, 240), "施設の対象月齢", "the facility's own limit of age")}};
}

Shape held()
{
    return {"held",
            {"付与された利用枠", "an allotment"},
            false,
            {may("granted", number(0, most_yen), "付与された数", "how many were granted"),
             may("used", number(0, most_yen), "使った数", "how many were used"),
             may("first_use_on", date, "初めて使った日", "the day of the first use"),
             may("facility", text, "登録した施設", "the facility it is bound to")}};
}

Shape earlier_use()
{
    return {"earlier_use",
            {"これまでの利用", "an earlier use"},
            false,
            {must("service", text, "サービス", "the service"),
             must("first_day", date, "最初の日", "the first day"),
             may("last_day", date, "最後の日", "the last day"),
             must("units", number(1, most_yen), "使った数", "how many units"),
             may("public", number(0, most_yen), "公費の額（円）", "what the municipality paid"),
             may("birth", one_of({"this", "other"}), "この出産の利用か", "whether of the same birth"),
             may("child", one_of({"this", "other"}), "このお子さんの利用か", "whether of the same child")}};
}

Shape calendar()
{
    return {
        "calendar",
        {"暦", "a calendar"},
        false,
        {must("calendar", text, "事業のファイルで使う名前", "the name that programmes use"),
         must("source", text, "祝日が公表された場所", "where the holidays were published"),
         must("known_until", date, "祝日が公表されている最後の日",
              "the last day for which the holidays are known"),
         must("closed_weekly",
              list_of(one_of({"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"})),
              "毎週の休み、または `[]`", "a list, or `[]`"),
         must("closed_yearly", list_of(text), "毎年の休み（12-29 のように）、または `[]`", "a list, or `[]`"),
         must("holidays", map_of(text), "祝日（日付と名前）", "the holidays by their dates")}};
}

// ---- booking ----

Shape booking()
{
    return {
        "booking",
        {"予約の決まり", "an entry of `booking`"},
        false,
        {must("for", either({one_of({"all", "interview"}), list_of(code)}),
              "`all`、`interview`、またはサービスの一覧", "`all`, `interview`, or a list of services"),
         must("source", text, "要件の番号と文書の場所", "the requirements that it comes from"),
         must("seats", one_of({"none", "day", "hour"}), "席を数えないか、1日ごとか、時間帯ごとか",
              "what a seat is"),
         must("opens", map(Map::release), "いつから予約できるか", "from when a day can be booked"),
         must("deadlines", map(Map::deadlines), "予約、変更、取消しの締切",
              "until when one can book, change and cancel"),
         may("facility_sets_deadlines", truth, "施設が締切を決めるか", "whether facilities set their own"),
         may("hours", map(Map::booking_hours), "利用時間帯", "the boxes of a day"),
         may("days_at_once", number(1, 366), "1回の予約の日数", "the days of one booking"),
         may("held", map(Map::holding), "保持できる日数", "how many days may be held at one time"),
         may("interview", truth, "面談が先に要るか", "whether an interview comes first"),
         may("accepted_by_facility", truth, "施設が受け付けるか",
             "whether the facility accepts each booking"),
         may("reserves_units", truth, "予約のときに数を取り置くか",
             "whether units are set aside when booked"),
         may("needed_for_use", truth, "予約がないと使えないか", "whether there is no use without a booking"),
         may("age_groups", list_of(map(Map::age_group)), "席を別に数える年齢区分",
             "ages whose seats are counted by themselves"),
         may("priority", list_of(map(Map::priority_group)), "優先する方", "who comes first"),
         may("lottery", map(Map::lottery), "抽選", "the draw"),
         may("waiting_list", map(Map::waiting_list), "キャンセル待ち", "the waiting list"),
         may("no_shows", map(Map::no_shows), "無断キャンセル", "what no-shows lead to"),
         may("cancelling", list_of(map(Map::cancellation_cost)), "キャンセル料", "what cancelling costs"),
         may("questions", list_of(map(Map::question)), "予約のときの質問", "what is asked with a booking"),
         may("cases", list_of(map(Map::booking_case)), "予約の例", "worked cases of booking")}};
}

Shape release()
{
    return {"release",
            {"予約の受付開始", "the opening of bookings"},
            false,
            {may("days_ahead", number(0, 400), "何日先まで予約できるか", "how many days ahead"),
             may("months_before", number(1, 12), "何か月前に受け付けるか", "how many months before"),
             may("on_day", number(1, 31), "その月の何日から", "on which day of that month"),
             may("at", time_of_day, "何時から", "from when on that day"),
             may("on_closed_day", one_of({"stays", "next_open_day", "previous_open_day"}),
                 "閉庁日に当たるとき", "what happens when it is a closed day")}};
}

Shape deadlines()
{
    const Holds deadline = either({map(Map::deadline), one_of({"never"})});
    return {"deadlines",
            {"締切", "the deadlines"},
            false,
            {must("book", deadline, "予約の締切、または `never`", "a deadline, or `never`"),
             must("change", deadline, "変更の締切、または `never`", "a deadline, or `never`"),
             must("cancel", deadline, "取消しの締切、または `never`", "a deadline, or `never`")}};
}

Shape facility_deadlines()
{
    return {"facility_deadlines",
            {"施設の締切", "the facility's deadlines"},
            false,
            {may("book", map(Map::deadline), "予約の締切", "until when one can book"),
             may("change", map(Map::deadline), "変更の締切", "until when one can change"),
             may("cancel", map(Map::deadline), "取消しの締切", "until when one can cancel")}};
}

Shape deadline()
{
    return {"deadline",
            {"締切の日時", "a deadline"},
            false,
            {must("days_before", number(0, 100), "何日前か", "how many days before"),
             may("counted_in", one_of({"calendar_days", "open_days"}), "暦日で数えるか、開庁日で数えるか",
                 "in calendar days or in open days"),
             must("until", time_of_day, "何時まで（17:00 のように）", "a time such as 17:00")}};
}

Shape booking_hours()
{
    return {"booking_hours",
            {"利用時間帯", "the hours"},
            false,
            {must("opens", time_of_day, "始まり（8:30 のように）", "a time such as 8:30"),
             must("closes", time_of_day, "終わり（17:00 のように）", "a time such as 17:00"),
             must("slot_minutes", number(5, 24 * 60), "一こまの分", "the minutes of a box"),
             must("least_slots", number(1, 288), "最低いくつのこま", "the least boxes"),
             must("most_slots", number(1, 288), "最大いくつのこま", "the most boxes"),
             must("gaps", one_of({"refuse", "allow"}), "とびとびに選べるか", "whether boxes may lie apart")}};
}

Shape holding()
{
    return {"holding",
            {"保持できる日数", "what may be held"},
            false,
            {must("days", number(1, 366), "日数", "how many days"),
             must("counted", one_of({"over_all_facilities", "at_each_facility"}),
                  "全施設を合わせるか、施設ごとか", "over all facilities, or at each")}};
}

Shape age_group()
{
    return {
        "age_group",
        {"年齢区分", "an age group"},
        false,
        {must("group", code, "区分のコード", "its code"), must("name", sentence, "区分の名前", "its name"),
         may("until_months", number(1, 300), "何か月未満か（最後の区分には書かない）",
             "below which age in months; not in the last")}};
}

Shape priority_group()
{
    return {
        "priority_group",
        {"優先する区分", "a priority group"},
        false,
        {must("group", code, "区分のコード", "its code"), must("name", sentence, "区分の名前", "its name"),
         must("when", expression(Type::truth), "だれが当てはまるか", "who belongs to it")}};
}

Shape lottery()
{
    return {"lottery",
            {"抽選", "the lottery"},
            false,
            {must("collects_minutes", number(1, 60 * 24 * 31), "受付開始から何分間の申込みを抽選するか",
                  "how many minutes applications are collected")}};
}

Shape waiting_list()
{
    return {"waiting_list",
            {"キャンセル待ち", "the waiting list"},
            false,
            {must("offer_minutes", number(1, 60 * 24), "空きの案内が有効な分", "how long an offer stands"),
             must("most_offers", number(1, 100), "同じ方への案内の回数", "how many offers one entry gets"),
             may("quiet_from", time_of_day, "案内しない時間の始まり", "no offers from"),
             may("quiet_until", time_of_day, "案内しない時間の終わり", "no offers until")}};
}

Shape no_shows()
{
    return {"no_shows",
            {"無断キャンセル", "no-shows"},
            false,
            {must("count", number(1, 100), "何回で", "how many"),
             must("within_days", number(1, 3660), "何日のあいだに", "within how many days"),
             must("suspended_days", number(1, 3660), "何日のあいだ予約できなくなるか",
                  "for how many days none can book")}};
}

Shape cancellation_cost()
{
    return {"cancellation_cost",
            {"キャンセル料", "a cost of cancelling"},
            false,
            {must("from", map(Map::deadline), "いつからかかるか", "from when it costs something"),
             may("units", number(1, 1000), "失う数", "the units lost"),
             may("fee_yen", number(1, most_units), "料金（円）", "the fee in yen")}};
}

Shape question()
{
    return {"question",
            {"質問", "a question"},
            false,
            {must("question", code, "質問のコード", "its code"),
             must("ask", sentence, "質問の文", "the question"),
             may("answers", map_of(sentence), "選べる答え", "the answers to choose from"),
             may("required", truth, "答えが要るか", "whether it must be answered")}};
}

Shape booking_case()
{
    return {
        "booking_case",
        {"予約の例", "a case of booking"},
        false,
        {must("case", text, "何を示す例か、短い言葉で", "what it shows, in a few words"),
         must("shows", list_of(text), "示している要件（[G-13] のように）",
              "the requirements that it shows, as [G-13]"),
         may("now", text, "今の日時（2026-07-08 9:00 のように）", "a day and a time, as in 2026-07-08 9:00"),
         may("service", code, "サービス", "the service"),
         may("book", map(Map::wanted_booking), "予約したいもの", "what is booked"),
         may("change", map(Map::booking_change), "変更", "a change"),
         may("cancel", map(Map::held_booking), "取り消す予約", "the booking that is cancelled"),
         may("draw", map(Map::draw), "抽選", "a draw"),
         may("given", map(Map::booking_given), "そのときの様子", "what is given"),
         must("expect", either({map(Map::booking_expectation), map(Map::draw_expectation)}),
              "どう判定されるか", "what is decided")}};
}

Shape booking_change()
{
    return {"booking_change",
            {"変更", "a change"},
            false,
            {must("from", map(Map::held_booking), "手放す予約", "the booking that is given up"),
             must("to", map(Map::wanted_booking), "新しい予約", "the new booking")}};
}

Shape wanted_booking()
{
    return {
        "wanted_booking",
        {"予約したいもの", "what is booked"},
        false,
        {must("day", date, "日付（2026-07-08 のように）", "a date such as 2026-07-08"),
         may("last_day", date, "最後の日", "the last day"), may("from", time_of_day, "何時から", "from when"),
         may("until", time_of_day, "何時まで", "until when"),
         may("boxes", list_of(time_of_day), "選ぶこまの始まりの時刻", "the boxes, by when they begin")}};
}

Shape held_booking()
{
    return {
        "held_booking",
        {"予約", "a booking"},
        false,
        {must("day", date, "日付（2026-07-08 のように）", "a date such as 2026-07-08"),
         may("last_day", date, "最後の日", "the last day"), may("from", time_of_day, "何時から", "from when"),
         may("until", time_of_day, "何時まで", "until when"),
         may("facility", one_of({"this", "other"}), "この施設か、別の施設か",
             "at this facility or another")}};
}

Shape booking_given()
{
    return {"booking_given",
            {"そのときの様子", "what is given"},
            true,
            {may("by", one_of({"parent", "staff"}), "だれが行うか", "who does it"),
             may("seats_left", number(0, most_units), "残りの席", "the seats that are left"),
             may("held", list_of(map(Map::held_booking)), "持っている予約", "the bookings that are held"),
             may("no_shows", list_of(date), "無断キャンセルの日", "the days of no-shows"),
             may("registered_until", date, "登録の最後の日", "the last day of the registration"),
             may("deadlines", map(Map::facility_deadlines), "施設の締切", "the facility's own deadlines")}};
}

Shape draw()
{
    return {"draw",
            {"抽選", "a draw"},
            false,
            {must("seed", text, "抽選のあとに公表される種", "the seed, as it is published after the draw"),
             must("applications", map_of(either({code, nothing})),
                  "申込みの番号と、優先する区分（なければ ~）", "`{ number: priority group or ~ }`")}};
}

Shape booking_expectation()
{
    const Holds any = number(0, most_units);
    return {
        "booking_expectation",
        {"判定の見込み", "an expectation"},
        false,
        {must("outcome", one_of({"booked", "awaiting_answer", "in_draw", "allowed", "refused"}), "どうなるか",
              "what comes of it"),
         may("against", list_of(code), "断る確認のすべて", "exactly the checks that refuse"),
         may("says", either({text, list_of(text)}), "文に含まれる言葉", "what the sentences contain"),
         may("change_until", text, "いつまで変更できるか", "until when it can be changed"),
         may("cancel_until", text, "いつまで取り消せるか", "until when it can be cancelled"),
         may("units", any, "失う数", "the units lost"), may("fee_yen", any, "料金（円）", "the fee in yen"),
         may("may_wait", truth, "キャンセル待ちができるか", "whether one can wait for a seat")}};
}

Shape draw_expectation()
{
    return {"draw_expectation",
            {"抽選の見込み", "an expectation"},
            false,
            {must("order", list_of(text), "番号の順", "the numbers in their order")}};
}

}  // namespace

const Shape& shape_of(Map map)
{
    // In the order of `Map`.
    static const std::array<Shape, static_cast<std::size_t>(Map::count_of_maps)> shapes{
        file(),
        municipality(),
        sentence_shape(),
        document(),
        contact(),
        words(),
        corrections(),
        unsettled(),
        definition(),
        allotment(),
        note(),
        service(),
        price(),
        price_step(),
        rounding(),
        counter(),
        application_rule(),
        use_rule(),
        worked_case(),
        case_step(),
        expectation(),
        request(),
        facts(),
        birth(),
        child(),
        household(),
        guardian(),
        proof(),
        facility(),
        offer(),
        held(),
        earlier_use(),
        booking(),
        release(),
        deadlines(),
        deadline(),
        booking_hours(),
        holding(),
        age_group(),
        priority_group(),
        lottery(),
        waiting_list(),
        no_shows(),
        cancellation_cost(),
        question(),
        booking_case(),
        booking_change(),
        wanted_booking(),
        held_booking(),
        booking_given(),
        facility_deadlines(),
        draw(),
        booking_expectation(),
        draw_expectation(),
        form_shape(),
        form_page_shape(),
        form_question_shape(),
        form_check_shape(),
        lead_time_shape(),
        form_case_shape(),
        form_expectation_shape(),
        calendar()};
    return shapes[static_cast<std::size_t>(map)];
}

const Key* Shape::find(std::string_view key) const
{
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const Key& one) { return one.name == key; });
    return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string_view> Shape::names() const
{
    std::vector<std::string_view> names;
    for (const Key& key : keys) names.push_back(key.name);
    return names;
}

}  // namespace hagukumi::rules
