// The guide of the ward's LINE account, step by step, on a telephone whose LINE is our stand-in.
import type { Page } from '@playwright/test'
import { line_port } from './playwright.config.ts'
import { account, expect, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202
const line = `http://127.0.0.1:${line_port}`

/** Somebody's telephone, with the ward's account open. */
async function telephone(page: Page, person: string): Promise<Page> {
  await page.goto(line)
  await page.getByLabel('アカウント').selectOption({ label: '練馬区公式LINE' })
  await page.getByLabel('だれの電話').selectOption({ label: person })
  await expect(talk(page)).toHaveAttribute('data-of', `${person} 練馬区公式LINE`)
  return page
}
async function say(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'メッセージ' }).fill(text)
  await page.getByRole('button', { name: '送信' }).click()
}
const talk = (page: Page) => page.getByRole('log', { name: 'トーク' })
const newest = (page: Page) => talk(page).locator('.card, .said.account').last()
const menus = (page: Page) => talk(page).locator('.card', { hasText: '産後ケアメニュー' })

async function open_menu(page: Page) {
  const before = await menus(page).count()
  await say(page, 'さんご')
  await expect(menus(page)).toHaveCount(before + 1)
}
/** Presses a button that opens a page inside LINE, and gives that page. */
async function into(page: Page, button: string): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await menus(page).last().getByRole('button', { name: button }).click()
  const opened = await opening
  await opened.setViewportSize({ width: 390, height: 844 })
  return opened
}
async function choose(page: Page, name: string, day: string) {
  const [year, month, date] = day.split('-')
  await page.locator(`[name="${name}-year"]`).selectOption(year!)
  await page.locator(`[name="${name}-month"]`).selectOption(String(Number(month)))
  await page.locator(`[name="${name}-day"]`).selectOption(String(Number(date)))
}
async function fill_registration(page: Page, parent: Account, wrong: Partial<Account> = {}) {
  const typed = { ...parent, ...wrong }
  await page.getByLabel('利用者番号').fill(typed.user_number)
  await page.getByLabel('暗証番号').fill(typed.pin)
  await page.getByLabel('ニックネーム').fill('はなちゃん')
  await page.getByRole('button', { name: '次へ' }).click()
  await choose(page, 'mother', typed.mother_born_on)
  await choose(page, 'event', typed.born_on)
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('申請内容をご確認ください')).toBeVisible()
}
async function register(page: Page, parent: Account) {
  await open_menu(page)
  const form = await into(page, '利用者登録')
  await fill_registration(form, parent)
  await form.getByRole('button', { name: '申請' }).click()
  await expect(form.getByRole('heading', { name: '利用登録が完了しました！' })).toBeVisible()
  await form.close()
}
const days = (page: Page) => page.getByRole('textbox', { name: /利用日数を入れてください/ })
const picture = (page: Page, name: string) => page.screenshot({ path: `build/browser/line-${name}.png` })

