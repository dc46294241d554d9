import type { offline as ja } from '../ja/offline.ts'

export const offline: Record<keyof typeof ja, string> = {
  offline_title: 'There is no connection',
  offline_can: 'You can read: your coupons, what is left, until when (as of {time})',
  offline_cannot: 'Once you are connected again: use, book, receive, notices, changes to your account',
  offline_again: 'Try to connect',
  offline_use: 'Using a coupon at a facility needs a connection. Please go where the signal is better, or use the facility\'s Wi-Fi. If it breaks after you pressed "Yes", the use is recorded once, by itself, when you are connected again.',
}
