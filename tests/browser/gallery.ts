// Contact sheets of the parents' pages: one sheet a page, a column a language, a row a width.  Each page is also looked at by
// axe; what it finds is told at the end, when the sheets are there.
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { all_languages, arrive, show, visits } from './support/pages.ts'

const folder = resolve(import.meta.dirname, '../../docs/img/languages')
const sizes = [
  { width: 320, height: 1000 },
  { width: 390, height: 1000 },
  { width: 1280, height: 720 },
]

/** In the browser: a row of the phones, a row of the larger ones, and three rows of three screens. */
async function draw_sheet({ shots, languages }: { shots: string[]; languages: string[] }): Promise<string> {
  const gap = 12
  const column = 200
  const canvas = document.createElement('canvas')
  canvas.width = gap + (column + gap) * languages.length
  const wide = (canvas.width - gap) / 3 - gap
  const pen = canvas.getContext('2d')!
  const images = await Promise.all(
    shots.map(async (shot) => {
      const image = new Image()
      image.src = `data:image/png;base64,${shot}`
      await image.decode()
      return image
    }),
  )
  const height_of = (image: HTMLImageElement, width: number) => Math.round((image.height * width) / image.width)
  const small = height_of(images[0]!, column)
  const middle = height_of(images[1]!, column)
  const large = height_of(images[2]!, wide)
  canvas.height = 28 + small + middle + 3 * large + 5 * gap
  pen.fillStyle = '#777'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#fff'
  pen.font = '16px sans-serif'
  for (const [l, language] of languages.entries()) {
    const x = gap + l * (column + gap)
    pen.fillText(language, x, 20)
    pen.drawImage(images[l * 3]!, x, 28, column, small)
    pen.drawImage(images[l * 3 + 1]!, x, 28 + small + gap, column, middle)
    pen.drawImage(images[l * 3 + 2]!, gap + (l % 3) * (wide + gap), 28 + small + middle + 2 * gap + Math.floor(l / 3) * (large + gap), wide, large)
  }
  return canvas.toDataURL('image/webp', 0.4).split(',')[1]!
}

for (const visit of visits) {
  test(`the pages of ${visit.municipality ?? 'anybody'}`, async ({ page, browser }) => {
    mkdirSync(folder, { recursive: true })
    const sheet = await browser.newPage({ viewport: { width: 1900, height: 1200 } })
    await page.goto('/')
    await arrive(page, visit)
    const faults: string[] = []
    for (const one of visit.pages) {
      const shots: string[] = []
      for (const language of all_languages) {
        await page.setViewportSize({ width: 320, height: 12_000 }) // all of it, so that nothing lies under the bar
        await show(page, visit, one, language)
        await expect_accessible(page).catch((fault: Error) => faults.push(`${one.name} in ${language}: ${fault.message}`))
        for (const size of sizes) {
          await page.setViewportSize(size)
          shots.push((await page.screenshot({ type: 'png' })).toString('base64'))
        }
      }
      const picture = await sheet.evaluate(draw_sheet, { shots, languages: [...all_languages] })
      writeFileSync(resolve(folder, `${one.name}.webp`), Buffer.from(picture, 'base64'))
    }
    await sheet.close()
    expect(faults).toEqual([])
  })
}
