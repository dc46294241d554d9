// Coupons: issued, used, put right, ending.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
    {"granted", "クーポンが発行されました", "Coupons were issued to you",
     "{coupon}が発行されました。\n\n"
     "対象：{holder}\n"
     "内容：{allotment} {units}{unit}\n"
     "発行日：{when}\n"
     "利用できる最後の日：{until}\n\n"
     "利用できるサービスと残りは、ポータルでいつでも確認できます。",
     "{coupon} was issued.\n\n"
     "For: {holder}\n"
     "What: {allotment}, {units} {unit}\n"
     "Issued: {when}\n"
     "Usable until: {until}\n\n"
     "The portal shows at any time where you can use it and how much is left."},
    {"used", "クーポンの利用を記録しました", "A coupon was used",
     "{coupon}の利用を記録しました。\n\n"
     "施設：{facility}\n"
     "日時：{when}\n"
     "サービス：{service}\n"
     "数：{units}{unit}\n"
     "残り：{left}\n\n"
     "お心当たりのない利用の場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "A use of {coupon} was recorded.\n\n"
     "Facility: {facility}\n"
     "When: {when}\n"
     "Service: {service}\n"
     "Amount: {units} {unit}\n"
     "Left: {left}\n\n"
     "If this was not you, please tell your municipality's office at once."},
    {"late_use_refused", "窓口で預かった利用を記録できませんでした",
     "A use that the desk took was not recorded",
     "通信できない間に施設が預かった利用を、{coupon}の利用として記録できませんでした。{coupon}"
     "は減っていません。\n\n"
     "施設：{facility}\n"
     "日時：{when}\n"
     "サービス：{service}\n"
     "理由：{reason}\n\n"
     "料金などは施設へお問い合わせください。お心当たりのない場合は、お住まいの自治体の担当窓口へお知らせくだ"
     "さい。",
     "A use that the facility took while its line was cut could not be recorded as a use of {coupon}. "
     "Nothing was "
     "taken from {coupon}.\n\n"
     "Facility: {facility}\n"
     "When: {when}\n"
     "Service: {service}\n"
     "Why: {reason}\n\n"
     "Please ask the facility about the fee. If this was not you, please tell your municipality's office."},
    {"use_not_confirmed", "施設が利用を確認しませんでした", "The facility did not confirm a use",
     "{coupon}の次の利用は、施設が確認しなかったため記録していません。{coupon}は減っていません。\n\n"
     "施設：{facility}\n"
     "日時：{when}\n"
     "サービス：{service}\n"
     "理由：{reason}\n\n"
     "利用したのに記録されていないときは、施設の方と内容をお確かめのうえ、もう一度チェックインしてください。",
     "This use of {coupon} was not recorded, because the facility did not confirm it. Nothing was taken from "
     "{coupon}.\n\n"
     "Facility: {facility}\n"
     "When: {when}\n"
     "Service: {service}\n"
     "Why: {reason}\n\n"
     "If you did use it, please look at it together with the staff and check in again."},
    {"voided", "クーポンの利用を取り消しました", "A use of a coupon was cancelled",
     "{coupon}の次の利用を取り消し、使った分をお戻ししました。\n\n"
     "施設：{facility}\n"
     "利用日時：{when}\n"
     "サービス：{service}\n"
     "お戻しした数：{units}{unit}\n"
     "残り：{left}",
     "This use of {coupon} was cancelled, and what it took was given back.\n\n"
     "Facility: {facility}\n"
     "Used: {when}\n"
     "Service: {service}\n"
     "Given back: {units} {unit}\n"
     "Left: {left}"},
    {"corrected", "クーポンの利用を訂正しました", "A use of a coupon was corrected",
     "{coupon}の次の利用の数を訂正しました。\n\n"
     "施設：{facility}\n"
     "利用日時：{when}\n"
     "サービス：{service}\n"
     "訂正前：{before}\n"
     "訂正後：{after}\n"
     "残り：{left}\n\n"
     "お心当たりのない訂正の場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "The number of this use of {coupon} was corrected.\n\n"
     "Facility: {facility}\n"
     "Used: {when}\n"
     "Service: {service}\n"
     "Before: {before}\n"
     "Now: {after}\n"
     "Left: {left}\n\n"
     "If you know nothing of this, please tell your municipality's office at once."},
    {"adjusted", "クーポンの残数が変わりました", "What is left of a coupon was changed",
     "{coupon}の残数を自治体の担当者が変更しました。\n\n"
     "対象：{allotment}\n"
     "変更：{units}{unit}\n"
     "残り：{left}\n"
     "変更日時：{when}\n\n"
     "ご不明な点は、お住まいの自治体の担当窓口へお問い合わせください。",
     "An officer of your municipality changed what is left of {coupon}.\n\n"
     "What: {allotment}\n"
     "Change: {units} {unit}\n"
     "Left: {left}\n"
     "When: {when}\n\n"
     "If you have a question about this, please ask your municipality's office."},
    {"expired", "クーポンの期限が過ぎました", "A coupon has expired",
     "{coupon}の利用期限が過ぎたため、残りは使えなくなりました。\n\n"
     "対象：{allotment}\n"
     "期限：{until}\n"
     "使われなかった数：{units}{unit}",
     "The last day of {coupon} has passed; what was left can no longer be used.\n\n"
     "What: {allotment}\n"
     "Last day: {until}\n"
     "Not used: {units} {unit}"},
    {"coupon_ending", "期限が近いクーポンがあります", "A coupon ends soon",
     "{coupon}が使えるのは、{until}までです。\n\n"
     "内容：{allotment}\n"
     "使えるサービス：{services}\n"
     "残り：{left}\n"
     "最後に使える日：{until}\n\n"
     "この日を過ぎると、残りは使えなくなります。利用するときは、早めに施設へお問い合わせください。\n"
     "このお知らせは、ポータルの「お知らせの受け取り方」で止められます。",
     "You can use {coupon} until {until}.\n\n"
     "What: {allotment}\n"
     "For: {services}\n"
     "Left: {left}\n"
     "Last day: {until}\n\n"
     "What is left after that day can be used no more. If you want to use it, please ask a facility soon.\n"
     "You can turn these reminders off in the portal, under “How you are told”."},
    {"code_taken_back", "シリアルコードの受け取りを取り消しました",
     "Your receipt of a serial code was undone",
     "{when}に受け取った{coupon}（{programme}）は、別のご家庭あてのシリアルコードによるものでした。"
     "そのため、自治体の担当者が受け取りを取り消しました。\n\n"
     "使っていない分：使えなくなりました\n"
     "使った分：{used}（利用履歴に残ります）\n\n"
     "ご自分あてのシリアルコードをお持ちのときは、そのコードでいつもどおり受け取れます。\n"
     "お心当たりのないときやご不明な点は、お住まいの自治体の担当窓口へお問い合わせください。",
     "The {coupon} ({programme}) that you received on {when} came by a serial code that was meant for "
     "another "
     "family. Your municipality's office has therefore undone it.\n\n"
     "What you had not used: can be used no more\n"
     "What you used: {used} (it stays in your history)\n\n"
     "If you have a serial code of your own, you can receive with it as usual.\n"
     "If you know nothing of this, or have a question, please ask your municipality's office."},
    {"code_given_back", "シリアルコードを受け取れるようになりました",
     "Your serial code can be received again",
     "あなたのご家庭あてのシリアルコード（{coupon}・{programme}）は、ほかの方に先に受け取られていました。"
     "自治体の担当者がその受け取りを取り消したので、同じコードで受け取れます。\n\n"
     "受け取りの期限：{until}\n\n"
     "このコードで受け取れるのは、あなたのご家庭だけです。ポータルの「シリアルコードで受け取る」で入力してく"
     "ださい。\n"
     "コードは、ほかの人に教えたり、写真を見せたりしないようお願いします。",
     "The serial code that was meant for your family ({coupon}, {programme}) had been received by somebody "
     "else "
     "first. Your municipality's office has undone that, and you can receive with the same code.\n\n"
     "Last day to receive: {until}\n\n"
     "Only your family can receive with this code. Enter it in the portal under “Receive with a serial "
     "code”.\n"
     "Please do not tell the code to others or show them a picture of it."},
};

}  // namespace

std::span<const Template> texts_of_coupons()
{
    return templates;
}

}  // namespace hagukumi::messages
