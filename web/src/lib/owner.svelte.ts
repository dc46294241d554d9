// Changes that only the owner of an account makes: done, told, and done again once the person has proved to be the owner.
import type { Problem } from './client.ts'
import type { Said } from './i18n.svelte.ts'

/** `load` reads the account anew, and says what went wrong. */
export function owner_deeds(load: () => Promise<Problem | undefined>) {
  let problem = $state<Problem>()
  let told = $state<Said>()
  let sending = $state(false)
  /** What waits for the password to be typed once more. */
  let waiting = $state<() => Promise<void>>()

  /** Does a thing, says so, and asks for the password first where the server wants it. */
  async function run(deed: () => Promise<{ problem?: Problem }>, done: () => void) {
    told = undefined
    sending = true
    const answer = await deed()
    sending = false
    if (answer.problem?.code === 'sign_in_again') {
      problem = undefined
      waiting = () => run(deed, done)
      return scrollTo(0, 0)
    }
    problem = answer.problem
    if (!problem) {
      done()
      problem = await load()
    }
    scrollTo(0, 0)
  }

  return {
    run,
    get problem() {
      return problem
    },
    get told() {
      return told
    },
    get sending() {
      return sending
    },
    get waits() {
      return waiting !== undefined
    },
    async begin() {
      problem = await load()
    },
    tell(said: Said) {
      told = said
    },
    cancel() {
      waiting = undefined
    },
    async confirmed() {
      const next = waiting
      waiting = undefined
      await next?.()
    },
  }
}
