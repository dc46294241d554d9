// Applications and change notices.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
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
    {"reimbursement_approved", "払い戻しが決まりました", "What you paid will be given back",
     "次の請求を承認し、払い戻す額が決まりました。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "決定日：{when}\n"
     "払戻額：{amount}円\n\n"
     "{message}\n\n"
     "ご指定の口座に振り込んだときに、もう一度お知らせします。",
     "This claim was approved, and what is paid back is settled.\n\n"
     "Claim: {form}\n"
     "Number: {number}\n"
     "Decided: {when}\n"
     "Paid back: {amount} yen\n\n"
     "{message}\n\n"
     "We write again when it was transferred to your account."},
    {"reimbursement_paid", "払い戻しを振り込みました", "What you paid was given back",
     "請求いただいた払い戻しを、ご指定の口座に振り込みました。\n\n"
     "払戻額：{amount}円\n"
     "振込日：{when}",
     "What you asked back was transferred to your account.\n\n"
     "Paid back: {amount} yen\n"
     "Day of the transfer: {when}"},
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
    {"approval_waiting", "承認された申請をご確認ください", "Please look at your approved application",
     "次の申請は承認されましたが、そのあと、ポータルでの確認も利用もまだないようです。\n\n"
     "申請：{form}\n"
     "受付番号：{number}\n"
     "承認した日：{approved}\n\n"
     "{coupon}は、ポータルの一覧に届いています。ログインして、残りと使える期間をお確かめください。\n"
     "ログインできないときは、ログイン画面からメールで新しいリンクをお受け取りください。\n\n"
     "このお知らせは、1回の承認につき1度だけお送りします。ポータルの「お知らせの受け取り方」で止められます。",
     "This application was approved, but it seems that nobody has looked at the portal or used anything "
     "since.\n\n"
     "Application: {form}\n"
     "Number: {number}\n"
     "Approved: {approved}\n\n"
     "{coupon} is on your list in the portal. Please sign in and see what is left and until when it can be "
     "used.\n"
     "If you cannot sign in, the sign-in page sends you a new link by mail.\n\n"
     "This reminder is sent once for each approval. You can turn reminders off in the portal, under “How you "
     "are told”."},
    {"application_withdrawn", "申請を取り下げました", "Your application was withdrawn",
     "次の申請を取り下げました。審査は行いません。\n\n"
     "受付番号：{number}\n"
     "取下げの日：{when}",
     "This application was withdrawn; it is not looked at any more.\n\n"
     "Number: {number}\n"
     "Withdrawn: {when}"},
};

}  // namespace

std::span<const Template> texts_of_applications()
{
    return templates;
}

}  // namespace hagukumi::messages
