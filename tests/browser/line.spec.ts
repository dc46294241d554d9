// The guide of the ward's LINE account, step by step, on a telephone whose LINE is our stand-in.
import type { Page } from '@playwright/test'
import { validateSignature } from '@line/bot-sdk'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { account, accounts_file, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { fill_dates, fill_number, fill_registration, line, newest, open_ward_menu as open_menu, opened_by, picture, register, say, talk, telephone as telephone_of, ward, ward_menus as menus } from './support/telephone.ts'

const nerima = 131202

const telephone = (page: Page, person: string) => telephone_of(page, person, ward)
const into = (page: Page, button: string) => opened_by(page, menus(page).last().getByRole('button', { name: button }))
const days = (page: Page) => page.getByRole('textbox', { name: /利用日数を入れてください/ })

test('N-01 to N-06, N-06.2: adding the account, さんご, registering, confirmed', async ({ page }) => {
  const parent = account(nerima, 'parent', 2)
  await telephone(page, '花子')
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('「さんご」または「sango」')
  await picture(page, '0-greeting')
  await open_menu(page)
  await expect_accessible(page)
  await picture(page, '1-menu')

  const form = await into(page, '利用者登録')
  await expect(form.getByRole('heading', { name: '利用者登録 1/3' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, '2-number')
  await fill_number(form, parent)
  await picture(form, '2b-dates')
  await fill_dates(form, parent)
  await expect(form.getByText('はなちゃん')).toBeVisible()
  await picture(form, '3-check')
  await form.getByRole('button', { name: '直す' }).click() // N-06.2: nothing was stored yet
  await fill_registration(form, parent)
  await form.getByRole('button', { name: '申請' }).dblclick() // N-06.1
  await expect(form.getByRole('heading', { name: '利用登録が完了しました！' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, '4-registered')
  const closed = form.waitForEvent('close')
  await form.getByRole('button', { name: 'トークに戻る' }).click().catch(() => {}) // the page may be gone before the click is told
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
  await picture(form, '12-wrong')
  await form.close()
  await menus(page).last().getByRole('button', { name: '利用者番号の表示' }).click()
  await expect(newest(page)).toContainText('利用者登録が済むと使えます') // N-08.1
  await picture(page, '13-register-first')
})

test('N-08 to N-18, N-21 to N-23: number, whom to ask, check-in, days, はい, done, what is left; an old menu does nothing', async ({ page }) => {
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
  await picture(page, '14-facilities')

  await menus(page).last().getByRole('button', { name: 'お問い合わせ' }).click() // N-22
  await expect(newest(page)).toContainText('03-5984-4621')
  await expect(newest(page)).toContainText('令和8年4月') // N-23
  await expect(newest(page).getByRole('button', { name: '区のホームページ' })).toBeVisible() // N-21
  await picture(page, '19-contact')

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
  await expect(use.getByRole('button', { name: '使う：ショートステイ' })).toBeVisible()
  await picture(use, '15-services')
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
  await picture(page, '16-receipt') // N-20: told apart from the ward's news by its heading

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
  await picture(page, '17-hint')
  await page.getByRole('group', { name: 'すぐに返す' }).getByRole('button', { name: '産後ケアメニュー' }).click()
  await expect(menus(page).last()).toBeVisible()
  await page.getByRole('button', { name: 'スタンプ' }).click()
  await expect(newest(page)).toContainText('受け取れません')
})

const aoi = `U${'5'.repeat(32)}` // nobody else's telephone: LINE's trouble is hers alone

test('LINE that loses an answer, breaks or is away: every message arrives once', async ({ page, request }) => {
  test.setTimeout(120_000)
  await telephone(page, '葵')
  for (const next of [['lost'], [500], ['down']]) {
    const before = await menus(page).count()
    await request.post(`${line}/telephone/trouble`, { data: { next, person: aoi } })
    await say(page, 'さんご')
    await expect(menus(page)).toHaveCount(before + 1, { timeout: 60_000 })
    await page.waitForTimeout(1500)
    await expect(menus(page)).toHaveCount(before + 1)
  }
})

test('what LINE refuses is shown in the office, and sent again from there', async ({ page, request, browser }) => {
  test.setTimeout(90_000)
  await telephone(page, '葵')
  const before = await menus(page).count()
  await request.post(`${line}/telephone/trouble`, { data: { next: [403], person: aoi } })
  await say(page, 'さんご')
  const office = await (await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await office.goto(`/${nerima}/office/`)
  await sign_in_staff(office, account(nerima, 'officer'))
  await office.getByRole('link', { name: '届かなかった連絡' }).click()
  const letter = office.locator('[data-letter]', { hasText: '産後ケアメニュー' })
  // The month's messages are looked at when the program begins, and again half a minute after LINE did not answer.
  await expect(async () => {
    await office.reload()
    await expect(letter).toHaveCount(1, { timeout: 1000 })
    await expect(office.getByText('上限のないプラン')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(letter).toContainText('登録のない方')
  await expect_accessible(office)
  await picture(office, 'undelivered')
  await expect(menus(page)).toHaveCount(before)
  await letter.getByRole('button', { name: 'もう一度送る' }).click()
  await expect(letter).toHaveCount(0)
  await expect(menus(page)).toHaveCount(before + 1)
})

test('what is signed as LINE’s own SDK checks it is taken, and nothing else', async ({ request }) => {
  const { line: channels } = JSON.parse(readFileSync(accounts_file, 'utf8')) as { line: { municipality: number; secret: string; webhook: string }[] }
  const channel = channels.find((one) => one.municipality === nerima)!
  const data = Buffer.from(JSON.stringify({ destination: 'U0', events: [] }))
  const signature = createHmac('sha256', channel.secret).update(data).digest('base64')
  expect(validateSignature(data, channel.secret, signature)).toBe(true)
  const post = (body: Buffer, signed: string) => request.post(channel.webhook, { data: body, headers: { 'Content-Type': 'application/json', 'X-Line-Signature': signed } })
  expect((await post(data, signature)).status()).toBe(200)
  const spoilt = Buffer.concat([data, Buffer.from(' ')])
  expect(validateSignature(spoilt, channel.secret, signature)).toBe(false)
  expect((await post(spoilt, signature)).status()).toBe(401)
})
