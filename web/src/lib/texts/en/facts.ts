import type { facts as ja } from '../ja/facts.ts'

export const facts: Record<keyof typeof ja, string> = {
  facts_title: 'What an officer has seen',
  facts_help: 'Rules look at these, and an officer has seen them in documents. Empty means not seen yet: such a rule does not hold. Uses that were decided stay; where it changes what was issued, the family is told.',
  facts_dates_help: 'Dates of birth such as 2022-08-01, with a space between them; all children, this one too.',
  facts_save: 'Save what was seen',
  facts_saved: 'Saved. What can be used was worked out anew.',
}
