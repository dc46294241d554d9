import type { objections as base } from '../ja/objections.ts'

export const objections: Record<keyof typeof base, string> = {
  objections: 'Objections and their answers',
  objection_raise: 'Object',
  objection_raise_help: 'Until the other side has answered, this month can be neither confirmed nor approved. What you write stays. Please write no names.',
  objection_words: 'What is not as it was?',
  objection_send: 'Record the objection',
  objection_answer: 'Answer',
  objection_answer_help: 'Where the use itself must be corrected, do that first. What you write stays.',
  objection_answer_words: 'Answer',
  objection_answer_send: 'Record the answer',
  objection_waits: 'Objection not answered',
  objection_answered: 'Answered',
  objection_by_facility: 'Facility',
  objection_by_office: 'Office',
  objection_wait_office: 'Waiting for the office.',
  objection_wait_facility: 'Waiting for the facility.',
}
