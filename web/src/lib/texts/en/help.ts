// The help page.
import type { help as ja } from '../ja/help.ts'

export const help: Record<keyof typeof ja, string> = {
  help_title: 'Help',
  help_steps: 'How it goes',
  help_questions: 'Questions and answers',
  help_search: 'Search by words',
  help_found: '{n} questions found',
  help_none: 'Nothing was found. Try other words, or call one of the offices below.',
  help_from: 'From: {document}',
  help_as_of: ' ({day})',
  help_page: "Open the municipality's page",
  help_bring: 'What to bring',
  help_when: ' ({when})',
  help_offices: 'Whom to ask',
  help_open: 'Open now',
  help_closed: 'Closed',
  help_opens: 'Closed (opens {at})',
  help_call: 'Call {phone}',
  help_hours: '{hours} on open days (not on weekends and holidays)',
  help_senders: 'Mails to let in',
  help_senders_text: 'If you filter your mail, please let these addresses in.',
}
