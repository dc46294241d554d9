// Two desks and three parents at once, one without a phone, and the line cut in the middle.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016
test.use({ contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' } })

async function desk_of(browser: Browser, staff: Account): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', serviceWorkers: 'allow' })).newPage()
  await page.goto(`/${chiyoda}/desk/`)
  await sign_in_staff(page, staff)
  await expect(page.getByText('つながっています')).toBeVisible()
  return page
}
const month_and_day = (parent: Account) => parent.mother_born_on.slice(5).replace('-', '')

async function use_visit(page: Page, passcode: string): Promise<void> {
  await page.getByRole('link', { name: '使う' }).first().click()
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await page.getByRole('button', { name: /使う：訪問/ }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
}

async function take(desk: Page, parent: Account): Promise<void> {
  await desk.getByLabel('利用者番号').fill(parent.user_number)
  await desk.getByLabel('保護者の誕生日（月日）').fill(month_and_day(parent))
  await desk.getByLabel('サービス').selectOption({ label: '訪問型' })
  await desk.getByRole('button', { name: '仮に受け付ける' }).click()
}

test('U-10, U-11: two desks, three parents, and the line cut in the middle: each use once, conflicts shown to both', async ({ page, browser }) => {
  test.setTimeout(120_000)
  const [first, second] = [account(chiyoda, 'facility_staff', 0), account(chiyoda, 'facility_staff', 2)]
  const [by_phone, by_number, provisional] = [account(chiyoda, 'parent', 3), account(chiyoda, 'parent', 2), account(chiyoda, 'parent', 0)]
  const desk = await desk_of(browser, first)
  const other = await desk_of(browser, second)
  await desk.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await desk.reload() // through the worker, which keeps the page
  await expect(desk.getByText('つながっています')).toBeVisible()

  // One parent with her phone at the first desk.
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, by_phone)
  await use_visit(page, first.passcode)
  await expect(desk.locator('li.desk-use').first()).toContainText('訪問型')

  // One without a phone at the second: number and PIN, a slip first.
  await other.getByRole('button', { name: '番号で受け付ける' }).click()
  await other.getByLabel('利用者番号').fill(by_number.user_number)
  await other.getByLabel('暗証番号（ご本人が入力）').fill('9999')
  await other.getByRole('button', { name: 'チェックインする' }).click()
  await expect(other.getByRole('alert')).toContainText('利用者番号か暗証番号が違います')
  await expect(other.getByLabel('利用者番号')).toHaveValue(by_number.user_number)
  await expect_accessible(other)
  await other.getByLabel('暗証番号（ご本人が入力）').fill(by_number.pin)
  await other.getByRole('button', { name: 'チェックインする' }).click()
  await other.getByRole('button', { name: '使う：訪問型' }).click()
  await other.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(other.getByRole('button', { name: 'はい、使います' })).toBeInViewport({ ratio: 1 }) // no finger has to look for it
  await expect_accessible(other)
  await other.screenshot({ path: 'build/browser/desk-arrive.png', fullPage: true })
  await other.getByRole('button', { name: 'はい、使います' }).click()
  await expect(other.getByText('記録しました（受付番号')).toBeVisible()

  // The first desk's line is cut: a third parent is taken provisionally, and the first one by mistake again.
  await desk.context().setOffline(true)
  await expect(desk.getByText('インターネットにつながっていません。利用は「仮の受付」で預かれます。')).toBeVisible()
  await desk.getByLabel('利用者番号').fill(provisional.user_number)
  await desk.getByLabel('保護者の誕生日（月日）').fill('99')
  await desk.getByRole('button', { name: '仮に受け付ける' }).click()
  await expect(desk.getByRole('alert')).toContainText('月日4桁')
  await take(desk, provisional)
  await take(desk, by_phone)
  await expect(desk.getByText('仮・未記録')).toHaveCount(2)
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/desk-away.png', fullPage: true })
  await desk.reload() // the tablet was put down and woken again
  await expect(desk.getByText('仮・未記録')).toHaveCount(2)

  // The other desk went on meanwhile.
  await other.getByRole('button', { name: '今日の利用' }).click()
  await expect(other.locator('li.desk-use')).not.toHaveCount(0)

  // Back: one use, one conflict, both told.
  await desk.context().setOffline(false)
  await expect(desk.locator('[data-late="settled"]')).toHaveCount(1, { timeout: 30_000 })
  await expect(desk.locator('[data-late="conflict"]')).toHaveCount(1)
  await expect(desk.getByText('仮・未記録')).toHaveCount(0)
  await expect(desk.locator('[data-late="conflict"]')).toContainText('クーポンは減っていません')
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/desk-back.png', fullPage: true })
  await page.goto(`/${chiyoda}/notices`)
  await expect(page.getByText('窓口で預かった利用を記録できませんでした')).toBeVisible({ timeout: 20_000 })

  const third = await (await browser.newContext({ viewport: { width: 390, height: 1200 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await third.goto(`/${chiyoda}/`)
  await sign_in_parent(third, provisional)
  await third.getByRole('link', { name: '履歴' }).click()
  await expect(third.locator('li.card', { hasText: first.shown }).filter({ hasText: '訪問型' }).first()).toBeVisible()
  for (const one of [desk, other, third]) await one.context().close()
})

test('X-13: a code that changes on the tablet, notes of the day, and a colleague who takes the tablet over', async ({ browser }) => {
  test.setTimeout(120_000)
  const manager = await desk_of(browser, account(chiyoda, 'facility_manager'))
  await manager.getByLabel(/書き足す/).fill('14時に見学1組')
  await manager.getByRole('button', { name: '書き足す' }).click()
  await expect(manager.getByText('14時に見学1組')).toBeVisible()
  await manager.getByRole('button', { name: '消す：14時に見学1組' }).click()
  await expect(manager.getByText('14時に見学1組')).toHaveCount(0)

  await manager.getByRole('button', { name: '変わるQRコード' }).click()
  await manager.getByRole('button', { name: '変わるQRコードにする' }).click()
  await expect(manager.getByRole('img', { name: '今のQRコード' })).toBeVisible()
  await expect_accessible(manager)
  await manager.screenshot({ path: 'build/browser/desk-live-code.png', fullPage: true })
  const before = await manager.locator('.live-code .code').innerText()
  await expect(manager.locator('.live-code .code')).not.toHaveText(before, { timeout: 40_000 })
  await manager.getByRole('button', { name: '印刷した掲示に戻す' }).click()
  await expect(manager.getByText('今は、印刷した掲示のQRコードを使っています。')).toBeVisible()

  await manager.getByRole('button', { name: '今日の利用' }).click()
  await manager.getByRole('button', { name: '担当を替える' }).click()
  await expect(manager.getByText('替われる人がまだいません')).toBeVisible()
  await manager.getByText('自分の暗証番号を決める').click()
  await expect_accessible(manager)
  await manager.screenshot({ path: 'build/browser/desk-switch.png', fullPage: true })
  await manager.context().close()
})

test('a slow line loses no press on a day, and over midnight the screen begins the new one', async ({ browser }) => {
  const staff = account(chiyoda, 'facility_staff', 2)
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', serviceWorkers: 'block' })
  const desk = await context.newPage()
  await desk.clock.install()
  await desk.goto(`/${chiyoda}/desk/`)
  await sign_in_staff(desk, staff)
  await expect(desk.getByText('つながっています')).toBeVisible()
  let midnight = false
  await desk.route(/desk\/uses/, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { day: string; now: string; uses: unknown[] }
    const is_today = !route.request().url().includes('day=')
    await new Promise((done) => setTimeout(done, 400))
    await route.fulfill({ response: answer, json: midnight && is_today ? { ...body, day: '2026-07-09', now: '2026-07-09T00:00:05+09:00', uses: [] } : body })
  })
  const before = desk.getByRole('button', { name: '前の日' })
  for (let press = 0; press < 3; press++) await before.click()
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('7月5日')
  for (let press = 0; press < 3; press++) await desk.getByRole('button', { name: '次の日' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('今日の利用')

  midnight = true
  const notes = desk.waitForRequest((request) => request.url().includes('desk/day?day=2026-07-09'))
  await desk.clock.fastForward('15:00:00')
  await notes
  await expect(desk.getByText('今日の利用はまだありません')).toBeVisible()
  await context.close()
})
