// Whether there is a network: what the browser says, and what the last question found out.
import { on_answer } from './client.ts'

let is_away = $state(!navigator.onLine)
addEventListener('offline', () => (is_away = true))
addEventListener('online', () => (is_away = false))
on_answer((answered) => (is_away = !answered))

export const net = {
  get is_away() {
    return is_away
  },
}
