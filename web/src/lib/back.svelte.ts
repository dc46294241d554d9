// Signed in again above an open page (SignInAgain): commands that waited are sent again, and banners that said that the
// session is over say that it is not.
import { release } from './client.ts'

let times = $state(0)

export const back = {
  /** How often it happened since the page was opened. */
  get times() {
    return times
  },
  /** The same person is here again. */
  now() {
    times++
    release(true)
  },
}
