// Approving in one go: the office's page.
export const clear = {
  clear_title: 'Approve in one go',
  clear_open: 'To approving in one go',
  clear_help: 'Applications that fit every rule, with no double, no papers and nothing in the family’s own words. What you untick stays as it is. Fifty at a time, the oldest first.',
  clear_ready: 'Without doubt ({n})',
  clear_none: 'There is nothing to approve in one go.',
  clear_approve: 'Approve these {n}',
  clear_done: 'Approved: {n}. Left as they are: {left}.',
  clear_others: 'To be looked at one by one ({n})',
  clear_doubt_rules: 'A rule does not hold',
  clear_doubt_twice: 'Perhaps a double',
  clear_doubt_documents: 'Has papers',
  clear_doubt_text: 'Has own words',
  clear_doubt_taken: 'With another officer',
  clear_doubt_two_officers: 'Two officers decide',
  clear_doubt_change_notice: 'Change notice',
  clear_doubt_changed: 'Changed meanwhile',
}
