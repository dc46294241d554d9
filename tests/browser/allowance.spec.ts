// Desks without a network: a signed allowance on the phone, two desks that take it, and what becomes of it (U-11).
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202
const wide = { viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' }
test.use({ actionTimeout: 15_000, contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' } })

async function desk_of(browser: Browser, staff: Account): Promise<Page> {
  const desk = await (await browser.newContext({ ...wide, serviceWorkers: 'allow' })).newPage()
  await desk.goto(`/${nerima}/desk/`)
  await sign_in_staff(desk, staff)
  await desk.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await desk.reload() // through the worker, which keeps the page
  await expect(desk.getByText('つながっています')).toBeVisible()
  return desk
}
/** A reader types the code that it reads into the field of the number. */
const read = (desk: Page, code: string) => desk.getByLabel('利用者番号').fill(code)

test('U-11: two desks without a network take one allowance: one use, one conflict with its name', async ({ page, browser }) => {
  test.setTimeout(180_000)
  // The office says how much.
  const office = await (await browser.newContext(wide)).newPage()
  await office.goto(`/${nerima}/office/facilities`)
  await sign_in_staff(office, account(nerima, 'officer'))
  await office.goto(`/${nerima}/office/facilities`)
  await office.getByLabel('1つの枠で使える最大の数（0は使わせない）').fill('1')
  await office.getByLabel('使える時間（72時間まで）').fill('48')
  await office.getByRole('button', { name: /^この数にする/ }).click()
  await expect(office.getByText('保存しました。')).toBeVisible()
  await expect_accessible(office)

  // The phone prepares, and shows the code without a signal.
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, account(nerima, 'parent', 3))
  await expect(page.locator('.ticket').first()).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload()
  await page.locator('.ticket', { hasText: 'デイケア' }).getByRole('link').click()
  await page.getByRole('button', { name: '準備する' }).click()
  await expect(page.getByRole('img', { name: '電波のない場所で使う準備' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/prepared.png', fullPage: true })
  // On paper, for a phone that is left at home: the code and until when, without buttons.
  await expect(page.getByRole('button', { name: '紙に印刷する' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('img', { name: '電波のない場所で使う準備' })).toBeVisible()
  await expect(page.getByRole('button', { name: '紙に印刷する' })).toBeHidden()
  await page.screenshot({ path: 'build/browser/prepared-paper.png', fullPage: true })
  await page.emulateMedia({ media: null })
  const text = await page.evaluate(() => {
    const all = JSON.parse(localStorage.getItem('hagukumi-kept-131202-allowances')!) as Record<string, { allowance: { text: string } }>
    return Object.values(all)[0]!.allowance.text
  })
  const code = `${new URL(page.url()).origin}/${nerima}/#allow=${text}`
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByRole('img', { name: '電波のない場所で使う準備' })).toBeVisible()

  // Two desks lose their lines.
  const first = await desk_of(browser, account(nerima, 'facility_staff', 0))
  const second = await desk_of(browser, account(nerima, 'facility_staff', 1))
  for (const desk of [first, second]) {
    await desk.context().setOffline(true)
    await expect(desk.getByText('インターネットにつながっていません。利用は「仮の受付」で預かれます。')).toBeVisible()
  }
  const middle = code.length - 20
  await read(first, code.slice(0, middle) + (code[middle] === 'A' ? 'B' : 'A') + code.slice(middle + 1))
  await expect(first.getByRole('alert')).toContainText('この利用枠は使えません')
  for (const desk of [first, second]) {
    await read(desk, code)
    await expect(desk.getByText('署名を確かめました')).toBeVisible()
    await expect_accessible(desk)
    await desk.screenshot({ path: 'build/browser/allowance-read.png', fullPage: true })
    await desk.getByRole('button', { name: '仮に受け付ける' }).click()
    await expect(desk.getByText('仮・未記録')).toHaveCount(1)
  }
  // A desk goes by what it took itself.
  await read(first, code)
  await first.getByRole('button', { name: '仮に受け付ける' }).click()
  await expect(first.getByRole('alert')).toContainText('この窓口で使える分は、もうありません')
  await expect(first.getByText('仮・未記録')).toHaveCount(1)

  // The lines come back, one after the other.
  await first.context().setOffline(false)
  await expect(first.locator('[data-late="settled"]')).toHaveCount(1, { timeout: 20_000 })
  await second.context().setOffline(false)
  await expect(second.locator('[data-code="allowance_exceeded"]')).toHaveCount(1, { timeout: 30_000 })
  await expect_accessible(second)
  await second.screenshot({ path: 'build/browser/allowance-conflict.png', fullPage: true })

  await office.reload()
  await expect(office.locator('[data-conflict="allowance_exceeded"]')).toHaveCount(1)
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/allowance-office.png', fullPage: true })
  await page.context().setOffline(false)
  const notice = page.getByRole('button', { name: /窓口で預かった利用を記録できませんでした/ })
  await expect(async () => {
    await page.goto(`/${nerima}/notices`)
    await expect(notice.first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 30_000 }) // told within seconds
  await notice.first().click()
  await expect(page.getByText('先に記録されています').first()).toBeVisible()
  for (const one of [office, first, second]) await one.context().close()
})
