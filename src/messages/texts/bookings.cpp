// Bookings and draws.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
    {"booking_made", "予約が完了しました", "Your booking is made",
     "予約が完了しました。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "予約番号：{number}\n"
     "ポータルで取り消せる期限：{cancel_until}\n\n"
     "期限のあとの変更や取消は、施設へお電話ください。",
     "Your booking is made.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number: {number}\n"
     "Can be cancelled in the portal: {cancel_until}\n\n"
     "After that, please telephone the facility."},
    {"booking_requested", "予約を受け付けました（施設の回答待ち）", "Your booking waits for the facility",
     "予約の申込みを受け付けました。施設からの回答をお待ちください。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "予約番号：{number}\n\n"
     "施設が受け付けると、あらためてお知らせします。",
     "Your booking was received and waits for the facility's answer.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number: {number}\n\n"
     "You will be told once the facility has accepted it."},
    {"booking_changed", "予約を変更しました", "Your booking was changed",
     "予約を次のとおり変更しました。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "新しい日時：{when}\n"
     "予約番号：{number}\n"
     "ポータルで取り消せる期限：{cancel_until}",
     "Your booking was changed.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "New time: {when}\n"
     "Number: {number}\n"
     "Can be cancelled in the portal: {cancel_until}"},
    {"booking_cancelled", "予約が取り消されました", "A booking was cancelled",
     "次の予約は取り消されました。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "予約番号：{number}\n"
     "{message}\n\n"
     "お心当たりのない場合は、施設へお電話ください。",
     "This booking was cancelled.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number: {number}\n"
     "{message}\n\n"
     "If this was not you, please telephone the facility."},
    {"booking_declined", "施設が予約を受け付けられませんでした", "The facility could not accept a booking",
     "申し訳ありません。施設が次の予約を受け付けられませんでした。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "施設から：{message}\n\n"
     "別の日か、ほかの施設をご検討ください。取り置いた分は元に戻りました。",
     "We are sorry: the facility could not accept this booking.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "From the facility: {message}\n\n"
     "Please consider another day or facility. What was set aside is yours again."},
    {"booking_waiting", "キャンセル待ちに登録しました", "You are on the waiting list",
     "キャンセル待ちに登録しました。席が空くと、順番にお知らせします。\n\n"
     "施設：{facility}\n"
     "内容：{service}\n"
     "日時：{when}",
     "You are on the waiting list. When a seat is freed, it is offered in turn.\n\n"
     "Facility: {facility}\n"
     "What: {service}\n"
     "When: {when}"},
    {"booking_offered", "席が空きました", "A seat is free for you",
     "お待ちの席が空きました。{offered_until}"
     "席を確保しています。ポータルの予約の一覧で「予約する」を押してください。\n\n"
     "施設：{facility}\n"
     "内容：{service}\n"
     "日時：{when}\n\n"
     "ご予約がない場合、席は次の方へご案内します。",
     "The seat you wait for is free. It is kept for you {offered_until}. Please take it in the portal, on "
     "the "
     "list of your bookings.\n\n"
     "Facility: {facility}\n"
     "What: {service}\n"
     "When: {when}\n\n"
     "If you do not, it is offered to the next family."},
    {"booking_in_draw", "抽選の申込みを受け付けました", "Your application for the draw was received",
     "抽選の申込みを受け付けました。先着順ではありません。{drawn_at}に抽選し、結果をお知らせします。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "申込番号：{number}\n\n"
     "抽選が終わると、申込番号から、くじの順番をどなたでも確かめられます。",
     "Your application for the draw was received. Being early makes no difference. The lots are drawn on "
     "{drawn_at}, and you will be told the result.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number of the application: {number}\n\n"
     "After the draw anybody can check the order of the numbers."},
    {"booking_drawn", "抽選の結果、予約が決まりました", "You have a seat from the draw",
     "抽選の結果、次の予約が決まりました。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "予約番号：{number}\n"
     "ポータルで取り消せる期限：{cancel_until}\n\n"
     "期限のあとの変更や取消は、施設へお電話ください。",
     "The draw gave you this booking.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number: {number}\n"
     "Can be cancelled in the portal: {cancel_until}\n\n"
     "After that, please telephone the facility."},
    {"booking_not_drawn_waits", "抽選の結果、キャンセル待ちになりました",
     "You wait for a seat after the draw",
     "抽選の結果、席が足りず、次の申込みはキャンセル待ちになりました。席が空くと、くじの順番にお知らせします"
     "。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "申込番号：{number}\n\n"
     "お待ちにならない場合は、予約の一覧から取り消せます。ほかの日や施設の空きも、ポータルで探せます。",
     "There were not enough seats in the draw, so this application is on the waiting list. Freed seats are "
     "offered in the order of the draw.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number of the application: {number}\n\n"
     "You can leave the list in the portal, and look there for other days and facilities."},
    {"booking_not_drawn", "抽選の結果、席をご用意できませんでした", "The draw gave you no seat",
     "申し訳ありません。抽選の結果、次の申込みの席をご用意できませんでした。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n"
     "申込番号：{number}\n\n"
     "ほかの日や施設の空きは、ポータルで探せます。",
     "We are sorry: there was no seat left for this application in the draw.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n"
     "Number of the application: {number}\n\n"
     "Other days and facilities can be looked for in the portal."},
    {"booking_missed", "ご利用がありませんでした", "A booked day was not used",
     "次の予約のご利用がありませんでした。ご事情がある場合は、施設へお電話ください。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}",
     "This booking was not used. If there was a reason, please telephone the facility.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}"},
    {"booking_reminder", "あしたの予約のお知らせ", "Your booking tomorrow",
     "あした、次の予約があります。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "内容：{service}\n"
     "日時：{when}\n\n"
     "来られない場合は、必ず施設へお知らせください。",
     "You have this booking tomorrow.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "What: {service}\n"
     "When: {when}\n\n"
     "If you cannot come, please be sure to tell the facility."},
};

}  // namespace

std::span<const Template> texts_of_bookings()
{
    return templates;
}

}  // namespace hagukumi::messages
