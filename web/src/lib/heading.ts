// The heading of a page is its name: the window's title, and after a step to another page what has the focus, so that a
// screen reader says where one is and the Tab key goes on from there (WCAG 2.2 and JIS X 8341-3: 2.4.2, 2.4.3).

let site = ''
/** The heading of the page that was left, until the next one is there. */
let left: { heading: Element | null; words: string } | undefined

const find = () => document.querySelector<HTMLElement>('main h1')

/** As it is read aloud: without the readings above it. */
function words_of(heading: Element | null): string {
  const copy = heading?.cloneNode(true) as Element | undefined
  copy?.querySelectorAll('[aria-hidden="true"]').forEach((one) => one.remove())
  return copy?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
}

function look() {
  const heading = find()
  const words = words_of(heading)
  const title = words === site ? site : [words, site].filter(Boolean).join(' | ')
  if (title && title !== document.title) document.title = title
  if (!left || !heading || (heading === left.heading && words === left.words)) return
  left = undefined
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** Whose pages these are: the municipality, or the facility. */
export function name_site(name: string) {
  site = name
  look()
}

/** The next heading that appears is another page's. */
export function leave_page() {
  const heading = find()
  left = { heading, words: words_of(heading) }
}

const watch = document.getElementById('app')
if (watch) new MutationObserver(look).observe(watch, { childList: true, subtree: true, characterData: true })
// Whoever has gone on by themselves is left where they are.
for (const deed of ['keydown', 'pointerdown']) addEventListener(deed, () => (left = undefined), { capture: true })
