import type { planning as base } from '../ja/planning.ts'

export const planning: Record<keyof typeof base, string> = {
  planning_title: 'What is to come',
  planning_expected: 'Who has booked ({first} to {last})',
  planning_none: 'Nothing is booked in these days.',
  planning_count: '{n|one=# family|other=# families}',
  planning_until: 'until {day}',
  planning_left: '{left} left',
  planning_here: 'Left to who used a coupon here today',
  planning_here_none: 'No uses yet today.',
  planning_no_limit: 'nothing is limited',
  paper_title: 'On paper (for a day on which tablet or line fails)',
  paper_help: 'An A4 sheet with who has booked and rows to write in. Print it on the evening before, and you can go on without the tablet.',
  paper_sheet_day: 'Day of the sheet',
  paper_draw: 'Make the sheet (PDF)',
  paper_enter: 'Enter what is on the sheet',
  paper_enter_help: 'Enter each use with the time that was written down, within three days. The rules of that time count, and the family is told.',
  paper_day: 'Day on the sheet',
  paper_time: 'Time on the sheet',
  paper_time_wrong: 'Please enter a day and time within the last three days. For older ones please ask the municipality’s office.',
  paper_take: 'Enter this use',
  paper_taken: 'Entered. What became of it stands in the list of provisional uses.',
}
