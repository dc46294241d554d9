/**
 * Of questions asked one after another only the newest's answer counts, in whatever order they come.  Each `ask()` gives
 * what says, once the answer is there, whether nobody has asked again.
 */
export function newest(): () => () => boolean {
  let asked = 0
  return () => {
    const own = ++asked
    return () => own === asked
  }
}
