// 償還払い: what a family paid at a facility without a contract.
export const reimbursement = {
  reimbursement_forms: '払い戻しを請求する',
  reimbursement_forms_help: '契約していない施設を利用して料金を全額支払ったときに、領収書を添えて出してください。',
  reimbursement_title: '払い戻しの見込み',
  reimbursement_yen: '払い戻される額',
  reimbursement_repaid: '払い戻し',
  reimbursement_paid_on: '振り込んだ日',
  reimbursement_soon: 'ご指定の口座に振り込む準備をしています。',
  reimbursement_voided: '利用が取り消されたため、払い戻しはありません。くわしくは窓口にお尋ねください。',
  reimbursement_use: '利用番号',
  reimbursement_not_yet: '利用の内容を入力すると、払い戻しの見込みを表示します。',
  reimbursement_no_coupon: 'この利用に使えるものをお持ちでないようです。くわしくは窓口にお尋ねください。',
  reimbursement_approved_help: '請求が承認されました。払い戻しの状況は下でご確認ください。',
}
