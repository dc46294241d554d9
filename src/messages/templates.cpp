#include "messages/templates.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <map>

namespace hagukumi::messages {

namespace {

// {program} words such as the coupon's name come as values, because each programme has its own.
constexpr Template templates[] = {
    {"granted", "クーポンが発行されました", "Coupons were issued to you",
     "{coupon}が発行されました。\n\n"
     "対象：{holder}\n"
     "内容：{allotment} {units}{unit}\n"
     "発行日：{when}\n"
     "利用できる期間：{until}まで\n\n"
     "利用できるサービスと残りは、ポータルでいつでも確認できます。",
     "{coupon} was issued.\n\n"
     "For: {holder}\n"
     "What: {allotment}, {units} {unit}\n"
     "Issued: {when}\n"
     "Usable until: {until}\n\n"
     "The portal shows at any time where you can use it and how much is left."},
    {"registered", "利用登録が完了しました！", "You are registered",
     "{nickname}さん、利用登録が完了しました。\n\n"
     "利用者番号：{number}\n\n"
     "利用者番号は、施設を予約するときに伝えてください。施設の予約はLINEではできません。各施設へ直接お申し込"
     "みください。",
     "{nickname}, you are registered.\n\n"
     "Your user number: {number}\n\n"
     "Please tell this number when you book a facility. Facilities are not booked over LINE; please ask each "
     "of them directly."},
    {"joined", "ご家族の登録が完了しました", "Your family is registered",
     "ご家族の登録が完了しました。\n\n"
     "利用者番号：{number}\n\n"
     "機種変更などで新しいLINEに引き継ぐときは、この番号と、登録のときに決めた暗証番号を使います。",
     "Your family is registered.\n\n"
     "Your user number: {number}\n\n"
     "With this number and the PIN that you chose, your registration moves to a new phone or LINE account."},
    {"line_linked", "LINEとの連携を設定しました", "Your account is linked to LINE",
     "{when} に、あなたの登録をLINEとつなぎました。前につながっていたLINEからは使えなくなりました。\n\n"
     "お心当たりがない場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "At {when} your registration was linked to LINE. A LINE account that was linked before can use it no "
     "more.\n\n"
     "If this was not you, please tell your municipality's office at once."},
    {"line_unlinked", "LINEとの連携を解除しました", "Your account is not linked to LINE any more",
     "{when} に、あなたの登録とLINEとの連携を解除しました。お知らせはポータルで確認できます。\n\n"
     "お心当たりがない場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "At {when} the link between your registration and LINE ended. Your notices are in the portal.\n\n"
     "If this was not you, please tell your municipality's office at once."},
    {"link_sign_up", "会員登録を続けてください", "Please go on with your sign-up",
     "会員登録のお申し込みを受け付けました。次のリンクを開いて、登録を完了してください。\n\n"
     "{link}\n\n"
     "このリンクは{hours}時間、1回だけ使えます。過ぎたときは、もう一度メールアドレスを入力してください。\n\n"
     "お心当たりのない場合は、このメールを削除してください。何もしなければ登録されません。",
     "You asked to sign up. Please open this link to finish.\n\n"
     "{link}\n\n"
     "It works once, for {hours} hours. After that, please enter your e-mail address again.\n\n"
     "If this was not you, please delete this mail. Nothing is registered unless the link is used."},
    {"link_known", "すでに会員登録されています", "You have signed up already",
     "会員登録のお申し込みがありましたが、このメールアドレスはすでに登録されています。"
     "次のページからログインしてください。\n\n"
     "{page}\n\n"
     "パスワードをお忘れのときは、次のリンクで新しいパスワードを決められます"
     "（{hours}時間以内、1回だけ）。\n\n"
     "{link}\n\n"
     "お心当たりのない場合は、このメールを削除してください。登録の内容は変わりません。",
     "Somebody asked to sign up with this e-mail address, which has an account already. Please sign in "
     "here.\n\n"
     "{page}\n\n"
     "If you have forgotten your password, choose a new one with this link (once, within {hours} hours).\n\n"
     "{link}\n\n"
     "If this was not you, please delete this mail. Nothing about your account has changed."},
    {"link_new_password", "新しいパスワードを決めてください", "Please choose a new password",
     "パスワードの再設定を受け付けました。次のリンクを開いて、新しいパスワードを決めてください。\n\n"
     "{link}\n\n"
     "このリンクは{hours}時間、1回だけ使えます。\n\n"
     "お心当たりのない場合は、このメールを削除してください。いまのパスワードはそのまま使えます。",
     "Please open this link to choose a new password.\n\n"
     "{link}\n\n"
     "It works once, for {hours} hours.\n\n"
     "If this was not you, please delete this mail. Your password stays as it is."},
    {"link_sign_in", "ログインのリンク", "Your link to sign in",
     "次のリンクを開くと、パスワードを入力せずにログインできます。\n\n"
     "{link}\n\n"
     "このリンクは{hours}時間、1回だけ使えます。ほかの人には教えないでください。\n\n"
     "お心当たりのない場合は、このメールを削除してください。",
     "This link signs you in without a password.\n\n"
     "{link}\n\n"
     "It works once, for {hours} hours. Please do not pass it on.\n\n"
     "If this was not you, please delete this mail."},
    {"link_unknown", "このメールアドレスは登録されていません", "This e-mail address is not registered",
     "ログインまたはパスワードの再設定のお申し込みがありましたが、"
     "このメールアドレスでの登録は見つかりませんでした。別のメールアドレスで登録していないか、ご確認くださ"
     "い。\n\n"
     "はじめての方は、次のページから会員登録ができます。\n\n"
     "{page}\n\n"
     "お心当たりのない場合は、このメールを削除してください。",
     "Somebody asked to sign in or for a new password, but no account has this e-mail address. Perhaps you "
     "signed up with another one.\n\n"
     "If you are new, you can sign up here.\n\n"
     "{page}\n\n"
     "If this was not you, please delete this mail."},
    {"link_email", "新しいメールアドレスの確認", "Please confirm your new e-mail address",
     "メールアドレスの変更を受け付けました。次のリンクを開くと、このメールアドレスに変わります。\n\n"
     "{link}\n\n"
     "このリンクは{hours}時間、1回だけ使えます。\n\n"
     "お心当たりのない場合は、このメールを削除してください。何もしなければ変わりません。",
     "You asked to change your e-mail address. Open this link, and this address takes its place.\n\n"
     "{link}\n\n"
     "It works once, for {hours} hours.\n\n"
     "If this was not you, please delete this mail. Nothing changes unless the link is used."},
    {"link_taken", "このメールアドレスには変更できません", "This e-mail address cannot be used",
     "このメールアドレスへの変更のお申し込みがありましたが、このメールアドレスはすでに別の登録で使われていま"
     "す。"
     "別のメールアドレスをお使いください。\n\n"
     "お心当たりのない場合は、このメールを削除してください。登録の内容は変わりません。",
     "Somebody asked to change to this e-mail address, but another account uses it already. Please take "
     "another one.\n\n"
     "If this was not you, please delete this mail. Nothing about your account has changed."},
    {"email_changed", "メールアドレスが変わりました", "Your e-mail address was changed",
     "登録のメールアドレスが変わりました。これからのお知らせは新しいメールアドレスに届きます。\n\n"
     "お心当たりのない場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "The e-mail address of your account was changed. From now on mails go to the new one.\n\n"
     "If this was not you, please tell your municipality's office at once."},
    {"password_changed", "パスワードが変わりました", "Your password was changed",
     "パスワードが変わりました。ほかの端末はすべてログアウトしました。\n\n"
     "お心当たりのない場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "Your password was changed. All other devices were signed out.\n\n"
     "If this was not you, please tell your municipality's office at once."},
    {"passkey_added", "パスキーが登録されました", "A passkey was added to your account",
     "あなたの登録に、新しいパスキーが加わりました。\n\n"
     "端末：{device}\n\n"
     "お心当たりがない場合は、ポータルの「登録情報」でこのパスキーを消し、パスワードを決め直してください。",
     "A new passkey was added to your account.\n\n"
     "Device: {device}\n\n"
     "If this was not you, please remove it under “Your account” in the portal and choose a new password."},
    {"member_joined", "ご家族の登録に参加されました", "Somebody joined your family's account",
     "招待した{name}さんが、ご家族の登録に参加されました。\n\n"
     "どなたができることは、ポータルの「ご家族」で確認できます。"
     "お心当たりのない場合は、お住まいの自治体の担当窓口へすぐにお知らせください。",
     "{name}, whom you invited, has joined your family's account.\n\n"
     "The portal shows under “Family” who may do what. If you know nothing of this, please tell your "
     "municipality's office at once."},
    {"account_deleted", "退会の手続きが完了しました", "Your account was deleted",
     "退会の手続きが完了しました。メールアドレスとパスワードは消えました。これまでのご利用、ありがとうござい"
     "ました。\n\n"
     "もう一度ご利用になるときは、新しく会員登録をしてください。",
     "Your account was deleted; your e-mail address and password are erased. Thank you for having used "
     "it.\n\n"
     "To use it again, please sign up anew."},
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
    {"application_received", "申請を受け付けました", "Your application was received",
     "次の申請を受け付けました。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "受付日：{when}\n"
     "返事の目安：{answered_by}\n\n"
     "申請の様子は、ポータルでいつでも確認できます。",
     "We received this application.\n\n"
     "Application: {form}\n"
     "Number: {number}\n"
     "Received: {when}\n"
     "You hear from us by: {answered_by}\n\n"
     "The portal shows at any time how it stands."},
    {"application_returned", "申請の内容をお確かめください", "Please look at your application again",
     "次の申請について、お確かめいただきたいことがあります。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n\n"
     "{message}\n\n"
     "ポータルの「申請」から、該当の項目を直して送り直してください。",
     "There is something to look at again in this application.\n\n"
     "Application: {form}\n"
     "Number: {number}\n\n"
     "{message}\n\n"
     "Please correct it under “Apply” in the portal and send it again."},
    {"application_approved", "申請の結果のお知らせ", "The outcome of your application",
     "次の申請が承認されました。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "決定日：{when}\n\n"
     "{message}\n\n"
     "お使いいただけるものは、ポータルの一覧で確認できます。",
     "This application was approved.\n\n"
     "Application: {form}\n"
     "Number: {number}\n"
     "Decided: {when}\n\n"
     "{message}\n\n"
     "The portal lists what you can use."},
    {"application_approved_mail", "申請の結果のお知らせ", "The outcome of your application",
     "次の申請が承認されました。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "決定日：{when}\n\n"
     "{message}\n\n"
     "次のリンクを開くと、パスワードを入力せずにポータルにログインできます。"
     "{hours}時間、1回だけ使えます。ほかの人には教えないでください。\n\n"
     "{link}\n\n"
     "使えなくなったときは、ログイン画面からメールで新しいリンクをお受け取りください。",
     "This application was approved.\n\n"
     "Application: {form}\n"
     "Number: {number}\n"
     "Decided: {when}\n\n"
     "{message}\n\n"
     "This link signs you in to the portal without a password. It works once, for {hours} hours. Please do "
     "not pass it on.\n\n"
     "{link}\n\n"
     "If it no longer works, the sign-in page sends you a new one."},
    {"change_recorded_mail", "変更届の結果のお知らせ", "Your change was recorded",
     "次の変更届を受け付け、記録しました。\n\n"
     "変更届：{form}\n"
     "受付番号：{number}\n"
     "記録した日：{when}\n\n"
     "{message}\n\n"
     "何がどう変わったかは、ポータルの「申請」で確認できます。次のリンクを開くと、"
     "パスワードを入力せずにログインできます。"
     "{hours}時間、1回だけ使えます。ほかの人には教えないでください。\n\n"
     "{link}\n\n"
     "使えなくなったときは、ログイン画面からメールで新しいリンクをお受け取りください。",
     "What you reported was recorded.\n\n"
     "Notice: {form}\n"
     "Number: {number}\n"
     "Recorded: {when}\n\n"
     "{message}\n\n"
     "The portal shows under “Apply” what changed. This link signs you in without a password. It works once, "
     "for {hours} hours. Please do not pass it on.\n\n"
     "{link}\n\n"
     "If it no longer works, the sign-in page sends you a new one."},
    {"change_recorded", "変更届の結果のお知らせ", "Your change was recorded",
     "次の変更届を受け付け、記録しました。\n\n"
     "変更届：{form}\n"
     "受付番号：{number}\n"
     "記録した日：{when}\n\n"
     "{message}\n\n"
     "何がどう変わったかは、ポータルの「申請」で確認できます。",
     "What you reported was recorded.\n\n"
     "Notice: {form}\n"
     "Number: {number}\n"
     "Recorded: {when}\n\n"
     "{message}\n\n"
     "The portal shows under “Apply” what changed."},
    {"application_declined", "申請の結果のお知らせ", "The outcome of your application",
     "次の申請は、承認できませんでした。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "決定日：{when}\n\n"
     "理由：\n{message}\n\n"
     "ご不明な点は、担当の窓口へお問い合わせください。",
     "This application could not be approved.\n\n"
     "Application: {form}\n"
     "Number: {number}\n"
     "Decided: {when}\n\n"
     "Why:\n{message}\n\n"
     "Please ask the office if anything is unclear."},
    {"application_withdrawn", "申請を取り下げました", "Your application was withdrawn",
     "次の申請を取り下げました。審査は行いません。\n\n"
     "受付番号：{number}\n"
     "取下げの日：{when}",
     "This application was withdrawn; it is not looked at any more.\n\n"
     "Number: {number}\n"
     "Withdrawn: {when}"},
    {"statement_approved", "請求書が承認されました", "A statement was approved",
     "{month}の請求書が承認されました。\n\n"
     "お支払いする額：{amount}円\n\n"
     "支払日が決まりましたら、あらためてお知らせします。",
     "The statement of {month} was approved.\n\n"
     "To be paid: {amount} yen\n\n"
     "We will tell you again when it is paid."},
    {"statement_sent_back", "請求書が差し戻されました", "A statement was sent back",
     "{month}の請求書が差し戻されました。\n\n"
     "理由：{reason}\n\n"
     "施設の窓口画面で内容を直し、もう一度確認してください。",
     "The statement of {month} was sent back.\n\n"
     "Reason: {reason}\n\n"
     "Please correct it at your desk and confirm it again."},
    {"statement_paid", "お支払いしました", "You were paid",
     "請求に対するお支払いが済みました。\n\n"
     "支払額：{amount}円\n"
     "支払日：{when}\n\n"
     "内訳は、施設の窓口画面の請求書で確認できます。",
     "Your statements were paid.\n\n"
     "Paid: {amount} yen\n"
     "On: {when}\n\n"
     "The desk's statements show what it is made of."},
};

bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// Calls literal(text) and placeholder(name) in their order; gives false when a brace stands alone.
template <class Literal, class Placeholder>
bool walk(std::string_view text, Literal literal, Placeholder placeholder)
{
    while (!text.empty()) {
        const std::size_t brace = text.find_first_of("{}");
        literal(text.substr(0, brace));
        if (brace == std::string_view::npos) return true;
        std::size_t end = brace + 1;
        while (end < text.size() && is_name(text[end])) ++end;
        if (text[brace] == '}' || end == brace + 1 || end == text.size() || text[end] != '}') return false;
        placeholder(text.substr(brace + 1, end - brace - 1));
        text.remove_prefix(end + 1);
    }
    return true;
}

/// Which placeholders a text has, and how often.
std::map<std::string, int, std::less<>> placeholders(std::string_view text, bool& well_formed)
{
    std::map<std::string, int, std::less<>> found;
    well_formed = walk(
        text, [](std::string_view) {}, [&](std::string_view name) { ++found[std::string(name)]; });
    return found;
}

void append_json_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += ' ';
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string value_for(const boost::json::object& values, std::string_view name, const char* language)
{
    const boost::json::value* value = values.if_contains({name.data(), name.size()});
    must(value != nullptr, "every placeholder of a message has a value");
    if (const auto* by_language = value->if_object()) value = &by_language->at(language);
    if (const auto* number = value->if_int64()) return std::to_string(*number);
    const auto* text = value->if_string();
    must(text != nullptr, "a value of a message is a text or a whole number");
    std::string out(text->data(), text->size());
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return out;
}

std::string fill(const char* text, const boost::json::object& values, const char* language)
{
    std::string out;
    const bool well_formed = walk(
        text, [&](std::string_view literal) { out += literal; },
        [&](std::string_view name) { out += value_for(values, name, language); });
    must(well_formed, "a template's braces are placeholders");
    return out;
}

}  // namespace

std::span<const Template> all_templates()
{
    return templates;
}

Params& Params::begin(std::string_view name)
{
    if (x_json.size() > 1) x_json += ',';
    append_json_string(x_json, name);
    x_json += ':';
    return *this;
}

Params& Params::text(std::string_view name, std::string_view value)
{
    begin(name);
    append_json_string(x_json, value);
    return *this;
}

Params& Params::words(std::string_view name, const Text& value)
{
    begin(name);
    x_json += "{\"ja\":";
    append_json_string(x_json, value.ja);
    x_json += ",\"en\":";
    append_json_string(x_json, value.en);
    x_json += '}';
    return *this;
}

Params& Params::number(std::string_view name, std::int64_t value)
{
    begin(name);
    x_json += std::to_string(value);
    return *this;
}

Rendered render(std::string_view message_template, std::string_view params_json)
{
    const auto found = std::find_if(std::begin(templates), std::end(templates),
                                    [&](const Template& t) { return t.name == message_template; });
    must(found != std::end(templates), "a message has a known template");
    const boost::json::value parsed = boost::json::parse({params_json.data(), params_json.size()});
    const boost::json::object& values = parsed.as_object();
    return {{found->subject_ja, found->subject_en},
            {fill(found->body_ja, values, "ja"), fill(found->body_en, values, "en")}};
}

std::string without_places(std::string_view params_json)
{
    boost::json::value parsed = boost::json::parse({params_json.data(), params_json.size()});
    if (boost::json::value* facility = parsed.as_object().if_contains("facility"))
        *facility = {{"ja", "（安全のため表示していません）"}, {"en", "(not shown, for safety)"}};
    // A telephone number and the facility's own words lead to it as well.
    for (const char* name : {"phone", "message"}) {
        if (boost::json::value* value = parsed.as_object().if_contains(name)) *value = "-";
    }
    return boost::json::serialize(parsed);
}

std::vector<std::string> check_templates(std::span<const Template> all)
{
    std::vector<std::string> wrong;
    for (const Template& t : all) {
        const auto complain = [&](const char* what) { wrong.push_back(std::string(t.name) + ": " + what); };
        bool ja = true, en = true;
        if (placeholders(t.body_ja, ja) != placeholders(t.body_en, en))
            complain("the languages differ in their placeholders");
        if (!ja || !en) complain("a brace stands alone");
        for (const std::string_view subject : {t.subject_ja, t.subject_en}) {
            if (subject.empty()) complain("a subject is empty");
            if (subject.find_first_of("{}\r\n") != std::string_view::npos)
                complain("a subject has a placeholder or a line break");
        }
        if (std::count_if(all.begin(), all.end(),
                          [&](const Template& other) { return std::string_view(other.name) == t.name; }) != 1)
            complain("the name is taken twice");
    }
    return wrong;
}

}  // namespace hagukumi::messages
