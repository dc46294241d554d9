// Who acts for a family from now on.
export const hand_over = {
  hand_over_open: '保護者の権利を引き継ぐ',
  hand_over_title: '保護者の権利の引継ぎ',
  hand_over_help: '母が亡くなった、お子さんが里親家庭で暮らすなど、手続きをする方が変わるときに使います。クーポン・予約・履歴はこの世帯に残り、引き継ぐ方がそのまま使えます。この画面からはどなたにも知らせません。',
  hand_over_named: '引き継ぐ方',
  hand_over_new: '新しい保護者を加える',
  hand_over_name: '引き継ぐ方の氏名',
  hand_over_kana: '引き継ぐ方のカナ',
  hand_over_birth_date: '引き継ぐ方の生年月日（任意）',
  hand_over_ended: '権利が終わる方',
  hand_over_nobody: '終わる方はいない',
  hand_over_accounts: '使えなくするアカウント',
  hand_over_accounts_help: 'チェックしたアカウントはすぐにログアウトし、ログインできなくなり、お知らせも届きません。',
  hand_over_do: '引き継ぐ',
  hand_over_done: '権利を引き継ぎました。引き継いだ方の利用者カードは「紙でお渡しするもの」から出せます。',
  hand_over_since: '{day}に権利が終わりました',
} as const
