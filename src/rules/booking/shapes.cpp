#include "rules/booking/shapes.hpp"

#include "rules/shaping.hpp"

namespace hagukumi::rules {

using namespace shaping;

namespace {

const Holds on_closed_day = one_of({"stays", "next_open_day", "previous_open_day"});

}

Shape booking_shape()
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

Shape release_shape()
{
    return {
        "release",
        {"予約の受付開始", "the opening of bookings"},
        false,
        {may("days_ahead", number(0, 400), "何日先まで予約できるか", "how many days ahead"),
         may("months_before", number(1, 12), "何か月前に受け付けるか", "how many months before"),
         may("on_day", number(1, 31), "その月の何日から", "on which day of that month"),
         may("at", time_of_day, "何時から", "from when on that day"),
         may("on_closed_day", on_closed_day, "閉庁日に当たるとき", "what happens when it is a closed day")}};
}

Shape deadlines_shape()
{
    const Holds deadline = either({map(Map::deadline), one_of({"never"})});
    return {"deadlines",
            {"締切", "the deadlines"},
            false,
            {must("book", deadline, "予約の締切、または `never`", "a deadline, or `never`"),
             must("change", deadline, "変更の締切、または `never`", "a deadline, or `never`"),
             must("cancel", deadline, "取消しの締切、または `never`", "a deadline, or `never`")}};
}

Shape facility_deadlines_shape()
{
    return {"facility_deadlines",
            {"施設の締切", "the facility's deadlines"},
            false,
            {may("book", map(Map::deadline), "予約の締切", "until when one can book"),
             may("change", map(Map::deadline), "変更の締切", "until when one can change"),
             may("cancel", map(Map::deadline), "取消しの締切", "until when one can cancel")}};
}

Shape deadline_shape()
{
    return {"deadline",
            {"締切の日時", "a deadline"},
            false,
            {may("days_before", number(0, 100), "何日前か（`until` と書く）",
                 "how many days before, with `until`"),
             may("hours_before", number(0, 2400), "利用開始の何時間前か（`days_before` の代わり）",
                 "how many hours before the use begins, in the place of `days_before`"),
             may("minutes_before", number(0, 1440), "利用開始の何分前か（`days_before` の代わり）",
                 "how many minutes before the use begins, in the place of `days_before`"),
             may("use_begins", time_of_day, "日単位の予約の、利用開始の時刻（`hours_before` と書く）",
                 "when a use of whole days begins, with `hours_before`"),
             may("counted_in", one_of({"calendar_days", "open_days"}), "暦日で数えるか、開庁日で数えるか",
                 "in calendar days or in open days"),
             may("on_closed_day", on_closed_day, "その日が開庁日でないとき", "when that is no open day"),
             may("until", time_of_day, "何時まで（17:00 のように）", "a time such as 17:00")}};
}

Shape booking_hours_shape()
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

Shape holding_shape()
{
    return {"holding",
            {"保持できる日数", "what may be held"},
            false,
            {must("days", number(1, 366), "日数", "how many days"),
             must("counted", one_of({"over_all_facilities", "at_each_facility"}),
                  "全施設を合わせるか、施設ごとか", "over all facilities, or at each")}};
}

Shape age_group_shape()
{
    return {
        "age_group",
        {"年齢区分", "an age group"},
        false,
        {must("group", code, "区分のコード", "its code"), must("name", sentence, "区分の名前", "its name"),
         may("until_months", number(1, 300), "何か月未満か（最後の区分には書かない）",
             "below which age in months; not in the last")}};
}

Shape priority_group_shape()
{
    return {
        "priority_group",
        {"優先する区分", "a priority group"},
        false,
        {must("group", code, "区分のコード", "its code"), must("name", sentence, "区分の名前", "its name"),
         must("when", expression(Type::truth), "だれが当てはまるか", "who belongs to it")}};
}

Shape lottery_shape()
{
    return {"lottery",
            {"抽選", "the lottery"},
            false,
            {must("collects_minutes", number(1, 60 * 24 * 31), "受付開始から何分間の申込みを抽選するか",
                  "how many minutes applications are collected")}};
}

Shape waiting_list_shape()
{
    return {"waiting_list",
            {"キャンセル待ち", "the waiting list"},
            false,
            {must("offer_minutes", number(1, 60 * 24), "空きの案内が有効な分", "how long an offer stands"),
             must("most_offers", number(1, 100), "同じ方への案内の回数", "how many offers one entry gets"),
             may("quiet_from", time_of_day, "案内しない時間の始まり", "no offers from"),
             may("quiet_until", time_of_day, "案内しない時間の終わり", "no offers until")}};
}

Shape no_shows_shape()
{
    return {"no_shows",
            {"無断キャンセル", "no-shows"},
            false,
            {must("count", number(1, 100), "何回で", "how many"),
             must("within_days", number(1, 3660), "何日のあいだに", "within how many days"),
             must("suspended_days", number(1, 3660), "何日のあいだ予約できなくなるか",
                  "for how many days none can book")}};
}

Shape cancellation_cost_shape()
{
    return {"cancellation_cost",
            {"キャンセル料", "a cost of cancelling"},
            false,
            {must("from", map(Map::deadline), "いつからかかるか", "from when it costs something"),
             may("units", number(1, 1000), "失う数", "the units lost"),
             may("fee_yen", number(1, most_units), "料金（円）", "the fee in yen")}};
}

Shape question_shape()
{
    return {"question",
            {"質問", "a question"},
            false,
            {must("question", code, "質問のコード", "its code"),
             must("ask", sentence, "質問の文", "the question"),
             may("answers", map_of(sentence), "選べる答え", "the answers to choose from"),
             may("required", truth, "答えが要るか", "whether it must be answered")}};
}

Shape booking_case_shape()
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
         may("family", text, "`example_families` の世帯", "one of `example_families`"),
         may("facts", map(Map::facts), "その世帯と違うところ", "what differs from the family"),
         must("expect", either({map(Map::booking_expectation), map(Map::draw_expectation)}),
              "どう判定されるか", "what is decided")}};
}

Shape booking_change_shape()
{
    return {"booking_change",
            {"変更", "a change"},
            false,
            {must("from", map(Map::held_booking), "手放す予約", "the booking that is given up"),
             must("to", map(Map::wanted_booking), "新しい予約", "the new booking")}};
}

Shape wanted_booking_shape()
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

Shape held_booking_shape()
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

Shape booking_given_shape()
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

Shape draw_shape()
{
    return {"draw",
            {"抽選", "a draw"},
            false,
            {must("seed", text, "抽選のあとに公表される種", "the seed, as it is published after the draw"),
             must("applications", map_of(either({code, nothing})),
                  "申込みの番号と、優先する区分（なければ ~）", "`{ number: priority group or ~ }`")}};
}

Shape booking_expectation_shape()
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
         may("may_wait", truth, "キャンセル待ちができるか", "whether one can wait for a seat"),
         may("priority", either({code, nothing}), "世帯の優先する区分（なければ ~）",
             "the family's priority group, or ~")}};
}

Shape draw_expectation_shape()
{
    return {"draw_expectation",
            {"抽選の見込み", "an expectation"},
            false,
            {must("order", list_of(text), "番号の順", "the numbers in their order")}};
}

}  // namespace hagukumi::rules
