// The deeds of the record that have words for officers: "ledger.redeem" → 「クーポンを使った」.
import { audit } from '../lib/texts/ja/audit.ts'

export const rooms = ['people', 'applications', 'ledger', 'booking', 'facilities', 'desk', 'settlement', 'codes', 'imports', 'news', 'messages', 'line', 'programmes'] as const
export type Room = (typeof rooms)[number]
type Deed = Extract<keyof typeof audit, `audit_did_${string}`>

/** Nothing: it was done by a newer program, and stands as the record has it. */
export function words_of(action: string): Deed | undefined {
  const key = `audit_did_${action.replace('.', '_')}`
  return key in audit ? (key as Deed) : undefined
}
