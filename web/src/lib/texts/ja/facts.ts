// 職員が確かめたこと: what programmes ask for and an officer has seen of a family.
export const facts = {
  facts_title: '職員が確かめたこと',
  facts_help: '規則が見る事柄のうち、職員が書類などで確かめたものです。空欄は「未確認」で、その規則ではまだ使えません。これまでの利用の判定は変わりません。付与数が変わるときは世帯にお知らせします。',
  facts_dates_help: '生年月日を2022-08-01のように書き、空白で区切ります。このお子さんも含め、全員を書いてください。',
  facts_save: '確かめたことを保存する',
  facts_saved: '確かめたことを保存しました。残りや使えるかどうかは、この内容で計算し直しました。',
} as const
