// Uses for which money is claimed back.
export const misuse = {
  misuse_open: '不正利用',
  misuse_title: '不正利用の記録',
  misuse_help: '使うべきでない人が使ったなど、費用の返還を求める利用に付ける記録です。利用と残数、施設への支払いは変わりません。入力の誤りは「訂正」で直してください。ご家庭にはこの画面からは知らされないので、別に通知してください。',
  misuse_yen: '返還を求める額（円）',
  misuse_mark: '不正利用として記録する',
  misuse_claimed: '不正利用・返還請求中 {sum}',
  misuse_chip_repaid: '不正利用・返還済み {sum}',
  misuse_outcome: '結果',
  misuse_repaid: '返還された',
  misuse_withdraw: '記録を取り消す（不正利用ではなかった）',
  misuse_how: '返還の確認（納付の方法など）',
  misuse_close: '記録する',
  misuse_marked: '不正利用として記録しました。',
  misuse_repaid_done: '返還されたことを記録しました。',
  misuse_withdrawn_done: '不正利用の記録を取り消しました。',
  misuse_report: 'この期間の利用のうち、不正利用として記録したもの：{n}件、返還を求めた額 {claimed}、うち返還された額 {repaid}。一覧はExcelファイルの「不正利用」のシートにあります。',
} as const
