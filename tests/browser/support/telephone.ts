// The stand-in's telephone: whose it is, what is written and pressed, what came.
import type { Locator, Page } from '@playwright/test'
import { line_port } from '../playwright.config.ts'
import { expect, type Account } from './accounts.ts'

export const line = `http://127.0.0.1:${line_port}`

/** Somebody's telephone, with an official account open. */
export async function telephone(page: Page, person: string, account: string): Promise<Page> {
  await page.goto(line)
  await page.getByLabel('アカウント').selectOption({ label: account })
  await page.getByLabel('だれの電話').selectOption({ label: person })
  await expect(talk(page)).toHaveAttribute('data-of', `${person} ${account}`)
  return page
}
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'メッセージ' }).fill(text)
  await page.getByRole('button', { name: '送信' }).click()
}
export const talk = (page: Page): Locator => page.getByRole('log', { name: 'トーク' })
export const newest = (page: Page): Locator => talk(page).locator('.card, .said.account').last()
export const cards = (page: Page, text: string): Locator => talk(page).locator('.card', { hasText: text })
export const rich_menu = (page: Page): Locator => page.getByRole('group', { name: 'リッチメニュー' })

/** Presses what opens a page inside LINE, and gives that page. */
export async function opened_by(page: Page, button: Locator): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await button.click()
  const opened = await opening
  await opened.setViewportSize({ width: 390, height: 844 })
  return opened
}
/** Whether the person's consent to the pages still stands at LINE. */
export const has_granted = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const of = (id: string) => (document.getElementById(id) as HTMLSelectElement).value
    const answer = await fetch(`/telephone/granted?${new URLSearchParams({ channel: of('channel'), person: of('person') })}`)
    return ((await answer.json()) as { granted: boolean }).granted
  })
export async function choose(page: Page, name: string, day: string): Promise<void> {
  const [year, month, date] = day.split('-')
  await page.locator(`[name="${name}-year"]`).selectOption(year!)
  await page.locator(`[name="${name}-month"]`).selectOption(String(Number(month)))
  await page.locator(`[name="${name}-day"]`).selectOption(String(Number(date)))
}
export const picture = (page: Page, name: string, fullPage = false): Promise<Buffer> => page.screenshot({ path: `build/browser/line-${name}.png`, fullPage })

// ── the ward with its coupon ──

export const ward = '練馬区公式LINE'
export const ward_menus = (page: Page): Locator => cards(page, '産後ケアメニュー')
export async function open_ward_menu(page: Page): Promise<void> {
  const before = await ward_menus(page).count()
  await say(page, 'さんご')
  await expect(ward_menus(page)).toHaveCount(before + 1)
}
export async function fill_number(page: Page, typed: Account): Promise<void> {
  await page.getByLabel('利用者番号').fill(typed.user_number)
  await page.getByLabel('暗証番号').fill(typed.pin)
  await page.getByLabel('ニックネーム').fill('はなちゃん')
  await page.getByRole('button', { name: '次へ' }).click()
}
export async function fill_dates(page: Page, typed: Account): Promise<void> {
  await choose(page, 'mother', typed.mother_born_on)
  await choose(page, 'event', typed.born_on)
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('申請内容をご確認ください')).toBeVisible()
}
export async function fill_registration(page: Page, parent: Account, wrong: Partial<Account> = {}): Promise<void> {
  await fill_number(page, { ...parent, ...wrong })
  await fill_dates(page, { ...parent, ...wrong })
}
export async function register(page: Page, parent: Account): Promise<void> {
  await open_ward_menu(page)
  const form = await opened_by(page, ward_menus(page).last().getByRole('button', { name: '利用者登録' }))
  await fill_registration(form, parent)
  await form.getByRole('button', { name: '申請' }).click()
  await expect(form.getByRole('heading', { name: '利用登録が完了しました！' })).toBeVisible()
  await form.close()
  // The notice comes by itself: what is asked for next must not be taken for it, nor it for an answer.
  await expect(talk(page).getByText('利用登録が完了しました！', { exact: true })).toBeVisible()
}
