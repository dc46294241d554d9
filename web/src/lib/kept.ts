// What a phone keeps for places without a signal: who is signed in, the coupons, and what of them was
// prepared for a desk without a network.  Nothing else, and nothing after
// signing out: a phone is handed on, a tablet is shared.
import { municipality } from './client.ts'

const slot = (name: string) => `hagukumi-kept-${municipality}-${name}`
export type Kept = 'about' | 'me' | 'coupons' | 'allowances'

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

/** The other municipalities in which somebody is signed in as a parent on this phone, as far as it knows. */
export function kept_elsewhere(): string[] {
  const found = Object.keys(localStorage).flatMap((key) => /^hagukumi-kept-(\d{6})-me$/.exec(key)?.[1] ?? [])
  return found.filter((one) => one !== municipality).sort()
}

/** What was searched for among the coupons: kept while the tab is open. */
export const wish_slot = `hagukumi-wish-${municipality}`

export function forget_kept(): void {
  for (const name of ['about', 'me', 'coupons', 'allowances'] as const) localStorage.removeItem(slot(name))
  sessionStorage.removeItem(wish_slot)
}
