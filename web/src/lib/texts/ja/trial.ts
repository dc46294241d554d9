// 試してみる: a made-up family on the page of a programme's file.
export const trial = {
  trial_of_year: '{year}年度の{name}',
  trial_uses: 'これまでの利用',
  trial_uses_help: '上限や回数を数えるときに使います。残りの数は、上の「使用済み」で決まります。',
  trial_use: '利用{n}',
  trial_first_day: '最初の日',
  trial_last_day: '最後の日（1日だけなら空欄）',
  trial_public: '自治体が負担した額（円）',
  trial_parent: '保護者が支払った額（円）',
  trial_other_facility: 'ほかの施設での利用',
  trial_other_child: 'きょうだいの利用',
  trial_other_guardian: 'もう一人の保護者の利用',
  trial_remove: 'この利用を消す',
  trial_add: 'これまでの利用を加える',
  trial_wish: '使いたいもの',
  trial_until_next_day: '終わりの時刻（翌日の時刻も可）',
} as const
