// Objections to a line of a month, for facility and office.
export const objections = {
  objections: '異議とその答え',
  objection_raise: '異議',
  objection_raise_help: '相手が答えるまで、この月は確認・承認できません。書いたことは消せません。お名前など、個人の情報は書かないでください。',
  objection_words: 'どこが違いますか',
  objection_send: '異議を記録する',
  objection_answer: '答える',
  objection_answer_help: '利用の記録を直すときは、先に訂正してから答えてください。書いたことは消せません。',
  objection_answer_words: '答え',
  objection_answer_send: '答えを記録する',
  objection_waits: '異議に答えていません',
  objection_answered: '答え済み',
  objection_by_facility: '施設',
  objection_by_office: '自治体',
  objection_wait_office: '自治体の答えを待っています。',
  objection_wait_facility: '施設の答えを待っています。',
} as const