test('N-01 to N-06: adding the account, さんご, registering, confirmed', async ({ page }) => {
  const parent = account(nerima, 'parent', 2)
  await telephone(page, '花子')
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('「さんご」または「sango」')
  await open_menu(page)
  await expect_accessible(page)
  await picture(page, '1-menu')

  const form = await into(page, '利用者登録')
  await expect(form.getByRole('heading', { name: '利用者登録 1/3' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, '2-number')
  await fill_registration(form, parent)
  await expect(form.getByText('はなちゃん')).toBeVisible()
  await picture(form, '3-check')
  await form.getByRole('button', { name: '直す' }).click() // N-06.2: nothing was stored yet
  await fill_registration(form, parent)
  await form.getByRole('button', { name: '申請' }).dblclick() // N-06.1
  await expect(form.getByRole('heading', { name: '利用登録が完了しました！' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, '4-registered')
  const closed = form.waitForEvent('close')
  await form.getByRole('button', { name: 'トークに戻る' }).click()
  await closed
  await expect(newest(page)).toContainText('利用登録が完了しました！')
  await expect(newest(page)).toContainText(parent.user_number)
  await expect(talk(page).getByText('利用登録が完了しました！', { exact: true })).toHaveCount(1)
})

test('N-07: a wrong date is refused without saying which, and nothing is registered', async ({ page }) => {
  const parent = account(nerima, 'parent', 5)
  await telephone(page, '太郎')
  await open_menu(page)
  const form = await into(page, '利用者登録')
  await fill_registration(form, parent, { mother_born_on: '1990-01-01' })
  await form.getByRole('button', { name: '申請' }).click()
  await expect(form.getByRole('alert')).toContainText('いずれかが登録と違います')
  await form.close()
  await menus(page).last().getByRole('button', { name: '利用者番号の表示' }).click()
  await expect(newest(page)).toContainText('利用者登録が済むと使えます') // N-08.1
})

test('N-08 to N-18: number, check-in, days, はい, done, what is left; an old menu does nothing', async ({ page }) => {
  const parent = account(nerima, 'parent', 3)
  const desk = account(nerima, 'facility_staff')
  await telephone(page, '恵')
  await register(page, parent)

  await open_menu(page)
  await menus(page).last().getByRole('button', { name: '利用者番号の表示' }).click() // N-08
  await expect(newest(page)).toContainText(parent.user_number)
  await expect(newest(page)).toContainText('施設の利用予約はこのLINEではできません')
  await picture(page, '5-user-number')
  await menus(page).last().getByRole('button', { name: '施設をさがす' }).click() // N-09
  await expect(talk(page).locator('.carousel .card').first()).toContainText('000-1202-')

  await open_menu(page)
  await menus(page).nth(-2).getByRole('button', { name: '利用者番号の表示' }).click() // N-03
  await expect(newest(page)).toContainText('もう一度「さんご」と送信してください')
  await picture(page, '6-old-menu')

  const use = await into(page, 'サービス利用') // N-11
  await use.getByRole('textbox', { name: '6桁の番号' }).fill(desk.passcode)
  await use.getByRole('button', { name: 'チェックインする' }).click()
  await expect(use.getByRole('heading', { name: 'チェックイン完了' })).toBeVisible() // N-12
  await expect_accessible(use)
  await picture(use, '7-checked-in')
  await use.getByRole('button', { name: '利用申請' }).click()
  await use.getByRole('button', { name: '使う：ショートステイ' }).click() // N-13
  await days(use).fill('1') // N-14
  await use.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(use.getByRole('alert')).toContainText('2')
  await picture(use, '8-least-two')
  await days(use).fill('４')
  await use.getByRole('button', { name: '内容を確かめる' }).click()
  await picture(use, '9-confirm')
  await use.getByRole('button', { name: 'いいえ、直します' }).click() // N-15
  await expect(days(use)).toHaveValue('4')
  await days(use).fill('2')
  await use.getByRole('button', { name: '内容を確かめる' }).click()
  await use.getByRole('button', { name: 'はい、使います' }).dblclick() // N-16
  await expect(use.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await expect(use.getByText('03-5984-4621')).toBeVisible() // N-17
  await picture(use, '10-done')
  await use.close()
  await expect(newest(page)).toContainText('クーポンの利用を記録しました')
  await expect(talk(page).getByText('クーポンの利用を記録しました', { exact: true })).toHaveCount(1)

  await menus(page).last().getByRole('button', { name: '残り日数・利用履歴' }).click() // N-03.1
  await expect(newest(page)).toContainText('もう一度「さんご」と送信してください')
  await open_menu(page)
  await menus(page).last().getByRole('button', { name: '残り日数・利用履歴' }).click() // N-18
  await expect(newest(page)).toContainText('ショートステイ')
  await expect(newest(page)).toContainText(desk.shown)
  await picture(page, '11-balance')
})

test('N-02.1: what opens nothing is answered with what does', async ({ page }) => {
  await telephone(page, '太郎')
  await say(page, 'こんにちは')
  await expect(newest(page)).toContainText('「さんご」と送信してください')
  await page.getByRole('group', { name: 'すぐに返す' }).getByRole('button', { name: '産後ケアメニュー' }).click()
  await expect(menus(page).last()).toBeVisible()
  await page.getByRole('button', { name: 'スタンプ' }).click()
  await expect(newest(page)).toContainText('受け取れません')
})

test('LINE that loses an answer or is away: every message arrives once', async ({ page, request }) => {
  await telephone(page, '太郎')
  const trouble = (next: unknown[]) => request.post(`${line}/telephone/trouble`, { data: { next } })
  const before = await menus(page).count()
  await trouble(['lost'])
  await say(page, 'さんご')
  await expect(menus(page)).toHaveCount(before + 1)
  await page.waitForTimeout(1500)
  await expect(menus(page)).toHaveCount(before + 1)
})
