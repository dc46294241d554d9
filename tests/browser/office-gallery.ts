// Pictures of the office's pages, with what the demonstration holds; each page is also looked at by axe.  What it finds is told
// at the end, when the pictures are there.
import type { Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const folder = resolve(import.meta.dirname, '../../docs/img/office')
const okayama = 331007
const width = 1280
const most_height = 2400 // what lies below is more of the same

interface OfficePage {
  name: string
  path: string
  /** What is done before the page is there. */
  open?: (page: Page) => Promise<void>
}

const answers =
  '申請日時,いまのご様子,出産予定日,お子さんの人数,お名前（姓）,お名前（名）,フリガナ（セイ）,フリガナ（メイ）,生年月日,郵便番号,住所,電話番号,メールアドレス,利用者区分\n' +
  '2026/7/6 21:15,妊娠中,2026-08-20,1,見本,葵,みほん,あおい,平成7年5月6日,700-0914,岡山市北区鹿田町1-1,086-803-1264,,一般世帯\n' +
  '2026/7/7 08:02,妊娠中,2026-08-25,2,例示,春菜,れいじ,はるな,1996-01-01,700-0914,岡山市北区鹿田町2-2,086-803-1264,,市民税非課税世帯\n'

async function choose_file(page: Page): Promise<void> {
  await page.getByLabel('CSVファイル').setInputFiles({ name: 'logoform.csv', mimeType: 'text/csv', buffer: Buffer.from(answers) })
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByLabel('いま、入院治療の必要はありません。').selectOption('全員同意済み')
  await page.getByLabel(/変更届を出します/).selectOption('全員同意済み')
  await expect(page.getByRole('heading', { name: '2件を受け付けます' })).toBeVisible()
}
async function receive(page: Page): Promise<void> {
  await choose_file(page)
  await page.getByRole('button', { name: '2件を受け付ける' }).click()
  await expect(page.getByText('2件を受け付けました')).toBeVisible()
}
const press_in_table = (page: Page) => page.locator('main table tbody button').first().click()

const pages: OfficePage[] = [
  { name: 'import', path: 'imports' },
  { name: 'import-applications', path: 'imports/applications', open: choose_file },
  { name: 'import-received', path: 'imports/applications', open: receive },
  { name: 'start', path: '' },
  { name: 'day', path: 'days/2026-07-07' },
  { name: 'family', path: '', open: press_in_table },
  { name: 'applications', path: 'applications' },
  { name: 'application', path: 'applications', open: press_in_table },
  { name: 'clear-applications', path: 'clear-applications' },
  { name: 'codes', path: 'codes' },
  { name: 'news', path: 'news' },
  { name: 'facilities', path: 'facilities' },
  { name: 'month', path: 'months/2026-06' },
  { name: 'reports', path: 'reports' },
  { name: 'odd-uses', path: 'odd-uses' },
  { name: 'programmes', path: 'programmes' },
  { name: 'programme', path: 'programmes/331007-postpartum' },
  { name: 'undelivered', path: 'undelivered' },
  { name: 'staff', path: 'staff' },
  { name: 'own-account', path: 'own-account' },
  { name: 'looks', path: 'looks' },
  { name: 'audit', path: 'audit' },
]

/** In the browser: the picture again, smaller in bytes. */
async function pressed(shot: string): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${shot}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext('2d')!.drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', 0.5).split(',')[1]!
}

test('the pages of the office', async ({ page, browser }) => {
  mkdirSync(folder, { recursive: true })
  const press = await browser.newPage()
  await page.setViewportSize({ width, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  await expect(page.locator('main h1').first()).toBeVisible()
  const faults: string[] = []
  for (const one of pages) {
    await page.goto(`/${okayama}/office/${one.path}`)
    await expect(page.locator('main h1').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    await one.open?.(page)
    await page.waitForLoadState('networkidle')
    await expect(page.locator('main h1').first()).toBeVisible()
    await expect_accessible(page).catch((fault: Error) => faults.push(`${one.name}: ${fault.message}`))
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const shot = await page.screenshot({ type: 'png', fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, most_height) } })
    writeFileSync(resolve(folder, `${one.name}.webp`), Buffer.from(await press.evaluate(pressed, shot.toString('base64')), 'base64'))
  }
  await press.close()
  expect(faults).toEqual([])
})
