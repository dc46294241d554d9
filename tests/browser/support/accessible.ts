// What axe finds, and what it does not: overflow, small targets, one letter per line.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The page as it stands has no fault that a machine can see. */
export async function expect_accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(tags).analyze()
  expect(found.violations.map((v) => `${v.id}: ${v.nodes[0]!.html}`)).toEqual([])
  const width = page.viewportSize()!.width
  const seen = await page.evaluate((asked) => {
    const shown = <E extends Element>(e: E) => (e as unknown as HTMLElement).checkVisibility()
    const small = [...document.querySelectorAll<HTMLElement>('a, button, select, input')]
      .filter((e) => shown(e) && !e.matches('.skip, p a, li a, dd a, [type=checkbox], [type=radio]'))
      .map((e) => ({ name: e.outerHTML.slice(0, 80), box: e.getBoundingClientRect(), narrowest: asked <= 320 && e.closest('.calendar') ? 40 : 44 })) // seven days in a row
      .filter(({ box, narrowest }) => box.width < narrowest || box.height < 44)
      .map(({ name }) => name)
    const thin = [...document.querySelectorAll<HTMLElement>('h1, h2, p, b, a, button')]
      .filter((e) => shown(e) && !e.matches('.sr, .visually-hidden, td *') && e.innerText.length > 5)
      .filter((e) => getComputedStyle(e).display !== 'inline')
      .filter((e) => e.clientWidth < 3 * parseFloat(getComputedStyle(e).fontSize))
      .map((e) => e.innerText)
    return { overflow: document.documentElement.scrollWidth > asked, small, thin }
  }, width)
  expect(seen).toEqual({ overflow: false, small: [], thin: [] })
}
