// Prices and seats in the list of facilities; until when a wrong record is put right; joining another family with an account.
export const portal = {
  places_usable_only: 'このご家庭が使える施設だけ',
  places_free_only: '空きがある施設だけ',
  places_day: '空きと料金を見る日',
  places_price: 'ご家庭の負担：{yen}（{amount}）',
  places_usable: 'クーポンを使えます',
  places_not_usable: '使えません：',
  places_seats: '{day}：',
  camera_to_help: 'カメラを許可する方法を見る',
  portal_joining_help: '{name}さんの登録で、このご家族に参加します。ログインの方法は、いまのまま使えます。',
  portal_joining_go: 'いまの登録で参加する',
  portal_joining_have: 'すでに会員登録をしている方',
  wrong_open: 'まちがいに気づいたときは、{time}までに{facility}へお申し出ください。{phone}',
  wrong_facility: '利用した施設',
  wrong_summary: '記録がちがっているとき',
  wrong_late: '施設で直せる期限（{time}）は過ぎました。担当窓口へお問い合わせください。',
  wrong_office: '担当窓口へお問い合わせください。',
} as const
