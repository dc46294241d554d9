#include "rules/case_shapes.hpp"

#include "rules/shaping.hpp"

namespace hagukumi::rules {

using namespace shaping;

Shape worked_case_shape()
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

Shape case_step_shape()
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

Shape expectation_shape()
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

Shape request_shape()
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

Shape facts_shape()
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

Shape birth_shape()
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

Shape child_shape()
{
    return {"child",
            {"お子さん", "a child"},
            true,
            {may("born_on", date, "誕生日（なければ出産日）", "the birthday; left out: the day of birth"),
             may("enrolled_on", date, "保育園等に在籍し始めた日", "since when it attends a nursery"),
             may("birth_order", number(1, 30), "第何子か", "whether first, second … child")}};
}

Shape household_shape()
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

Shape guardian_shape()
{
    return {"guardian",
            {"保護者", "the guardian"},
            true,
            {may("born_on", date, "生年月日", "a date such as 1990-04-01")}};
}

Shape proof_shape()
{
    return {"proof",
            {"証明書類", "a document"},
            true,
            {may("valid_from", date, "有効期間の始まり", "valid from"),
             may("valid_until", date, "有効期間の終わり", "valid until")}};
}

Shape facility_shape()
{
    return {"facility",
            {"施設", "a facility"},
            true,
            {may("id", text, "施設の名前（例の中だけで使う）", "its name among the cases"),
             may("name", sentence, "施設の名前", "its name"),
             may("offers", map_of(either({map(Map::offer), number(0, most_yen), list_of(map(Map::offer))})),
                 "行うサービスと利用料金（料金が変わるときは、期間ごとの一覧）",
                 "the services with their fees; a list where a fee changes"),
             may("accepts_corrected_age", truth, "修正月齢で受け入れるか",
                 "whether it goes by the corrected age"),
             may("accepts_loss", truth, "流産・死産の方を受け入れるか",
                 "whether it takes those who lost a pregnancy"),
             may("closed_on", list_of(date), "休みの日", "the days on which it is closed"),
             may("outside", truth, "市外の施設か", "whether it is outside of the municipality")}};
}

Shape offer_shape()
{
    return {"offer",
            {"施設の行うサービス", "an offer"},
            false,
            {must("fee", number(0, most_yen), "1単位の利用料金（円）", "the fee of one unit in yen"),
             may("first_day", date, "行う最初の日", "from when it is offered"),
             may("last_day", date, "行う最後の日", "until when it is offered"),
             may("age_limit_months", number(0, 240), "施設の対象月齢", "the facility's own limit of age")}};
}

Shape held_shape()
{
    return {"held",
            {"付与された利用枠", "an allotment"},
            false,
            {may("granted", number(0, most_yen), "付与された数", "how many were granted"),
             may("used", number(0, most_yen), "使った数", "how many were used"),
             may("first_use_on", date, "初めて使った日", "the day of the first use"),
             may("facility", text, "登録した施設", "the facility it is bound to")}};
}

Shape earlier_use_shape()
{
    return {
        "earlier_use",
        {"これまでの利用", "an earlier use"},
        false,
        {must("service", text, "サービス", "the service"),
         must("first_day", date, "最初の日", "the first day"),
         may("last_day", date, "最後の日", "the last day"),
         must("units", number(1, most_yen), "使った数", "how many units"),
         may("public", number(0, most_yen), "公費の額（円）", "what the municipality paid"),
         may("parent", number(0, most_yen), "保護者が支払った額（円）", "what the parent was charged"),
         may("facility", text, "利用した施設（なければ、どの施設の利用としても数える）",
             "where it was; left out: it counts at each facility"),
         may("birth", one_of({"this", "other"}), "この出産の利用か", "whether of the same birth"),
         may("child", one_of({"this", "other"}), "このお子さんの利用か", "whether of the same child"),
         may("guardian", one_of({"this", "other"}), "この保護者の利用か", "whether by the same guardian")}};
}

}  // namespace hagukumi::rules
