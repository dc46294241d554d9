// Accounts, LINE and the family: signing up, moving, leaving.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
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
    {"passkey_removed", "パスキーが消えました", "A passkey was removed from your account",
     "あなたの登録から、パスキーが1つ消えました。\n\n"
     "端末：{device}\n\n"
     "お心当たりがない場合は、パスワードを決め直してください。",
     "A passkey was removed from your account.\n\n"
     "Device: {device}\n\n"
     "If this was not you, please choose a new password."},
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
};

}  // namespace

std::span<const Template> texts_of_accounts()
{
    return templates;
}

}  // namespace hagukumi::messages
