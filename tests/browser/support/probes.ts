// What can be found out of a page beside axe's rules.  Each probe gives its faults; none: the page passes.
import type { Page } from '@playwright/test'
import type { ProbeName } from './criteria.ts'

interface Around {
  /** The menus that the pages before had. */
  menus: Set<string>
  is_signed_in: boolean
}
type Probe = (page: Page, around: Around) => Promise<string[]>

/** What stands out of the window, or is cut by its own box. */
async function cut_off(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const out = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : []
    const cut = [...document.querySelectorAll<HTMLElement>('main *, header *, nav *')]
      .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, .sr, .spoken, [aria-hidden="true"], .scroll, select, svg, rt') && one.innerText?.trim())
      .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `cut: ${one.outerHTML.slice(0, 100)}`)
    return [...out, ...cut]
  })
}

const style = (content: string) => async (page: Page) => {
  // The policy of the pages lets no style in but their own and what a script makes.
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets.push(sheet)
  }, content)
  return cut_off(page)
}

/** Every step of the Tab key through the page, from its beginning to its end. */
async function walk(page: Page): Promise<string[]> {
  const at_first = page.url()
  const faults: string[] = []
  const wanted = await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    const radios = new Set<string>()
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex="0"]')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.closest('[inert]'))
      .filter((one) => {
        const { type, name } = one as HTMLInputElement
        if (type !== 'radio') return true
        if (radios.has(name)) return false // a group is one stop
        radios.add(name)
        return true
      })
    const open = document.querySelector('dialog[open]')
    const inside = open ? all.filter((one) => open.contains(one)) : all
    inside.forEach((one, i) => (one.dataset.stop = String(i)))
    return inside.length
  })
  const reached = new Set<string>()
  for (let step = 0; step < wanted + 10 && reached.size < wanted; step++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null
      if (!one || one === document.body) return undefined
      const box = one.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)]
      const on_top = document.elementFromPoint(x, y)
      const form = getComputedStyle(one)
      // A box of a choice is drawn by its label where it has one.
      const label = (one as HTMLInputElement).labels?.[0]
      const shown = [one, ...(label ? [label] : []), ...(one.parentElement ? [one.parentElement] : [])].some((each) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      })
      const covered = on_top !== null && form.position !== 'fixed' && !one.contains(on_top) && !on_top.contains(one) && !label?.contains(on_top)
      const group = (one as HTMLInputElement).type === 'radio' ? document.querySelector<HTMLElement>(`input[type="radio"][name="${(one as HTMLInputElement).name}"][data-stop]`) : null
      return { stop: (group ?? one).dataset.stop, html: one.outerHTML.slice(0, 90), shown, covered, inside: y >= 0 && y <= innerHeight }
    })
    if (!stop) continue
    if (stop.stop !== undefined) reached.add(stop.stop)
    if (!stop.shown) faults.push(`the focus is not seen: ${stop.html}`)
    if (stop.covered || !stop.inside) faults.push(`the focus is covered: ${stop.html}`)
  }
  if (reached.size < wanted) {
    const left = await page.evaluate((found) => [...document.querySelectorAll<HTMLElement>('[data-stop]')].filter((one) => !found.includes(one.dataset.stop!)).map((one) => one.outerHTML.slice(0, 90)), [...reached])
    faults.push(...left.map((html) => `the Tab key does not reach ${html}`))
  }
  if (page.url() !== at_first) faults.push(`the focus alone led to ${page.url()}`)
  return faults
}

const count = (selector: string, what: string): Probe => async (page) => {
  const found = await page.locator(selector).count()
  return found ? [`${found} ${what}`] : []
}

const controls = (page: Page) => page.locator('main h1, main a, main button, main input, main select').evaluateAll((all) => all.map((one) => `${one.tagName} ${one.getAttribute('name') ?? ''} ${one.textContent?.trim() ?? ''}`).join('\n'))

