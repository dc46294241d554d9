// News from the municipality.
import type { news as ja } from '../ja/news.ts'

export const news: Record<keyof typeof ja, string> = {
  news_from_city: 'From your municipality',
  news_to_you: 'To you',
}
