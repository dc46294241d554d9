// One use of a coupon, from はい to a known outcome.  What was asked for is kept with its key before it is
// sent, so that a reload, a second tap or a lost connection ends in the same one use (N-16, X-12).
import { ask, client, is_unknown, municipality, type Problem, type Schemas } from './client.ts'

export type Use = Schemas['Use']
export type UseRequest = Schemas['UseRequest']
export type Outcome = { use: Use } | { problem: Problem } | { unknown: true }

/** What a preview still lacks, as the text that its button then bears. */
export function missing_of(asks: Schemas['Choice']['asks'], said: Partial<Schemas['PreviewRequest']>): 'choose_day' | 'enter_time' | 'enter_amount' | undefined {
  if (asks === 'dates') return said.first_day && said.last_day ? undefined : 'choose_day'
  if (asks === 'hours') return said.from && said.until ? undefined : 'enter_time'
  return asks === 'amount' && !said.units ? 'enter_amount' : undefined
}

/** In the phone's storage, not the tab's: a phone that is short of memory ends tabs, also in a dead spot. */
const slot = `hagukumi-use-${municipality}`

export type Sender = {
  send: (request: UseRequest) => Promise<{ data?: { use: Use }; problem?: Problem }>
  look: (key: string) => Promise<{ data?: { use: Use }; problem?: Problem }>
  wait: (milliseconds: number) => Promise<void>
}

const path = { municipality }

export const over_http: Sender = {
  send: (body) => ask(client.POST('/api/v1/{municipality}/parent/uses', { params: { path }, body })),
  look: (key) => ask(client.GET('/api/v1/{municipality}/parent/uses/by-key/{key}', { params: { path: { ...path, key } } })),
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
}

export function remember(request: UseRequest): void {
  localStorage.setItem(slot, JSON.stringify(request))
}

/** The use whose outcome this phone does not know yet. */
export function pending(): UseRequest | undefined {
  const stored = localStorage.getItem(slot)
  return stored ? (JSON.parse(stored) as UseRequest) : undefined
}

export function forget(): void {
  localStorage.removeItem(slot)
}

/** Its outcome is not known, or nobody could be told: the session is over (401), and who signs in again goes on. */
const is_open = (problem: Problem) => is_unknown(problem) || problem.status === 401

/** The facility confirms each use: the same question again, until its staff have said yes or no, or time is over. */
const waits_for_desk = (problem: Problem | undefined) => problem?.code === 'waits_for_desk'
const desk_pause = 2000

/** Sends, and when the answer is lost asks under the same key until it is known, or gives up for now. */
export async function complete(request: UseRequest, sender: Sender = over_http, pauses = [500, 1500, 4000, 8000], waiting: () => void = () => {}): Promise<Outcome> {
  remember(request)
  for (const pause of [0, ...pauses]) {
    if (pause) await sender.wait(pause)
    // The same key again is always safe: what is stored under it is answered, not done twice.
    let { data, problem } = await sender.send(request)
    while (waits_for_desk(problem)) {
      waiting()
      await sender.wait(desk_pause)
      ;({ data, problem } = await sender.send(request))
    }
    if (data) {
      forget()
      return { use: data.use }
    }
    if (problem && !is_open(problem)) {
      forget()
      return { problem }
    }
  }
  return { unknown: true }
}

/** After a reload: what became of it?  Nothing stored means that nothing was used. */
export async function recover(request: UseRequest, sender: Sender = over_http, waiting: () => void = () => {}): Promise<Outcome> {
  const { data, problem } = await sender.look(request.key)
  if (waits_for_desk(problem)) return complete(request, sender, undefined, waiting)
  if (data) {
    forget()
    return { use: data.use }
  }
  if (problem && !is_open(problem)) {
    forget()
    return { problem }
  }
  return { unknown: true }
}
