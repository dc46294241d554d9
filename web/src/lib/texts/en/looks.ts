// The record of looks: the office's page.
import type { looks as ja } from '../ja/looks.ts'

export const looks: Record<keyof typeof ja, string> = {
  looks_title: 'Who saw what',
  looks_help: 'Which officer opened whose record, when and from where. It cannot be changed.',
  looks_officer: 'Officer',
  looks_everybody: 'Everybody',
  looks_first_day: 'From',
  looks_last_day: 'Until',
  looks_family: 'Family',
  looks_what: 'What was seen',
  looks_why: 'From where',
  looks_none: 'There is no such look.',
  looks_gone: '(no longer here)',
  looks_one_family: 'The family of {name}',
  looks_all_families: 'Show all families',
  looks_of_family: 'Who saw this family',
  looks_what_family: 'Page of the family',
  looks_what_application: 'Page of an application',
  looks_what_document: 'Papers',
  looks_what_decision_notice: 'Decision notice',
  looks_why_directly: 'Directly',
  looks_why_search: 'Search for families',
  looks_why_application: 'Review of applications',
  looks_why_code: 'Search for a serial code',
  looks_why_undelivered: 'A message that did not arrive',
  looks_why_record: 'The record of looks',
}
