// Registrations of a child at a nursery.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
    {"registration_received", "お子さんの登録を受け付けました", "Your child's registration was received",
     "{programme}の登録を受け付けました。続けて、面談の日を予約してください。\n\n"
     "施設：{facility}（電話 {phone}）",
     "The registration for {programme} was received. Please book the day of the interview next.\n\n"
     "Facility: {facility} (telephone {phone})"},
    {"registration_approved", "予約ができるようになりました", "You can book now",
     "{programme}の登録が完了し、この施設の予約ができるようになりました。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "有効期限：{until}\n\n"
     "期限のあとも利用する場合は、もう一度登録と面談が必要です。",
     "The registration for {programme} is complete: you can book at this facility now.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "Valid until: {until}\n\n"
     "To go on after that, please register again, with an interview."},
    {"registration_twice", "登録の確認が必要です", "Your registration needs a check",
     "{programme}の登録を受け付けましたが、同じお名前のお子さんが、この施設にすでに登録されています。"
     "施設へお電話ください。施設で確かめたあと、次の手続きをお知らせします。\n\n"
     "施設：{facility}（電話 {phone}）",
     "The registration for {programme} was received, but a child of this name is registered at this facility "
     "already. Please telephone the facility. It looks at both, and you will be told how to go on.\n\n"
     "Facility: {facility} (telephone {phone})"},
    {"registration_merged", "登録を1件にまとめました", "Two registrations were joined",
     "{programme}に同じお子さんの登録が2件あったため、施設が1件にまとめました。"
     "面談と予約は、先に登録した方の画面で続けられます。\n\n"
     "施設：{facility}（電話 {phone}）\n\n"
     "ご不明な点は、施設へお電話ください。",
     "There were two registrations of the same child for {programme}; the facility has joined them. The "
     "interview and the bookings go on with the one that was made first.\n\n"
     "Facility: {facility} (telephone {phone})\n\n"
     "If you have a question, please telephone the facility."},
    {"registration_ending", "利用登録の期限が近づいています", "Your registration ends soon",
     "{programme}の登録は、{until}で終わります。その翌日からの予約はできません。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "有効期限：{until}\n\n"
     "期限のあとも利用する場合は、新しい年度に、もう一度登録と面談をお願いします。",
     "The registration for {programme} ends on {until}. Days after it cannot be booked.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "Valid until: {until}\n\n"
     "To go on in the new fiscal year, please register again, with an interview."},
    {"registration_declined", "登録をお受けできませんでした", "A registration could not be accepted",
     "申し訳ありません。{programme}の登録をお受けできませんでした。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "理由：{message}\n\n"
     "ご不明な点は、施設へお電話ください。",
     "We are sorry: the registration for {programme} could not be accepted.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "Reason: {message}\n\n"
     "If you have a question, please telephone the facility."},
    {"registration_ended", "登録が取り消されました", "A registration was cancelled",
     "施設が、{programme}の登録を取り消しました。この登録での予約も、すべて取り消されています。\n\n"
     "施設：{facility}（電話 {phone}）\n"
     "理由：{message}\n\n"
     "ご不明な点は、施設へお電話ください。もう一度利用するときは、あらためて登録と面談をお願いします。",
     "The facility has cancelled the registration for {programme}, and everything that was booked on it.\n\n"
     "Facility: {facility} (telephone {phone})\n"
     "Reason: {message}\n\n"
     "If you have a question, please telephone the facility. To use it again, please register anew, with an "
     "interview."},
};

}  // namespace

std::span<const Template> texts_of_registrations()
{
    return templates;
}

}  // namespace hagukumi::messages
