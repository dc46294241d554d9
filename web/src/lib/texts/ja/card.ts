// The card for parents without a phone.
export const card = {
  card_title: '利用者カード',
  card_help: 'スマートフォンの電池が切れたときなどに、施設の窓口で見せるカードです。印刷しておけます。使うときに暗証番号を入力します。',
  card_label: '利用者番号のQRコード',
  card_print: 'カードを印刷する',
} as const
