// What was used, and notices.
export const history = {
  history_title: '利用履歴',
  no_history: 'まだ利用はありません',
  kind_grant: '発行',
  kind_redeem: '利用',
  kind_void: '取消',
  kind_adjust: '調整',
  kind_expire: '期限切れ',
  kind_revoke: '取消（発行）',
  voided: '取り消されました',
  older: 'さらに前を見る',
  notices_title: 'お知らせ',
  no_notices: 'お知らせはありません',
  new_notice: '未読',
  services_title: '使えるサービス',
  rules_from: '{source}（{day}）による表示です。',
  correction_took_place: '訂正（訂正前 {amount}・{number}）',
} as const
