import type { trial as ja } from '../ja/trial.ts'

export const trial: Record<keyof typeof ja, string> = {
  trial_of_year: '{name}, tax year {year}',
  trial_uses: 'Earlier uses',
  trial_uses_help: 'Caps and counters count these. What is left follows from “Used” above.',
  trial_use: 'Use {n}',
  trial_first_day: 'First day',
  trial_last_day: 'Last day (empty: one day)',
  trial_public: 'Paid by the municipality (yen)',
  trial_parent: 'Paid by the parent (yen)',
  trial_other_facility: 'At another facility',
  trial_other_child: 'By a brother or sister',
  trial_other_guardian: 'By the other guardian',
  trial_remove: 'Remove this use',
  trial_add: 'Add an earlier use',
  trial_wish: 'What is wanted',
  trial_until_next_day: 'Until (may be on the next day)',
}
