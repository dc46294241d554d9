// News from the municipality.
export const news = {
  news_from_city: '自治体からのお知らせ',
  news_to_you: 'あなたへのお知らせ',
} as const
