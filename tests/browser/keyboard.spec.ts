// The whole booking by keyboard alone: from the sign-in to the cancellation no finger and no mouse is used.
import type { Locator, Page } from '@playwright/test'
import { account, expect, test } from './support/accounts.ts'

const meguro = 131105
const most_steps = 120

/** The Tab key until `wanted` has the focus, which has to be seen then. */
async function tab_to(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let step = 0; step < most_steps; step++) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return expect_seen(wanted)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not reach ${String(wanted)}`)
}
/** What has the focus differs from what has none, and stands inside of the window. */
async function expect_seen(focused: Locator): Promise<void> {
  await expect(focused).toBeInViewport()
  const mark = await focused.evaluate((one) => {
    const style = getComputedStyle(one)
    return { outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, shadow: style.boxShadow !== 'none' }
  })
  expect(mark.outline || mark.shadow).toBe(true)
}
async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tab_to(page, wanted)
  await page.keyboard.press(key)
}
async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tab_to(page, field)
  await page.keyboard.type(text)
}

test('G-13, G-14, G-20, G-21: signing in, booking, changing and cancelling by keyboard alone', async ({ page }) => {
  const parent = account(meguro, 'parent', 5)
  await page.goto(`/${meguro}/`)
  await write(page, page.getByRole('textbox', { name: 'メールアドレス' }), parent.name)
  await write(page, page.getByLabel('パスワード', { exact: true }), parent.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'メニュー' })).toBeVisible()

  await press(page, page.getByRole('link', { name: '予約' }))
  await press(page, page.getByRole('button', { name: /^予約する：双葉の園保育園/ }).first())
  // The calendar is one stop of the Tab key; arrows walk the days, Home and End the weeks.
  const entry = page.locator('.calendar button[tabindex="0"]')
  await tab_to(page, entry)
  const day = (text: string) => page.getByRole('button', { name: new RegExp(`^令和8年7月${text}日`) })
  for (let step = 0; step < 12 && !(await day('16').evaluate((one) => one === document.activeElement)); step++) await page.keyboard.press('ArrowRight')
  await expect(day('16')).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: /^11:00–/ }), 'Space')
  await press(page, page.getByRole('button', { name: /^12:00–/ }), 'Space')
  await press(page, page.getByRole('button', { name: '内容を確かめる' }))
  // The dialog has the focus, and gives it back when it is left with Escape.
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '内容を確かめる' })).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'はい', exact: true }))
  await expect(page.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await press(page, page.getByRole('button', { name: '予約の一覧へ' }))
  const made = page.locator('[data-booking]').filter({ hasText: '7月16日' })
  await expect(made).toHaveCount(1)

  await press(page, made.getByRole('button', { name: '変更する' }))
  await tab_to(page, entry)
  for (let step = 0; step < 12 && !(await day('17').evaluate((one) => one === document.activeElement)); step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: /^14:00–/ }), 'Space')
  await press(page, page.getByRole('button', { name: /^15:00–/ }), 'Space')
  await press(page, page.getByRole('button', { name: '内容を確かめる' }))
  await press(page, page.getByRole('button', { name: 'はい', exact: true }))
  await press(page, page.getByRole('button', { name: '予約の一覧へ' }))
  const moved = page.locator('[data-booking]').filter({ hasText: '7月17日' })
  await expect(moved.getByRole('heading')).toContainText('14:00–16:00')

  await press(page, moved.getByRole('button', { name: '取り消す' }))
  await press(page, page.getByRole('button', { name: 'いいえ、残します' }))
  await expect(moved.getByRole('button', { name: '取り消す' })).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'はい、取り消します' }))
  await expect(page.locator('[data-booking]').filter({ hasText: '予約済み' }).filter({ hasText: '7月17日' })).toHaveCount(0)
})
