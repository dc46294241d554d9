// What a phone keeps for places without a signal: who is signed in, and the coupons.  Nothing else, and nothing after
// signing out: a phone is handed on, a tablet is shared.
import { municipality } from './client.ts'

const slot = (name: string) => `hagukumi-kept-${municipality}-${name}`
export type Kept = 'about' | 'me' | 'coupons'

export function keep(name: Kept, value: unknown): void {
  try {
    localStorage.setItem(slot(name), JSON.stringify(value))
  } catch {
    // No room, or a private window: then there is nothing to read without a signal, and all else works.
  }
}

export function kept<T>(name: Kept): T | undefined {
  const text = localStorage.getItem(slot(name))
  return text ? (JSON.parse(text) as T) : undefined
}

export function forget_kept(): void {
  for (const name of ['about', 'me', 'coupons'] as const) localStorage.removeItem(slot(name))
}
