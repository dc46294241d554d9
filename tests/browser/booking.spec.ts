// Booking on a phone's screen and by keyboard; the interview; the desk's answer; the use of what was booked.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const meguro = 131105
const okayama = 331007

async function at_desk(browser: Browser, municipality: number, number: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await page.goto(`/${municipality}/desk/`)
  await sign_in_staff(page, account(municipality, 'facility_staff', number))
  await page.getByRole('button', { name: '予約', exact: true }).click()
  return page
}

test('G-13, G-14, G-16, G-20, G-21: a day and hours by keyboard, changed in one step, cancelled', async ({ page }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 0))
  await page.getByRole('link', { name: '予約' }).click()
  await expect(page.getByText('予約がありません。')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: /^予約する：双葉の園保育園/ }).first().click()
  await expect(page.getByText('残り合計')).toBeVisible()
  await expect(page.getByRole('button', { name: '日を選んでください' })).toBeDisabled()
  // Today's deadline has passed; the first open day is where the keyboard enters the grid.
  const friday = page.getByRole('button', { name: '令和8年7月10日（金） 空きあり 残り3席' })
  await page.locator('.calendar button[tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  await expect(friday).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '2時間以上を選んでください' })).toBeDisabled()
  await page.getByRole('button', { name: /^09:00–10:00/ }).press('Space')
  await page.getByRole('button', { name: /^10:00–11:00/ }).press('Space')
  await page.setViewportSize({ width: 390, height: 2400 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/booking-calendar.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).dblclick()
  await expect(page.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await expect(page.locator('[data-booking]')).toHaveCount(1)

  await page.getByRole('button', { name: '変更する' }).click()
  await page.getByRole('button', { name: /^令和8年7月13日/ }).click()
  for (const hour of ['13:00', '15:00']) await page.getByRole('button', { name: new RegExp(`^${hour}`) }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await expect(page.getByRole('heading', { name: '令和8年7月13日（月） 13:00–16:00' })).toBeVisible()

  await page.getByRole('button', { name: '取り消す' }).click()
  await page.getByRole('button', { name: 'いいえ、残します' }).click()
  await expect(page.locator('[data-booking]')).toHaveCount(1)
  await page.getByRole('button', { name: '取り消す' }).click()
  await page.getByRole('button', { name: 'はい、取り消します' }).click()
  await expect(page.getByText('予約がありません。')).toBeVisible()
})

test('G-15: at two days the page says so before the calendar; readable at 320 px', async ({ page }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 2))
  for (const day of ['令和8年7月14日', '令和8年7月15日']) {
    await page.getByRole('link', { name: '予約' }).click()
    await page.getByRole('button', { name: /^予約する：双葉の園保育園/ }).first().click()
    await page.getByRole('button', { name: new RegExp(`^${day}`) }).click()
    for (const hour of ['09:00', '10:00']) await page.getByRole('button', { name: new RegExp(`^${hour}–`) }).click()
    await page.getByRole('button', { name: '内容を確かめる' }).click()
    await page.getByRole('button', { name: 'はい', exact: true }).click()
    await page.getByRole('button', { name: '予約の一覧へ' }).click()
  }
  await page.setViewportSize({ width: 320, height: 2400 })
  await page.getByRole('button', { name: /^予約する：双葉の園保育園/ }).first().click()
  await expect(page.getByText('すでに2日分を予約しています。')).toBeVisible()
  await expect(page.locator('.calendar')).toHaveCount(0)
  await expect_accessible(page)
})

test('G-04.1, G-05, G-09: another nursery, its interview, its approval, and then its calendar', async ({ page, browser }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 3))
  await page.getByRole('link', { name: '予約' }).click()
  await page.getByLabel('施設').selectOption({ label: 'アンジェリカ下目黒2丁目保育園' })
  await page.getByLabel('お子さん').selectOption({ index: 1 })
  await page.getByRole('button', { name: '登録して面談の予約へ進む' }).click()
  await page.getByRole('button', { name: /^令和8年7月13日/ }).click()
  await page.getByRole('button', { name: /^10:00–10:30/ }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
  await expect(page.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()

  const desk = await at_desk(browser, meguro, 1)
  await expect_accessible(desk)
  await desk.getByRole('button', { name: '登録を承認する' }).click()
  await expect(desk.getByText('面談を待っている登録はありません。')).toBeVisible()
  await desk.getByRole('button', { name: '席の設定' }).click()
  await expect(desk.getByLabel(/^月曜日/)).toHaveValue('3')
  await expect_accessible(desk)

  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await page.getByRole('button', { name: /^予約する：アンジェリカ下目黒2丁目保育園/ }).click()
  await expect(page.getByText('残り合計')).toBeVisible()
})

test('O-10, O-12, U-14: a coupon is booked, the facility accepts, what is left stays', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, account(okayama, 'parent', 0))
  await page.getByRole('link', { name: '予約' }).click()
  await page.getByRole('button', { name: /日帰り産後ケア/ }).click()
  await expect_accessible(page)
  await page.getByRole('button', { name: `この施設を選ぶ：${account(okayama, 'facility_staff').shown}` }).click()
  await page.getByRole('button', { name: /^令和8年7月10日/ }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
  await expect(page.getByRole('heading', { name: '予約を受け付けました' })).toBeVisible()
  const desk = await at_desk(browser, okayama, 0)
  await desk.getByRole('button', { name: '週' }).click()
  await desk.getByRole('button', { name: '受け付ける' }).first().click()
  await expect(desk.getByText('予約済み').first()).toBeVisible()
  await expect_accessible(desk)
  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await expect(page.getByText('予約済み')).toBeVisible()
})
