// 一括承認: the office's page.
export const clear = {
  clear_title: '一括承認',
  clear_open: '一括承認の画面へ',
  clear_help: '規則にすべて当てはまり、重複も添付書類も自由記入もない申請です。チェックを外したものは、そのまま残ります。古いものから50件ずつ表示します。',
  clear_ready: '疑いのない申請（{n}件）',
  clear_none: '一括で承認できる申請はありません。',
  clear_approve: '{n}件をまとめて承認する',
  clear_done: '{n}件を承認しました。残したもの：{left}件。',
  clear_others: '一件ずつ確かめる申請（{n}件）',
  clear_doubt_rules: '規則に当てはまらない',
  clear_doubt_twice: '重複の疑い',
  clear_doubt_documents: '添付書類あり',
  clear_doubt_text: '自由記入あり',
  clear_doubt_taken: 'ほかの担当者が審査中',
  clear_doubt_two_officers: '二人で決める',
  clear_doubt_change_notice: '変更届',
  clear_doubt_changed: '内容が変わった',
}