const probes: Record<ProbeName, Probe> = {
  reflow: async (page) => {
    await page.setViewportSize({ width: 320, height: 844 })
    return cut_off(page)
  },
  spacing: style('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }'),
  zoom: async (page) => {
    await page.setViewportSize({ width: 640, height: 844 })
    return style('html { font-size: 200% !important; }')(page)
  },
  keyboard: walk,
  orientation: async (page) => {
    const upright = await controls(page)
    await page.setViewportSize({ width: 844, height: 390 })
    return (await controls(page)) === upright ? [] : ['another page when it is turned']
  },
  no_media: count('audio, video[src], video source, object, embed', 'sounds or films'),
  no_motion: async (page) => {
    const going = await page.evaluate(() => document.getAnimations().filter((one) => one.effect?.getTiming().iterations === Infinity).length + document.querySelectorAll('marquee, blink').length)
    return going ? [`${going} go on moving`] : []
  },
  title: async (page) => {
    const { title, headings } = await page.evaluate(() => ({
      title: document.title,
      headings: [...document.querySelectorAll('main h1')].filter((one) => one.checkVisibility()).map((one) => one.textContent!.replace(/\s+/g, ' ').trim()),
    }))
    if (headings.length !== 1) return [`${headings.length} headings of the first order: ${headings.join(', ')}`]
    return title.startsWith(`${headings[0]} | `) ? [] : [`the title is ${title}, the heading ${headings[0]}`]
  },
  menu: async (page, { menus, is_signed_in }) => {
    if (!is_signed_in) return []
    menus.add(await page.locator('nav.tabs a').evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname).join(' ')))
    return menus.size === 1 ? [] : [`menus: ${[...menus].join(' | ')}`]
  },
  help: async (page) => {
    if (new URL(page.url()).pathname === '/') return [] // which municipality is meant is asked there
    const found = await page.locator('header a[href$="/help"]').count()
    return found === 1 ? [] : ['no way to help at the head of the page']
  },
  labels: async (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a[aria-label], button[aria-label]')]
        .filter((one) => one.checkVisibility())
        .map((one) => {
          const copy = one.cloneNode(true) as HTMLElement
          copy.querySelectorAll('[aria-hidden="true"], svg').forEach((part) => part.remove())
          const words = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase()
          return { seen: words(copy.textContent ?? ''), name: words(one.getAttribute('aria-label')!) }
        })
        .filter(({ seen, name }) => /[\p{L}\p{N}]/u.test(seen) && !name.includes(seen)) // signs such as ‹ are no words
        .map(({ seen, name }) => `reads ${seen}, is called ${name}`),
    ),
  targets: async (page) => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button, select, input')]
        .filter((one) => one.checkVisibility() && !one.matches('.skip, p a, li a, dd a, [type=checkbox], [type=radio]'))
        .map((one) => ({ one, box: one.getBoundingClientRect(), narrowest: one.closest('.calendar') ? 40 : 44 }))
        .filter(({ box, narrowest }) => box.width < narrowest || box.height < 44)
        .map(({ one }) => one.outerHTML.slice(0, 80)),
    )
    return small.map((html) => `small: ${html}`)
  },
  no_keys: count('[accesskey]', 'keys of one letter'),
  no_dragging: count('[draggable="true"], [onpointerdown], [onmousedown], [ontouchstart]', 'that act before a finger is lifted'),
  no_pictures_of_text: count('main img:not([alt=""]):not([src^="data:"]):not([src^="blob:"])', 'pictures'),
  heading_focus: async (page, { is_signed_in }) => {
    if (!is_signed_in) return []
    if (await page.locator('dialog[open]').count()) await page.keyboard.press('Escape')
    const here = await page.locator('main h1').first().textContent()
    const link = page.locator('nav.tabs a:not([aria-current])').first()
    await link.focus()
    await page.keyboard.press('Enter')
    const moved = await page.waitForFunction((before) => document.activeElement?.tagName === 'H1' && document.activeElement.textContent !== before, here, { timeout: 5000 }).then(() => true, () => false)
    return moved ? [] : ['the heading of the next page has no focus']
  },
}

export const probe = (name: ProbeName, page: Page, around: Around): Promise<string[]> => probes[name](page, around)
