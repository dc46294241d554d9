// Which part of the page is shown: the address behind /{municipality}/, without a reload.
import { municipality } from './client.ts'
import { leave_page } from './heading.ts'

function now(base: string): string {
  const path = location.pathname
  return path.startsWith(base) ? path.slice(base.length) : ''
}

/** `realm` is "" for parents, "desk/" or "office/". */
export function router(realm: string) {
  const base = `/${municipality}/${realm}`
  let at = $state(now(base))
  addEventListener('popstate', () => {
    leave_page()
    at = now(base)
  })
  return {
    get at() {
      return at
    },
    go(to: string, { replace = false } = {}) {
      leave_page()
      if (replace) history.replaceState(null, '', base + to)
      else history.pushState(null, '', base + to)
      at = to
      scrollTo(0, 0)
    },
  }
}
