#include "rules/shapes.hpp"

#include <algorithm>
#include <array>

#include "base/language.hpp"
#include "rules/booking/shapes.hpp"
#include "rules/case_shapes.hpp"
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
         may("ends_next_day", one_of({"refuse", "counts_for_first_day"}),
             "午前0時を過ぎる利用を断るか、始まった日の利用と数えるか",
             "whether a use over midnight is refused or counts for the day on which it begins"),
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
             may("fee_by", one_of({"first_day", "each_day"}),
                 "期間中に施設の料金が変わるとき、初日の料金か、日ごとの料金か",
                 "when the facility's fee changes over a stay: that of its first day, or of each day"),
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
    return {
        "rounding",
        {"端数処理", "a rounding"},
        false,
        {must("unit", one_of({"1", "10", "100", "1000"}), "何円の単位にするか", "to how many yen"),
         must("direction", one_of({"floor", "half_up", "ceil"}), "切捨て、四捨五入、切上げ",
              "down, half up or up"),
         must("side", one_of({"parent", "public"}), "保護者の額か、公費の額か", "which share is rounded"),
         must("level", one_of({"unit", "use", "month"}), "1単位ごとか、1回の利用ごとか、月の合計か",
              "each unit, the whole use, or the sum of a month"),
         may("counting", either({one_of({"this_service", "all"}), list_of(code)}),
             "月の合計に入れるサービス：`this_service`、`all`、またはサービスの一覧",
             "the services of a month's sum: `this_service`, `all`, or a list"),
         may("of", one_of({"birth", "child", "household", "guardian"}), "だれの利用を合計するか",
             "whose uses are added"),
         may("at", one_of({"each_facility", "all_facilities"}), "施設ごとに合計するか、全施設を合わせるか",
             "whether each facility's are added by themselves")}};
}

// ---- rules ----

std::vector<Key> keys_of_counting()
{
    return {may("counts", one_of({"units", "uses", "public_yen", "parent_yen", "first_day", "last_day"}),
                "何を数えるか", "what of each use is counted"),
            may("of", one_of({"birth", "child", "household", "guardian"}), "だれの利用を数えるか",
                "whose uses are counted"),
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
        worked_case_shape(),
        case_step_shape(),
        expectation_shape(),
        request_shape(),
        facts_shape(),
        birth_shape(),
        child_shape(),
        household_shape(),
        guardian_shape(),
        proof_shape(),
        facility_shape(),
        offer_shape(),
        held_shape(),
        earlier_use_shape(),
        booking_shape(),
        release_shape(),
        deadlines_shape(),
        deadline_shape(),
        booking_hours_shape(),
        holding_shape(),
        age_group_shape(),
        priority_group_shape(),
        lottery_shape(),
        waiting_list_shape(),
        no_shows_shape(),
        cancellation_cost_shape(),
        question_shape(),
        booking_case_shape(),
        booking_change_shape(),
        wanted_booking_shape(),
        held_booking_shape(),
        booking_given_shape(),
        facility_deadlines_shape(),
        draw_shape(),
        booking_expectation_shape(),
        draw_expectation_shape(),
        form_shape(),
        form_page_shape(),
        form_question_shape(),
        form_check_shape(),
        lead_time_shape(),
        decision_notice_shape(),
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
