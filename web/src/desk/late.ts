// Uses that the desk took while the line was cut, kept on the tablet until they are settled.  Each has the key that was
// drawn when it was taken: sent twice, it is one use.  What is kept is what settles it, and no name.
import { ask, client, is_unknown, municipality, type Problem, type Schemas, type Text } from '../lib/client.ts'

export type Asked = Omit<Schemas['LateUseRequest'], 'seconds_ago'>
export type Waiting = { asked: Asked; taken: number; name: Text; unit: Text; problem?: Problem }
export type Settled = Schemas['LateUse']

const slot = `hagukumi-late-${municipality}`

export function waiting(): Waiting[] {
  const stored = localStorage.getItem(slot)
  return stored ? (JSON.parse(stored) as Waiting[]) : []
}
function store(all: Waiting[]): void {
  if (all.length) localStorage.setItem(slot, JSON.stringify(all))
  else localStorage.removeItem(slot)
}
export function take(one: Waiting): Waiting[] {
  const all = [...waiting(), one]
  store(all)
  return all
}
export function drop(key: string): Waiting[] {
  const all = waiting().filter((one) => one.asked.key !== key)
  store(all)
  return all
}

// Not kept back until somebody has signed in again, as other commands are: by then another number of seconds has passed.
export type Sender = (body: Schemas['LateUseRequest']) => Promise<{ data?: Settled; problem?: Problem }>
export const over_http: Sender = (body) => ask(client.POST('/api/v1/{municipality}/desk/late-uses', { params: { path: { municipality } }, body, fetch: (request) => fetch(request) }))

/** Sends what waits, oldest first, until the line is cut again.  What the server does not take stays, with why. */
export async function settle(now: () => number = Date.now, send: Sender = over_http): Promise<{ settled: Settled[]; left: Waiting[] }> {
  const settled: Settled[] = []
  for (const one of waiting()) {
    const { data, problem } = await send({ ...one.asked, seconds_ago: Math.max(0, Math.round((now() - one.taken) / 1000)) })
    if (data) {
      settled.push(data)
      drop(one.asked.key)
    } else if (problem && (is_unknown(problem) || problem.status === 401)) {
      break
    } else if (problem) {
      store(waiting().map((other) => (other.asked.key === one.asked.key ? { ...other, problem } : other)))
    }
  }
  return { settled, left: waiting() }
}

// What the desk needs to know without a line: where it is, and what is offered there.
export type Place = { facility: string; services: Schemas['OfferedServices']['services']; allowance_key?: string | null; ahead?: number } // ahead: of this tablet's clock by the server's, milliseconds
const place_slot = `hagukumi-desk-${municipality}`
export const keep_place = (place: Place): void => localStorage.setItem(place_slot, JSON.stringify(place))
export const forget_place = (): void => localStorage.removeItem(place_slot)
export function kept_place(): Place | undefined {
  const stored = localStorage.getItem(place_slot)
  return stored ? (JSON.parse(stored) as Place) : undefined
}
