// Paid at a facility without a contract, and given back.
export const reimbursement = {
  reimbursement_forms: 'Ask for money back',
  reimbursement_forms_help: 'When you used a facility without a contract and paid the whole fee, send this with the receipt.',
  reimbursement_title: 'What would be paid back',
  reimbursement_yen: 'Paid back to you',
  reimbursement_repaid: 'Paid back',
  reimbursement_paid_on: 'Transferred on',
  reimbursement_soon: 'The transfer to your account is being prepared.',
  reimbursement_voided: 'The use was taken back, so nothing is paid back. Please ask the office.',
  reimbursement_use: 'Number of the use',
  reimbursement_not_yet: 'Once you have entered what was used, you see here what would be paid back.',
  reimbursement_no_coupon: 'You hold nothing that this use could be taken from. Please ask the office.',
  reimbursement_approved_help: 'Your claim was approved. Below you see how the payment stands.',
}
