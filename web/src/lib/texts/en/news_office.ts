// News from the municipality: the office's page.
import type { news_office as ja } from '../ja/news_office.ts'

export const news_office: Record<keyof typeof ja, string> = {
  news_office_title: 'Write news',
  news_office_help: 'Shown at once in the parents\' portal, under “Notices”.',
  news_for: 'For whom',
  news_for_all: 'All parents',
  news_for_programme: 'Families with {name}',
  news_title_ja: 'Title (Japanese)',
  news_body_ja: 'Text (Japanese)',
  news_title_en: 'Title (English, may be left out)',
  news_body_en: 'Text (English, may be left out)',
  news_last_day: 'Last day on which it is shown',
  news_write: 'Publish',
  news_written: 'It is published.',
  news_all: 'Published',
  news_none: 'Nothing yet.',
  news_shown_until: 'Until {day}',
  news_withdraw: 'Withdraw',
  news_withdrawn: 'Withdrawn',
}
