// A signed allowance at a desk without a network: read, verified by the municipality's key, and counted.  The desk goes by
// the signature and by what it has itself taken; what other desks took is found out when the line is back (U-11).
import { municipality } from '../lib/client.ts'
import type { Waiting } from './late.ts'

/** What was signed: at most `n` units of the allotment `a` of the programme `p`, between two moments (seconds). */
export type Allowance = { text: string; id: string; programme: string; allotment: string; units: number; from: number; until: number }
export type Wrong = 'spoilt' | 'ended' | 'no_key'

const bytes_of = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

/** The text behind the link of a phone's QR code; nothing on any other code. */
export function allowance_in(scanned: string): string | undefined {
  return /\/\d{6}\/#allow=([\w-]+\.[\w-]+)$/.exec(scanned)?.[1]
}

/** Whether it was signed here and still holds.  `key` as the server gave it, while there was a network. */
export async function verify(text: string, key: string | null | undefined, now: number): Promise<Allowance | Wrong> {
  if (!key) return 'no_key'
  try {
    const [payload, signature] = text.split('.') as [string, string]
    const way = { name: 'ECDSA', namedCurve: 'P-256' }
    const point = await crypto.subtle.importKey('raw', bytes_of(key), way, false, ['verify'])
    const is_signed = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, point, bytes_of(signature), new TextEncoder().encode(payload))
    if (!is_signed) return 'spoilt'
    const said = JSON.parse(new TextDecoder().decode(bytes_of(payload))) as { v: number; m: number; id: string; p: string; a: string; n: number; from: number; until: number }
    if (said.v !== 1 || said.m !== Number(municipality)) return 'spoilt'
    if (now >= said.until * 1000) return 'ended'
    return { text, id: said.id, programme: said.p, allotment: said.a, units: said.n, from: said.from, until: said.until }
  } catch {
    return 'spoilt' // no base64url, no point, no JSON
  }
}

// What this tablet has taken of each allowance, also when it was settled since; forgotten when the allowance has ended.
type Taken = Record<string, { units: number; until: number }>
const slot = `hagukumi-allowances-${municipality}`
const taken = (): Taken => JSON.parse(localStorage.getItem(slot) ?? '{}') as Taken

export const left_of = (allowance: Allowance): number => allowance.units - (taken()[allowance.id]?.units ?? 0)

export function count(allowance: Allowance, units: number, now: number): void {
  const all = Object.fromEntries(Object.entries(taken()).filter(([, one]) => one.until * 1000 > now))
  all[allowance.id] = { units: (all[allowance.id]?.units ?? 0) + units, until: allowance.until }
  localStorage.setItem(slot, JSON.stringify(all))
}

/** How many units of the allotment an entry means, as far as a desk can tell: days of a stay, or a number. */
export function units_of(asked: Pick<Waiting['asked'], 'units' | 'first_day' | 'last_day'>): number | undefined {
  if (asked.units !== undefined) return asked.units
  if (!asked.first_day || !asked.last_day) return undefined
  return Math.round((Date.parse(asked.last_day) - Date.parse(asked.first_day)) / 86_400_000) + 1
}
