// The desks of other municipalities at which this browser is signed in, too (U-18).  Each has a session, an address and
// an answer of its own; they meet on this screen and nowhere else, so that no question to the server is of two
// municipalities.
import { ask, client, municipality, type Schemas, type Text } from '../lib/client.ts'

export type Other = { code: string; name: Text; facility: string; me: string; uses: Schemas['DeskUse'][] }

const slot = 'hagukumi-desks'
const pause = 5000 // a browser keeps six lines to one server: one stream for the own desk, and questions for the others

/** Where somebody has signed in at a desk in this browser and not signed out again. */
const desks = (): string[] => JSON.parse(localStorage.getItem(slot) ?? '[]') as string[]
const store = (codes: string[]): void => localStorage.setItem(slot, JSON.stringify(codes))
export const remember_desk = (code: string): void => store([...new Set([...desks(), code])].sort())
export const forget_desk = (code: string): void => store(desks().filter((one) => one !== code))
export const other_desks = (): string[] => desks().filter((one) => one !== municipality)

export async function sign_out_at(code: string): Promise<void> {
  forget_desk(code)
  await ask(client.POST('/api/v1/{municipality}/desk/sign-out', { params: { path: { municipality: code } }, body: {} }))
}

/** Looks again and again; `on_new` hears of each use that was not there before. */
export function watch_others(on_new: (use: Schemas['DeskUse'], of: Other) => void) {
  let all = $state<Other[]>([])
  let lost = $state<Text[]>([]) // municipalities whose session has ended by itself
  let looks = $state(0)

  async function look_at(code: string) {
    const path = { municipality: code }
    const me = await ask(client.GET('/api/v1/{municipality}/desk/me', { params: { path } }))
    const known = all.find((one) => one.code === code)
    if (me.problem?.status === 401) {
      forget_desk(code)
      all = all.filter((one) => one.code !== code)
      if (known) lost = [...lost, known.name]
      return
    }
    const uses = me.data && (await ask(client.GET('/api/v1/{municipality}/desk/uses', { params: { path } }))).data
    if (!me.data || !uses || !desks().includes(code)) return // the line is cut, or it was left meanwhile: what was shown stays
    const seen: Other = { code, name: me.data.municipality, facility: me.data.facility.name, me: me.data.name, uses: uses.uses }
    const before = new Set(known?.uses.map((use) => use.id))
    if (known) for (const use of seen.uses) if (!before.has(use.id)) on_new(use, seen)
    all = [...all.filter((one) => one.code !== code), seen].sort((a, b) => a.code.localeCompare(b.code))
  }
  async function look() {
    all = all.filter((one) => desks().includes(one.code))
    await Promise.all(other_desks().map(look_at))
    looks++
  }
  void look()
  const turn = setInterval(() => void look(), pause)
  return {
    get all() {
      return all
    },
    get lost() {
      return lost
    },
    /** Rises with each look: something may wait to be confirmed. */
    get looks() {
      return looks
    },
    look,
    async leave() {
      await Promise.all(other_desks().map(sign_out_at))
      all = lost = []
    },
    stop: () => clearInterval(turn),
  }
}
export type Others = ReturnType<typeof watch_others>
